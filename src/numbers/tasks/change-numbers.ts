import { randomUUID } from 'node:crypto'
import { Type, type Static } from '@sinclair/typebox'
import { changeFacts, recordChanged, type Desired } from '../records/number-changes.ts'
import {
  failedItem as failed, itemsOf, pendingNumbers, writeItems, type ItemResult
} from '../../engine/records/task-items.ts'
import { readUploadContexts } from '../records/upload-context.ts'
import type { AcquiredNumber } from '../../upstreams/microsoft/microsoft.ts'
import { UpstreamFault } from '../../problems.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { usages } from '../schemas/usage.ts'
import { pullCivicAddresses } from './civic-addresses.ts'
import { hours, minutes, next, reject, wait, type Effect, type Outcome } from '../../engine/define.ts'
import { defineTaskKind, type StepContext } from '../../upstreams/guarded/tools.ts'
import { findLocation, isAlready, isUsage } from './number-change.ts'
import { planFor } from './upload-rules.ts'
import { some } from '../../engine/wording.ts'
import { toUploadedNumber } from './uploaded-number.ts'

const Usage = Type.Union(usages.map(usage => Type.Literal(usage)))

const input = Type.Object({
  msTenantId: Type.String(),
  usage: Type.Optional(Usage),
  additionalUsages: Type.Optional(Type.Array(Usage)),
  capabilities: Type.Optional(Type.Array(Type.String())),
  civicAddressId: Type.Optional(Type.String()),
  locationId: Type.Optional(Type.String()),
  /** The emergency address as a person wrote it. */
  addressText: Type.Optional(Type.String()),
  locationText: Type.Optional(Type.String()),
  duplicates: Type.Array(Type.String())
})

const progress = Type.Object({
  location: Type.Object({ civicAddressId: Type.String(), locationId: Type.Optional(Type.String()) }),
  /**
   * Numbers that Microsoft is being told to change; stored before it is, so that finding them changed is known to be
   * our doing.
   */
  wave: Type.Array(Type.String()),
  counts: Type.Object({ succeeded: Type.Integer(), unchanged: Type.Integer(), failed: Type.Integer() })
})
type Progress = Static<typeof progress>
type Context = StepContext<Static<typeof input>, Progress>

/** Numbers of one turn; each is looked at, and changed, by itself. */
const waveSize = 20

/** Goal: the numbers have the usage, the capabilities or the emergency location that was asked for. */
export const changeNumbers = defineTaskKind({
  name: 'change-numbers',
  idPrefix: 'wcn',
  requiredScope: 'customer',
  title: 'Change numbers of a customer',
  input,
  progress,
  steps: [
    {
      name: 'validate',
      message: 'Checking the request against the records, and the address against those of the tenant',
      async run (context) {
        const { db, task, input } = context
        const numbers = (await itemsOf(db, task)).map(item => item.number as E164)
        const facts = await changeFacts(db, task.providerId, numbers)
        const strange = numbers.filter(number => facts.get(number)?.msTenantId !== input.msTenantId)
        if (strange.length === numbers.length) {
          return reject('input_invalid', 'Input is not valid any more: the numbers do not belong to the tenant.')
        }
        if (input.duplicates.length > 0) {
          context.say('Warning', `Named more than once and taken once: ${some(input.duplicates)}.`)
        }
        if (strange.length > 0) context.say('Error', `Not among the numbers of the tenant: ${some(strange)}.`)
        const results = strange.map(number =>
          failed(number, 'validate', 'number_not_found', 'The number is not among those of the tenant.')
        )
        const counts = counted(context, results)
        if (
          [input.civicAddressId, input.locationId, input.addressText, input.locationText].every(part =>
            part === undefined
          )
        ) {
          context.say('Information', 'Input is valid.')
          return next({ counts }, trx => writeItems(trx, task, results))
        }
        const { addresses, effect } = await pullCivicAddresses(context, input.msTenantId)
        const location = findLocation(addresses, input, numbers)
        if (location.status === 'refused') return reject(location.code, location.reason)
        context.say('Information', `Input is valid. Emergency address ${location.civicAddressId} found.`)
        const { civicAddressId, locationId } = location
        return next(
          { counts, location: { civicAddressId, ...(locationId !== undefined && { locationId }) } },
          async trx => {
            await effect(trx)
            await writeItems(trx, task, results)
          }
        )
      }
    },
    {
      name: 'change',
      message: 'Changing the numbers at Microsoft',
      timeLimit: minutes(5),
      giveUpAfter: hours(12),
      run: context => changeWave(context),
      undo: context => keepChanged(context)
    }
  ],
  conclude ({ task, input, progress, verdict }) {
    const { succeeded = 0, unchanged = 0, failed = 0 } = progress.counts ?? {}
    const status = verdict?.status ??
      (failed === 0 ? 'CompletedSuccess' : succeeded + unchanged === 0 ? 'Failed' : 'CompletedWithErrors')
    const word = {
      CompletedSuccess: succeeded === 0 ? 'NumbersUnchanged' : 'NumbersChanged',
      CompletedWithErrors: 'NumbersPartiallyChanged', Canceled: 'ChangeCanceled', Failed: 'NumbersNotChanged'
    }
    return {
      status,
      details: [word[status]],
      output: {
        MsTenantId: input.msTenantId, NumbersChanged: succeeded, NumbersUnchanged: unchanged, NumbersFailed: failed,
        TotalNumbersCount: task.numberCount
      }
    }
  }
})

/** Which of the numbers are as they should be, which are still to be changed, and which cannot be. */
async function lookAt (
  context: Context, numbers: readonly E164[]
): Promise<{ seen: AcquiredNumber[], results: ItemResult[], open: E164[] }> {
  const { db, task, input, microsoft } = context
  const told = new Set(context.progress.wave ?? [])
  const facts = await changeFacts(db, task.providerId, numbers)
  const plans = await readUploadContexts(db, [{
    providerId: task.providerId, msTenantId: input.msTenantId, callingProfile: ''
  }])
  const planOf = (number: string): ReturnType<typeof planFor> => {
    const usage = input.usage ?? facts.get(number)?.usage
    return plans[0] !== undefined && isUsage(usage) ? planFor(plans[0], usage) : undefined
  }
  const found = await microsoft.findNumbers(task.providerId, input.msTenantId, numbers)
  const looked: Awaited<ReturnType<typeof lookAt>> = { seen: [], results: [], open: [] }
  for (const number of numbers) {
    const known = found.get(number)
    if (known === undefined) {
      looked.results.push(
        failed(number, 'change', 'number_not_found', 'Microsoft does not hold the number for the tenant.')
      )
    } else if (!isAlready(known, desiredBy(context), planOf(number), facts.get(number))) looked.open.push(number)
    else {
      looked.seen.push(known)
      looked.results.push({ number, outcome: told.has(number) ? 'succeeded' : 'unchanged', step: 'change' })
    }
  }
  return looked
}

async function changeWave (context: Context): Promise<Outcome<Progress>> {
  const { db, task, input, microsoft } = context
  const numbers = (await pendingNumbers(db, task, waveSize)) as E164[]
  if (numbers.length === 0) {
    context.say('Information', 'Workflow completed.')
    return next({ wave: [] })
  }
  const { seen, results, open } = await lookAt(context, numbers)
  if (open.length > 0) await context.record({ wave: [...new Set([...context.progress.wave ?? [], ...open])] })
  const settings = {
    usage: input.usage, additionalUsages: input.additionalUsages, capabilities: input.capabilities,
    ...context.progress.location
  }
  // Settled, all of them: what one number came to is kept, whatever becomes of another.
  const answers = await Promise.allSettled(
    open.map(number => microsoft.changeNumber(task.providerId, input.msTenantId, number, randomUUID(), settings))
  )
  const isStuck = results.length === 0 && answers.every(({ status }) => status === 'rejected')
  const unheard: E164[] = []
  for (const [index, settled] of answers.entries()) {
    const number = open[index]
    if (number === undefined) continue
    if (settled.status === 'rejected') {
      if (!(settled.reason instanceof UpstreamFault) || !settled.reason.passes || isStuck) throw settled.reason
      unheard.push(number)
      continue
    }
    const answer = settled.value
    if (answer.status === 'changed') seen.push(answer.number)
    if (answer.status === 'refused') {
      context.say('Error', `${number} was not changed by Microsoft: ${answer.reason} (${answer.code}).`)
    }
    results.push(
      answer.status === 'changed'
        ? { number, outcome: 'succeeded', step: 'change' }
        : failed(number, 'change', answer.code, answer.reason)
    )
  }
  if (unheard.length > 0) context.say('Warning', `Microsoft did not answer for ${some(unheard)}; it is asked again.`)
  return wait(0, { wave: unheard, counts: counted(context, results) }, keep(context, results, seen))
}

/** What Microsoft was told to change and has changed stays changed, and is told as that. */
async function keepChanged (context: Context): Promise<Outcome<Progress>> {
  const wave = context.progress.wave ?? []
  if (wave.length === 0) return next()
  const { seen, results } = await lookAt(context, wave as E164[])
  const changed = results.filter(({ outcome }) => outcome === 'succeeded')
  return next({ wave: [], counts: counted(context, changed) }, keep(context, changed, seen))
}

function keep (
  { task, input, progress }: Context, results: readonly ItemResult[], seen: readonly AcquiredNumber[]
): Effect {
  return async trx => {
    await writeItems(trx, task, results)
    await recordChanged(
      trx, { providerId: task.providerId, taskId: task.id, caller: task.caller }, input.msTenantId,
      desiredBy({ input, progress }), seen.map(toUploadedNumber)
    )
  }
}

function desiredBy ({ input, progress }: Pick<Context, 'input' | 'progress'>): Desired {
  return {
    usage: input.usage, additionalUsages: input.additionalUsages, capabilities: input.capabilities,
    location: progress.location as Desired['location']
  }
}

function counted ({ progress }: Context, results: readonly ItemResult[]): Progress['counts'] {
  const { succeeded, unchanged, failed } = progress.counts ?? { succeeded: 0, unchanged: 0, failed: 0 }
  const count = (outcome: string): number => results.filter(result => result.outcome === outcome).length
  return {
    succeeded: succeeded + count('succeeded'), unchanged: unchanged + count('unchanged'),
    failed: failed + count('failed')
  }
}

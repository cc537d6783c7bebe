import { randomUUID } from 'node:crypto'
import { recordChanged } from '../../records/number-changes.ts'
import { next, wait, type Effect, type Outcome } from '../../../engine/define.ts'
import { failedItem, pendingKeys, writeItems, type ItemResult } from '../../../engine/records/task-items.ts'
import { some } from '../../../engine/wording.ts'
import { UpstreamFault } from '../../../problems.ts'
import { asE164, type E164 } from '../../../schemas/phone-number.ts'
import type { AcquiredNumber } from '../../../upstreams/microsoft/microsoft.ts'
import { addToCounts, authorOf } from '../item-results.ts'
import { numberingOfProvider } from '../../../tenancy/records/numbering-overrides.ts'
import { toUploadedNumber } from '../uploaded-number.ts'
import { lookAt } from './look-at.ts'
import { desiredBy, type ChangeContext, type ChangeProgress } from './progress.ts'

const step = 'change'

/** Numbers of one run of the step; each takes a request of its own to look at it, and one to change it. */
const waveSize = 20

/** Looks at the next numbers and changes those that are not yet as they should be; done when no number is left. */
export async function changeNextNumbers (context: ChangeContext): Promise<Outcome<ChangeProgress>> {
  const { db, task, progress, say } = context
  const numbers = (await pendingKeys(db, task, waveSize)).map(asE164)
  if (numbers.length === 0) {
    const { succeeded = 0, unchanged = 0 } = progress.counts ?? {}
    if (succeeded + unchanged > 0) say('Information', 'Workflow completed.')
    return next({ wave: [] })
  }
  const { seen, results, open } = await lookAt(context, numbers)
  if (open.length > 0) await context.record({ wave: [...new Set([...progress.wave ?? [], ...open])] })
  const reported = await changeAtMicrosoft(context, open, results.length === 0)
  if (reported.unanswered.length > 0) {
    say('Warning', `Microsoft did not answer for ${some(reported.unanswered)}; it is asked again.`)
  }
  const all = [...results, ...reported.results]
  return wait(
    0, { wave: reported.unanswered, counts: addToCounts(progress.counts, all) },
    keep(context, all, [...seen, ...reported.changed])
  )
}

interface Reported { changed: AcquiredNumber[], results: ItemResult[], unanswered: E164[] }

/**
 * Asks Microsoft to change the numbers, and keeps the answer for each number even if the request for another one
 * failed. Throws when a request failed for good, or when all failed and `mustAdvance`.
 */
async function changeAtMicrosoft (
  context: ChangeContext, numbers: readonly E164[], mustAdvance: boolean
): Promise<Reported> {
  const { task, input, progress, microsoft, say } = context
  const { usage, additionalUsages, capabilities } = input
  const settings = { usage, additionalUsages, capabilities, ...progress.location }
  const answers = await Promise.allSettled(
    numbers.map(number => microsoft.changeNumber(task.providerId, input.msTenantId, number, randomUUID(), settings))
  )
  const isStuck = mustAdvance && answers.every(({ status }) => status === 'rejected')
  const reported: Reported = { changed: [], results: [], unanswered: [] }
  for (const [index, number] of numbers.entries()) {
    const answer = answers[index]
    if (answer?.status !== 'fulfilled') {
      if (!(answer?.reason instanceof UpstreamFault) || !answer.reason.isTransient || isStuck) throw answer?.reason
      reported.unanswered.push(number)
    } else if (answer.value.status === 'changed') {
      reported.changed.push(answer.value.number)
      reported.results.push({ key: number, outcome: 'succeeded', step })
    } else {
      const { reason, code } = answer.value
      say('Error', `${number} was not changed by Microsoft: ${reason} (${code}).`)
      reported.results.push(failedItem(number, step, code, reason))
    }
  }
  return reported
}

/** Undo: nothing is changed back; numbers that Microsoft has changed already are recorded as changed. */
export async function keepChanged (context: ChangeContext): Promise<Outcome<ChangeProgress>> {
  const { wave = [], counts } = context.progress
  if (wave.length === 0) return next()
  const { seen, results } = await lookAt(context, wave)
  const changed = results.filter(({ outcome }) => outcome === 'succeeded')
  return next({ wave: [], counts: addToCounts(counts, changed) }, keep(context, changed, seen))
}

function keep (context: ChangeContext, results: readonly ItemResult[], seen: readonly AcquiredNumber[]): Effect {
  const { task, input } = context
  return async trx => {
    await writeItems(trx, task, results)
    const show = toUploadedNumber(await numberingOfProvider(trx, task.providerId))
    await recordChanged(trx, authorOf(context), input.msTenantId, desiredBy(context), seen.map(show))
  }
}

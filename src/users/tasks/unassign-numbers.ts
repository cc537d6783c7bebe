import { Type, type Static } from '@sinclair/typebox'
import { recordAssignments } from '../records/number-assignments.ts'
import { heldByOthers, heldNumbers } from '../../numbers/records/numbers.ts'
import {
  failedItem as failed, itemsOf, pendingNumbers, writeItems, type ItemResult
} from '../../engine/records/task-items.ts'
import { UpstreamFault } from '../../problems.ts'
import { isAssigned } from '../../numbers/schemas/assignment.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { checkConnection } from '../../tenancy/tasks/check-connection.ts'
import { hours, minutes, next, reject, wait, type Effect } from '../../engine/define.ts'
import { defineTaskKind, type StepContext } from '../../upstreams/guarded/tools.ts'
import { pollSeconds } from '../../numbers/tasks/polling.ts'
import { planWave, sendWave, settleWave, Wave, waveSize, type WaveTurn } from './unassign-wave.ts'
import { some } from '../../engine/wording.ts'

const input = Type.Object({
  msTenantId: Type.String(), ticketId: Type.Optional(Type.String()), duplicates: Type.Array(Type.String())
})

const progress = Type.Object({
  wave: Wave,
  polls: Type.Integer(),
  confirmPolls: Type.Integer(),
  counts: Type.Object({ succeeded: Type.Integer(), unchanged: Type.Integer(), failed: Type.Integer() })
})

type Counts = Static<typeof progress>['counts']
type Context = StepContext<Static<typeof input>, Static<typeof progress>>

/** Goal: nobody in the tenant has the numbers, so that they can be assigned anew or released. */
export const unassignNumbers = defineTaskKind({
  name: 'unassign-numbers',
  idPrefix: 'tsk_msjob',
  requiredScope: 'customer',
  title: 'Unassign numbers from users',
  input,
  progress,
  steps: [
    {
      name: 'validate',
      message: 'Checking the connection to the tenant, and the request against the records',
      async run (context) {
        const { db, task, input, microsoft } = context
        const broken = await checkConnection(context, input.msTenantId)
        if (broken !== undefined) return broken
        const numbers = (await itemsOf(db, task)).map(item => item.number)
        const foreign = await heldByOthers(db, task.providerId, input.msTenantId, numbers)
        const known = new Set([...foreign, ...await heldNumbers(db, task.providerId, numbers)])
        const unknown = numbers.filter(number => !known.has(number)) as E164[]
        // A tenant may have numbers of other operators as well, which are not ours to touch.
        const ours = unknown.length === 0
          ? new Map()
          : await microsoft.findNumbers(task.providerId, input.msTenantId, unknown)
        const strange = unknown.filter(number => !ours.has(number))
        if (foreign.length + strange.length === numbers.length) {
          return reject('input_invalid', 'None of the numbers belongs to this tenant.')
        }
        context.say('Information', 'Input is valid.')
        if (input.duplicates.length > 0) {
          context.say('Warning', `Named more than once and taken once: ${some(input.duplicates)}.`)
        }
        if (foreign.length > 0) context.say('Error', `Held by another tenant: ${some(foreign)}.`)
        if (strange.length > 0) context.say('Error', `Not among the numbers of the tenant: ${some(strange)}.`)
        const results = [
          ...foreign.map(number =>
            failed(number, 'validate', 'number_owned_elsewhere', 'The number is held by another tenant.')
          ),
          ...strange.map(number =>
            failed(number, 'validate', 'number_not_found', 'The number is not among those of the tenant.')
          )
        ]
        return next({ counts: counted(context, results) }, trx => writeItems(trx, task, results))
      }
    },
    {
      name: 'unassign',
      message: 'Taking the numbers from their users',
      timeLimit: minutes(5),
      giveUpAfter: hours(24),
      async run (context) {
        const { db, task, input, graph } = context
        const place = { graph, task, msTenantId: input.msTenantId }
        const under = context.progress.wave ?? []
        if (under.length > 0) return goOn(context, under)
        const numbers = await pendingNumbers(db, task, waveSize)
        if (numbers.length === 0) return next({ wave: [] })
        const turn = await planWave(place, numbers)
        return wait(0, { wave: turn.wave, polls: 0, counts: counted(context, turn.results) }, tell(context, turn))
      },
      // What Microsoft has been asked for cannot be called back: it is waited for, so that the items say what became of
      // it.
      async undo (context) {
        const under = (context.progress.wave ?? []).filter(entry => entry.sent)
        return under.length === 0 ? next({ wave: [] }) : goOn(context, under)
      }
    },
    {
      name: 'confirm',
      message: 'Confirming that the numbers can be released',
      timeLimit: minutes(5),
      giveUpAfter: hours(1),
      async run (context) {
        const { task, input, microsoft, db } = context
        const polls = context.progress.confirmPolls ?? 0
        const numbers = (await itemsOf(db, task)).filter(item => item.outcome === 'succeeded').map(item =>
          item.number as E164
        )
        try {
          const shown = numbers.length === 0
            ? new Map()
            : await microsoft.findNumbers(task.providerId, input.msTenantId, numbers)
          const lagging = numbers.filter(number => isAssigned(shown.get(number)?.assignmentStatus))
          if (lagging.length === 0) return next()
          if (polls < 16) return wait(pollSeconds(polls), { confirmPolls: polls + 1 })
          context.say(
            'Warning', `Operator Connect still shows as assigned: ${some(lagging)}. A release may have to wait.`
          )
        } catch (error) {
          if (!(error instanceof UpstreamFault) || error.passes) throw error
          context.say('Warning', `Unassigned, but Operator Connect cannot be asked: ${error.message}`)
        }
        return next()
      }
    },
    {
      name: 'complete',
      message: 'Completing the task',
      async run (context) {
        context.say('Information', 'Workflow completed.')
        return next()
      }
    }
  ],
  conclude ({ task, input, progress, verdict }) {
    const { succeeded = 0, unchanged = 0, failed = 0 } = progress.counts ?? {}
    const status = verdict?.status ??
      (failed === 0 ? 'CompletedSuccess' : succeeded + unchanged === 0 ? 'Failed' : 'CompletedWithErrors')
    const word = {
      CompletedSuccess: succeeded === 0 ? 'NumbersUnchanged' : 'NumbersUnassigned',
      CompletedWithErrors: 'NumbersPartiallyUnassigned', Canceled: 'UnassignCanceled', Failed: 'NumbersNotUnassigned'
    }
    return {
      status,
      details: [word[status]],
      output: {
        MsTenantId: input.msTenantId, NumbersUnassigned: succeeded, NumbersUnchanged: unchanged, NumbersFailed: failed,
        TotalNumbersCount: task.numberCount
      }
    }
  }
})

async function goOn (
  context: Context, under: Wave
): Promise<ReturnType<typeof wait<{ wave: Wave, polls: number, counts: Counts }>>> {
  const { task, input, graph } = context
  const place = { graph, task, msTenantId: input.msTenantId }
  const polls = context.progress.polls ?? 0
  if (under.every(entry => entry.sent)) {
    const turn = await settleWave(place, under, polls)
    return wait(turn.wave.length === 0 || turn.wave.some(entry => !entry.sent) ? 0 : pollSeconds(polls), {
      wave: turn.wave, polls: polls + 1, counts: counted(context, turn.results)
    }, tell(context, turn))
  }
  const turn = await sendWave(place, under, wave => context.record({ wave }))
  return wait(turn.wave.length === 0 ? 0 : pollSeconds(0), {
    wave: turn.wave, polls, counts: counted(context, turn.results)
  }, tell(context, turn))
}

function counted ({ progress }: Context, results: readonly ItemResult[]): Counts {
  const { succeeded, unchanged, failed } = progress.counts ?? { succeeded: 0, unchanged: 0, failed: 0 }
  const count = (outcome: string): number => results.filter(result => result.outcome === outcome).length
  return {
    succeeded: succeeded + count('succeeded'), unchanged: unchanged + count('unchanged'),
    failed: failed + count('failed')
  }
}

/** Says what came of a turn, and keeps it in the items and the records. */
function tell (context: Context, { results, seen }: WaveTurn): Effect | undefined {
  const { task, input } = context
  const by = (outcome: string): string[] =>
    results.filter(result => result.outcome === outcome).map(result => result.number)
  if (by('succeeded').length > 0) context.say('Information', `Unassigned: ${some(by('succeeded'))}.`)
  if (by('unchanged').length > 0) context.say('Information', `Nobody has: ${some(by('unchanged'))}.`)
  for (const { number, error } of results.filter(result => result.outcome === 'failed').slice(0, 20)) {
    context.say('Error', `${number} was not unassigned. ${error ?? ''}`)
  }
  if (results.length === 0) return undefined
  return async trx => {
    await writeItems(trx, task, results)
    await recordAssignments(
      trx, { providerId: task.providerId, taskId: task.id, caller: task.caller }, input.msTenantId, seen
    )
  }
}

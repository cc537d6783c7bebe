import { Type } from '@sinclair/typebox'
import { recordsOfProvider } from '../../database/reach.ts'
import { approval } from '../../engine/approval.ts'
import { hours, minutes, next, reject } from '../../engine/define.ts'
import { bySbc } from '../../schemas/partitions.ts'
import { braked } from '../../tenancy/tasks/braked.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import type { RuleOutcome } from '../../upstreams/sbc/sbc.ts'
import { numbersOnSbc } from '../records/numbers-on-sbc.ts'
import { sbcDetails } from '../records/sbcs.ts'
import { UndonePlan } from '../schemas/sbc-change.ts'
import { changesBackTo } from './back-to.ts'
import { whenAllowed, windowStep } from './may-change.ts'

const rules = Type.Array(Type.Object({ name: Type.String(), prefix: Type.String(), tag: Type.String() }))

/**
 * Goal: the plans of a device hold again what they held before a change, as far as changes of ours go: what others did
 * meanwhile stays. This is a change as well, and can be undone.
 */
export const undoSbcChanges = defineTaskKind({
  name: 'undo-sbc-changes',
  idPrefix: 'sbc_und',
  requiredScope: 'provider',
  partitionKey: bySbc,
  title: 'Bring an SBC back to before a change',
  input: Type.Object({ sbcId: Type.Integer(), changeId: Type.String() }),
  progress: Type.Object({
    /** What to do, decided once: the changes that this makes itself come later. */
    changes: Type.Array(Type.Object({ plan: Type.String(), add: rules, remove: rules })),
    plans: Type.Array(UndonePlan)
  }),
  steps: [
    { ...windowStep, run: context => whenAllowed(context, { sbcIds: [context.input.sbcId] }) },
    {
      name: 'decide',
      message: 'Reading what was changed since',
      async run (context) {
        const { db, task: { providerId }, input: { sbcId, changeId } } = context
        if (await sbcDetails(recordsOfProvider(db, providerId), sbcId) === undefined) {
          return reject('sbc_not_found', `SBC ${sbcId} is not registered any more.`)
        }
        const changes = await changesBackTo(db, providerId, sbcId, changeId)
        const asked = await braked(context, {
          action: 'undo-sbc-changes', things: 'rules', held: () => numbersOnSbc(db, providerId, sbcId),
          count: [...changes.values()].reduce((sum, { remove }) => sum + [...remove].length, 0)
        })
        if (asked !== undefined) return approval(asked)
        return next({
          changes: [...changes].map(([plan, { add, remove }]) => ({ plan, add: [...add], remove: [...remove] }))
        })
      }
    },
    {
      name: 'undo',
      message: 'Bringing the dial plans back',
      timeLimit: minutes(10),
      giveUpAfter: hours(8),
      async run ({ task: { providerId }, input: { sbcId }, progress: { changes = [] }, sbcs, say }) {
        const plans: UndonePlan[] = []
        for (const { plan, add, remove } of changes) {
          const gone = await sbcs.apply(providerId, sbcId, plan, { add: [], remove })
          const come = await sbcs.apply(providerId, sbcId, plan, { add, remove: [] })
          plans.push(undone(plan, gone, come))
        }
        for (const { plan, added, removed, left } of plans) {
          say('Information', `${plan} of SBC ${sbcId}: ${added} put back, ${removed} taken off.`)
          for (const { reason } of left.slice(0, 20)) say('Error', `${plan}: ${reason}`)
        }
        say('Warning', 'The records of numbers say what they said: compare them with the device (detect drift).')
        return next({ plans })
      }
    }
  ],
  conclude ({ input: { sbcId, changeId }, progress: { plans = [] }, failure }) {
    const isWhole = plans.every(({ left }) => left.length === 0)
    return {
      status: failure?.status ?? (isWhole ? 'CompletedSuccess' : 'CompletedWithErrors'),
      details: [failure === undefined ? 'SbcChangesUndone' : null],
      output: { SbcId: sbcId, ChangeId: changeId, Plans: plans }
    }
  }
})

const namedAtMost = 1000

function undone (plan: string, gone: readonly RuleOutcome[], come: readonly RuleOutcome[]): UndonePlan {
  const count = (outcomes: readonly RuleOutcome[], of: string): number =>
    outcomes.filter(({ outcome }) => outcome === of).length
  const left = [...gone, ...come].filter(({ outcome }) => outcome === 'conflict' || outcome === 'refused')
    .map(({ rule, reason = 'refused' }) => ({ prefix: rule.prefix, reason }))
  return { plan, added: count(come, 'added'), removed: count(gone, 'removed'), left: left.slice(0, namedAtMost) }
}

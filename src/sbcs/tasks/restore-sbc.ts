import { recordsOfProvider } from '../../database/reach.ts'
import { Type, type Static } from '@sinclair/typebox'
import {
  plansOfSites, recordedNumberRules, recordedSiteRules, type RecordedRule
} from '../records/recorded-rules.ts'
import { acceptDevice } from '../records/sbc-health.ts'
import { sbcDetails } from '../records/sbcs.ts'
import { operatorConnectPlan, type Rule, type RuleOutcome } from '../../upstreams/sbc/sbc.ts'
import { RestoredPlan } from '../schemas/sbc-device.ts'
import { hours, minutes, next, reject } from '../../engine/define.ts'
import { defineTaskKind, type StepContext } from '../../upstreams/guarded/tools.ts'
import { whenAllowed, windowStep } from './may-change.ts'
import { bySbc } from '../../schemas/partitions.ts'

const input = Type.Object({ sbcId: Type.Integer() })
const progress = Type.Object({ plans: Type.Array(RestoredPlan) })
type Context = StepContext<Static<typeof input>, Static<typeof progress>>

/**
 * Goal: the device holds every rule that our records say it holds, after it was replaced or came back with an old
 * configuration. Rules of others stay, so that nothing is lost by restoring a device that is well.
 */
export const restoreSbc = defineTaskKind({
  name: 'restore-sbc',
  idPrefix: 'sbc_rst',
  requiredScope: 'provider',
  partitionKey: bySbc,
  isEqualByInput: true,
  title: 'Restore the dial plans of an SBC',
  input,
  progress,
  steps: [{
    ...windowStep, run: context => whenAllowed(context, { sbcIds: [context.input.sbcId], adds: true })
  }, {
    name: 'restore',
    message: 'Putting back the rules that the device lost',
    timeLimit: minutes(10),
    giveUpAfter: hours(26),
    async run (context) {
      const { db, task: { providerId }, input: { sbcId } } = context
      if (await sbcDetails(recordsOfProvider(db, providerId), sbcId) === undefined) {
        return reject('sbc_not_found', `SBC ${sbcId} is not registered any more.`)
      }
      const plans = [await restore(context, operatorConnectPlan, () => recordedNumberRules(db, providerId, sbcId))]
      for (const plan of await plansOfSites(db, providerId, sbcId)) {
        plans.push(await restore(context, plan, () => recordedSiteRules(db, providerId, sbcId, plan)))
      }
      return next({ plans }, trx => acceptDevice(trx, providerId, sbcId))
    }
  }],
  conclude ({ input: { sbcId }, progress: { plans = [] }, failure }) {
    const isWhole = plans.every(({ conflicts, refused, inTasks }) => conflicts.length + refused.length + inTasks === 0)
    return {
      status: failure?.status ?? (isWhole ? 'CompletedSuccess' : 'CompletedWithErrors'),
      details: [failure !== undefined ? null : isWhole ? 'SbcRestored' : 'SbcPartiallyRestored'],
      output: { SbcId: sbcId, Plans: plans }
    }
  }
})

/** Most rules that are named one by one; the rest is counted in a message. */
const namedAtMost = 1000

/**
 * Only while the device is ours is it sure which rules other tasks are about to change: so the records are read then.
 */
async function restore (
  { say, sbcs, task: { providerId }, input: { sbcId } }: Context, plan: string, recorded: () => Promise<RecordedRule[]>
): Promise<Static<typeof RestoredPlan>> {
  let ours: RecordedRule[] = []
  let there = new Map<string, Rule>()
  const outcomes = await sbcs.replacePlan(providerId, sbcId, plan, async present => {
    there = new Map(present.map(rule => [rule.prefix, rule]))
    ours = await recorded()
    return [...present, ...ours.filter(rule => !rule.inTask && !there.has(rule.prefix))]
  })
  const idle = ours.filter(rule => !rule.inTask)
  const added = outcomes.filter(({ rule, outcome }) => outcome === 'added' && !there.has(rule.prefix)).length
  const refused = outcomes.flatMap(({ rule, outcome, reason }: RuleOutcome) =>
    outcome === 'refused' ? [{ prefix: rule.prefix, reason: reason ?? 'refused' }] : []
  )
  const conflicts = idle.flatMap(({ prefix, tag }) => {
    const other = there.get(prefix)
    return other === undefined || other.tag.toLowerCase() === tag.toLowerCase()
      ? []
      : [{ prefix, reason: `${prefix} is there with tag ${other.tag}; the records say ${tag}.` }]
  })
  const inTasks = ours.length - idle.length
  const unchanged = idle.length - added - refused.length - conflicts.length
  say('Information', `${plan} of SBC ${sbcId}: ${added} put back, ${unchanged} were there.`)
  if (inTasks > 0) {
    say(
      'Warning',
      `${plan}: ${inTasks} rules belong to tasks under way and were left to them. Restore again when those are over.`
    )
  }
  for (const { reason } of [...conflicts, ...refused].slice(0, 20)) say('Error', `${plan}: ${reason}`)
  if (conflicts.length + refused.length > 20) {
    say('Error', `${plan}: and ${conflicts.length + refused.length - 20} more.`)
  }
  return {
    plan, added, unchanged, inTasks, conflicts: conflicts.slice(0, namedAtMost), refused: refused.slice(0, namedAtMost)
  }
}

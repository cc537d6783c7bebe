import { Type, type Static } from '@sinclair/typebox'
import { ownersIn, recordReading, recordSiteRules, type PlanOwners } from '../records/dial-plans.ts'
import { holdSite, releaseSite, siteOf, type Site } from '../records/sites.ts'
import { DialPlanRule, RuleResult } from '../schemas/dial-plan.ts'
import { canonicalPrefix, WrongPrefix } from '../../schemas/dial-plan-prefix.ts'
import type { DeviceConfiguration, RuleOutcome } from '../../upstreams/sbc/sbc.ts'
import { hours, minutes, next, reject, wait } from '../../engine/define.ts'
import { defineTaskKind, type StepContext } from '../../upstreams/guarded/tools.ts'
import { isOwnRule } from './site-rules.ts'

const Removal = Type.Object({ prefix: Type.String(), tag: Type.Optional(Type.String()) })

const input = Type.Object({
  siteId: Type.String(),
  plan: Type.String(),
  add: Type.Array(DialPlanRule),
  remove: Type.Union([Type.Array(Removal), Type.Literal('all')])
})

const progress = Type.Object({
  /** Rules that the device had of the prefixes in question. */
  before: Type.Array(DialPlanRule),
  removing: Type.Array(DialPlanRule),
  results: Type.Array(RuleResult)
})

type Context = StepContext<Static<typeof input>, Static<typeof progress>>
type Result = Static<typeof RuleResult>

/** Goal: the plan holds what is to be added and nothing of what is to be removed; each rule has its own result. */
export const editDialPlan = defineTaskKind({
  name: 'edit-dial-plan',
  idPrefix: 'tsk',
  requiredScope: 'customer',
  title: 'Change rules of a dial plan',
  input,
  progress,
  steps: [
    {
      name: 'look',
      message: 'Looking what the dial plan holds',
      timeLimit: minutes(2),
      giveUpAfter: hours(1),
      async run (context) {
        const { db, task, input: { siteId, plan, add } } = context
        context.assertLease()
        if (!await holdSite(db, task.providerId, siteId, task.id)) return wait(2)
        const site = await siteOf(db, task.providerId, siteId)
        if (site === undefined) return reject('site_not_found', 'The SIP connection is not there any more.')
        const device = await context.sbcs.configuration(task.providerId, site.sbcId)
        if (device.rules(plan) === undefined) {
          return reject('dial_plan_not_found', `SBC ${site.sbcId} has no dial plan ${plan}.`)
        }
        const owners = await ownersIn(db, task.providerId, { sbcId: site.sbcId, plan }, { id: siteId, name: site.name })
        const { rules, results } = removals(context, site, device, owners)
        results.push(...rivals(add, rules, plainRules(device, plan), rule => isOwnRule(rule, site, owners)))
        const prefixes = new Set([...add, ...rules].map(rule => rule.prefix))
        return next({
          before: plainRules(device, plan).filter(rule => prefixes.has(rule.prefix)), removing: rules, results
        })
      },
      undo: async ({ task, input }) => next({}, trx => releaseSite(trx, task.providerId, input.siteId, task.id))
    },
    {
      name: 'edit',
      message: 'Changing the dial plan',
      timeLimit: minutes(5),
      giveUpAfter: hours(1),
      async run (context) {
        const {
          db, task, input: { siteId, plan, add: asked }, progress: { before = [], removing = [], results: refused = [] }
        } = context
        const add = asked.filter(({ prefix }) =>
          !refused.some(result => result.action === 'add' && result.prefix === prefix)
        )
        const site = await siteOf(db, task.providerId, siteId)
        if (site === undefined) return reject('site_not_found', 'The SIP connection is not there any more.')
        const known = new Map(before.map(rule => [rule.prefix, rule]))
        // Removals first, so that a rule can be replaced; what was replaced already is not removed again.
        const replaced = add.filter(rule => removing.some(old => old.prefix === rule.prefix))
        const there = new Set(
          plainRules(await context.sbcs.configuration(task.providerId, site.sbcId), plan).map(rule =>
            `${rule.prefix} ${rule.tag.toLowerCase()}`
          )
        )
        const due = removing.filter(rule =>
          !replaced.some(other =>
            other.prefix === rule.prefix && there.has(`${other.prefix} ${other.tag.toLowerCase()}`)
          )
        )
        const gone = await context.sbcs.apply(task.providerId, site.sbcId, plan, { add: [], remove: due })
        const made = [...await context.sbcs.apply(task.providerId, site.sbcId, plan, { add, remove: [] })]
        const removed = removing.map(rule =>
          gone.find(outcome => outcome.rule.prefix === rule.prefix) ?? { rule, outcome: 'removed' as const }
        )
        const owners = await ownersIn(db, task.providerId, { sbcId: site.sbcId, plan }, { id: siteId, name: site.name })
        const foreign = new Set(before.filter(rule => !isOwnRule(rule, site, owners)).map(rule => rule.prefix))
        for (const [index, { rule, outcome }] of made.entries()) {
          if (outcome === 'conflict' && foreign.has(rule.prefix)) {
            made[index] = { rule, outcome, reason: belongsToAnother(rule.prefix) }
          }
        }
        const results = [
          ...refused, ...removed.map(outcome => resultOf('remove', outcome, known)),
          ...made.map(outcome => resultOf('add', outcome, known))
        ]
        tell(context, plan, site.sbcId, results)
        const after = await context.sbcs.configuration(task.providerId, site.sbcId)
        return next({ results }, async trx => {
          const place = { sbcId: site.sbcId, plan, siteId }
          const added = add.filter(rule =>
            results.some(result =>
              result.action === 'add' && result.prefix === rule.prefix && result.outcome === 'added'
            )
          )
          const left = results.filter(({ action, outcome }) =>
            action === 'remove' && (outcome === 'removed' || outcome === 'unchanged')
          ).map(result => result.prefix)
          await recordSiteRules(trx, task.providerId, place, added, left)
          await recordReading(
            trx, task.providerId, site.sbcId,
            after.plans().map(name => ({ plan: name, rules: name === plan ? plainRules(after, name) : undefined }))
          )
          await releaseSite(trx, task.providerId, siteId, task.id)
        })
      },
      async undo (context) {
        const { db, task, input: { siteId, plan, add }, progress: { before = [], removing = [] } } = context
        const site = await siteOf(db, task.providerId, siteId)
        if (site === undefined) return next()
        const stood = (rule: DialPlanRule): boolean =>
          before.some(old => old.prefix === rule.prefix && old.tag.toLowerCase() === rule.tag.toLowerCase())
        await context.sbcs.apply(task.providerId, site.sbcId, plan, {
          add: [], remove: add.filter(rule => !stood(rule))
        })
        await context.sbcs.apply(task.providerId, site.sbcId, plan, { add: removing, remove: [] })
        return next()
      }
    }
  ],
  conclude ({ input, progress: { results = [] }, verdict }) {
    const bad = results.filter(({ outcome }) => outcome === 'conflict' || outcome === 'refused').length
    return {
      status: verdict?.status ??
        (bad === 0 ? 'CompletedSuccess' : bad < results.length ? 'CompletedWithErrors' : 'Failed'),
      details: [null],
      output: { dialPlanId: input.plan, rules: results }
    }
  }
})

/** The rules to remove as the device has them; those that cannot go have their result already. */
function removals (
  { input: { plan, remove } }: Context, site: Site, device: DeviceConfiguration, owners: PlanOwners
): { rules: DialPlanRule[], results: Result[] } {
  const present = new Map(plainRules(device, plan).map(rule => [rule.prefix, rule]))
  if (remove === 'all') {
    return { rules: [...present.values()].filter(rule => isOwnRule(rule, site, owners)), results: [] }
  }
  const rules: DialPlanRule[] = []
  const results: Result[] = []
  for (const { prefix, tag } of remove) {
    const rule = present.get(prefix) ?? [...present.values()].find(twin => isSameInOtherWords(twin.prefix, prefix))
    const refuse = (outcome: Result['outcome'], reason: string | null): unknown =>
      results.push({ action: 'remove', name: rule?.name ?? '', prefix, tag: rule?.tag ?? tag ?? '', outcome, reason })
    if (rule === undefined) refuse('unchanged', null)
    else if (!isOwnRule(rule, site, owners)) {
      results.push({
        action: 'remove', name: '', prefix, tag: tag ?? '', outcome: 'refused', reason: belongsToAnother(prefix)
      })
    } else if (tag !== undefined && tag.toLowerCase() !== rule.tag.toLowerCase()) {
      refuse('conflict', `${prefix} is there with tag ${rule.tag}.`)
    } else rules.push(rule)
  }
  return { rules, results }
}

const belongsToAnother = (prefix: string): string => `${prefix} belongs to another SIP connection or was made by hand.`

/**
 * New rules for numbers that a rule of the device, in another notation, stands for already: which of the two counts
 * would be left to chance.
 */
function rivals (
  add: readonly DialPlanRule[], removing: readonly DialPlanRule[], present: readonly DialPlanRule[],
  isOwn: (rule: DialPlanRule) => boolean
): Result[] {
  const staying = present.filter(rule => isPattern(rule.prefix) && !removing.includes(rule))
  return add.filter(({ prefix }) => isPattern(prefix)).flatMap(rule => {
    const twin = staying.find(other => isSameInOtherWords(other.prefix, rule.prefix))
    if (twin === undefined) return []
    return [{
      action: 'add' as const,
      ...rule,
      outcome: 'conflict' as const,
      reason: isOwn(twin)
        ? `${twin.prefix} is there with tag ${twin.tag} and matches the same numbers.`
        : belongsToAnother(rule.prefix)
    }]
  })
}

/** Most rules are plain numbers, which can be written in one way only. */
const isPattern = (prefix: string): boolean => !/^\+?\d+#?$/.test(prefix)

function isSameInOtherWords (one: string, other: string): boolean {
  if (one === other || !isPattern(one) || !isPattern(other)) return false
  try {
    return canonicalPrefix(one) === canonicalPrefix(other)
  } catch (error) {
    if (error instanceof WrongPrefix) return false // what a device holds may be of a notation that we do not know
    throw error
  }
}

function plainRules (device: DeviceConfiguration, plan: string): DialPlanRule[] {
  return (device.rules(plan) ?? []).map(({ name, prefix, tag }) => ({ name, prefix, tag }))
}

/** What it came to since the task began, also when the step ran before and did it then. */
function resultOf (
  action: 'add' | 'remove', { rule, outcome, reason }: RuleOutcome, before: ReadonlyMap<string, DialPlanRule>
): Result {
  const old = before.get(rule.prefix)
  const done = outcome !== 'unchanged'
    ? outcome
    : action === 'add'
      ? (old === undefined || old.tag.toLowerCase() !== rule.tag.toLowerCase() ? 'added' : 'unchanged')
      : old === undefined
        ? 'unchanged'
        : 'removed'
  return { action, name: rule.name, prefix: rule.prefix, tag: rule.tag, outcome: done, reason: reason ?? null }
}

function tell (context: Context, plan: string, sbcId: number, results: readonly Result[]): void {
  const count = (outcome: Result['outcome']): number => results.filter(result => result.outcome === outcome).length
  context.say(
    'Information',
    `${plan} of SBC ${sbcId}: ${count('added')} added, ${count('removed')} removed, ${count('unchanged')} unchanged.`
  )
  const bad = results.filter(({ outcome }) => outcome === 'conflict' || outcome === 'refused')
  for (const { prefix, reason } of bad.slice(0, 20)) context.say('Error', `${prefix}: ${reason ?? 'refused'}`)
  if (bad.length > 20) context.say('Error', `And ${bad.length - 20} more; outputData has them all.`)
}

import { recordsOfProvider } from '../../../database/reach.ts'
import { clock, ownersIn, recordReading, recordSiteRules } from '../../records/dial-plans.ts'
import { leaveEditors } from '../../records/held-sites.ts'
import { siteOf, type Site } from '../../records/sites.ts'
import type { DialPlanRule } from '../../schemas/dial-plan.ts'
import { next, reject, type Effect, type Outcome } from '../../../engine/define.ts'
import type { DeviceConfiguration, RuleOutcome } from '../../../upstreams/sbc/sbc.ts'
import { isOwnRule } from '../site-rules.ts'
import type { Context, Progress, Result } from './input.ts'
import { report, resultOf } from './results.ts'
import { belongsToAnother, isSameRule, plainRules } from './rules.ts'

/** Changes the plan on the device, and records the rules of the site and the plan as it is read back. */
export async function edit (context: Context): Promise<Outcome<Progress>> {
  const { db, task, input: { siteId, plan, add: asked }, progress: { before = [], results: refused = [] } } = context
  const add = asked.filter(({ prefix }) =>
    !refused.some(result => result.action === 'add' && result.prefix === prefix)
  )
  const site = await siteOf(recordsOfProvider(db, task.providerId), siteId)
  if (site === undefined) return reject('site_not_found', 'The SIP connection is not there any more.')
  const known = new Map(before.map(rule => [rule.prefix, rule]))
  // Removals first, so that a rule can be replaced.
  const removed = await remove(context, site, add)
  const made = await context.sbcs.apply(task.providerId, site.sbcId, plan, { add, remove: [] })
  const added = await explained(context, site, made)
  const results = [
    ...refused, ...removed.map(outcome => resultOf('remove', outcome, known)),
    ...added.map(outcome => resultOf('add', outcome, known))
  ]
  report(context, plan, site.sbcId, results)
  const began = await clock(db)
  const after = await context.sbcs.configuration(task.providerId, site.sbcId)
  return next({ results }, keep(context, site, add, results, { began, device: after }))
}

/** A rule whose replacement is there was removed by an earlier run of the step, and is not removed again. */
async function remove (
  { sbcs, task, input: { plan }, progress: { removing = [] } }: Context, site: Site, add: readonly DialPlanRule[]
): Promise<RuleOutcome[]> {
  if (removing.length === 0) return []
  const present = plainRules(await sbcs.configuration(task.providerId, site.sbcId), plan)
  const due = removing.filter(rule =>
    !add.some(other => other.prefix === rule.prefix && present.some(there => isSameRule(there, other)))
  )
  const gone = await sbcs.apply(task.providerId, site.sbcId, plan, { add: [], remove: due })
  return removing.map(rule => gone.find(outcome => outcome.rule.prefix === rule.prefix) ?? { rule, outcome: 'removed' })
}

/** The same outcomes; the reason of a conflict with a rule that is not the site's does not show that rule. */
async function explained (
  { db, task, input: { plan }, progress: { before = [] } }: Context, site: Site, outcomes: readonly RuleOutcome[]
): Promise<RuleOutcome[]> {
  const owners = await ownersIn(recordsOfProvider(db, task.providerId), { sbcId: site.sbcId, plan }, site)
  const foreign = new Set(before.filter(rule => !isOwnRule(rule, site, owners)).map(rule => rule.prefix))
  return outcomes.map(outcome =>
    outcome.outcome === 'conflict' && foreign.has(outcome.rule.prefix)
      ? { ...outcome, reason: belongsToAnother(outcome.rule.prefix) }
      : outcome
  )
}

/** Records what the device has now, and lets the site go. */
function keep (
  { task, input: { siteId, plan } }: Context, { sbcId }: Site, add: readonly DialPlanRule[],
  results: readonly Result[], { began, device: after }: { began: string, device: DeviceConfiguration }
): Effect {
  const added = new Set(
    results.filter(({ action, outcome }) => action === 'add' && outcome === 'added').map(({ prefix }) => prefix)
  )
  const gone = results.filter(({ action, outcome }) =>
    action === 'remove' && (outcome === 'removed' || outcome === 'unchanged')
  ).map(({ prefix }) => prefix)
  return async trx => {
    await recordSiteRules(
      trx, task.providerId, { sbcId, plan, siteId }, add.filter(rule => added.has(rule.prefix)), gone
    )
    await recordReading(
      trx, task.providerId, sbcId,
      after.plans().map(name => ({ plan: name, rules: name === plan ? plainRules(after, name) : undefined })), began
    )
    await leaveEditors(trx, task.providerId, siteId, task.id)
  }
}

/** Takes out what was added, and puts back what was removed. */
export async function takeBack (context: Context): Promise<Outcome<Progress>> {
  const { db, task, input: { siteId, plan, add }, progress: { before = [], removing = [] } } = context
  const site = await siteOf(recordsOfProvider(db, task.providerId), siteId)
  if (site === undefined) return next()
  const added = add.filter(rule => !before.some(old => isSameRule(old, rule)))
  await context.sbcs.apply(task.providerId, site.sbcId, plan, { add: [], remove: added })
  await context.sbcs.apply(task.providerId, site.sbcId, plan, { add: removing, remove: [] })
  return next()
}

import { recordsOfProvider } from '../../../database/reach.ts'
import { checkUses } from '../../../allocations/tasks/check-uses.ts'
import { ownersIn } from '../../records/dial-plans.ts'
import { joinEditors, leaveEditors } from '../../records/held-sites.ts'
import { siteOf } from '../../records/sites.ts'
import { next, reject, wait, type Outcome } from '../../../engine/define.ts'
import { isOwnRule } from '../site-rules.ts'
import { usesOfRules } from '../site-uses.ts'
import type { Context, Progress } from './input.ts'
import { plainRules, removals, rivals } from './rules.ts'

/** Holds the site, reads the plan, and decides which rules are removed and which cannot be changed. */
export async function look (context: Context): Promise<Outcome<Progress>> {
  const { db, task, input: { siteId, plan, add, reason } } = context
  context.assertLease()
  if (!await joinEditors(db, task.providerId, siteId, task.id)) return wait(2)
  const records = recordsOfProvider(db, task.providerId)
  const site = await siteOf(records, siteId)
  if (site === undefined) return reject('site_not_found', 'The SIP connection is not there any more.')
  const refused = await checkUses(context, { customerId: site.customerId, siteId }, usesOfRules(plan, add), reason)
  if (refused !== undefined) return refused
  const device = await context.sbcs.configuration(task.providerId, site.sbcId)
  if (device.rules(plan) === undefined) {
    return reject('dial_plan_not_found', `SBC ${site.sbcId} has no dial plan ${plan}.`)
  }
  const owners = await ownersIn(records, { sbcId: site.sbcId, plan }, { id: siteId, name: site.name })
  const present = plainRules(device, plan)
  const { rules: removing, results } = removals(context, site, device, owners)
  results.push(...rivals(add, removing, present, rule => isOwnRule(rule, site, owners)))
  const prefixes = new Set([...add, ...removing].map(rule => rule.prefix))
  return next({ before: present.filter(rule => prefixes.has(rule.prefix)), removing, results })
}

export async function letGo ({ task, input }: Context): Promise<Outcome<Progress>> {
  return next({}, trx => leaveEditors(trx, task.providerId, input.siteId, task.id))
}

import { recordsOfProvider } from '../../database/reach.ts'
import { recordSiteRules, rulesOfSite, type PlanOwners } from '../records/dial-plans.ts'
import type { Site } from '../records/sites.ts'
import type { DialPlanRule } from '../schemas/dial-plan.ts'
import type { SiteContext } from './site-context.ts'

/**
 * Whether a rule of a plan belongs to the site: by our records, by the tag of its tenant, or by its name when no other
 * site there has it.
 */
export function isOwnRule (
  rule: DialPlanRule, site: Pick<Site, 'id' | 'name' | 'msTenantId'>, owners: PlanOwners
): boolean {
  const recorded = owners.ofSites.get(rule.prefix)
  if (recorded !== undefined) return recorded === site.id
  if (rule.tag.toLowerCase() === `trunk=${site.msTenantId}`) return true
  return rule.name === site.name && !owners.nameIsShared
}

/**
 * Takes the rules that we put into dial plans for a site out again; one that somebody changed since is left and named.
 */
export async function removeSiteRules (
  context: Pick<SiteContext, 'db' | 'sbcs' | 'say' | 'task'>, siteId: string
): Promise<void> {
  const { db, task: { providerId } } = context
  const rules = await rulesOfSite(recordsOfProvider(db, providerId), siteId)
  const places = new Map(rules.map(rule => [`${rule.sbcId} ${rule.plan}`, { sbcId: rule.sbcId, plan: rule.plan }]))
  for (const place of places.values()) {
    const own = rules.filter(rule => rule.sbcId === place.sbcId && rule.plan === place.plan).map((
      { name, prefix, tag }
    ) => ({ name, prefix, tag }))
    const outcomes = await context.sbcs.apply(providerId, place.sbcId, place.plan, { add: [], remove: own })
    for (const { rule, outcome, reason } of outcomes) {
      if (outcome === 'conflict') {
        context.say(
          'Warning',
          `${place.plan} of SBC ${place.sbcId} keeps ${rule.prefix}, which was changed by hand: ${reason ?? ''}`
        )
      }
    }
    await recordSiteRules(db, providerId, { ...place, siteId }, [], own.map(rule => rule.prefix))
  }
}

import { recordsOfProvider, type ReachedRecords } from '../../../database/reach.ts'
import { next, reject, wait, type Outcome } from '../../../engine/define.ts'
import { checkUses } from '../../../allocations/tasks/check-uses.ts'
import { refusedBecauseElsewhere } from '../../../allocations/records/allocations.ts'
import { rulesOfSite } from '../../records/dial-plans.ts'
import { refusedBecauseOfSiteTemplate } from '../../records/script-templates.ts'
import { holdSite, markDeployment, releaseSite } from '../../records/held-sites.ts'
import { refusedBecauseSiteNameTaken, updateSite } from '../../records/kept-sites.ts'
import { sbcFqdn, siteOf, type Site } from '../../records/sites.ts'
import { changed, gatewayTaken, settingsBefore, settingsOf, templateGone, type SiteChange } from '../site-change.ts'
import { usesOfSite } from '../site-uses.ts'
import type { Context, Progress } from './input.ts'

/** Holds the site, remembers its settings, and stores the new ones. */
export async function store (context: Context): Promise<Outcome<Progress>> {
  const { db, task, input: { siteId, change } } = context
  context.assertLease()
  if (!await holdSite(db, task.providerId, siteId, task.id)) return wait(2)
  const site = await siteOf(recordsOfProvider(db, task.providerId), siteId)
  if (site === undefined) return reject('site_not_found', 'The SIP connection is not there any more.')
  const before = context.progress.before ?? settingsOf(site)
  if (context.progress.before === undefined) await context.record({ before, state: site.deploymentState })
  // The request checked this too; only now can no other task add rules, which would stay on the old SBC.
  const isMoving = change.sbcId !== undefined && change.sbcId !== before.sbcId
  if (isMoving && (await rulesOfSite(recordsOfProvider(db, task.providerId), siteId)).length > 0) {
    return reject(
      'site_has_rules',
      `The SIP connection has rules in dial plans of SBC ${before.sbcId}; remove them before it moves.`
    )
  }
  return await write(context, site, before) ??
    next({}, trx => markDeployment(trx, task.providerId, siteId, 'Deploying'))
}

async function write (
  context: Context, site: Site, before: SiteChange
): Promise<ReturnType<typeof reject> | undefined> {
  const { db, task, input: { siteId, change, reason } } = context
  const records = recordsOfProvider(db, task.providerId)
  const settings = changed(site, await withGateway(records, before, change))
  const uses = usesOfSite(settings, await sbcFqdn(records, settings.sbcId))
  const refused = await checkUses(context, { customerId: site.customerId, siteId }, uses, reason)
  if (refused !== undefined) return refused
  context.assertLease()
  try {
    await updateSite(db, task.providerId, siteId, settings, reason)
    return undefined
  } catch (error) {
    if (refusedBecauseOfSiteTemplate(error)) return templateGone()
    if (refusedBecauseElsewhere(error)) return gatewayTaken()
    if (!refusedBecauseSiteNameTaken(error)) throw error
    return reject(
      'site_name_taken',
      `The name ${change.name ?? site.name} is taken by another SIP connection of the customer or on its SBC.`
    )
  }
}

/**
 * The change, with a gateway that was derived from the old name and SBC derived from the new ones, unless the request
 * names one.
 */
async function withGateway (
  records: ReachedRecords, before: SiteChange, change: SiteChange
): Promise<SiteChange> {
  const [name, sbcId] = [change.name ?? before.name, change.sbcId ?? before.sbcId]
  if (change.parameters?.['OnlinePstnGateway'] !== undefined || before.sbcId === undefined || sbcId === undefined) {
    return change
  }
  if (before.parameters?.['OnlinePstnGateway'] !== `${before.name}.${await sbcFqdn(records, before.sbcId)}`) {
    return change
  }
  return {
    ...change,
    parameters: { ...change.parameters, OnlinePstnGateway: `${name}.${await sbcFqdn(records, sbcId)}` }
  }
}

/** Puts the old settings back, and lets the site go. */
export async function restore ({ db, task, input, progress }: Context): Promise<Outcome<Progress>> {
  const site = await siteOf(recordsOfProvider(db, task.providerId), input.siteId)
  const { before, state, halfDone = false } = progress
  return next({}, async trx => {
    if (site !== undefined && before !== undefined) {
      await updateSite(trx, task.providerId, input.siteId, settingsBefore(site, before))
    }
    if (state !== undefined) await markDeployment(trx, task.providerId, input.siteId, halfDone ? 'Failed' : state)
    await releaseSite(trx, task.providerId, input.siteId, task.id)
  })
}

import { templateOf } from '../records/script-templates.ts'
import { claimRows, takeRows } from '../records/site-claims.ts'
import { markDeployment, siteOf, type Site } from '../records/sites.ts'
import type { Queryable } from '../../database/connect.ts'
import { UpstreamFault } from '../../problems.ts'
import type { Claim } from '../schemas/site.ts'
import type { DeviceConfiguration } from '../../upstreams/sbc/sbc.ts'
import { next, reject, wait, type Effect } from '../../engine/define.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import { isHidden } from './script-tables.ts'
import { removeSiteRules } from './site-rules.ts'
import { findRow, missingOf, parseTemplate, removedRows, valuesOf, wantedRows } from './site-script.ts'

/** What these functions need of a step; every step's context fits. */
export type SiteContext = Pick<
  StepContext<unknown, never>,
  'task' | 'db' | 'sbcs' | 'log' | 'assertLease' | 'say' | 'openSecret'
>

/** What came of it, as a step answers it. `effect` commits with the step; add yours to it. */
export type SiteOutcome =
  | { type: 'next', progress: Record<never, never>, effect: Effect }
  | { type: 'wait', seconds: number, progress: Record<never, never>, effect?: Effect | undefined }
  | { type: 'reject', code: string, reason: string }

/** Seconds until an SBC that is down is tried again; the step's `giveUpAfter` bounds it. */
const nextTry = 10

/**
 * Brings a site to its SBC as its onboarding script has it, and removes rows it had elsewhere or under another name.
 * Run twice, it comes to the same: rows are found by their names, and those that others made are never touched. Without
 * a script, or with `configureSbc` off, nothing is to be done. Rejects with what stands in the way. `renewSecrets`: a
 * device does not show whether a password is another one, but whether there is one; so those of ours are emptied first.
 */
export async function programSite (
  context: SiteContext, siteId: string, options: { renewSecrets?: boolean } = {}
): Promise<SiteOutcome> {
  const { db, task: { providerId } } = context
  const site = await siteOf(db, providerId, siteId)
  if (site === undefined) return reject('site_not_found', 'The site is not there any more.')
  // Somebody configures the SBC by hand from here on: what is there stays, and stays ours.
  if (!site.configureSbc) {
    return next({}, (trx: Queryable) =>
      markDeployment(trx, providerId, siteId, 'Deployed')) as SiteOutcome
  }
  return unlessAway(context, async () => {
    const wanted = await rowsOf(context, site)
    if ('reason' in wanted) return reject(wanted.code, wanted.reason)
    const own: Claim[] = wanted.filter(row => row.way === 'new').map(({ section, table, name }) => ({
      sbcId: site.sbcId, section, table, name
    }))
    if (wanted.length > 0) {
      const reason = obstacle(await context.sbcs.configuration(providerId, site.sbcId), wanted, site)
      if (reason !== undefined) return reject('sbc_refused', reason)
      // The intention: from here on these rows are ours, whatever becomes of us.
      context.assertLease()
      const taken = await takeRows(db, providerId, siteId, together(site.claims, own))
      if (taken !== undefined) {
        return reject(
          'sbc_refused',
          `${taken.table} "${taken.name}" of SBC ${taken.sbcId} belongs to site ${taken.site}. Give this site ` +
          'another name or other values.'
        )
      }
      if (options.renewSecrets === true) {
        const blank = withoutSecrets(wanted)
        const emptied = await context.sbcs.configure(
          providerId, site.sbcId,
          device => missingOf(device, blank.filter(row => findRow(device, row) !== undefined), [])
        )
        if (emptied.outcome === 'refused') {
          return reject(
            'sbc_refused', `SBC ${site.sbcId} does not take another password of ${site.name}: ${emptied.reason}`
          )
        }
      }
      const answer = await context.sbcs.configure(providerId, site.sbcId, device => missingOf(device, wanted, []))
      if (answer.outcome === 'refused') {
        return reject('sbc_refused', `SBC ${site.sbcId} does not take the script of ${site.name}: ${answer.reason}`)
      }
      context.say('Information', `Site ${site.name} programmed in SBC. ${site.sbcId}`)
    }
    const refusal = await removeRows(context, site.claims.filter(claim => !own.some(row => isSame(row, claim))))
    if (refusal !== undefined) return reject('sbc_refused', refusal)
    return next({}, async (trx: Queryable) => {
      await claimRows(trx, providerId, siteId, own)
      await markDeployment(trx, providerId, siteId, 'Deployed')
    }) as SiteOutcome
  })
}

/**
 * Removes the rules that dial plans have for a site and what `programSite` made, in the order of its cleanup script and
 * then the rest. Rows that it did not make stay, whatever the script says. The site itself stays too, as NotDeployed; a
 * site that is gone is clean.
 */
export async function cleanSite (context: SiteContext, siteId: string): Promise<SiteOutcome> {
  const { db, task: { providerId } } = context
  const site = await siteOf(db, providerId, siteId)
  if (site === undefined) return next({}, async () => {}) as SiteOutcome
  return unlessAway(context, async () => {
    await removeSiteRules(context, siteId)
    const order = await cleanupOrder(context, site)
    const place = (claim: Claim): number => order.findIndex(row => isSame({ ...row, sbcId: claim.sbcId }, claim))
    // What the script does not name goes last, the youngest first: rows refer to older ones.
    const rest = site.claims.filter(claim => place(claim) < 0).reverse()
    const named = site.claims.filter(claim => place(claim) >= 0).sort((a, b) => place(a) - place(b))
    const refusal = await removeRows(context, [...named, ...rest])
    if (refusal !== undefined) return reject('sbc_refused', refusal)
    for (const sbcId of new Set(site.claims.map(claim => claim.sbcId))) {
      context.say('Information', `Site ${site.name} removed from SBC. ${sbcId}`)
    }
    return next({}, async (trx: Queryable) => {
      await claimRows(trx, providerId, siteId, [])
      await markDeployment(trx, providerId, siteId, 'NotDeployed')
    }) as SiteOutcome
  })
}

/** An SBC that does not answer is waited for; whatever else it does is for the engine. */
async function unlessAway (context: SiteContext, work: () => Promise<SiteOutcome>): Promise<SiteOutcome> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UpstreamFault) || !error.passes) throw error
    context.log.warn({ err: error }, 'An SBC is not available')
    context.say('Warning', error.message)
    return wait(error.retryAfterSeconds ?? nextTry)
  }
}

type Wanted = ReturnType<typeof wantedRows>

/** Our rows that hold a secret, and nothing of them but that it is empty. */
function withoutSecrets (wanted: Wanted): Wanted {
  return wanted.filter(row => row.way === 'new').flatMap(row => {
    const columns = row.columns.filter(({ path }) => isHidden(path)).map(column => ({ ...column, value: '' }))
    return columns.length === 0 ? [] : [{ ...row, columns }]
  })
}

async function rowsOf (context: SiteContext, site: Site): Promise<Wanted | { code: string, reason: string }> {
  if (site.onboardingScript === null) return []
  const stored = await templateOf(context.db, context.task.providerId, site.onboardingScript)
  if (stored === undefined) {
    return {
      code: 'script_template_not_found', reason: `Script template ${site.onboardingScript} does not exist any more.`
    }
  }
  const parsed = parseTemplate(stored)
  if ('faults' in parsed) {
    return {
      code: 'script_template_wrong',
      reason:
        `Script template ${stored.id} is not usable: ` +
        `${parsed.faults.map(fault => `line ${fault.line}: ${fault.message}`).join(' ')}`
    }
  }
  return wantedRows(parsed.template, valuesOf(site, passwordOf(context, site), stored.customerVariables))
}

function passwordOf (context: SiteContext, site: Site): string | undefined {
  return site.carrierPasswordSealed === null ? undefined : context.openSecret(site.carrierPasswordSealed)
}

/** Why the rows cannot be written: one that must exist does not, or one is somebody else's. */
function obstacle (device: DeviceConfiguration, wanted: Wanted, site: Site): string | undefined {
  for (const row of wanted) {
    const found = findRow(device, row)
    if (row.way === 'existing' && found === undefined) {
      return `SBC ${site.sbcId} has no ${row.table} "${row.name}"; it must be configured there first.`
    }
    if (
      row.way !== 'new' || found === undefined ||
      site.claims.some(claim => isSame({ ...row, sbcId: site.sbcId }, claim))
    ) continue
    return `SBC ${site.sbcId} has ${row.table} "${row.name}" already, and it was not made for this site. Rename the ` +
      'site, or remove the row by hand.'
  }
  return undefined
}

async function cleanupOrder (context: SiteContext, site: Site): Promise<ReturnType<typeof removedRows>> {
  const stored = site.cleanupScript === null
    ? undefined
    : await templateOf(context.db, context.task.providerId, site.cleanupScript)
  const parsed = stored && parseTemplate(stored)
  if (stored === undefined || parsed === undefined || 'faults' in parsed) return []
  return removedRows(parsed.template, valuesOf(site, passwordOf(context, site), stored.customerVariables))
}

/** Undefined when they are gone, else why not. */
async function removeRows (context: SiteContext, claims: readonly Claim[]): Promise<string | undefined> {
  for (const sbcId of new Set(claims.map(claim => claim.sbcId))) {
    const answer = await context.sbcs.configure(
      context.task.providerId, sbcId, device => missingOf(device, [], claims.filter(claim => claim.sbcId === sbcId))
    )
    if (answer.outcome === 'refused') return `SBC ${sbcId} does not remove the rows of the site: ${answer.reason}`
    if (answer.reason !== undefined) {
      const rows = claims.filter(claim => claim.sbcId === sbcId).map(({ table, name }) => `${table} "${name}"`)
      context.say('Warning', `${answer.reason} Of the site: ${rows.join(', ')}.`)
    }
  }
  return undefined
}

function isSame (one: Claim, other: Claim): boolean {
  return one.sbcId === other.sbcId && one.section === other.section && one.table === other.table &&
    one.name === other.name
}

function together (one: readonly Claim[], other: readonly Claim[]): Claim[] {
  return [...one, ...other.filter(claim => !one.some(known => isSame(known, claim)))]
}

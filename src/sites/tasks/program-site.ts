import { recordsOfProvider } from '../../database/reach.ts'
import { claimRows, takeRows } from '../records/site-claims.ts'
import { markDeployment } from '../records/held-sites.ts'
import { siteOf, type Site } from '../records/sites.ts'
import type { Claim } from '../schemas/site.ts'
import type { DeviceConfiguration } from '../../upstreams/sbc/sbc.ts'
import { next, reject } from '../../engine/define.ts'
import { removeRows } from './clean-site.ts'
import { missingOf } from './row-script.ts'
import { isHidden } from './script-tables.ts'
import { isSameRow, waitIfAway, type SiteContext, type SiteOutcome } from './site-context.ts'
import { findRow, type WantedRow } from './site-rows.ts'
import { onboardingRows } from './site-templates.ts'

type Refusal = ReturnType<typeof reject>
interface Options { readonly renewSecrets?: boolean }

/**
 * Writes the rows of the site's onboarding script to its SBC, and removes rows that it had elsewhere or under another
 * name. Running it twice changes nothing more: rows are found by their names, and rows that others made are not
 * touched. Without a script, or with `configureSbc` off, the SBC is not changed. Rejects with the reason when it cannot
 * be done. `renewSecrets`: a device shows whether a password is set, but not which one, so the passwords of our rows
 * are emptied first and then written again.
 */
export async function programSite (
  context: SiteContext, siteId: string, options: Options = {}
): Promise<SiteOutcome> {
  const { db, task: { providerId } } = context
  const site = await siteOf(recordsOfProvider(db, providerId), siteId)
  if (site === undefined) return reject('site_not_found', 'The site is not there any more.')
  // A person configures the SBC from now on. Our rows stay there, and the claims to them stay in the records.
  if (!site.configureSbc) {
    context.say('Information', `Nothing was written to SBC ${site.sbcId}: the site is configured there by hand.`)
    return next({}, trx => markDeployment(trx, providerId, siteId, 'Deployed'))
  }
  return waitIfAway(context, async () => {
    const wanted = await onboardingRows(context, site)
    if (!Array.isArray(wanted)) return wanted
    if (wanted.length === 0) {
      context.say('Information', `Nothing was written to SBC ${site.sbcId}: the site has no onboarding script.`)
    }
    const own = claimsTo(wanted, site.sbcId)
    const refused = await writeRows(context, site, wanted, own, options)
    if (refused !== undefined) return refused
    const left = site.claims.filter(claim => !own.some(row => isSameRow(row, claim)))
    const refusal = await removeRows(context, left)
    if (refusal !== undefined) return reject('sbc_refused', refusal)
    return next({}, async trx => {
      await claimRows(trx, providerId, siteId, own)
      await markDeployment(trx, providerId, siteId, 'Deployed')
    })
  })
}

function claimsTo (wanted: readonly WantedRow[], sbcId: number): Claim[] {
  return wanted.filter(row => row.way === 'new').map(({ section, table, name }) => ({ sbcId, section, table, name }))
}

/** Claims the rows in the records, then writes them. Undefined when the SBC has them. */
async function writeRows (
  context: SiteContext, site: Site, wanted: readonly WantedRow[], own: readonly Claim[], { renewSecrets }: Options
): Promise<Refusal | undefined> {
  if (wanted.length === 0) return undefined
  const { db, sbcs, task: { providerId } } = context
  const reason = obstacle(await sbcs.configuration(providerId, site.sbcId), wanted, site)
  if (reason !== undefined) return reject('sbc_refused', reason)
  // The claims are stored before the device is changed, so that a later cleanup finds the rows after a crash.
  context.assertLease()
  const taken = await takeRows(db, providerId, site.id, withNew(site.claims, own))
  if (taken !== undefined) {
    return reject(
      'sbc_refused',
      `${taken.table} "${taken.name}" of SBC ${taken.sbcId} belongs to site ${taken.site}. Give this site ` +
      'another name or other values.'
    )
  }
  if (renewSecrets === true) {
    const refused = await emptySecrets(context, site, wanted)
    if (refused !== undefined) return refused
  }
  const answer = await sbcs.configure(providerId, site.sbcId, device => missingOf(device, wanted, []))
  if (answer.outcome === 'refused') {
    return reject('sbc_refused', `SBC ${site.sbcId} does not take the script of ${site.name}: ${answer.reason}`)
  }
  context.say('Information', `Site ${site.name} programmed in SBC. ${site.sbcId}`)
  return undefined
}

/** Why the rows cannot be written: one that must exist does not, or one was not made for this site. */
function obstacle (device: DeviceConfiguration, wanted: readonly WantedRow[], site: Site): string | undefined {
  for (const row of wanted) {
    const found = findRow(device, row)
    if (row.way === 'existing' && found === undefined) {
      return `SBC ${site.sbcId} has no ${row.table} "${row.name}"; it must be configured there first.`
    }
    const isOurs = site.claims.some(claim => isSameRow({ ...row, sbcId: site.sbcId }, claim))
    if (row.way === 'new' && found !== undefined && !isOurs) {
      return `SBC ${site.sbcId} has ${row.table} "${row.name}" already, and it was not made for this site. Rename ` +
        'the site, or remove the row by hand.'
    }
  }
  return undefined
}

async function emptySecrets (
  { sbcs, task: { providerId } }: SiteContext, { sbcId, name }: Site, wanted: readonly WantedRow[]
): Promise<Refusal | undefined> {
  const empty = wanted.filter(row => row.way === 'new').map(row => ({
    ...row, columns: row.columns.filter(({ path }) => isHidden(path)).map(column => ({ ...column, value: '' }))
  })).filter(row => row.columns.length > 0)
  const answer = await sbcs.configure(
    providerId, sbcId, device => missingOf(device, empty.filter(row => findRow(device, row) !== undefined), [])
  )
  return answer.outcome === 'refused'
    ? reject('sbc_refused', `SBC ${sbcId} does not take another password of ${name}: ${answer.reason}`)
    : undefined
}

function withNew (claims: readonly Claim[], own: readonly Claim[]): Claim[] {
  return [...claims, ...own.filter(claim => !claims.some(known => isSameRow(known, claim)))]
}

import { recordsOfProvider } from '../../database/reach.ts'
import { claimRows } from '../records/site-claims.ts'
import { markDeployment } from '../records/held-sites.ts'
import { siteOf } from '../records/sites.ts'
import type { Claim } from '../schemas/site.ts'
import { next, reject } from '../../engine/define.ts'
import { missingOf } from './row-script.ts'
import { isSameRow, waitIfAway, type SiteContext, type SiteOutcome } from './site-context.ts'
import { removeSiteRules } from './site-rules.ts'
import { cleanupRows } from './site-templates.ts'

/**
 * Removes the rules that dial plans have for a site, then the rows that `programSite` made: first those of its cleanup
 * script in the order of that script, then the others. Rows that we did not make stay, whatever the script says. The
 * record of the site stays as NotDeployed. A site that does not exist needs no cleaning.
 */
export async function cleanSite (context: SiteContext, siteId: string): Promise<SiteOutcome> {
  const { db, task: { providerId } } = context
  const site = await siteOf(recordsOfProvider(db, providerId), siteId)
  if (site === undefined) return next()
  return waitIfAway(context, async () => {
    await removeSiteRules(context, siteId)
    const script = await cleanupRows(context, site)
    const refusal = await removeRows(context, inOrderOf(script, site.claims))
    if (refusal !== undefined) return reject('sbc_refused', refusal)
    for (const sbcId of new Set(site.claims.map(claim => claim.sbcId))) {
      context.say('Information', `Site ${site.name} removed from SBC. ${sbcId}`)
    }
    return next({}, async trx => {
      await claimRows(trx, providerId, siteId, [])
      await markDeployment(trx, providerId, siteId, 'NotDeployed')
    })
  })
}

/** Rows that the script does not name come last, the youngest first, because rows refer to older ones. */
function inOrderOf (script: ReadonlyArray<Omit<Claim, 'sbcId'>>, claims: readonly Claim[]): Claim[] {
  const place = (claim: Claim): number => script.findIndex(row => isSameRow({ ...row, sbcId: claim.sbcId }, claim))
  const named = claims.filter(claim => place(claim) >= 0).sort((a, b) => place(a) - place(b))
  return [...named, ...claims.filter(claim => place(claim) < 0).reverse()]
}

/** Removes rows of ours from their SBCs. Undefined when they are gone, else why an SBC refused. */
export async function removeRows (context: SiteContext, claims: readonly Claim[]): Promise<string | undefined> {
  for (const sbcId of new Set(claims.map(claim => claim.sbcId))) {
    const unwanted = claims.filter(claim => claim.sbcId === sbcId)
    const answer = await context.sbcs.configure(
      context.task.providerId, sbcId, device => missingOf(device, [], unwanted)
    )
    if (answer.outcome === 'refused') return `SBC ${sbcId} does not remove the rows of the site: ${answer.reason}`
    if (answer.reason !== undefined) {
      const rows = unwanted.map(({ table, name }) => `${table} "${name}"`)
      context.say('Warning', `${answer.reason} Of the site: ${rows.join(', ')}.`)
    }
  }
  return undefined
}

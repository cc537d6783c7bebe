import { isDeepStrictEqual } from 'node:util'
import { BadFields } from '../../http/bad-fields.ts'
import type { Caller } from '../../http/caller.ts'
import { readSiteChange } from '../../sites/api/site-request.ts'
import { sbcFqdn, sitesOfCustomer, type Site } from '../../sites/records/sites.ts'
import { changed, type SiteChange } from '../../sites/tasks/site-change.ts'
import { usesOfSite } from '../../sites/tasks/site-uses.ts'
import type { SiteWish } from '../schemas/document.ts'
import type { Part } from '../tasks/plan.ts'
import type { Faults } from './faults.ts'
import type { Holder } from './judge-upload.ts'
import type { BuildMeans } from './means.ts'
import { refuseUnallocated, sitePart } from './plan-add.ts'
import type { Wanted } from './read-document.ts'

/** Sites that are added or changed, and those that go in the end. A document that speaks of none leaves them alone. */
export async function planSites (
  means: BuildMeans, caller: Caller, holder: Holder, { sites, document }: Wanted, reason: string | undefined,
  faults: Faults
): Promise<{ kept: Part[], gone: Part[] }> {
  if (sites === undefined) return { kept: [], gone: [] }
  const known = new Map((await sitesOfCustomer(means.records(caller), holder.id)).map(site => [fold(site.name), site]))
  if (sites.length === 0) faults.add('Sites', 'A customer has at least one site.')
  const kept: Part[] = []
  for (const [index, wish] of sites.entries()) {
    const at = faults.at(`Sites[${index}]`)
    if (wish.siteLocationName === undefined) {
      at.add('SiteLocationName', 'The SiteLocationName field is required: it says which site is meant.')
      continue
    }
    const site = known.get(fold(wish.siteLocationName))
    known.delete(fold(wish.siteLocationName))
    const part = site === undefined
      ? await sitePart(means, caller, holder, wish, reason, at)
      // What its template says counts for new sites; one that is there is changed by the document alone.
      : await changePart(means, caller, holder, site, document.sites?.[index] ?? wish, reason, at)
    if (part !== undefined) kept.push(part)
  }
  const scope = { customerId: holder.id, ...(holder.channelId !== undefined && { channelId: holder.channelId }) }
  const gone = [...known.values()].map(({ id, name, sbcId }): Part => ({
    key: `no site ${name}`, kind: 'delete-site', about: `Removal of site ${name} from SBC ${sbcId}`,
    input: { siteId: id }, ranges: [], ...scope
  }))
  return { kept, gone }
}

const fold = (name: string): string => name.trim().toLowerCase()

/** The change of a site by what differs; undefined when nothing does. */
async function changePart (
  means: BuildMeans, caller: Caller, holder: Holder, site: Site, wish: SiteWish, reason: string | undefined,
  faults: Faults
): Promise<Part | undefined> {
  const { ovocCustomerType, siteLocationName: _, ...said } = wish
  const records = means.records(caller)
  const bad = new BadFields()
  const asked = await readSiteChange({ records, customerId: holder.id, site }, said, means.seal, bad)
  faults.addAll(bad.errors)
  if (ovocCustomerType !== undefined && ovocCustomerType.toUpperCase() !== site.customerType) {
    faults.add('OvocCustomerType', `The site is of the type ${site.customerType}, and keeps it.`)
  }
  const change = differing(site, asked)
  if (Object.keys(change).length === 0 || Object.keys(bad.errors).length > 0) return undefined
  const settings = changed(site, change)
  await faults.catch(async () =>
    refuseUnallocated(
      means, caller, { caller: caller.id, customerId: holder.id, siteId: site.id },
      usesOfSite(settings, await sbcFqdn(records, settings.sbcId)), reason
    ))
  return {
    key: `site ${site.name}`, kind: 'modify-site', about: `Change of site ${site.name}`, ranges: [],
    input: { siteId: site.id, change, ...(reason !== undefined && { reason }) }, customerId: holder.id,
    ...(holder.channelId !== undefined && { channelId: holder.channelId })
  }
}

function differing (site: Site, { parameters = {}, ...change }: SiteChange): SiteChange {
  const now: Readonly<Record<string, unknown>> = { ...site }
  const values: Readonly<Record<string, unknown>> = { ...site.parameters }
  const others = Object.entries(parameters).filter(([name, value]) => (values[name] ?? '') !== value)
  return {
    ...Object.fromEntries(Object.entries(change).filter(([name, value]) => !isDeepStrictEqual(now[name], value))),
    ...(others.length > 0 && { parameters: Object.fromEntries(others) })
  }
}

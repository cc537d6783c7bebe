import { randomUUID } from 'node:crypto'
import { notAllocated } from '../../allocations/api/accept-allocated.ts'
import { refusedUses, unnamedSite, type User } from '../../allocations/records/uses.ts'
import type { Use } from '../../allocations/schemas/use.ts'
import { operatorConnect, toCustomerInput } from '../../customers/api/customer-request.ts'
import { leadToLicense } from '../../customers/records/customer-creation.ts'
import type { createCustomer } from '../../customers/tasks/create-customer.ts'
import type { InputOf } from '../../engine/enqueue.ts'
import { BadFields } from '../../http/bad-fields.ts'
import type { Caller } from '../../http/caller.ts'
import { readSiteChange, withDefaults } from '../../sites/api/site-request.ts'
import { sbcFqdn } from '../../sites/records/sites.ts'
import { newSettings } from '../../sites/tasks/site-change.ts'
import { usesOfSite } from '../../sites/tasks/site-uses.ts'
import type { Part } from '../tasks/plan.ts'
import type { SiteWish } from '../schemas/document.ts'
import type { Faults } from './faults.ts'
import { parseRanges, uploadPart, type Holder } from './judge-upload.ts'
import { planLicence } from './plan-licence.ts'
import type { BuildMeans } from './means.ts'
import { usualSite, type Wanted } from './read-document.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'

/** OC Essentials: what every customer begins with. */
const firstLicence = 3

/** The stages in which a customer comes about, each part judged by the code of the single operation. */
export async function planAdd (
  means: BuildMeans, caller: Caller, wanted: Wanted, reason: string | undefined, faults: Faults
): Promise<Part[][]> {
  const [first = usualSite, ...others] = wanted.sites ?? []
  const customer = await faults.catch(() => customerInput(means, caller, wanted, first, reason, faults))
  const id = customer?.customerId ?? randomUUID()
  const channelId = customer?.channelId ?? wanted.channelId ?? caller.channelId
  const holder: Holder = {
    id, channelId,
    becomes: {
      customer: { id, licenseType: firstLicence, channelId: channelId ?? null },
      sites: customer === undefined ? [] : [{ ...customer.site }]
    }
  }
  const sites = await Promise.all(others.map((site, index) =>
    sitePart(means, caller, holder, site, reason, faults.at(`Sites[${index + 1}]`))
  ))
  refuseSameNames([first, ...others], faults)
  const licence = planLicence({
    id, shortName: wanted.shortName ?? '', fullName: wanted.fullName ?? '', licenseType: firstLicence,
    licensedUsersCount: null
  }, wanted, faults)
  const uploads: Part[] = []
  const ranges = await parseRanges(numberingFor(means.records(caller)), wanted, reason, faults)
  for (const [index, { body, upload }] of ranges.entries()) {
    const part = upload && await uploadPart(means, caller, wanted, holder, index, { body, upload }, faults)
    if (part !== undefined) uploads.push(part)
  }
  if (customer === undefined) return []
  const scope = { customerId: id, ...(channelId !== undefined && { channelId }) }
  return [
    [{
      key: 'customer', kind: 'create-customer', about: `Customer ${customer.shortName} with site ${customer.site.name}`,
      input: customer, ranges: [], ...scope
    } satisfies Part],
    [...licence.map(part => ({ ...part, ...scope })), ...sites.flatMap(site => site ?? [])],
    uploads
  ].filter(stage => stage.length > 0)
}

async function customerInput (
  means: BuildMeans, caller: Caller, wanted: Wanted, site: SiteWish, reason: string | undefined, faults: Faults
): Promise<InputOf<typeof createCustomer> | undefined> {
  const { scriptParameters, ovocCustomerType, ...siteLocation } = site
  const records = means.records(caller)
  const lead = await leadToLicense(records, wanted.msTenantId)
  if (lead === undefined) {
    faults.add('MsTenantId', 'The tenant is not one of your leads.')
    return undefined
  }
  if (wanted.shortName === undefined) {
    faults.add('CustomerShortName', 'The CustomerShortName field is required.')
    return undefined
  }
  const input = {
    ...await toCustomerInput(means, caller, lead, {
      customerShortName: wanted.shortName, siteLocation, ovocCustomerType: ovocCustomerType ?? 'TENANT_TYPE',
      ...(wanted.fullName !== undefined && { customerFullName: wanted.fullName }),
      ...(wanted.channelId !== undefined && { channelId: wanted.channelId }),
      ...(scriptParameters !== undefined && { scriptParameters })
    }, operatorConnect),
    tellsCustomer: true,
    ...(reason !== undefined && { reason })
  }
  const { customerId, channelId, site: { id: siteId, sbcId } } = input
  await refuseUnallocated(
    means, caller, { caller: caller.id, customerId, channelId, siteId },
    usesOfSite(input.site, await sbcFqdn(records, sbcId), 'SiteLocation.SbcId'), reason
  )
  return input
}

/** A further site, as the operation that adds one would take it. */
export async function sitePart (
  means: BuildMeans, caller: Caller, holder: Holder, site: SiteWish, reason: string | undefined, faults: Faults
): Promise<Part | undefined> {
  const records = means.records(caller)
  const bad = new BadFields()
  const asked = await readSiteChange({ records, customerId: holder.id }, site, means.seal, bad)
  const settings = await withDefaults(records, asked, bad.errors)
  faults.addAll(bad.errors)
  if (Object.keys(bad.errors).length > 0) return undefined
  const made = newSettings(settings)
  await faults.catch(async () =>
    refuseUnallocated(
      means, caller,
      { caller: caller.id, customerId: holder.id, channelId: holder.channelId, siteId: unnamedSite },
      usesOfSite(made, await sbcFqdn(records, made.sbcId)), reason
    ))
  return {
    key: `site ${made.name}`, kind: 'add-site', about: `Site ${made.name} on SBC ${made.sbcId}`, ranges: [],
    input: { customerId: holder.id, settings, ...(reason !== undefined && { reason }) }, customerId: holder.id,
    ...(holder.channelId !== undefined && { channelId: holder.channelId })
  }
}

/** Refuses what the caller may not use; the provider may with a reason. */
export async function refuseUnallocated (
  { records }: BuildMeans, caller: Caller, user: User, uses: readonly Use[], reason: string | undefined
): Promise<void> {
  if (reason !== undefined) return
  const refused = await refusedUses(records(caller), user, uses)
  if (refused.length > 0) throw notAllocated(caller, refused)
}

function refuseSameNames (sites: readonly SiteWish[], faults: Faults): void {
  const names = sites.map(({ siteLocationName }) => siteLocationName?.toLowerCase())
  for (const [index, name] of names.entries()) {
    if (name === undefined || names.indexOf(name) === index) continue
    faults.at(`Sites[${index}]`).add('SiteLocationName', 'Another site of the document has this name.')
  }
}

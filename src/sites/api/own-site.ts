import { Type } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import type { StoredCustomer } from '../../tenancy/records/customers.ts'
import { siteOf, sitesOfCustomer, type Site } from '../records/sites.ts'
import { Problem } from '../../problems.ts'
import { ownCustomer } from '../../tenancy/api/customers.ts'
import { uuid } from '../../tenancy/api/tenant-query.ts'

/** An id that no site of the demo has, so that trying an example changes nothing. */
export const siteGuid = Type.String({
  description: 'The id of the SIP connection (`siteGuid`).', examples: ['3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10']
})
/** The site, when it lies within the caller's reach; another's site does not exist for it. */
export async function ownSite (records: ReachedRecords, id: string): Promise<Site> {
  const site = uuid.test(id) ? await siteOf(records, id) ?? await onlySiteOf(records, id) : undefined
  if (site === undefined) throw noSuchSite(id)
  return site
}

/** Clients of single-site services know the site by the id of its customer. */
async function onlySiteOf (records: ReachedRecords, id: string): Promise<Site | undefined> {
  const sites = await sitesOfCustomer(records, id)
  return sites.length === 1 ? sites[0] : undefined
}

/** The site of a path that names its customer as well. */
export async function siteOfPath (
  records: ReachedRecords, params: { customerGuid: string, siteGuid: string }
): Promise<Site> {
  const customer = await ownCustomer(records, params.customerGuid)
  const site = await ownSite(records, params.siteGuid)
  if (site.customerId !== customer.id) throw noSuchSite(params.siteGuid)
  return site
}

export function noSuchSite (id: string): Problem {
  return new Problem('site_not_found', `SIP connection ${id} does not exist.`)
}

export type Node = Pick<StoredCustomer, 'id' | 'msTenantId' | 'channelId'>

/** What all tasks of sites have in common. */
export function orderOf (customer: Node, ticketId?: string) {
  return {
    msTenantId: customer.msTenantId, customerId: customer.id, channelId: customer.channelId ?? undefined, ticketId
  }
}

/** The customer of a site. */
export function nodeOf (site: Site): Node {
  return { id: site.customerId, msTenantId: site.msTenantId, channelId: site.channelId }
}

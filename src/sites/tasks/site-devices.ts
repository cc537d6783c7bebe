import type { Database } from '../../database/connect.ts'
import { recordsOfProvider } from '../../database/reach.ts'
import { siteOf } from '../records/sites.ts'

/** The devices that a change of a site is about, and whose site it is; undefined when it is not there any more. */
export async function devicesOfSite (
  db: Database, providerId: number, siteId: string, movesTo?: number
): Promise<{ sbcIds: number[], ofCustomer: string } | undefined> {
  const site = await siteOf(recordsOfProvider(db, providerId), siteId)
  return site && { sbcIds: [site.sbcId, ...movesTo === undefined ? [] : [movesTo]], ofCustomer: site.customerId }
}

import type { ReachedRecords } from '../../database/reach.ts'
import { ofSiteWithin, ofWholeProvider } from '../../tenancy/records/reach.ts'

/** A site within reach, and the customer that it belongs to. */
export async function siteNode (
  records: ReachedRecords, id: string
): Promise<{ id: string, customerId: string } | undefined> {
  const { rows } = await records.query<{ id: string, customerId: string }>({
    within: ofSiteWithin('s'),
    text: within => `select s.site_id as id, s.customer_id as "customerId"
      from (select provider_id, id as site_id, customer_id from site) s where ${within} and s.site_id = $4`,
    values: [id]
  })
  return rows[0]
}

export async function sbcExists (records: ReachedRecords, id: number): Promise<boolean> {
  const { rows } = await records.query({
    within: ofWholeProvider('b'), text: within => `select from sbc b where ${within} and b.id = $4`, values: [id]
  })
  return rows.length > 0
}

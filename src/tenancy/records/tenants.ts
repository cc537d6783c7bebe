import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { customersWithin, leadsWithin } from './reach.ts'

/** A Microsoft tenant that is a lead or a customer of the provider, and to whom in the tree it belongs. */
export interface KnownTenant { customerId: string | null, channelId: number | null, customerName: string | null }

/** The tenant, when one of its leads lies within reach. */
export async function knownTenant (records: ReachedRecords, msTenantId: string): Promise<KnownTenant | undefined> {
  const { rows } = await records.query<KnownTenant>({
    name: 'known-tenant',
    within: leadsWithin('l', 'c'),
    text: within => `select c.id as "customerId", coalesce(c.channel_id, l.channel_id) as "channelId",
      c.full_name as "customerName"
      from lead l left join customer c on c.provider_id = l.provider_id and c.ms_tenant_id = l.ms_tenant_id
      where ${within} and l.ms_tenant_id = $4 order by l.channel_id limit 1`,
    values: [msTenantId]
  })
  return rows[0]
}

/**
 * The next tenant after `cursor`, in the order of ids, that is there to be read at Microsoft; undefined after the last.
 */
export async function nextTenant (db: Queryable, providerId: number, cursor: string): Promise<string | undefined> {
  const { rows } = await db.query<{ tenant: string }>({
    text:
      `select ms_tenant_id as tenant from lead where provider_id = $1 and ms_tenant_id > $2
        and status in ('Active', 'Suspended') order by ms_tenant_id limit 1`,
    values: [providerId, cursor]
  })
  return rows[0]?.tenant
}

/** The licensed customer of a Microsoft tenant; undefined when it has none within reach. */
export async function customerOfTenant (
  records: ReachedRecords, msTenantId: string
): Promise<{ id: string, channelId: number | null } | undefined> {
  const { rows } = await records.query<{ id: string, channelId: number | null }>({
    name: 'customer-of-tenant',
    within: customersWithin('c'),
    text: within => `select c.id, c.channel_id as "channelId" from customer c where ${within} and c.ms_tenant_id = $4`,
    values: [msTenantId]
  })
  return rows[0]
}

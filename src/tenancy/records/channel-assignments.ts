import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { leadsWithin } from './reach.ts'

/** A lead, or a customer with the lead it was made from, as far as its channel goes. */
export interface Assignable {
  leadId: string
  msTenantId: string
  status: string
  customerId: string | null
  channelId: number | null
}

const columns = `select l.id as "leadId", l.ms_tenant_id as "msTenantId", l.status, c.id as "customerId",
  coalesce(c.channel_id, l.channel_id) as "channelId"
  from lead l left join customer c on c.provider_id = l.provider_id and c.lead_id = l.id`

/** Leads of a tenant, the lead with an id, or the lead behind a customer: whichever is given. */
export async function assignables (
  records: ReachedRecords, by: { msTenantId?: string, leadId?: string, customerId?: string }
): Promise<Assignable[]> {
  const { rows } = await records.query<Assignable>({
    within: leadsWithin('l', 'c'),
    text: within => `${columns} where ${within} and (l.ms_tenant_id = $4 or l.id = $5 or c.id = $6) order by l.id`,
    values: [by.msTenantId ?? null, by.leadId ?? null, by.customerId ?? null]
  })
  return rows
}

/**
 * Gives leads, and the customers that were made from them, to a channel; null takes them away from theirs. Those that
 * belong to a channel other than that and `from` stay there. Answers how many leads are where they should be.
 */
export async function assignChannel (
  db: Queryable, providerId: number, channelId: number | null, from: number | null, leadIds: readonly string[]
): Promise<number> {
  const { rows: [row] } = await db.query<{ count: number }>({
    text: `
      with assigned as (
        update lead set channel_id = $2 where provider_id = $1 and id = any($3) and (channel_id is null
          or channel_id in ($2, $4)) returning id
      ), along as (
        update customer c set channel_id = $2 from assigned a where c.provider_id = $1 and c.lead_id = a.id
          and (c.channel_id is null or c.channel_id in ($2, $4))
      )
      select count(*) as count from assigned`,
    values: [providerId, channelId, leadIds, from]
  })
  return row?.count ?? 0
}

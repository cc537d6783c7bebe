import type { Static } from '@sinclair/typebox'
import type { NumberChange } from '../schemas/number-history.ts'
import type { Queryable } from '../../database/connect.ts'
import { pageOf, type Page } from '../../database/page.ts'

/**
 * One page of the changes of one number, newest first. A caller below the provider sees those of its own tenants only.
 */
export async function historyPage (
  db: Queryable, key: { providerId: number, number: string, tenants: readonly string[] | undefined }, offset: number,
  limit: number
): Promise<Page<Static<typeof NumberChange>>> {
  const where =
    `provider_id = $1 and number = $2 and ($3::text[] is null
      or coalesce(after ->> 'msTenantId', before ->> 'msTenantId') = any($3))`
  return pageOf<Static<typeof NumberChange>>(
    db, `select count(*) from number_history where ${where}`,
    `select at, change, task_id as "taskId", caller, before, after from number_history where ${where}
      order by sequence desc offset $4 limit $5`,
    [key.providerId, key.number, key.tenants ?? null, offset, limit])
}

/** The Microsoft tenants of a channel's customers, or of one customer. */
export async function tenantsBelow (
  db: Queryable, providerId: number, node: { channelId?: number | undefined, customerId?: string | undefined }
): Promise<string[]> {
  const { rows } = await db.query<{ tenant: string }>({
    text:
      `select ms_tenant_id as tenant from customer where provider_id = $1 and ($2::int is null or channel_id = $2)
        and ($3::uuid is null or id = $3)`,
    values: [providerId, node.channelId ?? null, node.customerId ?? null]
  })
  return rows.map(row => row.tenant)
}

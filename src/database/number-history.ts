import type { Static } from '@sinclair/typebox'
import type { NumberChange } from '../schemas/number-history.ts'
import type { Queryable } from './connect.ts'

/** Changes of one number, newest first. A caller below the provider sees those of its own tenants only. */
export async function historyOf (
  db: Queryable, providerId: number, number: string, tenants: readonly string[] | undefined, limit: number
): Promise<Array<Static<typeof NumberChange>>> {
  const { rows } = await db.query<Static<typeof NumberChange>>({
    text: `
      select at, change, task_id as "taskId", caller, before, after from number_history
      where provider_id = $1 and number = $2
        and ($3::text[] is null or coalesce(after ->> 'msTenantId', before ->> 'msTenantId') = any($3))
      order by sequence desc limit $4`,
    values: [providerId, number, tenants ?? null, limit]
  })
  return rows
}

/** The Microsoft tenants of a channel's customers, or of one customer. */
export async function tenantsBelow (db: Queryable, providerId: number, node: { channelId?: number | undefined, customerId?: string | undefined }): Promise<string[]> {
  const { rows } = await db.query<{ tenant: string }>({
    text: `select ms_tenant_id as tenant from customer where provider_id = $1 and ($2::int is null or channel_id = $2) and ($3::uuid is null or id = $3)`,
    values: [providerId, node.channelId ?? null, node.customerId ?? null]
  })
  return rows.map(row => row.tenant)
}

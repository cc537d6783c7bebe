import type { Queryable } from '../../database/connect.ts'
import type { CapabilityPlan } from '../../schemas/microsoft-catalogue.ts'
import type { SyncScope } from './synced/model.ts'

/** What holds for tenants that have no plans of their own: what the run has read already, or else what we know. */
export async function generalPlans (
  db: Queryable, { providerId, taskId }: Pick<SyncScope, 'providerId' | 'taskId'>
): Promise<CapabilityPlan[]> {
  const { rows } = await db.query<CapabilityPlan>({
    text: `with staged as (select content from sync_staged where provider_id = $1 and task_id = $2
        and model = 'NumberUsageCapabilities' and ms_tenant_id is null and content is not null)
      select p.* from staged cross join lateral jsonb_to_record(content) as p (usage text, name text,
        "offerTypes" jsonb, "mandatoryCapabilities" jsonb, "choosableCapabilities" jsonb, "supportsTollFree" boolean)
      union all
      select usage, name, to_jsonb(offer_types), to_jsonb(mandatory_capabilities), to_jsonb(choosable_capabilities),
        supports_toll_free from capability_plan
      where provider_id = $1 and ms_tenant_id is null and not exists (select from staged)`,
    values: [providerId, taskId]
  })
  return rows
}

/** The same text for the same plan. */
export const planText = ({ usage, name, supportsTollFree, ...lists }: CapabilityPlan): string => JSON.stringify([
  usage, name, supportsTollFree, [...lists.offerTypes].sort(), [...lists.mandatoryCapabilities].sort(),
  [...lists.choosableCapabilities].sort()
])

/**
 * Tenants whose consent an Operator Connect tenant shows, after one of them, in order; leads of no known origin belong
 * to the oldest one. `only` narrows it to some.
 */
export async function tenantsToRead (
  db: Queryable, { providerId, operatorTenantId, tenantIds }: SyncScope, statuses: readonly string[], after: string,
  limit: number
): Promise<string[]> {
  const { rows } = await db.query<{ tenantId: string }>({
    text: `select distinct ms_tenant_id as "tenantId" from lead l
      where l.provider_id = $1 and l.status = any($3) and ($4 = '' or l.ms_tenant_id > nullif($4, '')::uuid)
        and ($5::uuid[] is null or l.ms_tenant_id = any($5))
        and coalesce(l.operator_tenant_id, (select o.tenant_id from operator_connect_tenant o
          where o.provider_id = $1 order by o.created_at, o.tenant_id limit 1)) = $2
      order by ms_tenant_id limit $6`,
    values: [providerId, operatorTenantId, statuses, after, tenantIds ?? null, limit]
  })
  return rows.map(({ tenantId }) => tenantId)
}

/** Notes that everything was read. */
export async function noteSynchronized (db: Queryable, providerId: number, operatorTenantId: string): Promise<void> {
  await db.query({
    text: 'update operator_connect_tenant set synchronized_at = now() where provider_id = $1 and tenant_id = $2',
    values: [providerId, operatorTenantId]
  })
}

import { array, text } from '../../database/arrays.ts'
import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly } from '../../tenancy/records/reach.ts'
import type { DriftPolicy } from '../schemas/repair.ts'

export async function driftPolicies (records: ReachedRecords): Promise<DriftPolicy[]> {
  const { rows } = await records.query<DriftPolicy>({
    within: ofProviderOnly('p'),
    text: within => `select p.class, p.ms_tenant_id as "msTenantId", p.mode, p.hourly_max as "hourlyMax"
      from drift_policy p where ${within} order by p.class, p.ms_tenant_id nulls last`
  })
  return rows
}

/** Makes these the only policies of the provider. */
export async function keepDriftPolicies (
  trx: Queryable, providerId: number, policies: readonly DriftPolicy[]
): Promise<void> {
  await trx.query({ text: 'delete from drift_policy where provider_id = $1', values: [providerId] })
  await trx.query({
    text: `insert into drift_policy (provider_id, class, ms_tenant_id, mode, hourly_max)
      select $1, class, tenant::uuid, mode, most::int
      from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as k (class, tenant, mode, most)`,
    values: [
      providerId, array(text, policies.map(policy => policy.class)),
      array(text, policies.map(({ msTenantId }) => msTenantId ?? null)),
      array(text, policies.map(({ mode }) => mode)),
      array(text, policies.map(({ hourlyMax }) => hourlyMax == null ? null : String(hourlyMax)))
    ]
  })
}

/** Whether differences of the provider are repaired by themselves. */
export async function repairsByItself (db: Queryable, providerId: number): Promise<boolean> {
  const { rows } = await db.query({
    text: `select from drift d where d.provider_id = $1 and drift_mode($1, d.class, d.ms_tenant_id) = 'repair' limit 1`,
    values: [providerId]
  })
  return rows.length > 0
}

import { reachedPage, type Page } from '../../database/page.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly } from '../../tenancy/records/reach.ts'
import type { OperatorTenant } from '../schemas/operator-tenant.ts'

const columns = `k.tenant_id as "tenantId", k.name, k.description, k.client_id as "clientId",
  k.api_version as version, k.cloud, k.http_proxy_shown as "httpProxy", k.https_proxy_shown as "httpsProxy",
  k.sync_on_change as "syncMsOperatorConnect",
  case when k.credential_encrypted is not null then json_build_object('type', k.credential_type,
    'expiresAt', k.expires_at, 'thumbprint', k.thumbprint) end as credential,
  case when k.next_credential_type is not null then json_build_object('type', k.next_credential_type,
    'expiresAt', k.next_expires_at, 'thumbprint', k.next_thumbprint) end as "nextCredential",
  k.accepted_credential as "acceptedCredential", k.tested_at as "testedAt", k.gates,
  k.synchronized_at as "synchronizedAt", k.created_at as "createdAt", k.changed_at as "changedAt"`

/** One page, the oldest first; `only` narrows it to one tenant id. */
export async function operatorTenantsPage (
  records: ReachedRecords, offset: number, limit: number, only?: string
): Promise<Page<OperatorTenant>> {
  const from = (within: string): string =>
    `from operator_connect_tenant k where ${within} and ($4::uuid is null or k.tenant_id = $4)`
  return reachedPage<OperatorTenant>(records, {
    within: ofProviderOnly('k'),
    counted: within => `select count(*) ${from(within)}`,
    page: within => `select ${columns} ${from(within)} order by k.created_at, k.tenant_id offset $5 limit $6`,
    values: [only ?? null, offset, limit]
  })
}

export async function operatorTenantOf (
  records: ReachedRecords, tenantId: string
): Promise<OperatorTenant | undefined> {
  const { data: [tenant] } = await operatorTenantsPage(records, 0, 1, tenantId)
  return tenant
}

/** Whether another tenant of the provider has the name. */
export async function isNameTaken (records: ReachedRecords, name: string, except?: string): Promise<boolean> {
  const { rows } = await records.query({
    within: ofProviderOnly('k'),
    text: within => `select 1 from operator_connect_tenant k
      where ${within} and k.name = $4 and k.tenant_id is distinct from $5::uuid`,
    values: [name, except ?? null]
  })
  return rows.length > 0
}

/** What would be left without an Operator Connect tenant: sentences for the caller, empty when nothing. */
export async function usesOfOperatorTenant (records: ReachedRecords, tenantId: string): Promise<string[]> {
  const { rows: [uses] } = await records.query<{ customers: number, numbers: number }>({
    within: ofProviderOnly('k'),
    text: within => `with of_it as materialized (
        select c.ms_tenant_id from customer c
        where c.provider_id = $1 and (exists (select from lead l where l.provider_id = c.provider_id
            and l.ms_tenant_id = c.ms_tenant_id and l.operator_tenant_id = $4)
          or not exists (select from operator_connect_tenant o where o.provider_id = $1 and o.tenant_id <> $4))
      )
      select (select count(*) from of_it)::int as customers,
        (select count(*) from number n where n.provider_id = $1 and n.ms_tenant_id in (select ms_tenant_id from of_it)
          and n.microsoft_seen_at is not null)::int as numbers
      from operator_connect_tenant k where ${within} and k.tenant_id = $4`,
    values: [tenantId]
  })
  if (uses === undefined || uses.customers === 0) return []
  return [`${uses.customers} customers with ${uses.numbers} numbers at Microsoft are reached through it alone.`]
}

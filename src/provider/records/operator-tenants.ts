import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
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

export const operatorTenantListing: Listing = {
  orders: {
    createdAt: [{ sql: 'k.created_at', type: 'timestamptz' }, { sql: 'k.tenant_id', type: 'uuid' }],
    name: [{ sql: 'lower(k.name) collate "C"', type: 'text' }, { sql: 'k.tenant_id', type: 'uuid' }]
  },
  usual: 'createdAt',
  times: { created: { sql: 'k.created_at', what: 'Set up' }, updated: { sql: 'k.changed_at', what: 'Changed' } }
}

/** One page, the oldest first unless another order is asked for; `only` narrows it to one tenant id. */
export async function operatorTenantsPage (
  records: ReachedRecords, place: Place, only?: string
): Promise<Part<OperatorTenant>> {
  const from = (within: string): string =>
    `from operator_connect_tenant k where ${within} and ($4::uuid is null or k.tenant_id = $4)`
  return reachedList<OperatorTenant>(records, operatorTenantListing, place, {
    within: ofProviderOnly('k'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) =>
      `select ${columns}${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: [only ?? null]
  })
}

export async function operatorTenantOf (
  records: ReachedRecords, tenantId: string
): Promise<OperatorTenant | undefined> {
  const { data: [tenant] } = await operatorTenantsPage(records, { offset: 0, limit: 1 }, tenantId)
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

import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofKnownTenantWithin } from '../../tenancy/records/reach.ts'

/**
 * Tenants among these that are direct leads, of which no civic address is known, and which nobody asked for lately. Who
 * takes them asks: they are marked, so that no second request does.
 */
export async function takeTenantsToAskForAddresses (
  records: ReachedRecords, msTenantIds: readonly string[], limit: number
): Promise<string[]> {
  const { rows } = await records.query<{ tenant: string }>({
    within: ofKnownTenantWithin('l'),
    text: within => `with due as (
        select l.provider_id, l.id from lead l where ${within} and l.ms_tenant_id = any($4) and l.is_direct
          and (l.addresses_asked_at is null or l.addresses_asked_at < now() - interval '10 minutes')
          and not exists (select from civic_address a where a.provider_id = l.provider_id
            and a.ms_tenant_id = l.ms_tenant_id) order by l.created_at limit $5
        for update skip locked
      ) update lead l set addresses_asked_at = now() from due d where l.provider_id = d.provider_id and l.id = d.id
        returning l.ms_tenant_id as tenant`,
    values: [msTenantIds, limit]
  })
  return rows.map(row => row.tenant)
}

export async function markAddressesAsked (
  db: Queryable, providerId: number, msTenantIds: readonly string[]
): Promise<void> {
  await db.query({
    text: 'update lead set addresses_asked_at = now() where provider_id = $1 and ms_tenant_id = any($2) and is_direct',
    values: [providerId, msTenantIds]
  })
}

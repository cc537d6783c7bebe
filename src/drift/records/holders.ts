import type { ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly, ofTenantWithin } from '../../tenancy/records/reach.ts'

// Who stands behind what speaks against the use of a number, for those who may know.

/** The tenant that has a number, and for whom it is reserved; nothing of it below the provider. */
export async function holdersOfNumber (
  records: ReachedRecords, number: string
): Promise<{ tenant: string | null, reservedBy: string | null }> {
  const { rows: [row] } = await records.query<{ tenant: string | null, reservedBy: string | null }>({
    within: ofProviderOnly('k'),
    text: within => `select (select n.ms_tenant_id::text || coalesce(' (' || c.full_name || ')', '') from number n
          left join customer c on c.provider_id = n.provider_id and c.ms_tenant_id = n.ms_tenant_id
          where n.provider_id = k.provider_id and n.number = $4) as tenant,
        (select i.reservation_owner from number_inventory i where i.provider_id = k.provider_id and i.number = $4
          and i.reserved_until > now()) as "reservedBy"
      from (select $1::int as provider_id) k where ${within}`,
    values: [number]
  })
  return row ?? { tenant: null, reservedBy: null }
}

/** Whom of the tenant's users Microsoft showed with the number last; undefined when nobody. */
export async function userWith (
  records: ReachedRecords, msTenantId: string, number: string
): Promise<string | undefined> {
  const { rows: [row] } = await records.query<{ name: string }>({
    within: ofTenantWithin('u'),
    text: within => `select u.user_principal_name as name from tenant_user u
      where ${within} and u.ms_tenant_id = $4 and u.number = $5 limit 1`,
    values: [msTenantId, number]
  })
  return row?.name
}

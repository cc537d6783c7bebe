import { addressWords, type CivicAddress } from '../schemas/civic-address.ts'
import type { Queryable } from '../../database/connect.ts'
import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofKnownTenantWithin } from '../../tenancy/records/reach.ts'

/** An address with the tenant whose it is. */
interface OfTenant { readonly tenantId: string, readonly address: CivicAddress }

/** Keeps addresses with the places within them, and deletes others: one statement, $1 is the provider, $2 the list. */
const keeping = (gone: string): string => `
  with seen as (
    select distinct on (e."tenantId", a.id) e."tenantId" as tenant, a.*, a.address - 'locations' - 'id' as printed
      from jsonb_to_recordset($2::jsonb) as e ("tenantId" uuid, address jsonb),
      lateral (select (e.address ->> 'id')::uuid as id, e.address) a
  ), gone as (
    delete from civic_address where provider_id = $1 and ${gone}
  ), kept as (
    insert into civic_address (provider_id, ms_tenant_id, id, country, validated, default_location_id, printed)
    select $1, tenant, id, nullif(printed ->> 'country', ''),
      coalesce(printed ->> 'validationStatus' = 'Validated', false),
      substring(printed ->> 'defaultLocationId'
        from '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$')::uuid, printed
        from seen order by tenant, id
    on conflict (provider_id, ms_tenant_id, id) do update
      set country = excluded.country, validated = excluded.validated,
      default_location_id = excluded.default_location_id, printed = excluded.printed, seen_at = now(),
      confirmed_at = now()
    returning ms_tenant_id as tenant, id
  ), places as (
    select distinct on (k.tenant, l.id) l.*, k.tenant, k.id as civic_address_id
      from seen join kept k on k.tenant = seen.tenant and k.id = seen.id,
      jsonb_to_recordset(seen.address -> 'locations') as l (id uuid, description text, "additionalInfo" text,
        "isDefault" boolean, elin text)
  ), closed as (
    delete from civic_location l using kept k where l.provider_id = $1 and l.ms_tenant_id = k.tenant
      and l.civic_address_id = k.id
      and not exists (select from places p where p.tenant = l.ms_tenant_id and p.id = l.id)
  )
  insert into civic_location (provider_id, ms_tenant_id, civic_address_id, id, description, additional_info,
    is_default, elin)
  select $1, tenant, civic_address_id, id, description, "additionalInfo", coalesce("isDefault", false), elin
    from places order by tenant, id
  on conflict (provider_id, ms_tenant_id, id) do update set civic_address_id = excluded.civic_address_id,
    description = excluded.description,
    additional_info = excluded.additional_info, is_default = excluded.is_default, elin = excluded.elin`

/** Replaces what is kept of a tenant's civic addresses by what Microsoft has now. */
export async function keepCivicAddresses (
  db: Queryable, providerId: number, msTenantId: string, addresses: readonly CivicAddress[]
): Promise<void> {
  await db.query({
    text: keeping('ms_tenant_id = $3 and id not in (select id from seen)'),
    values: [providerId, JSON.stringify(addresses.map(address => ({ tenantId: msTenantId, address }))), msTenantId]
  })
}

/** Keeps these addresses, and deletes those that `gone` names by tenant and id with a blank between them. */
export async function changeCivicAddresses (
  db: Queryable, providerId: number, addresses: readonly OfTenant[], gone: readonly string[]
): Promise<void> {
  await db.query({
    text: keeping(`(ms_tenant_id, id) in (select split_part(k, ' ', 1)::uuid, split_part(k, ' ', 2)::uuid
      from unnest($3::text[]) k)`),
    values: [providerId, JSON.stringify(addresses), gone]
  })
}

/** A row `a` as clients see it. */
export const printedAddress = `jsonb_build_object('id', a.id,
  ${addressWords.map(word => `'${word}', a.printed ->> '${word}'`).join(', ')},
  'locations', coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'civicAddressId', l.civic_address_id,
    'description', l.description,
    'additionalInfo', l.additional_info, 'isDefault', l.is_default, 'elin', l.elin)
      order by l.is_default desc, l.description, l.id)
    from civic_location l where l.provider_id = a.provider_id and l.ms_tenant_id = a.ms_tenant_id
      and l.civic_address_id = a.id), '[]'))`

/** The civic addresses of each of these tenants, as they are kept; a tenant of which none is known is absent. */
export async function civicAddressesOf (
  records: ReachedRecords, msTenantIds: readonly string[]
): Promise<Map<string, CivicAddress[]>> {
  const { rows } = await records.query<{ tenant: string, addresses: CivicAddress[] }>({
    within: ofKnownTenantWithin('a'),
    text: within => `select a.ms_tenant_id as tenant, jsonb_agg(${printedAddress} order by a.id) as addresses
      from civic_address a where ${within} and a.ms_tenant_id = any($4) group by a.ms_tenant_id`,
    values: [msTenantIds]
  })
  return new Map(rows.map(row => [row.tenant, row.addresses]))
}

/** For how long our copy of a tenant's addresses is believed. */
const believedFor = `interval '24 hours'`

/**
 * The addresses of a tenant as Microsoft showed them within a day, with the moment. They prove what the tenant has, and
 * not what it lacks: it may have set up another one since.
 */
export async function latelySeenAddresses (
  records: ReachedRecords, msTenantId: string
): Promise<{ addresses: CivicAddress[], confirmedAt: string | undefined }> {
  const { rows } = await records.query<{ address: CivicAddress, confirmedAt: string }>({
    name: 'lately-seen-addresses',
    within: ofKnownTenantWithin('a', '$4::uuid'),
    text: within => `select ${printedAddress} as address, a.confirmed_at as "confirmedAt" from civic_address a
      where ${within} and a.ms_tenant_id = $4 and a.confirmed_at > now() - ${believedFor}
      order by a.confirmed_at`,
    values: [msTenantId]
  })
  return { addresses: rows.map(({ address }) => address), confirmedAt: rows[0]?.confirmedAt }
}

const addressId = { sql: 'a.id', type: 'uuid' } as const

export const civicAddressListing: Listing = {
  orders: {
    id: [addressId], country: [{ sql: `coalesce(a.country, '') collate "C"`, type: 'text' }, addressId],
    seenAt: [{ sql: 'a.seen_at', type: 'timestamptz' }, addressId]
  },
  usual: 'id',
  times: { updated: { sql: 'a.seen_at', what: 'Seen at Microsoft' } }
}

/** One page of a tenant's civic addresses; `id` narrows them to one. */
export async function civicAddressPage (
  records: ReachedRecords, { msTenantId, id }: { msTenantId: string, id?: string | undefined }, place: Place
): Promise<Part<CivicAddress>> {
  const from = (within: string): string =>
    `from civic_address a where ${within} and a.ms_tenant_id = $4 and ($5::uuid is null or a.id = $5)`
  const part = await reachedList<{ address: CivicAddress }>(records, civicAddressListing, place, {
    within: ofKnownTenantWithin('a', '$4::uuid'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) =>
      `select ${printedAddress} as address${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: [msTenantId, id ?? null]
  })
  return { ...part, data: part.data.map(row => row.address) }
}

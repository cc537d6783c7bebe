import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { printedAddress } from '../../numbers/records/civic-addresses.ts'
import { ofProviderOnly } from '../../tenancy/records/reach.ts'
import type { NumberUsageCapability, OperatorCallingProfile, PartnerCivicAddress } from '../schemas/catalogue.ts'

/** No tenant has it, and it comes before all others. */
const general = '00000000-0000-0000-0000-000000000000'
const ofTenant = { sql: `coalesce(k.ms_tenant_id, '${general}')`, type: 'uuid' } as const
const usage = { sql: 'k.usage collate "C"', type: 'text' } as const

export const capabilityListing: Listing = {
  orders: { tenantId: [ofTenant, usage], usage: [usage, ofTenant] }, usual: 'tenantId'
}

/** One page, the general ones first unless another order is asked for. */
export async function capabilitiesPage (
  records: ReachedRecords, filter: { tenantId?: string | undefined, usage?: string | undefined }, place: Place
): Promise<Part<NumberUsageCapability>> {
  const from = (within: string): string => `from capability_plan k where ${within}
    and ($4::uuid is null or k.ms_tenant_id = $4) and ($5::text is null or lower(k.usage) = lower($5))`
  return reachedList<NumberUsageCapability>(records, capabilityListing, place, {
    within: ofProviderOnly('k'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) => `select k.usage,
      k.name, k.ms_tenant_id as "tenantId", k.offer_types as "offerTypes",
      k.mandatory_capabilities as "mandatoryCapabilities", k.choosable_capabilities as "choosableCapabilities",
      k.supports_toll_free as "supportsTollFree"${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: [filter.tenantId ?? null, filter.usage ?? null]
  })
}

const profileId = { sql: 'p.id', type: 'uuid' } as const
const seenAt = `coalesce(p.seen_at, '-infinity')`

export const profileListing: Listing = {
  orders: {
    name: [{ sql: 'p.name collate "C"', type: 'text' }, profileId],
    seenAt: [{ sql: seenAt, type: 'timestamptz' }, profileId]
  },
  usual: 'name',
  times: { updated: { sql: seenAt, what: 'Seen at Microsoft' } }
}

/** One page, in the order of names unless another is asked for. */
export async function profilesPage (
  records: ReachedRecords, operatorTenantId: string | undefined, place: Place
): Promise<Part<OperatorCallingProfile>> {
  const from = (within: string): string => `from calling_profile p left join operator_connect_tenant k
    on k.provider_id = p.provider_id and k.tenant_id = p.operator_tenant_id
    where ${within} and ($4::uuid is null or p.operator_tenant_id = $4)`
  return reachedList<OperatorCallingProfile>(records, profileListing, place, {
    within: ofProviderOnly('p'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) => `select p.id as "callingProfileId",
      p.name, k.name as device, p.environment, p.region, p.carrier,
      p.is_emergency_profile as "isEmergencyProfile", p.emergency_profile_id as "emergencyProfileId",
      p.emergency_dial_strings as "emergencyDialStrings", p.seen_at as "seenAt",
      array(select json_build_object('id', t.id, 'fqdn', t.fqdn) from calling_profile_trunk t
        where t.provider_id = p.provider_id and t.calling_profile_id = p.id order by t.fqdn) as trunks,
      (select count(*)::int from number n where n.provider_id = p.provider_id and n.calling_profile_id = p.id)
        as "numbersHeld"${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: [operatorTenantId ?? null]
  })
}

export interface AddressFilter {
  readonly tenantId?: string | undefined
  readonly country?: string | undefined
  readonly isValidated?: boolean | undefined
}

const ofAddress = [{ sql: 'a.ms_tenant_id', type: 'uuid' }, { sql: 'a.id', type: 'uuid' }] as const

export const addressListing: Listing = {
  orders: { tenantId: [...ofAddress], seenAt: [{ sql: 'a.seen_at', type: 'timestamptz' }, ...ofAddress] },
  usual: 'tenantId',
  times: { updated: { sql: 'a.seen_at', what: 'Found to be new or changed' } }
}

/** One page, those of a tenant together unless another order is asked for. */
export async function addressesPage (
  records: ReachedRecords, { tenantId, country, isValidated }: AddressFilter, place: Place
): Promise<Part<PartnerCivicAddress>> {
  const from = (within: string): string => `from civic_address a left join customer c
    on c.provider_id = a.provider_id and c.ms_tenant_id = a.ms_tenant_id
    where ${within} and ($4::uuid is null or a.ms_tenant_id = $4)
      and ($5::text is null or upper(a.country) = upper($5)) and ($6::boolean is null or a.validated = $6)`
  return reachedList<PartnerCivicAddress>(records, addressListing, place, {
    within: ofProviderOnly('a'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) => `select a.ms_tenant_id as "tenantId", c.id as "customerId",
      c.full_name as "customerName",
      (select count(*)::int from number n where n.provider_id = a.provider_id and n.ms_tenant_id = a.ms_tenant_id
        and n.observed_civic_address_id = a.id) as "numbersHeld", a.seen_at as "seenAt",
      ${printedAddress} as address${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: [tenantId ?? null, country ?? null, isValidated ?? null]
  })
}

import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { askedByProvider, leadsWithin, ofTenantOfCustomerWithin } from '../../tenancy/records/reach.ts'
import type { OrphanNumber, PartnerConsent, PartnerConsentDetails } from '../schemas/consent.ts'

/** What a caller asks for among the consents within its reach. */
export interface ConsentFilter {
  tenantId?: string | undefined
  companyName?: string | undefined
  status?: string | undefined
  relationshipStatus?: string | undefined
  locatedAt?: string | undefined
  operatorTenantId?: string | undefined
  country?: string | undefined
  consentedSince?: string | undefined
  modifiedSince?: string | undefined
}

const columns = `l.ms_tenant_id as "tenantId", l.company_name as "companyName", l.status as "latestConsentStatus",
  l.consented_on as "consentedOn", l.relationship ->> 'status' as "relationshipStatus",
  l.relationship ->> 'comment' as comment, l.last_modified_on as "lastModifiedOn", 'teams' as "productContext",
  case when c.id is null then 'Provider' else 'Customer' end as "locatedAt", c.id as "customerId",
  c.full_name as "customerName", case when ${askedByProvider} then k.name end as device,
  l.consented_countries as "consentedCountries"`

const source = `lead l left join customer c on c.provider_id = l.provider_id and c.ms_tenant_id = l.ms_tenant_id
  left join operator_connect_tenant k on k.provider_id = l.provider_id and k.tenant_id = l.operator_tenant_id`

/** The filters in the order of their parameters, from $4 on. */
const asked = `not l.is_direct and ($4::uuid is null or l.ms_tenant_id = $4)
  and ($5::text is null or strpos(lower(l.company_name), lower($5)) > 0) and ($6::text is null or l.status = $6)
  and ($7::text is null or coalesce(l.relationship ->> 'status', 'none') = $7)
  and ($8::text is null or (c.id is not null) = ($8 = 'Customer'))
  and ($9::uuid is null or l.operator_tenant_id = $9) and ($10::text is null or $10 = any(l.consented_countries))
  and ($11::timestamptz is null or l.consented_on >= $11) and ($12::timestamptz is null or l.last_modified_on >= $12)`

const valuesOf = (filter: ConsentFilter): unknown[] => [
  filter.tenantId ?? null, filter.companyName ?? null, filter.status ?? null, filter.relationshipStatus ?? null,
  filter.locatedAt ?? null, filter.operatorTenantId ?? null, filter.country ?? null, filter.consentedSince ?? null,
  filter.modifiedSince ?? null
]

const tenantKey = { sql: 'l.ms_tenant_id', type: 'uuid' } as const
const consentedOn = { sql: "coalesce(l.consented_on, '-infinity'::timestamptz)", type: 'timestamptz' } as const
const leadKey = { sql: 'l.id', type: 'uuid' } as const
export const consentListing: Listing = {
  orders: { consentedOn: [consentedOn, leadKey], tenantId: [tenantKey, leadKey] }, usual: '-consentedOn',
  times: { updated: { sql: 'l.last_modified_on', what: 'Changed' } }
}

/** One page, those that were consented to last first unless it is asked otherwise. */
export async function consentsPage (
  records: ReachedRecords, filter: ConsentFilter, place: Place
): Promise<Part<PartnerConsent>> {
  return reachedList<PartnerConsent>(records, consentListing, place, {
    within: leadsWithin('l', 'c'),
    counted: (within, words) => `select count(*) from ${source} where ${within} and ${asked}${words.asked}`,
    rows: (within, words) => `select ${columns}${words.mark} from ${source}
      where ${within} and ${asked}${words.asked}${words.behind} ${words.tail}`,
    values: valuesOf(filter)
  })
}

/** The contacts, or the one that was given when it was none of them. */
const contacts = `(select coalesce(jsonb_agg(jsonb_build_object('fullName', e -> 'fullName', 'email', e -> 'email',
    'phoneNumber', e -> 'phoneNumber', 'companyName', e -> 'companyName', 'companySize', e -> 'companySize')), '[]')
  from jsonb_array_elements(coalesce(l.contacts, jsonb_build_array(l.contact))) as e)`

/** Countries that were consented to beside those that numbers are held of. */
const countries = `coalesce((
  select json_agg(json_build_object('country', coalesce(n.country, a.country), 'isConsented', a.country is not null,
    'numbersHeld', coalesce(n.count, 0)) order by coalesce(n.country, a.country))
  from unnest(l.consented_countries) as a (country)
  full join (select m.country, count(*)::int as count from number m
    where m.provider_id = l.provider_id and m.ms_tenant_id = l.ms_tenant_id group by m.country) n
    on n.country = a.country), '[]')`

/** Those who have the name of the company, a domain of its contacts, or the tenant without its consent. */
const candidates = `case when c.id is not null or not ${askedByProvider} then '[]' else coalesce((
  select json_agg(m) from (
    select u.id as "customerId", null::uuid as "leadId", u.full_name as name, u.ms_tenant_id as "tenantId",
      array_remove(array[
        case when lower(l.company_name) in (lower(u.full_name), lower(u.short_name)) then 'name' end,
        case when lower(t.default_domain) = any (d.domains) then 'domain' end], null) as "matchedBy"
    from customer u left join tenant_connection t on t.provider_id = u.provider_id and t.customer_id = u.id
    cross join (select array(select lower(split_part(e ->> 'email', '@', 2)) from jsonb_array_elements(
      coalesce(l.contacts, '[]') || coalesce(l.contact, '{}')) as e where e ->> 'email' like '%@%') as domains) d
    where u.provider_id = l.provider_id and (lower(l.company_name) in (lower(u.full_name), lower(u.short_name))
      or lower(t.default_domain) = any (d.domains))
    union all
    select null, o.id, o.company_name, o.ms_tenant_id, array['tenantId'] from lead o
    where o.provider_id = l.provider_id and o.ms_tenant_id = l.ms_tenant_id and o.is_direct and o.status <> 'Removed'
    limit 10
  ) m), '[]') end`

export async function consentOf (
  records: ReachedRecords, tenantId: string
): Promise<PartnerConsentDetails | undefined> {
  const { rows: [row] } = await records.query<PartnerConsentDetails>({
    within: leadsWithin('l', 'c'),
    text: within => `select ${columns}, ${contacts} as contacts,
      ${countries} as countries, ${candidates} as candidates
      from ${source} where ${within} and not l.is_direct and l.ms_tenant_id = $4`,
    values: [tenantId]
  })
  return row
}

const reason = `case
  when l.id is null then case when d.id is null then 'NoConsent' end
  when l.status = 'Removed' then case when d.id is null then 'ConsentRemoved' end
  when l.status = 'Suspended' then 'ConsentSuspended'
  when l.relationship ->> 'status' in ('ContractTerminated', 'ConsentDeclined') then l.relationship ->> 'status'
  when d.id is null and n.country is not null and cardinality(l.consented_countries) > 0
    and not n.country = any(l.consented_countries) then 'CountryNotConsented' end`

export const orphanListing: Listing = {
  orders: { tenantId: [{ sql: 'n.ms_tenant_id', type: 'uuid' }, { sql: 'n.id', type: 'bigint' }] }, usual: 'tenantId',
  times: { consentChanged: { sql: 'l.last_modified_on', what: 'With a consent that changed' } }
}

/** One page of numbers that no consent covers; one that we made ourselves stands for a consent to every country. */
export async function orphansPage (
  records: ReachedRecords, filter: { tenantId?: string | undefined, reason?: string | undefined }, place: Place
): Promise<Part<OrphanNumber>> {
  const from = (within: string): string => `from number n
    left join customer c on c.provider_id = n.provider_id and c.ms_tenant_id = n.ms_tenant_id
    left join lead l on l.provider_id = n.provider_id and l.ms_tenant_id = n.ms_tenant_id and not l.is_direct
    left join lead d on d.provider_id = n.provider_id and d.ms_tenant_id = n.ms_tenant_id and d.is_direct
      and d.status = 'Active'
    cross join lateral (select ${reason} as reason) why
    where ${within} and why.reason is not null and ($4::uuid is null or n.ms_tenant_id = $4)
      and ($5::text is null or why.reason = $5)`
  return reachedList<OrphanNumber>(records, orphanListing, place, {
    within: ofTenantOfCustomerWithin('n', 'c'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) => `select n.number, n.country, n.ms_tenant_id as "tenantId",
      c.id as "customerId",
      c.full_name as "customerName", n.assignment_status as "assignmentStatus", why.reason,
      l.last_modified_on as since${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: [filter.tenantId ?? null, filter.reason ?? null]
  })
}

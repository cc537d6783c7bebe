import type { Lead } from '../schemas/lead.ts'
import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { leadsWithin, ofAnybody } from '../../tenancy/records/reach.ts'

/** What a caller asked for among the leads within its reach. */
export interface LeadFilter {
  channelId?: number | undefined
  msTenantId?: string | undefined
  leadId?: string | undefined
  status?: string | undefined
  isDirect?: boolean | undefined
  isLicensed?: boolean | undefined
  companyName?: string | undefined
  consentedSince?: string | undefined
  modifiedSince?: string | undefined
}

/** As .NET prints times (docs/wire/live-cloud.md#times): as many digits as are needed. */
const documentedTime = (column: string): string =>
  `regexp_replace(to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '\\.?0+$', '') || 'Z'`

const columns = `null as "civicAddresses", case
  when l.relationship ->> 'comment' <> '' then jsonb_build_array(l.relationship ->> 'comment') end as comments,
  c.id as "umpCustomerGuid", case when c.id is not null then l.status <> 'Active' end as "isNotActive",
  coalesce(c.channel_id, l.channel_id) as "channelId", coalesce(c.channel_id, l.channel_id) as "ovocChannelId",
    l.is_direct as "isDirectLead",
  l.id, l.ms_tenant_id as "tenantId", l.tenant_origin as "tenantOrigin", l.operator_id as "operatorId", l.status,
  ${documentedTime('coalesce(l.consented_on, l.created_at)')} as "consentedOn",
    ${documentedTime('coalesce(l.last_modified_on, l.created_at)')} as "lastModifiedOn",
  l.consented_countries as "consentedCountries", l.contacts, l.relationship, ${documentedTime('l.seen_at')} as "seenAt",
  jsonb_build_object('fullName', l.contact -> 'fullName', 'email', l.contact -> 'email', 'phoneNumber',
    l.contact -> 'phoneNumber',
    'companyName', coalesce(l.contact ->> 'companyName', l.company_name), 'companySize',
      l.contact -> 'companySize') as "contactDetails"`

const source = 'lead l left join customer c on c.provider_id = l.provider_id and c.ms_tenant_id = l.ms_tenant_id'

function conditions (filter: LeadFilter): { text: string, values: unknown[] } {
  const values: unknown[] = []
  const parts: string[] = []
  const add = (value: unknown, condition: (parameter: string) => string): void => {
    if (value !== undefined) parts.push(`and ${condition(`$${values.push(value) + 3}`)}`)
  }
  add(filter.channelId, parameter => `coalesce(c.channel_id, l.channel_id) = ${parameter}`)
  add(filter.msTenantId, parameter => `l.ms_tenant_id = ${parameter}`)
  add(filter.leadId, parameter => `l.id = ${parameter}`)
  add(filter.status, parameter => `l.status = ${parameter}`)
  add(filter.isDirect, parameter => `l.is_direct = ${parameter}`)
  add(filter.isLicensed, parameter => `(c.id is not null) = ${parameter}`)
  add(filter.companyName, parameter => `starts_with(lower(l.company_name), lower(${parameter}))`)
  add(filter.consentedSince, parameter => `coalesce(l.consented_on, l.created_at) >= ${parameter}`)
  add(filter.modifiedSince, parameter => `coalesce(l.last_modified_on, l.created_at) >= ${parameter}`)
  return { text: parts.join(' '), values }
}

const times = {
  created: 'l.created_at', consented: 'coalesce(l.consented_on, l.created_at)',
  modified: 'coalesce(l.last_modified_on, l.created_at)'
}
const key = (sql: string) => [{ sql, type: 'timestamptz' }, { sql: 'l.id', type: 'uuid' }] as const
export const leadListing: Listing = {
  orders: { createdAt: key(times.created), consentedOn: key(times.consented), lastModifiedOn: key(times.modified) },
  usual: 'createdAt', times: { updated: { sql: times.modified, what: 'Changed' } }
}

/** One page, in the order in which we came to know them unless it is asked otherwise. */
export async function leadsPage (
  records: ReachedRecords, filter: LeadFilter, place: Place
): Promise<Part<Lead>> {
  const { text, values } = conditions(filter)
  return reachedList<Lead>(records, leadListing, place, {
    within: leadsWithin('l', 'c'),
    counted: (within, { asked }) => `select count(*) from ${source} where ${within} ${text}${asked}`,
    rows: (within, { asked, behind, mark, tail }) =>
      `select ${columns}${mark} from ${source} where ${within} ${text}${asked}${behind} ${tail}`,
    values
  })
}

/**
 * What deciding over a lead needs. `customerId`: the customer that was made from this very lead; `deletingTask`: the
 * task that is deleting it.
 */
export interface LeadFacts {
  id: string
  msTenantId: string
  isDirect: boolean
  status: string
  channelId: number | null
  customerId: string | null
  deletingTask: string | null
  hasNumbers: boolean
}

/** The leads that a Microsoft tenant id, or the id of a lead, means; direct ones first. */
export async function leadsMeant (records: ReachedRecords, id: string): Promise<LeadFacts[]> {
  const { rows } = await records.query<LeadFacts>({
    within: leadsWithin('l', 'c'),
    text: within => `
      select l.id, l.ms_tenant_id as "msTenantId", l.is_direct as "isDirect", l.status,
        coalesce(c.channel_id, l.channel_id) as "channelId", case when c.lead_id = l.id then c.id end as "customerId",
        l.deleting_task as "deletingTask", exists (select from number n where n.provider_id = l.provider_id
          and n.ms_tenant_id = l.ms_tenant_id) as "hasNumbers"
      from ${source} where ${within} and (l.ms_tenant_id = $4 or l.id = $4) order by l.is_direct desc`,
    values: [id]
  })
  return rows
}

/** Whether the tenant is a lead already, of either kind, and whether another lead has the name. */
export async function leadTaken (
  records: ReachedRecords, msTenantId: string, companyName: string, exceptId?: string
): Promise<{ tenant: boolean, name: boolean }> {
  const { rows: [row] } = await records.query<{ tenant: boolean, name: boolean }>({
    within: ofAnybody('l'),
    text: within => `
      select exists (select from lead l where ${within} and l.ms_tenant_id = $4 and l.id is distinct from $6
        and (l.is_direct or l.status <> 'Removed')) as tenant,
        exists (select from lead l where ${within} and lower(l.company_name) = lower($5) and l.id is distinct from $6
          and (l.is_direct or l.status <> 'Removed')) as name`,
    values: [msTenantId, companyName, exceptId ?? null]
  })
  return row ?? { tenant: false, name: false }
}

/** What is known of a tenant, whoever it belongs to; its leads and its customer are named within reach only. */
export interface TenantFacts { isLead: boolean, isCustomer: boolean, leadIds: string[], customerId: string | null }

export async function tenantFacts (records: ReachedRecords, msTenantId: string): Promise<TenantFacts> {
  const { rows: [row] } = await records.query<TenantFacts>({
    within: leadsWithin('l', 'c'),
    text: within => `
      with seen as (select l.id, c.id as customer_id from ${source} where ${within} and l.ms_tenant_id = $4)
      select exists (select from seen) as "isLead",
        exists (select from seen where customer_id is not null) as "isCustomer",
        array(select id from seen order by id) as "leadIds", (select min(customer_id::text) from seen) as "customerId"`,
    values: [msTenantId]
  })
  return row ?? { isLead: false, isCustomer: false, leadIds: [], customerId: null }
}

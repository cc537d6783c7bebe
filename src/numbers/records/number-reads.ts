import type { NumberRecord } from '../schemas/number-record.ts'
import { cursorOf, reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import { reachedPage } from '../../database/page.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly } from '../../tenancy/records/reach.ts'
import {
  addressInWords, after, conditions, documentedTime, isOfProvider, locationInWords, numbersWithin, type NumberFilter
} from './number-filter.ts'

const recordColumns = `n.upload_entry_id as "uploadTelephoneNumberEntryId", n.source,
  coalesce((select jsonb_agg(jsonb_build_object('sbcName', b.name, 'sbcId', b.id) order by b.id) from number_on_sbc o
    join sbc b on b.provider_id = o.provider_id and b.id = o.sbc_id where o.provider_id = n.provider_id
      and o.number = n.number), '[]') as "sbcList",
  n.id, n.upload_job_number as "uploadToAccountJobId", ${documentedTime('n.created_at')} as "whenCreated",
  n.removal_status as "acquiredNumberStatus", n.number as "telephoneNumber", n.calling_profile_id as "callingProfileId",
  n.acquired_capabilities as "acquiredCapabilities", n.available_capabilities as "availableCapabilities",
  ${documentedTime('n.acquired_on')} as "acquiredOn", n.country as "isoCountryCode",
    n.microsoft_job_id as "tnUploadJobId",
  n.observed_location_id as "locationId", n.observed_civic_address_id as "civicAddressId",
    n.assignment_status as "assignmentStatus",
  n.ms_tenant_id as "tenantId", null as aslcht, null as aslsct, null as "aslvCode", null as asticks,
  null as "tenantCallingProfileId", s.name as "ocSipConnectionName", null as "ocSipConnectionDescription",
    c.id as "umpCustomerGuid",
  null as "sbcListJson", coalesce(c.channel_id, 0) as "ovocChannelId",
    ${documentedTime('l.consented_on')} as "consentedOn",
  ${addressInWords} as "emergencyAddress", ${locationInWords} as "emergencyLocation",
  c.full_name as "umpCustomerFullName", l.company_name as "msCompanyName", array[]::text[] as "sbcListArray"`

const joins = `left join customer c on c.provider_id = n.provider_id and c.ms_tenant_id = n.ms_tenant_id
  left join lead l on l.provider_id = c.provider_id and l.id = c.lead_id
  left join lateral (select name from site where provider_id = c.provider_id and customer_id = c.id order by created_at
    limit 1) s on true`

const everyTenant = '00000000-0000-0000-0000-000000000000'

export const numberListing: Listing = {
  orders: {
    acquired: [{ sql: 'n.id', type: 'bigint' }], telephoneNumber: [{ sql: 'n.number collate "C"', type: 'text' }]
  },
  usual: 'acquired',
  times: {
    created: { sql: 'n.created_at', what: 'Made' },
    updated: {
      sql: `coalesce((select max(h.at) from number_history h where h.provider_id = n.provider_id
        and h.number = n.number), n.created_at)`,
      what: 'Changed',
      since: at => `exists (select from number_history h where h.provider_id = n.provider_id and h.number = n.number
        and h.at >= ${at})`
    }
  }
}

/**
 * One page in the order of acquisition, unless another is asked for. Costs the same on page one and on page ten
 * thousand: see `number_block`.
 */
export async function numbersPage (
  records: ReachedRecords, filter: NumberFilter, place: Place
): Promise<Part<NumberRecord>> {
  const { msTenantId, ...narrower } = filter
  const { offset, limit, sort = numberListing.usual, cursor, since = {}, until = {} } = place
  const given = [...Object.values(narrower), ...Object.values(since), ...Object.values(until), cursor]
  return isOfProvider(records) && sort === numberListing.usual && given.every(value => value === undefined)
    ? pageByBlocks(records, msTenantId, offset, limit)
    : pageByCounting(records, filter, place)
}

async function pageByBlocks (
  records: ReachedRecords, msTenantId: string | undefined, offset: number, limit: number
): Promise<Part<NumberRecord>> {
  const first = `
    coarse as (
      select block, count, sum(count) over (order by block) as upto from number_block where provider_id = $1
        and ms_tenant_id = $4 and level = 1 and count > 0
    ), near as (select block, upto - count as before from coarse where upto > $5 order by block limit 1),
    fine as (
      select b.block, b.count, near.before + sum(b.count) over (order by b.block) as upto from near cross
        join number_block b
      where b.provider_id = $1 and b.ms_tenant_id = $4 and b.level = 0 and b.block between near.block * 64
        and near.block * 64 + 63 and b.count > 0
    ), start as materialized (select block * 1000 as id, ($5 - (upto - count))::int8 as skip from fine where upto > $5
      order by block limit 1)`
  const page = (within: string): string => `
    select ${recordColumns} from (
      select * from number n where ${within} ${msTenantId === undefined ? '' : 'and ms_tenant_id = $4'}
        and id >= (select id from start)
      order by id offset (select skip from start) limit $6
    ) n ${joins} order by n.id`
  const { total, data } = await reachedPage<NumberRecord>(records, {
    name: msTenantId === undefined ? 'number-page' : 'number-page-of-tenant', within: ofProviderOnly('n'), page,
    first: () => first, counted: () => 'select coalesce(max(upto), 0)::int8 from coarse',
    values: [msTenantId ?? everyTenant, offset, limit]
  })
  const last = data.length < limit ? undefined : data.at(-1)
  return { total, data, next: last === undefined ? undefined : cursorOf(numberListing.usual, [String(last.id)]) }
}

async function pageByCounting (
  records: ReachedRecords, filter: NumberFilter, place: Place
): Promise<Part<NumberRecord>> {
  const { text, values } = conditions(filter)
  const from = (within: string): string => `from number n ${joins} where ${within} ${text}`
  return reachedList<NumberRecord>(records, numberListing, place, {
    within: numbersWithin(records),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) =>
      `select ${recordColumns}${mark} ${from(within)}${asked}${behind} ${tail}`,
    values
  })
}

/** Numbers after `afterId`, for lists that are streamed to their end. */
export async function numbersAfter (
  records: ReachedRecords, filter: NumberFilter, afterId: number, limit: number
): Promise<NumberRecord[]> {
  const { text, values } = conditions(filter)
  const { rows } = await records.query<NumberRecord>({
    within: numbersWithin(records),
    text: within => `select ${recordColumns} from number n ${joins} where ${within} ${text}
      and n.id > ${after(values, 1)} order by n.id limit ${after(values, 2)}`,
    values: [...values, afterId, limit]
  })
  return rows
}

export async function numberRecord (records: ReachedRecords, number: string): Promise<NumberRecord | undefined> {
  const { rows } = await records.query<NumberRecord>({
    within: numbersWithin(records),
    text: within => `select ${recordColumns} from number n ${joins} where ${within} and n.number = $4`,
    values: [number]
  })
  return rows[0]
}

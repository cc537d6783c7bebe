import type { NumberRecord } from '../schemas/number-record.ts'
import type { Queryable } from '../../database/connect.ts'
import { pageOf, type Page } from '../../database/page.ts'

/** What part of a provider's numbers a caller sees, and what of that it asked for. */
export interface NumberFilter {
  providerId: number
  msTenantId?: string | undefined
  customerId?: string | undefined
  channelId?: number | undefined
  removalStatus?: number | undefined
  /** Beginning of the number, with its +. */
  prefix?: string | undefined
  country?: string | undefined
  source?: string | undefined
  /** `Unassigned` also finds those of which Microsoft says nothing. */
  assignmentStatus?: string | undefined
  callingProfileId?: string | undefined
  /** This number alone. */
  number?: string | undefined
}

/** Seven fractional digits and an offset, as clients know records (docs/wire/live-cloud.md#times). */
const documentedTime = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"0+00:00"')`

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
  c.full_name as "umpCustomerFullName", l.company_name as "msCompanyName", array[]::text[] as "sbcListArray"`

const joins = `left join customer c on c.provider_id = n.provider_id and c.ms_tenant_id = n.ms_tenant_id
  left join lead l on l.provider_id = c.provider_id and l.id = c.lead_id
  left join lateral (select name from site where provider_id = c.provider_id and customer_id = c.id order by created_at
    limit 1) s on true`

const everyTenant = '00000000-0000-0000-0000-000000000000'

/** One page in the order of acquisition. Costs the same on page one and on page ten thousand: see `number_block`. */
export async function numbersPage (
  db: Queryable, filter: NumberFilter, offset: number, limit: number
): Promise<Page<NumberRecord>> {
  const { providerId, msTenantId, ...narrower } = filter
  return Object.values(narrower).every(value => value === undefined)
    ? pageByBlocks(db, providerId, msTenantId, offset, limit)
    : pageByCounting(db, filter, offset, limit)
}

async function pageByBlocks (
  db: Queryable, providerId: number, msTenantId: string | undefined, offset: number, limit: number
): Promise<Page<NumberRecord>> {
  const first = `
    coarse as (
      select block, count, sum(count) over (order by block) as upto from number_block where provider_id = $1
        and ms_tenant_id = $2 and level = 1 and count > 0
    ), near as (select block, upto - count as before from coarse where upto > $3 order by block limit 1),
    fine as (
      select b.block, b.count, near.before + sum(b.count) over (order by b.block) as upto from near cross
        join number_block b
      where b.provider_id = $1 and b.ms_tenant_id = $2 and b.level = 0 and b.block between near.block * 64
        and near.block * 64 + 63 and b.count > 0
    ), start as materialized (select block * 1000 as id, ($3 - (upto - count))::int8 as skip from fine where upto > $3
      order by block limit 1)`
  const page = `
    select ${recordColumns} from (
      select * from number where provider_id = $1 ${msTenantId === undefined ? '' : 'and ms_tenant_id = $2'}
        and id >= (select id from start)
      order by id offset (select skip from start) limit $4
    ) n ${joins} order by n.id`
  return pageOf<NumberRecord>(db, 'select coalesce(max(upto), 0)::int8 from coarse', page, [
    providerId, msTenantId ?? everyTenant, offset, limit
  ], {
    first, name: msTenantId === undefined ? 'number-page' : 'number-page-of-tenant'
  })
}

/** Only the conditions that were asked for, so that the planner sees which index helps. */
function conditions (filter: NumberFilter): { text: string, values: unknown[] } {
  const values: unknown[] = [filter.providerId]
  const parts = ['n.provider_id = $1']
  const add = (value: unknown, condition: (parameter: string) => string): void => {
    if (value !== undefined) parts.push(condition(`$${values.push(value)}`))
  }
  add(filter.msTenantId, parameter => `n.ms_tenant_id = ${parameter}`)
  add(filter.removalStatus, parameter => `n.removal_status = ${parameter}`)
  add(filter.customerId, parameter => `c.id = ${parameter}`)
  add(filter.channelId, parameter => `c.channel_id = ${parameter}`)
  add(
    filter.prefix, parameter => `n.number collate "C" >= ${parameter} and n.number collate "C" < ${parameter} || ':'`
  ) // : follows 9
  add(filter.country, parameter => `n.country = ${parameter}`)
  add(filter.source, parameter => `n.source = ${parameter}`)
  add(filter.assignmentStatus, parameter => `lower(coalesce(n.assignment_status, 'Unassigned')) = lower(${parameter})`)
  add(filter.callingProfileId, parameter => `n.calling_profile_id = ${parameter}`)
  add(filter.number, parameter => `n.number = ${parameter}`)
  return { text: parts.join(' and '), values }
}

/** `$n` for the values that follow those of the conditions. */
const after = (values: readonly unknown[], place: number): string => `$${values.length + place}`

async function pageByCounting (
  db: Queryable, filter: NumberFilter, offset: number, limit: number
): Promise<Page<NumberRecord>> {
  const { text, values } = conditions(filter)
  const page =
    `select ${recordColumns} from number n ${joins} where ${text} order by n.id offset ${after(values, 1)}
      limit ${after(values, 2)}`
  return pageOf<NumberRecord>(db, `select count(*) from number n ${joins} where ${text}`, page, [
    ...values, offset, limit
  ])
}

/** Numbers after `afterId`, for lists that are streamed to their end. */
export async function numbersAfter (
  db: Queryable, filter: NumberFilter, afterId: number, limit: number
): Promise<NumberRecord[]> {
  const { text, values } = conditions(filter)
  const { rows } = await db.query<NumberRecord>({
    text:
      `select ${recordColumns} from number n ${joins} where ${text} and n.id > ${after(values, 1)} order by n.id
        limit ${after(values, 2)}`,
    values: [...values, afterId, limit]
  })
  return rows
}

export async function numberRecord (
  db: Queryable, filter: NumberFilter, number: string
): Promise<NumberRecord | undefined> {
  const { text, values } = conditions(filter)
  const { rows } = await db.query<NumberRecord>({
    text: `select ${recordColumns} from number n ${joins} where ${text} and n.number = ${after(values, 1)}`,
    values: [...values, number]
  })
  return rows[0]
}

/** What a file of numbers says of one: what was asked for, and what is known. */
export interface ExportedNumber {
  id: number
  telephoneNumber: string
  tenantId: string
  callingProfileId: string | null
  /** null: it came by synchronization, and nobody asked for anything. */
  usage: string | null
  additionalUsages: string[]
  capabilities: string[]
  acquiredCapabilities: string[]
  isoCountryCode: string | null
  civicAddressId: string | null
  locationId: string | null
  source: string
  assignmentStatus: string | null
  removalStatus: number
  acquiredOn: string | null
  customer: string | null
  sbcIds: number[]
  microsoftJobId: string | null
}

export async function exportedAfter (
  db: Queryable, filter: NumberFilter, afterId: number, limit: number
): Promise<ExportedNumber[]> {
  const { text, values } = conditions(filter)
  const ofCustomer = filter.customerId !== undefined || filter.channelId !== undefined
  const { rows } = await db.query<ExportedNumber>({
    // The page is cut before anything is joined to it: the planner would else join all that follow, for each page anew.
    text: `
      select n.id, n.number as "telephoneNumber", n.ms_tenant_id as "tenantId",
        n.calling_profile_id as "callingProfileId", n.usage,
        n.additional_usages as "additionalUsages", n.capabilities, n.acquired_capabilities as "acquiredCapabilities",
          n.country as "isoCountryCode",
        n.observed_civic_address_id as "civicAddressId", n.observed_location_id as "locationId", n.source,
          n.assignment_status as "assignmentStatus",
        n.removal_status as "removalStatus", ${documentedTime('n.acquired_on')} as "acquiredOn",
          c.full_name as customer,
        array(select o.sbc_id from number_on_sbc o where o.provider_id = n.provider_id and o.number = n.number
          order by 1) as "sbcIds",
        n.microsoft_job_id as "microsoftJobId"
      from (
        select n.* from number n ${ofCustomer
? 'join customer c on c.provider_id = n.provider_id and ' +
          'c.ms_tenant_id = n.ms_tenant_id'
: ''}
        where ${text} and n.id > ${after(values, 1)} order by n.id limit ${after(values, 2)}
      ) n left join customer c on c.provider_id = n.provider_id and c.ms_tenant_id = n.ms_tenant_id order by n.id`,
    values: [...values, afterId, limit]
  })
  return rows
}

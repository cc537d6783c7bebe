import type { ReachCondition, ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly, ofTenantOfCustomerWithin } from '../../tenancy/records/reach.ts'

/** What a caller asks for among the numbers within its reach. */
export interface NumberFilter {
  msTenantId?: string | undefined
  customerId?: string | undefined
  channelId?: number | undefined
  removalStatus?: number | undefined
  /** Beginning of the number, with its +. */
  prefix?: string | undefined
  countries?: readonly string[] | undefined
  source?: string | undefined
  /** `Unassigned` also finds those of which Microsoft says nothing. */
  assignmentStatus?: string | undefined
  callingProfileId?: string | undefined
  /** The state and what people wrote down, as the inventory has it. */
  inventoryStatus?: string | undefined
  siteId?: string | undefined
  label?: string | undefined
  /** This number alone. */
  number?: string | undefined
}

export const isOfProvider = ({ reach }: ReachedRecords): boolean =>
  reach.channelId === undefined && reach.customerId === undefined

/** Numbers `n`, joined with the customer `c` of their tenant where that decides who sees them. */
export const numbersWithin = (records: ReachedRecords): ReachCondition =>
  isOfProvider(records) ? ofProviderOnly('n') : ofTenantOfCustomerWithin('n', 'c')

/** Only the conditions that were asked for, so that the planner sees which index helps. */
export function conditions (filter: NumberFilter): { text: string, values: unknown[] } {
  const values: unknown[] = []
  const parts: string[] = []
  const add = (value: unknown, condition: (parameter: string) => string): void => {
    if (value !== undefined) parts.push(`and ${condition(`$${values.push(value) + 3}`)}`)
  }
  add(filter.msTenantId, parameter => `n.ms_tenant_id = ${parameter}`)
  add(filter.removalStatus, parameter => `n.removal_status = ${parameter}`)
  add(filter.customerId, parameter => `c.id = ${parameter}`)
  add(filter.channelId, parameter => `c.channel_id = ${parameter}`)
  add(
    filter.prefix, parameter => `n.number collate "C" >= ${parameter} and n.number collate "C" < ${parameter} || ':'`
  ) // : follows 9
  add(filter.countries, parameter => `n.country = any(${parameter}::text[])`)
  add(filter.source, parameter => `n.source = ${parameter}`)
  add(filter.assignmentStatus, parameter => `lower(coalesce(n.assignment_status, 'Unassigned')) = lower(${parameter})`)
  add(filter.callingProfileId, parameter => `n.calling_profile_id = ${parameter}`)
  const inventory = (condition: string): string => `exists (select from inventory v
    where v.provider_id = n.provider_id and v.number = n.number and ${condition})`
  add(filter.inventoryStatus, parameter => inventory(`v.status = ${parameter}`))
  add(filter.siteId, parameter => inventory(`v.site_id = ${parameter}`))
  add(filter.label, parameter => inventory(`${parameter} = any(v.labels)`))
  add(filter.number, parameter => `n.number = ${parameter}`)
  return { text: parts.join(' '), values }
}

/** `$n` for the values that follow those of the conditions. */
export const after = (values: readonly unknown[], place: number): string => `$${values.length + place + 3}`

/** Seven fractional digits and an offset, as clients know records (docs/wire/live-cloud.md#times). */
export const documentedTime = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"0+00:00"')`

const joined = (words: readonly string[]): string =>
  `nullif(concat_ws(' ', ${words.map(word => `nullif(trim(a.printed ->> '${word}'), '')`).join(', ')}), '')`

/** The emergency address of number `n` in words, as far as our copy of the tenant's addresses knows it. */
export const addressInWords = `(select concat_ws(', ', ${joined([
  'houseNumber', 'houseNumberSuffix', 'preDirectional', 'streetName', 'streetSuffix', 'postDirectional'
])}, ${joined(['cityOrTown', 'stateOrProvince', 'postalOrZipCode'])}, a.country) from civic_address a
  where a.provider_id = n.provider_id and a.ms_tenant_id = n.ms_tenant_id and a.id = n.observed_civic_address_id)`

/** The place within that address; nothing for the address itself. */
export const locationInWords = `(select nullif(l.description, '') from civic_location l
  where l.provider_id = n.provider_id and l.ms_tenant_id = n.ms_tenant_id and l.id = n.observed_location_id)`

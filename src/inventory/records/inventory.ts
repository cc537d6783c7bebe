import type { Queryable } from '../../database/connect.ts'
import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofCustomerWithin } from '../../tenancy/records/reach.ts'
import type { InventoryNumber } from '../schemas/inventory-number.ts'

/** What a caller asks for among the numbers within its reach. */
export interface InventoryFilter {
  number?: string | undefined
  prefix?: string | undefined
  status?: string | undefined
  locatedAt?: string | undefined
  customerId?: string | undefined
  siteId?: string | undefined
  tenantId?: string | undefined
  internalNumberType?: string | undefined
  vendor?: string | undefined
  label?: string | undefined
  owner?: string | undefined
  countries?: readonly string[] | undefined
  /** Reserved or cooling, and free again before then. */
  freeBefore?: string | undefined
}

const location = "case when v.site_id is not null then 'Site' when v.customer_id is not null then 'Customer' " +
  "else 'Provider' end"
const finite = (column: string): string => `case when isfinite(${column}) then ${column} end`

const columns = `v.number as "telephoneNumber", v.status, v.used_for as usage,
  v.internal_number_type as "internalNumberType", v.vendor, v.country, ${location} as "locatedAt",
  v.customer_id as "umpCustomerGuid", c.full_name as "customerName", v.site_id as "siteGuid", s.name as "siteName",
  v.ms_tenant_id as "tenantId", v.labels, v.notes,
  case when v.reserved_until > now() then json_build_object('since', v.reserved_at,
    'until', ${finite('v.reserved_until')}, 'owner', v.reservation_owner, 'note', v.reservation_note,
    'umpCustomerGuid', v.reserved_for) end as reservation,
  case when v.cooling_until > now() then json_build_object('since', v.cooling_since, 'until', v.cooling_until,
    'umpCustomerGuid', v.cooling_from) end as cooling,
  v.created_at as "createdAt", v.changed_at as "changedAt"`

const joins = `left join customer c on c.provider_id = v.provider_id and c.id = v.customer_id
  left join site s on s.provider_id = v.provider_id and s.id = v.site_id`

/** Only what was asked for, so that the planner sees which index helps. Parameters begin at $4. */
export function conditions (filter: InventoryFilter): { text: string, values: unknown[] } {
  const values: unknown[] = []
  const parts: string[] = []
  const add = (value: unknown, condition: (parameter: string) => string): void => {
    if (value !== undefined) parts.push(`and ${condition(`$${values.push(value) + 3}`)}`)
  }
  add(filter.number, parameter => `v.number = ${parameter}`)
  add(filter.prefix, parameter =>
    `v.number collate "C" >= ${parameter} and v.number collate "C" < ${parameter} || ':'`)
  add(filter.status, parameter => `v.status = ${parameter}`)
  add(filter.locatedAt, parameter => `${location} = ${parameter}`)
  add(filter.customerId, parameter => `v.customer_id = ${parameter}`)
  add(filter.siteId, parameter => `v.site_id = ${parameter}`)
  add(filter.tenantId, parameter => `v.ms_tenant_id = ${parameter}`)
  add(filter.internalNumberType, parameter =>
    `coalesce(v.internal_number_type, 'none') = ${parameter}`)
  add(filter.vendor, parameter => `lower(v.vendor) = lower(${parameter})`)
  add(filter.label, parameter => `${parameter} = any(v.labels)`)
  add(filter.owner, parameter => `v.reserved_until > now() and v.reservation_owner = ${parameter}`)
  add(filter.countries, parameter => `v.country = any(${parameter}::text[])`)
  add(filter.freeBefore, parameter => `v.status in ('Reserved', 'Cooling')
    and case v.status when 'Reserved' then v.reserved_until else v.cooling_until end < ${parameter}::timestamptz`)
  return { text: parts.join(' '), values }
}

const numberKey = { sql: 'v.number collate "C"', type: 'text' } as const
export const inventoryListing: Listing = {
  orders: {
    telephoneNumber: [numberKey],
    createdAt: [{ sql: 'v.created_at', type: 'timestamptz' }, numberKey],
    changedAt: [{ sql: 'v.changed_at', type: 'timestamptz' }, numberKey]
  },
  usual: 'telephoneNumber',
  times: { created: { sql: 'v.created_at', what: 'Added' }, updated: { sql: 'v.changed_at', what: 'Changed' } }
}

export async function inventoryPage (
  records: ReachedRecords, filter: InventoryFilter, place: Place
): Promise<Part<InventoryNumber>> {
  const { text, values } = conditions(filter)
  const from = (within: string): string => `from inventory v where ${within} ${text}`
  return reachedList<InventoryNumber>(records, inventoryListing, place, {
    within: ofCustomerWithin('v'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, order, tail }) => `select ${columns}${mark} from (
      select * ${from(within)}${asked}${behind} ${tail}) v ${joins} ${order}`,
    values
  })
}

/** Numbers after one, for lists that are streamed to their end. */
export async function inventoryAfter (
  records: ReachedRecords, filter: InventoryFilter, after: string, limit: number
): Promise<InventoryNumber[]> {
  const { text, values } = conditions(filter)
  const { rows } = await records.query<InventoryNumber>({
    within: ofCustomerWithin('v'),
    text: within => `select ${columns} from (select * from inventory v where ${within} ${text}
        and v.number collate "C" > $${values.length + 4} order by v.number collate "C"
        limit $${values.length + 5}) v ${joins} order by v.number collate "C"`,
    values: [...values, after, limit]
  })
  return rows
}

export async function inventoryNumber (
  records: ReachedRecords, number: string
): Promise<InventoryNumber | undefined> {
  const { data: [found] } = await inventoryPage(records, { number }, { offset: 0, limit: 1 })
  return found
}

/** Those of the numbers that are not in the inventory of the caller. */
export async function notInInventory (
  records: ReachedRecords, numbers: readonly string[]
): Promise<string[]> {
  const { rows } = await records.query<{ number: string }>({
    within: ofCustomerWithin('v'),
    text: within => `select a.number from unnest($4::text[]) with ordinality as a (number, place)
      where not exists (select from number_inventory v where ${within} and v.number = a.number) order by a.place`,
    values: [numbers]
  })
  return rows.map(row => row.number)
}

/** How many numbers the inventory of the provider has. */
export async function countOfInventory (db: Queryable, providerId: number): Promise<number> {
  const { rows: [row] } = await db.query<{ count: number }>({
    text: 'select count(*)::int as count from number_inventory where provider_id = $1', values: [providerId]
  })
  return row?.count ?? 0
}

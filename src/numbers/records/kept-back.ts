import { array, text } from '../../database/arrays.ts'
import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import type { Precondition } from '../../engine/records/preconditions.ts'
import { ofAnybody, ofCustomerWithin } from '../../tenancy/records/reach.ts'

// Numbers of the inventory that are kept from use: reserved for a customer, or cooling since one had them.

/** Of row `i`, while another customer than `customer` wants it. */
const isKeptFrom = (customer: string): string =>
  `(i.reserved_until > now() and i.reserved_for is distinct from ${customer}
    or i.cooling_until > now() and i.cooling_from is distinct from ${customer})`

/** One that others than a customer may have now; only the provider is told until when. */
export interface KeptBack {
  readonly number: string
  readonly why: 'reserved' | 'cooling'
  /** null: until somebody ends it. */
  readonly until: string | null
}

/** Those of the numbers that are kept from a customer. */
export async function keptBack (
  records: ReachedRecords, customerId: string | undefined, numbers: readonly string[]
): Promise<KeptBack[]> {
  const { rows } = await records.query<KeptBack>({
    name: 'kept-back',
    within: ofAnybody('i'),
    text: within => `select i.number, case when i.reserved_until > now() and i.reserved_for is distinct from $4::uuid
        then 'reserved' else 'cooling' end as why,
      case when i.reserved_until > now() and i.reserved_for is distinct from $4::uuid
        then case when isfinite(i.reserved_until) then i.reserved_until end else i.cooling_until end as until
      from number_inventory i where ${within} and i.number = any($5::text[])
        and (i.reserved_until is not null or i.cooling_until is not null) and ${isKeptFrom('$4::uuid')}
      order by i.number`,
    values: [customerId ?? null, array(text, numbers)]
  })
  return rows
}

/** The condition, and that none of the numbers is kept from the customer when the task is stored. */
export function andNotKeptBack (
  condition: Precondition | undefined, providerId: number, customerId: string | undefined, numbers: readonly string[]
): Precondition {
  const { sql, values } = condition ?? { sql: 'true', values: [] }
  return {
    sql: sqlWith(sql, values.length),
    values: [...values, String(providerId), customerId ?? '', `{${numbers.join(',')}}`]
  }
}

/** One text for each condition that others may be added to, because statements are known by them. */
const combined = new Map<string, string>()

function sqlWith (condition: string, values: number): string {
  const known = combined.get(condition)
  if (known !== undefined) return known
  const [provider, customer, list] = [1, 2, 3].map(place => `p.value${values + place}`)
  const sql = `(${condition}) and not exists (select from number_inventory i where i.provider_id = ${provider}::int
    and i.number = any(${list}::text[]) and (i.reserved_until is not null or i.cooling_until is not null)
    and ${isKeptFrom(`nullif(${customer}, '')::uuid`)})`
  combined.set(condition, sql)
  return sql
}

/** Locates the numbers of an upload that did not fail at the site that they were for. */
export async function placeAtSite (
  db: Queryable, task: { readonly providerId: number, readonly id: string }, siteId: string
): Promise<void> {
  await db.query({
    text: `update number_inventory i set site_id = s.id, changed_at = now() from task_item t, site s
      where t.provider_id = $1 and t.task_id = $2 and t.outcome <> 'failed' and s.provider_id = $1 and s.id = $3
        and i.provider_id = $1 and i.number = t.key and i.customer_id = s.customer_id
        and i.site_id is distinct from s.id`,
    values: [task.providerId, task.id, siteId]
  })
}

/** Those of the numbers that are not located at a site of the caller's part of the tree. */
export async function notAtSite (
  records: ReachedRecords, siteId: string, numbers: readonly string[]
): Promise<string[]> {
  const { rows } = await records.query<{ number: string }>({
    within: ofCustomerWithin('i'),
    text: within => `select a.number from unnest($4::text[]) with ordinality as a (number, place)
      where exists (select from number_inventory i where ${within} and i.number = a.number
        and i.site_id is distinct from $5::uuid) order by a.place`,
    values: [array(text, numbers), siteId]
  })
  return rows.map(row => row.number)
}

import type { Queryable } from '../../database/connect.ts'
import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly } from '../../tenancy/records/reach.ts'
import type { Source } from './evidence.ts'
import { lookedUp } from './inventory-change.ts'
import { findingCodes, type FindingCode, type InventoryFinding } from '../schemas/inventory-audit.ts'

const evidence = (source: Source, number: string): string => `inventory_evidence e where e.provider_id = $1
  and e.task_id = $2 and e.source = '${source}' and e.number = ${number}`

/**
 * Every number that anybody tells of, with all that is told: `i` the inventory, `n` our number, `u` a user, `m`
 * Microsoft, `s` an SBC, `r` that its tenant was read, and `c` the customer of whoever has it.
 */
const told = `from (
    select i.number from number_inventory i where i.provider_id = $1 and ($3::uuid is null or i.customer_id = $3)
    union select u.number from tenant_user u join customer c on c.provider_id = u.provider_id
      and c.ms_tenant_id = u.ms_tenant_id
      where u.provider_id = $1 and u.number ~ '^\\+\\d+$' and ($3::uuid is null or c.id = $3)
    union select e.number from inventory_evidence e where e.provider_id = $1 and e.task_id = $2
      and (e.source = 'microsoft' or e.source = 'sbc' and $3::uuid is null)
  ) k
  ${lookedUp('inventory i where i.provider_id = $1 and i.number = k.number', 'i')}
  ${lookedUp('number n where n.provider_id = $1 and n.number = k.number', 'n')}
  left join lateral (select u.ms_tenant_id, lower(u.number_type) as type from tenant_user u
    where u.provider_id = $1 and u.number = k.number limit 1) u on true
  ${lookedUp(evidence('microsoft', 'k.number'), 'm')}
  ${lookedUp(evidence('sbc', 'k.number'), 's')}
  ${lookedUp(evidence('tenant', 'n.ms_tenant_id::text'), 'r')}
  left join customer c on c.provider_id = $1
    and c.ms_tenant_id = coalesce(n.ms_tenant_id, m.ms_tenant_id, u.ms_tenant_id, s.ms_tenant_id)
  cross join lateral (select case when n.number is not null or m.number is not null then 'OperatorConnect'
      when u.type = 'operatorconnect' then 'OperatorConnect' when u.type = 'callingplan' then 'CallingPlan'
      when u.type = 'directrouting' then 'DirectRouting'
      when i.internal_number_type = 'OperatorConnect' then null else i.internal_number_type end as type) w`

/** When each finding is made, and what it proposes; only told where it proposes nothing. */
const rules: Readonly<Record<FindingCode, { when: string, proposes: string }>> = {
  only_at_microsoft: {
    when: 'i.number is null and m.number is not null', proposes: "'vendor', 'Microsoft', 'add', true"
  },
  only_at_user: { when: 'i.number is null and m.number is null and u.type is not null', proposes: "'add', true" },
  only_on_sbc: {
    when: 'i.number is null and m.number is null and u.type is null and s.number is not null',
    proposes: "'vendor', 'SBC', 'service', 'SBC', 'add', true"
  },
  wrong_type: { when: 'i.number is not null and w.type is distinct from i.internal_number_type', proposes: '' },
  wrong_customer: {
    when: 'i.number is not null and c.id is not null and c.id is distinct from i.customer_id', proposes: ''
  },
  routed_elsewhere: {
    when: `i.status in ('Available', 'Reserved', 'Cooling') and n.number is null and s.number is not null`,
    proposes: "'service', 'SBC'"
  },
  used_while_reserved: {
    when: "i.status in ('Used', 'Used-Utility') and i.reserved_until > now()", proposes: "'endReservation', true"
  },
  used_while_cooling: {
    when: "i.status in ('Used', 'Used-Utility') and i.cooling_until > now()", proposes: "'endCooling', true"
  },
  missing_at_microsoft: {
    when: `n.number is not null and m.number is null and r.number is not null
      and coalesce(n.uploaded_at, n.created_at) < now() - interval '30 minutes'`, proposes: ''
  },
  assignment_differs: {
    when: `m.number is not null and n.number is not null
      and lower(coalesce(nullif(m.assignment_status, ''), 'unassigned'))
        <> lower(coalesce(nullif(n.assignment_status, ''), 'unassigned'))`, proposes: ''
  },
  missing_on_sbc: {
    when: `s.number is null and exists (select from number_on_sbc o join inventory_evidence d on d.provider_id = $1
      and d.task_id = $2 and d.source = 'sbc-read' and d.number = o.sbc_id::text
      where o.provider_id = $1 and o.number = k.number)`, proposes: ''
  }
}

const codes = findingCodes.map(code => `case when ${rules[code].when} then '${code}' end`).join(',\n    ')
const has = (code: FindingCode): string => `'${code}' = any(f.codes)`
const proposals = [
  ...findingCodes.filter(code => rules[code].proposes !== '').map(code =>
    `case when ${has(code)} then jsonb_build_object(${rules[code].proposes}) else '{}' end`
  ),
  `case when ${has('wrong_type')} or f.is_new then jsonb_build_object('type', coalesce(f.type, 'none')) else '{}' end`,
  `case when ${has('wrong_customer')} or f.is_new
    then jsonb_strip_nulls(jsonb_build_object('customerId', f.customer_id)) else '{}' end`
].join('\n    || ')

/**
 * Compares the inventory with what was read for the task, with our numbers and with users, in one statement; keeps what
 * is found, and an item for each number that says it. Changes nothing of the inventory.
 */
export async function compareInventory (
  trx: Queryable, task: { readonly providerId: number, readonly id: string }, customerId: string | undefined,
  words: Readonly<Record<FindingCode, string>>
): Promise<void> {
  await trx.query({
    text: `with found as materialized (
        select k.number, array_remove(array[${codes}], null) as codes, w.type, c.id as customer_id,
          i.number is null as is_new ${told}
      ), kept as (
        insert into inventory_finding (provider_id, task_id, number, codes, proposal)
        select $1::int, $2::text, f.number, f.codes, ${proposals} from found f where cardinality(f.codes) > 0
        order by f.number on conflict (provider_id, task_id, number) do update set codes = excluded.codes,
          proposal = excluded.proposal
        returning number, codes
      )
      insert into task_item (provider_id, task_id, ordinal, key, outcome, step, error_code, error, active)
      select $1::int, $2::text, row_number() over (order by number) - 1, number, 'unchanged', 'compare', codes[1],
        (select string_agg($4::jsonb ->> code, ' ' order by place)
          from unnest(codes) with ordinality as c (code, place)), false
      from kept on conflict (provider_id, task_id, ordinal) do nothing`,
    values: [task.providerId, task.id, customerId ?? null, JSON.stringify(words)]
  })
}

/** How many numbers each finding was made for. */
export async function countFindings (
  db: Queryable, task: { readonly providerId: number, readonly id: string }
): Promise<Record<string, number>> {
  const { rows } = await db.query<{ code: string, count: number }>({
    text: `select code, count(*)::int as count from inventory_finding f cross join unnest(f.codes) as code
      where f.provider_id = $1 and f.task_id = $2 group by code order by code`,
    values: [task.providerId, task.id]
  })
  return Object.fromEntries(rows.map(({ code, count }) => [code, count]))
}

export const findingListing: Listing = {
  orders: { telephoneNumber: [{ sql: 'f.number', type: 'text' }] }, usual: 'telephoneNumber'
}

export async function findingsPage (
  records: ReachedRecords, taskId: string, code: FindingCode | undefined, place: Place
): Promise<Part<InventoryFinding>> {
  const from = (within: string): string =>
    `from inventory_finding f where ${within} and f.task_id = $4 and ($5::text is null or $5 = any(f.codes))`
  return reachedList<InventoryFinding>(records, findingListing, place, {
    within: ofProviderOnly('f'),
    counted: within => `select count(*) ${from(within)}`,
    rows: (within, { behind, mark, tail }) => `select f.number as "telephoneNumber", f.codes, f.proposal,
      f.found_at as "foundAt"${mark} ${from(within)}${behind} ${tail}`,
    values: [taskId, code ?? null]
  })
}

/** The numbers of an audit of which something would be written; `codes`: only those with one of these findings. */
export async function numbersToWrite (
  records: ReachedRecords, taskId: string, codes: readonly FindingCode[] | undefined
): Promise<string[]> {
  const { rows } = await records.query<{ number: string }>({
    within: ofProviderOnly('f'),
    text: within => `select f.number from inventory_finding f where ${within} and f.task_id = $4
      and f.proposal <> '{}' and ($5::text[] is null or f.codes && $5) order by f.number`,
    values: [taskId, codes ?? null]
  })
  return rows.map(({ number }) => number)
}

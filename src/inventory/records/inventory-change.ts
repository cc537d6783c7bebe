import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import type { PlannedItem } from '../../schemas/request-plan.ts'
import { ofAnybody } from '../../tenancy/records/reach.ts'

/** The task that changes the inventory, and the node whose numbers it may change. */
export interface ChangeBy {
  readonly task: { readonly id: string, readonly providerId: number, readonly caller: string }
  readonly channelId?: number | undefined
  readonly customerId?: string | undefined
  readonly reason?: string | undefined
}

/** How the numbers of a task are changed. Parameters of its own begin at $8. */
export interface Change {
  /** What the history of a number calls it. */
  readonly word: string
  /** What a plan calls it, where it is no change of a number that stays. */
  readonly does?: 'add' | 'remove'
  /** SQL for what speaks against it, by row `v` of the inventory: a code of `reasons`, or null for nothing. */
  readonly code: string
  /** What else each number is judged by: a join to `a` and `v`, and columns of it for the statement. */
  readonly by?: { readonly join: string, readonly columns: string }
  /** The statement for the numbers that nothing speaks against; it returns number, `before` and `after`. */
  readonly effect: string
  readonly values?: readonly unknown[]
}

/** Why a number was not changed. Those of `asItIs` are no failure: it is so already. */
const reasons: Readonly<Record<string, string>> = {
  same: 'It is so already.',
  already_there: 'The number is in the inventory already, and was left as it is.',
  not_in_inventory: 'The number is not in your inventory.',
  number_used: 'The number is in use.',
  number_reserved: 'The number is reserved.',
  number_cooling: 'The number is cooling.',
  number_held: 'A tenant has the number; release it first.',
  held_by_tenant: 'A tenant of another customer has the number.',
  not_reserved: 'The number is not reserved.',
  reserved_above: 'The number was reserved by a node above yours.',
  not_later: 'The reservation would not end later than it does.',
  time_is_past: 'The time is past.',
  beyond_maximum: 'The policy lets no number of its country and type cool for so long.',
  nothing_proposed: 'The audit proposes nothing to be written of the number.',
  changed_since: 'The number was changed since the audit; audit again.',
  no_duration: 'No policy says how long such a number cools; say it in days.'
}
const asItIs = ['same', 'already_there']
const isAsItIs = `j.code = any('{${asItIs.join(',')}}'::text[])`

/** That the number lies within the reach of whoever asked, also if it was moved since. */
const within = `v.number is not null and ($5::uuid is null or v.customer_id = $5) and ($4::int is null or exists (
  select from customer c where c.provider_id = $1 and c.id = v.customer_id and c.channel_id = $4))`

/** For a change of numbers that are there. */
export const unlessThere = (conditions: string, otherwise = 'not_in_inventory'): string =>
  `case when (${within}) is not true then '${otherwise}' ${conditions} end`

/** The numbers `i` that nothing speaks against, by their key, however few the planner takes them for. */
const going = 'i.provider_id = $1 and i.number = any(array(select j.number from judged j where j.code is null))'

/** What a number was, beside what it is. */
const was = `(select inventory_facts(o) from number_inventory o
  where o.provider_id = i.provider_id and o.number = i.number) as before`

/** Sets columns of the numbers, and answers what they became. */
export const setting = (columns: string): string => `update number_inventory i set ${columns}, changed_at = now()
  where ${going} returning i.number, ${was}, inventory_facts(i) as after`

export const deleting = `delete from number_inventory i where ${going} returning i.number, ${was}, null::jsonb as after`

/** The rows of `from` for one number: looked up one by one, because what was just written has no statistics. */
export const lookedUp = (from: string, name: string): string =>
  `left join lateral (select * from ${from} offset 0) ${name} on true`

const moment = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"')`

/** What became, or would become, of a number that was judged as `j`. */
const outcome = `case when j.code is null then 'succeeded' when ${isAsItIs} then 'unchanged' else 'failed' end`
const errorCode = "nullif(j.code, 'same')"
const error = `case when j.code <> 'same' then $7::jsonb ->> j.code end || case
  when j.code = 'number_reserved' and isfinite(j.reserved_until) then ' Until ' || ${moment('j.reserved_until')}
  when j.code = 'number_cooling' then ' Until ' || ${moment('j.cooling_until')} else '' end`

const judged = (from: string, { code, by }: Change): string => `select a.ordinal, a.key as number, ${code} as code,
    v.reserved_until, v.cooling_until${by === undefined ? '' : `, ${by.columns}`}
  from ${from} a ${lookedUp('inventory v where v.provider_id = $1 and v.number = a.key', 'v')} ${by?.join ?? ''}`

/**
 * Changes all numbers that the task holds in one statement: it judges each, changes those that nothing speaks against,
 * tells their history, and writes what became of every one.
 */
export async function changeInventory (trx: Queryable, by: ChangeBy, change: Change): Promise<void> {
  const { task, channelId, customerId, reason } = by
  await trx.query({
    text: `
      with asker as (select $4::int, $5::uuid, $6::text), judged as materialized (
        ${judged('task_item', change)}
        where a.provider_id = $1 and a.task_id = $2 and a.outcome = 'pending'
      ), changed as (${change.effect}),
      told as (
        insert into number_history (provider_id, number, change, task_id, caller, before, after)
        select $1::int, c.number, '${change.word}', $2::text, $3::text, c.before,
          case when $6::text is null then c.after
            else coalesce(c.after, '{}') || jsonb_build_object('reason', $6::text) end
        from changed c order by c.number
      )
      insert into task_item as t (provider_id, task_id, ordinal, key, step, error_code, outcome, error)
      select $1::int, $2::text, j.ordinal, j.number, 'change', ${errorCode}, ${outcome}, ${error}
      from judged j order by j.ordinal
      on conflict (provider_id, task_id, ordinal) do update set step = excluded.step,
        error_code = excluded.error_code, outcome = excluded.outcome, error = excluded.error`,
    values: [
      task.providerId, task.id, task.caller, channelId ?? null, customerId ?? null, reason ?? null,
      JSON.stringify(reasons), ...change.values ?? []
    ]
  })
}

/** What such a change would make of the numbers now, by the conditions of the change itself; in their order. */
export async function planInventory (
  records: ReachedRecords, { channelId, customerId }: Pick<ChangeBy, 'channelId' | 'customerId'>, change: Change,
  numbers: readonly string[]
): Promise<PlannedItem[]> {
  const { values = [] } = change
  const from = `unnest($${8 + values.length}::text[]) with ordinality`
  const sql = judged(`(select * from ${from} as n (key, ordinal))`, change)
  // Parameters that only the change itself mentions have no type here unless it is said.
  const idle = values.map((_, index) => `$${8 + index}`).filter(name => !new RegExp(`\\${name}\\b`).test(sql))
  const { rows } = await records.query<Omit<PlannedItem, 'effects'>>({
    within: ofAnybody('w'),
    text: within => `with asker as (select $4::int, $5::uuid, $6::text${idle.map(name => `, ${name}::text`).join('')}),
        judged as (${sql})
      select j.number as key, ${outcome} as outcome, ${errorCode} as code, ${error} as reason
      from judged j join (select $1::int as provider_id) w on ${within} order by j.ordinal`,
    values: [channelId ?? null, customerId ?? null, null, JSON.stringify(reasons), ...values, [...numbers]]
  })
  const { does } = change
  return rows.map(row => ({
    ...row, effects: row.outcome === 'succeeded' ? [{ side: 'records', sbcId: null, action: does ?? 'change' }] : []
  }))
}

import { cursorOf, orderIn, type Listing, type Part, type Place } from '../../database/list.ts'
import { reachedPage } from '../../database/page.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { invalid } from '../../problems.ts'
import { taskColumns, type StoredTask } from '../../engine/records/task-reads.ts'
import { ownedWithin } from '../../tenancy/records/reach.ts'

/** What a caller asks for among the tasks within its reach. */
export interface TaskFilter {
  msTenantId?: string | undefined
  status?: string | undefined
  kind?: string | undefined
  /** The service request that a task was made, canceled or released under. */
  ticketId?: string | undefined
  parked?: boolean | undefined
  /** The task whose children are meant. */
  parentId?: string | undefined
}

/** Its statement words the times itself, each for the index that serves it. */
export const taskListing: Listing = {
  orders: { createTime: [{ sql: 't.sequence', type: 'bigint' }] }, usual: '-createTime',
  times: {
    created: { sql: 't.created_at', what: 'Made' }, finished: { sql: 't.finished_at', what: 'Ended' },
    updated: { sql: '', what: 'Ended, or came to another step,', isSinceOnly: true }
  }
}

/** So many are counted, and found by page number; what lies behind is found by `cursor`. */
export const countedAtMost = 10_000

const asked = `($4::uuid is null or t.ms_tenant_id = $4) and ($5::text is null or t.status = $5)
  and ($6::text is null or t.kind = $6)
  and ($7::text is null or t.ticket_id = $7 or t.also_tickets @> array[$7])
  and ($8::boolean is null or (t.state = 'parked') = $8)
  and ($9::timestamptz is null or t.created_at >= $9) and ($10::timestamptz is null or t.created_at < $10)
  and ($11::timestamptz is null or t.finished_at >= $11) and ($12::timestamptz is null or t.finished_at < $12)
  and ($13::text is null or t.parent_id = $13)`

/**
 * Where in the order tasks of these times lie: sequences grow with the time of creation, give or take what a
 * transaction lasts, and nothing ends before it was made. They are looked for once, not for each row.
 */
const bounds = `bounds as materialized (
  select task_sequence_at($1, $9::timestamptz - interval '1 hour') as after_made,
    task_sequence_at($1, $10::timestamptz + interval '1 hour') + 2000 as until_made,
    task_sequence_at($1, $12::timestamptz + interval '1 hour') + 2000 as until_ended)`
const about = `($9::timestamptz is null or t.sequence > (select after_made from bounds))
  and ($10::timestamptz is null or t.sequence <= (select until_made from bounds))
  and ($12::timestamptz is null or t.sequence <= (select until_ended from bounds))`

/** Tasks that are under way are few, and those that are over have indexes of their own, one for each way to ask. */
const halves = {
  open: "t.state <> 'finished' and ($14::timestamptz is null or t.step_entered_at >= $14)",
  over: "t.state = 'finished' and ($14::timestamptz is null or t.finished_at >= $14)"
}

/** The halves in which there may be any. */
function halvesOf ({ status, parked }: TaskFilter, { since, until }: Place): string[] {
  const isOpen = status === 'InProgress' || parked === true
  const isOver = (status !== undefined && status !== 'InProgress') || since?.['finished'] !== undefined ||
    until?.['finished'] !== undefined
  return isOpen === isOver ? [halves.open, halves.over] : [isOpen ? halves.open : halves.over]
}

/**
 * One page of tasks, newest first unless it is said otherwise; `next` goes on behind it. `total` is exact up to
 * `countedAtMost`, and one more when there are more.
 */
export async function tasksPage (
  records: ReachedRecords, filter: TaskFilter, place: Place
): Promise<Part<StoredTask>> {
  const { limit, since, until } = place
  const { sort, direction: order, comesAfter, mark } = orderIn(taskListing, place)
  const offset = mark === undefined ? place.offset : 0
  if (offset >= countedAtMost) {
    throw invalid({ PageNumber: [`Page numbers reach the first ${countedAtMost} tasks; go on with cursor.`] })
  }
  const own = records.reach.customerId === undefined ? '' : 'and t.customer_id = $3'
  const from = (within: string, columns: string, more: string): string => halvesOf(filter, place).map(half =>
    `(select ${columns} from task t where ${within} ${own} and ${asked} and ${about} and ${half} ${more})`
  ).join(' union all ')
  const { total, data } = await reachedPage<StoredTask & { sequence: number } & Record<string, unknown>>(records, {
    within: ownedWithin('t'), first: () => bounds,
    counted: within => `select count(*) from (select from (
      ${from(within, '', `limit ${countedAtMost + 1}`)}) counted limit ${countedAtMost + 1}) bounded`,
    // The rows are found in the index first; what they hold is read for the page only.
    page: within => `select ${taskColumns}, t.sequence from (select * from (${from(
      within, 't.provider_id, t.id, t.sequence',
      `and ($15::bigint is null or t.sequence ${comesAfter} $15) order by t.sequence ${order} limit $16::int + $17::int`
    )}) found order by sequence ${order} offset $16 limit $17) page
      join task t using (provider_id, id) order by t.sequence ${order}`,
    values: [
      filter.msTenantId ?? null, filter.status ?? null, filter.kind ?? null, filter.ticketId ?? null,
      filter.parked ?? null, since?.['created'] ?? null, until?.['created'] ?? null, since?.['finished'] ?? null,
      until?.['finished'] ?? null, filter.parentId ?? null, since?.['updated'] ?? null, mark?.[0] ?? null, offset,
      limit
    ]
  })
  const last = data.length < limit ? undefined : data.at(-1)?.sequence
  const isTotalExact = total <= countedAtMost
  return {
    total: isTotalExact ? total : countedAtMost, ...(!isTotalExact && { isTotalExact }), data,
    next: last === undefined ? undefined : cursorOf(sort, [String(last)])
  }
}

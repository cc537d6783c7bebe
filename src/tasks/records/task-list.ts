import { reachedPage, type Page } from '../../database/page.ts'
import type { ReachedRecords } from '../../database/reach.ts'
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
  createdSince?: Date | undefined
  createdUntil?: Date | undefined
  finishedSince?: Date | undefined
  finishedUntil?: Date | undefined
  /** Those that came to another step or ended since. */
  updatedSince?: Date | undefined
}

/** Which page: by its number, or behind a task that the client has seen. */
export interface TaskPlace {
  readonly offset: number
  readonly limit: number
  /** The sequence of the last task that was seen. */
  readonly behind?: number | undefined
  readonly isOldestFirst?: boolean | undefined
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
 * transaction lasts, and nothing ends before it was made.
 */
const about = `($9::timestamptz is null or t.sequence > task_sequence_at($1, $9 - interval '1 hour'))
  and ($10::timestamptz is null or t.sequence <= task_sequence_at($1, $10 + interval '1 hour') + 2000)
  and ($12::timestamptz is null or t.sequence <= task_sequence_at($1, $12 + interval '1 hour') + 2000)`

/** Tasks that are under way are few, and those that are over have indexes of their own, one for each way to ask. */
const halves = {
  open: "t.state <> 'finished' and ($14::timestamptz is null or t.step_entered_at >= $14)",
  over: "t.state = 'finished' and ($14::timestamptz is null or t.finished_at >= $14)"
}

/** The halves in which there may be any. */
function halvesOf ({ status, parked, finishedSince, finishedUntil }: TaskFilter): string[] {
  const isOpen = status === 'InProgress' || parked === true
  const isOver = (status !== undefined && status !== 'InProgress') || finishedSince !== undefined ||
    finishedUntil !== undefined
  return isOpen === isOver ? [halves.open, halves.over] : [isOpen ? halves.open : halves.over]
}

/**
 * One page of tasks, newest first unless it is said otherwise; `next` goes on behind it. `total` is exact up to
 * `countedAtMost`, and one more when there are more.
 */
export async function tasksPage (
  records: ReachedRecords, filter: TaskFilter, { offset, limit, behind, isOldestFirst = false }: TaskPlace
): Promise<Page<StoredTask> & { next: string | undefined }> {
  const [order, comesAfter] = isOldestFirst ? ['asc', '>'] : ['desc', '<']
  const own = records.reach.customerId === undefined ? '' : 'and t.customer_id = $3'
  const from = (within: string, columns: string, more: string): string => halvesOf(filter).map(half =>
    `(select ${columns} from task t where ${within} ${own} and ${asked} and ${about} and ${half} ${more})`
  ).join(' union all ')
  const { total, data } = await reachedPage<StoredTask & { sequence: number } & Record<string, unknown>>(records, {
    within: ownedWithin('t'),
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
      filter.parked ?? null, filter.createdSince ?? null, filter.createdUntil ?? null, filter.finishedSince ?? null,
      filter.finishedUntil ?? null, filter.parentId ?? null, filter.updatedSince ?? null, behind ?? null, offset, limit
    ]
  })
  const last = data.length < limit ? undefined : data.at(-1)?.sequence
  return { total, data, next: last === undefined ? undefined : String(last) }
}

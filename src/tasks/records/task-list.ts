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

const asked = `($4::uuid is null or t.ms_tenant_id = $4) and ($5::text is null or t.status = $5)
  and ($6::text is null or t.kind = $6)
  and ($7::text is null or t.ticket_id = $7 or t.also_tickets @> array[$7])
  and ($8::boolean is null or (t.state = 'parked') = $8)
  and ($9::timestamptz is null or t.created_at >= $9) and ($10::timestamptz is null or t.created_at < $10)
  and ($11::timestamptz is null or t.finished_at >= $11) and ($12::timestamptz is null or t.finished_at < $12)
  and ($13::timestamptz is null or t.finished_at >= $13 or t.state <> 'finished' and t.step_entered_at >= $13)
  and ($14::text is null or t.parent_id = $14)`

/** One page of tasks, newest first unless it is said otherwise; `next` goes on behind it. */
export async function tasksPage (
  records: ReachedRecords, filter: TaskFilter, { offset, limit, behind, isOldestFirst = false }: TaskPlace
): Promise<Page<StoredTask> & { next: string | undefined }> {
  const [order, comesAfter] = isOldestFirst ? ['asc', '>'] : ['desc', '<']
  const { total, data } = await reachedPage<StoredTask & { sequence: number } & Record<string, unknown>>(records, {
    within: ownedWithin('t'),
    counted: within => `select count(*) from task t where ${within} and ${asked}`,
    // The rows are found in the index first; what they hold is read for the page only.
    page: within => `select ${taskColumns}, t.sequence from (select provider_id, id, sequence from task t
      where ${within} and ${asked} and ($15::bigint is null or t.sequence ${comesAfter} $15)
      order by t.sequence ${order} offset $16 limit $17) page
      join task t using (provider_id, id) order by t.sequence ${order}`,
    values: [
      filter.msTenantId ?? null, filter.status ?? null, filter.kind ?? null, filter.ticketId ?? null,
      filter.parked ?? null, filter.createdSince ?? null, filter.createdUntil ?? null, filter.finishedSince ?? null,
      filter.finishedUntil ?? null, filter.updatedSince ?? null, filter.parentId ?? null, behind ?? null, offset, limit
    ]
  })
  const last = data.length < limit ? undefined : data.at(-1)?.sequence
  return { total, data, next: last === undefined ? undefined : String(last) }
}

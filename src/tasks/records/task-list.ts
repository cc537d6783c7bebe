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
}

const asked = `($4::uuid is null or t.ms_tenant_id = $4) and ($5::text is null or t.status = $5)
  and ($6::text is null or t.kind = $6)
  and ($7::text is null or t.ticket_id = $7 or t.also_tickets @> array[$7])
  and ($8::boolean is null or (t.state = 'parked') = $8)
  and ($9::text is null or t.parent_id = $9)`

/** One page of tasks, newest first. */
export async function tasksPage (
  records: ReachedRecords, filter: TaskFilter, offset: number, limit: number
): Promise<Page<StoredTask>> {
  return reachedPage<StoredTask & Record<string, unknown>>(records, {
    within: ownedWithin('t'),
    counted: within => `select count(*) from task t where ${within} and ${asked}`,
    // The rows are found in the index first; what they hold is read for the page only.
    page: within => `select ${taskColumns} from (select provider_id, id, sequence from task t
      where ${within} and ${asked} order by t.sequence desc offset $10 limit $11) page
      join task t using (provider_id, id) order by t.sequence desc`,
    values: [
      filter.msTenantId ?? null, filter.status ?? null, filter.kind ?? null, filter.ticketId ?? null,
      filter.parked ?? null, filter.parentId ?? null, offset, limit
    ]
  })
}

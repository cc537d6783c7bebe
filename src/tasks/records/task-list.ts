import { pageOf, type Page } from '../../database/page.ts'
import { taskColumns, type StoredTask } from '../../engine/records/task-reads.ts'
import type { Queryable } from '../../database/connect.ts'

export interface TaskFilter {
  providerId: number
  channelId?: number | undefined
  customerId?: string | undefined
  msTenantId?: string | undefined
  status?: string | undefined
  kind?: string | undefined
  /** The service request that a task was made, canceled or released under. */
  ticketId?: string | undefined
  parked?: boolean | undefined
}

const where = `t.provider_id = $1 and ($2::int is null or t.channel_id = $2)
  and ($3::uuid is null or t.customer_id = $3)
  and ($4::uuid is null or t.ms_tenant_id = $4) and ($5::text is null or t.status = $5)
  and ($6::text is null or t.kind = $6)
  and ($7::text is null or t.ticket_id = $7 or t.also_tickets @> array[$7])
  and ($8::boolean is null or (t.state = 'parked') = $8)`

/** One page of tasks, newest first. */
export async function tasksPage (
  db: Queryable, filter: TaskFilter, offset: number, limit: number
): Promise<Page<StoredTask>> {
  const values = [
    filter.providerId, filter.channelId ?? null, filter.customerId ?? null, filter.msTenantId ?? null,
    filter.status ?? null, filter.kind ?? null, filter.ticketId ?? null, filter.parked ?? null
  ]
  // The rows are found in the index first; what they hold is read for the page only.
  const page = `select ${taskColumns} from (select provider_id, id, sequence from task t where ${where}
    order by t.sequence desc offset $9 limit $10) page
    join task t using (provider_id, id) order by t.sequence desc`
  return pageOf<StoredTask & Record<string, unknown>>(db, `select count(*) from task t where ${where}`, page, [
    ...values, offset, limit
  ])
}

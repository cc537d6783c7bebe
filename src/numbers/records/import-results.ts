import type { Timestamp } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ownedWithin } from '../../tenancy/records/reach.ts'

// What became of the rows of an import; whoever reaches its task reaches them.

const isReached = (within: string): string => `exists (select from task t where ${within} and t.id = $4)`

export interface ImportCounts {
  rows: number
  pending: number
  succeeded: number
  unchanged: number
  failed: number
  canceled: number
}

/** How many rows have come to what; what was taken back again counts as canceled. */
export async function importCounts (records: ReachedRecords, taskId: string): Promise<ImportCounts> {
  const { rows: [counts] } = await records.query<ImportCounts & Record<string, number>>({
    within: ownedWithin('t'),
    text: within => `
      select count(*) as rows, count(*) filter (where outcome = 'pending') as pending,
        count(*) filter (where outcome = 'succeeded') as succeeded,
        count(*) filter (where outcome = 'unchanged') as unchanged,
          count(*) filter (where outcome = 'failed') as failed,
        count(*) filter (where outcome in ('canceled', 'rolled-back')) as canceled
      from number_import_row where provider_id = $1 and task_id = $4 and ${isReached(within)}`,
    values: [taskId]
  })
  return counts ?? { rows: 0, pending: 0, succeeded: 0, unchanged: 0, failed: 0, canceled: 0 }
}

export interface ImportResult {
  line: number
  cells: Record<string, string>
  outcome: 'pending' | 'succeeded' | 'unchanged' | 'failed' | 'canceled' | 'rolled-back'
  errorColumn: string | null
  errorCode: string | null
  error: string | null
  uploadTaskId: string | null
}

/**
 * Rows after a line in the order of the file; `failedOnly` leaves out those that are where they should be or may get
 * there.
 */
export async function resultsAfter (
  records: ReachedRecords, taskId: string, line: number, limit: number, failedOnly: boolean
): Promise<ImportResult[]> {
  const { rows } = await records.query<ImportResult>({
    within: ownedWithin('t'),
    text: within => `
      select r.line, r.cells, r.outcome, r.error_column as "errorColumn", r.error_code as "errorCode", r.error,
        case when r.error_code in ('row_refused', 'number_repeated', 'number_busy') then null
          else p.upload_task_id end as "uploadTaskId" -- those did not get into it
      from number_import_row r
      left join number_import_part p on p.provider_id = r.provider_id and p.task_id = r.task_id and p.part = r.part
      where r.provider_id = $1 and r.task_id = $4 and ${isReached(within)}
        and r.line > $5 ${failedOnly ? `and r.outcome in ('failed', 'canceled', 'rolled-back')` : ''}
      order by r.line limit $6`,
    values: [taskId, line, limit]
  })
  return rows
}

export interface ImportUpload { taskId: string, rows: number, status: string | null, createTime: Timestamp | null }

/** The uploads that were made for the rows, oldest first. */
export async function uploadsOf (records: ReachedRecords, taskId: string, limit: number): Promise<ImportUpload[]> {
  const { rows } = await records.query<ImportUpload>({
    within: ownedWithin('t'),
    text: within => `
      select p.upload_task_id as "taskId", coalesce(u.item_count, p.row_count) as rows, u.status,
        u.created_at as "createTime" from number_import_part p
      left join task u on u.provider_id = p.provider_id and u.id = p.upload_task_id
      where p.provider_id = $1 and p.task_id = $4 and ${isReached(within)} and p.upload_task_id is not null
      order by p.part limit $5`,
    values: [taskId, limit]
  })
  return rows
}

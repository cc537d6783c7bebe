import type { ImportSettings } from '../schemas/number-import.ts'
import type { Queryable, Timestamp } from '../../database/connect.ts'

export interface ImportKey { providerId: number, id: string }

export interface StagedRow {
  line: number
  cells: Record<string, string>
  number: string | null
  part: number | null
  errorColumn: string | null
  error: string | null
}

export interface StagedPart { part: number, settings: ImportSettings, rows: number }

export async function beginImport (db: Queryable, key: ImportKey): Promise<void> {
  await db.query({
    text: 'insert into number_import (provider_id, task_id) values ($1, $2)', values: [key.providerId, key.id]
  })
}

/** Keeps a batch of rows, and the parts that they begin or fill, in one statement. A row with an error has no part. */
export async function stageRows (
  db: Queryable, key: ImportKey, rows: readonly StagedRow[], parts: readonly StagedPart[]
): Promise<void> {
  await db.query({
    name: 'stage-import-rows',
    text: `
      with parts as (
        insert into number_import_part as p (provider_id, task_id, part, settings, row_count)
        select $1, $2, part, settings::jsonb, rows from unnest($3::int[], $4::text[], $5::int[]) as s (part, settings,
          rows)
        on conflict (provider_id, task_id, part) do update set row_count = p.row_count + excluded.row_count
      ), counted as (
        update number_import set row_count = row_count + cardinality($6::int[]) where provider_id = $1 and task_id = $2
      )
      insert into number_import_row (provider_id, task_id, line, cells, number, part, outcome, error_column,
        error_code, error)
      select $1, $2, line, cells::jsonb, number, part, case when error is null then 'pending'
        else 'failed' end, error_column,
        case when error is not null then 'row_invalid' end, error
      from unnest($6::int[], $7::text[], $8::text[], $9::int[], $10::text[], $11::text[]) as s (line, cells, number,
        part, error_column, error)`,
    values: [
      key.providerId, key.id, parts.map(part => part.part), parts.map(part => JSON.stringify(part.settings)),
      parts.map(part => part.rows), rows.map(row => row.line), rows.map(row => JSON.stringify(row.cells)),
      rows.map(row => row.number), rows.map(row => row.part), rows.map(row => row.errorColumn),
      rows.map(row => row.error)
    ]
  })
}

/** Takes an import away that came to nothing; one that has a task stays. */
export async function dropImport (db: Queryable, key: ImportKey): Promise<void> {
  for (const table of ['number_import_row', 'number_import_part', 'number_import']) {
    await db.query({
      text:
        `delete from ${table} where provider_id = $1 and task_id = $2 and not exists (select from task
          where provider_id = $1 and id = $2)`,
      values: [key.providerId, key.id]
    })
  }
}

export interface ImportCounts {
  rows: number
  pending: number
  succeeded: number
  unchanged: number
  failed: number
  canceled: number
}

/** How many rows have come to what; what was taken back again counts as canceled. */
export async function importCounts (db: Queryable, key: ImportKey): Promise<ImportCounts> {
  const { rows: [counts] } = await db.query<ImportCounts>({
    text: `
      select count(*) as rows, count(*) filter (where outcome = 'pending') as pending,
        count(*) filter (where outcome = 'succeeded') as succeeded,
        count(*) filter (where outcome = 'unchanged') as unchanged,
          count(*) filter (where outcome = 'failed') as failed,
        count(*) filter (where outcome in ('canceled', 'rolled-back')) as canceled
      from number_import_row where provider_id = $1 and task_id = $2`,
    values: [key.providerId, key.id]
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
  db: Queryable, key: ImportKey, line: number, limit: number, failedOnly: boolean
): Promise<ImportResult[]> {
  const { rows } = await db.query<ImportResult>({
    text: `
      select r.line, r.cells, r.outcome, r.error_column as "errorColumn", r.error_code as "errorCode", r.error,
        case when r.error_code in ('row_refused', 'number_repeated', 'number_busy') then null
          else p.upload_task_id end as "uploadTaskId" -- those did not get into it
      from number_import_row r
      left join number_import_part p on p.provider_id = r.provider_id and p.task_id = r.task_id and p.part = r.part
      where r.provider_id = $1 and r.task_id = $2
        and r.line > $3 ${failedOnly ? `and r.outcome in ('failed', 'canceled', 'rolled-back')` : ''}
      order by r.line limit $4`,
    values: [key.providerId, key.id, line, limit]
  })
  return rows
}

export interface ImportUpload { taskId: string, rows: number, status: string | null, createTime: Timestamp | null }

/** The uploads that were made for the rows, oldest first. */
export async function uploadsOf (db: Queryable, key: ImportKey, limit: number): Promise<ImportUpload[]> {
  const { rows } = await db.query<ImportUpload>({
    text: `
      select p.upload_task_id as "taskId", coalesce(t.item_count, p.row_count) as rows, t.status,
        t.created_at as "createTime" from number_import_part p
      left join task t on t.provider_id = p.provider_id and t.id = p.upload_task_id
      where p.provider_id = $1 and p.task_id = $2 and p.upload_task_id is not null order by p.part limit $3`,
    values: [key.providerId, key.id, limit]
  })
  return rows
}

import type { ImportSettings } from '../schemas/number-import.ts'
import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { customersWithin } from '../../tenancy/records/reach.ts'
import type { TaskScope } from '../../schemas/task-scope.ts'

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

export async function beginImport (db: Queryable, key: ImportKey, node = '/'): Promise<void> {
  await db.query({
    text: 'insert into number_import (provider_id, task_id, node) values ($1, $2, $3)',
    values: [key.providerId, key.id, node]
  })
}

/** Rows of files that a node has sent in within a day, those of other requests under way as well. */
export async function rowsOfDay (db: Queryable, providerId: number, node: string): Promise<number> {
  const { rows: [row] } = await db.query<{ rows: number }>({
    text: `select coalesce(sum(row_count), 0)::int as rows from number_import
      where provider_id = $1 and node = $2 and created_at > now() - interval '1 day'`,
    values: [providerId, node]
  })
  return row?.rows ?? 0
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

/**
 * For whom an import is: the customer, or at least the channel, that all of its rows name, also those that cannot be
 * read. Nobody but the provider when a row names another tenant.
 */
export async function placeOfImport (records: ReachedRecords, taskId: string): Promise<TaskScope> {
  interface Named { strange: boolean, customerId: string, msTenantId: string, channelId: number | null }
  const { rows } = await records.query<Named & Record<string, unknown>>({
    within: customersWithin('c'),
    text: within => `
      with named as (
        select settings ->> 'msTenantId' as tenant from number_import_part where provider_id = $1 and task_id = $4
        union select cells ->> 'msTenantId' from number_import_row
          where provider_id = $1 and task_id = $4 and part is null
      )
      select c.id is null as strange, c.id as "customerId", c.ms_tenant_id as "msTenantId", c.channel_id as "channelId"
      from (select distinct lower(trim(tenant)) as tenant from named where trim(tenant) <> '') n
      left join customer c on c.ms_tenant_id::text = n.tenant and ${within}`,
    values: [taskId]
  })
  const [first] = rows
  if (first === undefined || rows.some(row => row.strange)) return {}
  const { customerId, msTenantId, channelId } = first
  const common = channelId !== null && rows.every(row => row.channelId === channelId) ? { channelId } : {}
  return rows.length === 1 ? { customerId, msTenantId, ...common } : common
}

/**
 * Copies the rows of an import that are not where they should be to a new one, with their parts, in one statement. Rows
 * that cannot be read stay failed. Answers how many rows there are to try again.
 */
export async function copyFailedRows (
  db: Queryable, { providerId, from, to }: { providerId: number, from: string, to: string }
): Promise<number> {
  const { rows: [row] } = await db.query<{ count: number }>({
    text: `
      with failed as materialized (
        select line, cells, number, part, error_column, error_code, error from number_import_row
        where provider_id = $1 and task_id = $2 and outcome in ('failed', 'canceled', 'rolled-back')
      ), parts as (
        insert into number_import_part (provider_id, task_id, part, settings, row_count)
        select $1::int, $3::text, p.part, p.settings, (select count(*) from failed f where f.part = p.part)
        from number_import_part p where p.provider_id = $1 and p.task_id = $2
          and exists (select from failed f where f.part = p.part)
      ), whole as (
        insert into number_import (provider_id, task_id, row_count)
        select $1::int, $3::text, count(*) from failed having count(part) > 0
      ), copied as (
        insert into number_import_row (provider_id, task_id, line, cells, number, part, outcome, error_column,
          error_code, error)
        select $1::int, $3::text, line, cells, number, part, case when part is null then 'failed' else 'pending' end,
          case when part is null then error_column end, case when part is null then error_code end,
          case when part is null then error end
        from failed where exists (select from failed f where f.part is not null)
        returning 1
      ) select count(*)::int as count from copied`,
    values: [providerId, from, to]
  })
  return row?.count ?? 0
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

import type { Database, Queryable } from '../../database/connect.ts'
import { whileLeading } from '../../database/lead.ts'

/** Rows of imports are many and nothing but rows; this many go at once. */
const batchSize = 5000

/** Any number that nothing else locks. */
const importLock = 402_650_120

/** Deletes the rows of imports whose task is gone or was never made, batch by batch, until `enough`; tells how many. */
export async function sweepImports (db: Database, enough: () => boolean = () => false): Promise<number> {
  let deleted = 0
  for (let rows = 1; rows > 0 && !enough(); deleted += rows) rows = await whileLeading(db, importLock, sweepOnce) ?? 0
  return deleted
}

/** Rows of imports whose task is gone, or was never made because the request died; a file may take hours to arrive. */
async function sweepOnce (trx: Queryable): Promise<number> {
  const { rows: [counts] } = await trx.query<{ rows: number }>({
    text: `
      with orphan as (
        select provider_id, task_id from number_import i where created_at < now() - interval '6 hours'
          and not exists (select from task t where t.provider_id = i.provider_id and t.id = i.task_id)
            order by created_at limit 1
      ), row_ as materialized (
        select r.ctid from number_import_row r join orphan using (provider_id, task_id) limit $1
      ), part as materialized (
        select p.ctid from number_import_part p join orphan using (provider_id, task_id) limit $1
      ), rows_gone as (
        delete from number_import_row where ctid = any (array(select ctid from row_)) returning 1
      ), parts_gone as (
        delete from number_import_part where ctid = any (array(select ctid from part)) returning 1
      ), empty as (
        delete from number_import i using orphan o where i.provider_id = o.provider_id and i.task_id = o.task_id
          and (select count(*) from row_) < $1 and (select count(*) from part) < $1
      ) select ((select count(*) from rows_gone) + (select count(*) from parts_gone) + (select count(*)
        from orphan))::int as rows`,
    values: [batchSize]
  })
  return counts?.rows ?? 0
}

import type { Database, Queryable } from './connect.ts'

export interface RetentionPolicy { readonly taskDays: number, readonly idempotencyHours: number }

/** Rows a batch deletes: done in milliseconds, so that it never stands in anybody's way. */
const batchSize = 500

/** Rows of imports are many and nothing but rows. */
const importBatchSize = 5000

/** Any number that nothing else locks. */
const sweepLock = 402_650_119

/**
 * Deletes what its time of keeping is over for, batch by batch, each in a transaction of its own. One worker sweeps at
 * a time; the others go on with their tasks. `enough` ends it between two batches. Answers how many tasks went.
 */
export async function sweep (
  db: Database, policy: RetentionPolicy, enough: () => boolean = () => false
): Promise<number> {
  let tasks = 0
  for (;;) {
    const swept = await db.transaction(async trx =>
      await mayLead(trx) ? await sweepOnce(trx, policy) : { tasks: 0, rows: 0 }
    )
    const imports = await db.transaction(async trx => await mayLead(trx) ? await sweepImports(trx) : 0)
    tasks += swept.tasks
    if ((swept.rows < batchSize && imports === 0) || enough()) return tasks
  }
}

async function mayLead (trx: Queryable): Promise<boolean> {
  const { rows } = await trx.query<{ leads: boolean }>({
    text: 'select pg_try_advisory_xact_lock($1) as leads', values: [sweepLock]
  })
  return rows[0]?.leads === true
}

/** One batch of each kind; `rows` is the size of the largest. */
async function sweepOnce (trx: Queryable, policy: RetentionPolicy): Promise<{ tasks: number, rows: number }> {
  const { rows: [counts] } = await trx.query<{ tasks: number, keys: number }>({
    text: `
      with old_task as (
        select provider_id, id from task where state = 'finished'
          and finished_at < now() - make_interval(secs => $1 * 86400)
        limit $3 for update skip locked
      ), item as (
        delete from task_item i using old_task o where i.provider_id = o.provider_id and i.task_id = o.id
      ), gone as (
        delete from task t using old_task o where t.provider_id = o.provider_id and t.id = o.id returning 1
      ), old_key as (
        select ctid from idempotency_key where created_at < now() - make_interval(secs => $2 * 3600) limit $3
          for update skip locked
      ), forgotten as (
        delete from idempotency_key k using old_key o where k.ctid = o.ctid returning 1
      ), left_worker as (
        delete from worker w where w.ended_at < now() - interval '1 day' and w.returned_at is not null
          and not exists (select from upstream_permit p where p.worker_id = w.id)
      ), window_over as (
        delete from rate_use where used_at < now() - interval '1 hour'
      ) select (select count(*)::int from gone) as tasks, (select count(*)::int from forgotten) as keys`,
    values: [policy.taskDays, policy.idempotencyHours, batchSize]
  })
  return { tasks: counts?.tasks ?? 0, rows: Math.max(counts?.tasks ?? 0, counts?.keys ?? 0) }
}

/** Rows of imports whose task is gone, or was never made because the request died; a file may take hours to arrive. */
async function sweepImports (trx: Queryable): Promise<number> {
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
    values: [importBatchSize]
  })
  return counts?.rows ?? 0
}

import type { ImportSettings } from '../schemas/number-import.ts'
import type { Database, Queryable } from '../../database/connect.ts'
import { customerStays, leavingTaskOf } from '../../tenancy/records/leaving-customers.ts'
import { insertTasks, refusedBecauseHeld, type NewTask } from '../../engine/records/enqueue.ts'
import type { ImportKey } from './number-imports.ts'

/** A row that waits for its part to be uploaded. */
export interface PendingRow { part: number, line: number, number: string, settings: ImportSettings }

/** Pending rows whose part has no upload yet, part by part. */
export async function pendingRowsAfter (
  db: Queryable, key: ImportKey, after: { part: number, line: number }, limit: number
): Promise<PendingRow[]> {
  const { rows } = await db.query<PendingRow>({
    text: `
      select r.part, r.line, r.number, p.settings from number_import_row r
      join number_import_part p on p.provider_id = r.provider_id and p.task_id = r.task_id and p.part = r.part
      where r.provider_id = $1 and r.task_id = $2 and (r.part, r.line) > ($3, $4) and r.outcome = 'pending'
        and p.state = 'waiting'
      order by r.part, r.line limit $5`,
    values: [key.providerId, key.id, after.part, after.line, limit]
  })
  return rows
}

/**
 * Holds for rows `r` whose part has no upload yet: a worker that lost the task must not change rows of a begun part.
 */
const notBegun = `r.outcome = 'pending' and not exists (
  select from number_import_part p where p.provider_id = $1 and p.task_id = $2 and p.part = r.part
    and p.state <> 'waiting')`

/** The planner has no statistics of rows this new, and would compare ten thousand with ten thousand one by one. */
const hashRows = 'set local enable_nestloop = off'

/**
 * Refuses rows that repeat a number: the first valid row keeps it, and the errors of the others name its line.
 */
export async function refuseDuplicates (db: Database, key: ImportKey): Promise<void> {
  await db.transaction(async trx => {
    await trx.query({ text: hashRows })
    await trx.query({
      text: `
        with repeated as materialized (
          select line, first from (
            select line, min(line) over (partition by number) as first from number_import_row
            where provider_id = $1 and task_id = $2 and outcome = 'pending' and number is not null
          ) found where line > first
        )
        update number_import_row r set outcome = 'failed', error_column = 'telephoneNumber',
          error_code = 'number_repeated',
          error = r.number || ' is on line ' || repeated.first || ' already.'
        from repeated where r.provider_id = $1 and r.task_id = $2 and r.line = repeated.line and ${notBegun}`,
      values: [key.providerId, key.id]
    })
  })
}

export interface RowRefusal { line: number, column: string, code: string, error: string }

export async function refuseRows (db: Queryable, key: ImportKey, refusals: readonly RowRefusal[]): Promise<void> {
  if (refusals.length === 0) return
  await db.query({
    name: 'refuse-import-rows',
    text: `
      update number_import_row r set outcome = 'failed', error_column = f.column_name, error_code = f.code,
        error = f.error
      from unnest($3::int[], $4::text[], $5::text[], $6::text[]) as f (line, column_name, code, error)
      where r.provider_id = $1 and r.task_id = $2 and r.line = f.line
        and r.line = any($3) and ${notBegun}`, // any: so that the index is asked
    values: [key.providerId, key.id, refusals.map(refusal => refusal.line), refusals.map(refusal => refusal.column),
      refusals.map(refusal => refusal.code), refusals.map(refusal => refusal.error)]
  })
}

/** Closes parts whose rows were all refused: they need no upload. */
export async function closeEmptyParts (db: Queryable, key: ImportKey): Promise<void> {
  await db.query({
    text: `
      update number_import_part p set state = 'done' where p.provider_id = $1 and p.task_id = $2
        and p.state = 'waiting' and not exists (
        select from number_import_row r where r.provider_id = $1 and r.task_id = $2 and r.part = p.part
          and r.outcome = 'pending')`,
    values: [key.providerId, key.id]
  })
}

/** Cancels the rows of parts whose upload has not begun. */
export async function abandonWaiting (
  db: Queryable, key: ImportKey, why: { code: string, error: string }
): Promise<void> {
  await db.query({
    text: `
      with over as (
        update number_import_part set state = 'done' where provider_id = $1 and task_id = $2 and state = 'waiting'
          returning part
      )
      update number_import_row r set outcome = 'canceled', error_code = $3, error = $4
      from over where r.provider_id = $1 and r.task_id = $2 and r.part = over.part and r.outcome = 'pending'`,
    values: [key.providerId, key.id, why.code, why.error]
  })
}

/** A part that is being uploaded; `over`: its task has finished, or was deleted since. */
export interface RunningPart { part: number, rows: number, over: boolean }

export async function runningParts (db: Queryable, key: ImportKey): Promise<RunningPart[]> {
  const { rows } = await db.query<RunningPart>({
    name: 'running-import-parts',
    text: `
      select p.part, p.row_count as rows, coalesce(t.state = 'finished', true) as over from number_import_part p
      left join task t on t.provider_id = p.provider_id and t.id = p.upload_task_id
      where p.provider_id = $1 and p.task_id = $2 and p.state = 'running' order by p.part`,
    values: [key.providerId, key.id]
  })
  return rows
}

export interface WaitingPart { part: number, rows: number, settings: ImportSettings }

export async function waitingParts (db: Queryable, key: ImportKey, limit: number): Promise<WaitingPart[]> {
  const { rows } = await db.query<WaitingPart>({
    text:
      `select part, row_count as rows, settings from number_import_part where provider_id = $1 and task_id = $2
        and state = 'waiting' order by part limit $3`,
    values: [key.providerId, key.id, limit]
  })
  return rows
}

/** Copies the item results of finished uploads to the rows of their parts. */
export async function gatherParts (trx: Queryable, key: ImportKey, parts: readonly number[]): Promise<void> {
  if (parts.length === 0) return
  const { rows: uploads } = await trx.query<
    { part: number, taskId: string, code: string | null, reason: string | null }
  >({
    text: `
      select p.part, p.upload_task_id as "taskId", t.failure ->> 'code' as code, t.failure ->> 'reason' as reason
        from number_import_part p
      left join task t on t.provider_id = p.provider_id and t.id = p.upload_task_id
      where p.provider_id = $1 and p.task_id = $2 and p.part = any($3) and p.state = 'running'`,
    values: [key.providerId, key.id, parts]
  })
  await trx.query({ text: hashRows })
  for (const { part, taskId, code, reason } of uploads) {
    await trx.query({
      text: `
        update number_import_row r set outcome = i.outcome,
          error_column = case when i.outcome not in ('succeeded',
            'unchanged') then coalesce($7::jsonb ->> coalesce(i.error_code, $5), 'telephoneNumber') end,
          error_code = coalesce(i.error_code, case when i.outcome not in ('succeeded', 'unchanged') then $5 end),
          error = coalesce(i.error, case when i.outcome not in ('succeeded', 'unchanged') then $6 end)
        from task_item i where i.provider_id = $1 and i.task_id = $4 and r.provider_id = $1 and r.task_id = $2
          and r.part = $3 and r.number = i.key and r.outcome = 'pending'`,
      values: [key.providerId, key.id, part, taskId, code, reason, JSON.stringify(columnsToBlame)]
    })
    await trx.query({
      text: `
        update number_import_row set outcome = 'failed', error_column = 'telephoneNumber', error_code = 'result_lost',
          error = 'What became of the number is not known any more; send the row again.'
        where provider_id = $1 and task_id = $2 and part = $3 and outcome = 'pending'`,
      values: [key.providerId, key.id, part]
    })
  }
  await trx.query({ text: 'set local enable_nestloop = on' })
  await trx.query({
    text:
      `update number_import_part set state = 'done' where provider_id = $1 and task_id = $2 and part = any($3)
        and state = 'running'`,
    values: [key.providerId, key.id, parts]
  })
}

/** The column of a file that an error code of an upload is about. */
const columnsToBlame = {
  address_unknown: 'civicAddressId', site_missing: 'msTenantId', input_invalid: 'msTenantId',
  CountryNotConsented: 'country'
}

/** How often we try to begin a part while other tasks take its numbers at the same time. */
const tries = 5

/**
 * Begins the upload of a part: makes its task with the numbers that are free, and refuses the rows of the others with
 * the task that holds them. False when no number is free. All is one transaction with what the caller writes.
 */
export async function beginPart (
  trx: Queryable, key: ImportKey, part: number, task: Omit<NewTask, 'items'>
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    await refuseBusy(trx, key, part)
    const numbers = await numbersOfPart(trx, key, part)
    if (numbers.length === 0) {
      await setPart(trx, key, part, 'done', null)
      return false
    }
    await trx.query({ text: 'savepoint begin_part' })
    try {
      await insertTasks(trx, [{ ...task, items: numbers }], { guard: customerStays })
      await setPart(trx, key, part, 'running', task.id)
      await trx.query({ text: 'release savepoint begin_part' })
      return true
    } catch (error) {
      const leaving = leavingTaskOf(error)
      if (leaving === undefined && (!refusedBecauseHeld(error) || attempt === tries)) throw error
      await trx.query({ text: 'rollback to savepoint begin_part' })
      if (leaving !== undefined) await refuseLeaving(trx, key, part, leaving)
    }
  }
}

async function refuseLeaving (trx: Queryable, key: ImportKey, part: number, taskId: string): Promise<void> {
  await trx.query({
    text: `update number_import_row set outcome = 'failed', error_column = 'msTenantId', error_code = 'customer_busy',
      error = 'The customer is being taken away by task ' || $4 || '.'
      where provider_id = $1 and task_id = $2 and part = $3 and outcome = 'pending'`,
    values: [key.providerId, key.id, part, taskId]
  })
}

async function refuseBusy (trx: Queryable, key: ImportKey, part: number): Promise<void> {
  await trx.query({
    text: `
      update number_import_row r set outcome = 'failed', error_column = 'telephoneNumber', error_code = 'number_busy',
        error = r.number || ' is being processed by ' || case when exists (select from task t
            join task o on o.provider_id = t.provider_id and o.id = i.task_id
            where t.provider_id = $1 and t.id = $2
              and (t.channel_id is null and t.customer_id is null or o.customer_id = t.customer_id))
          then 'task ' || i.task_id else 'another task' end || '. Send the row again when that is over.'
      from task_item i where r.provider_id = $1 and r.task_id = $2 and r.part = $3 and r.outcome = 'pending'
        and i.provider_id = r.provider_id and i.key = r.number and i.active`,
    values: [key.providerId, key.id, part]
  })
}

async function numbersOfPart (trx: Queryable, key: ImportKey, part: number): Promise<string[]> {
  const { rows } = await trx.query<{ number: string }>({
    text:
      `select number from number_import_row where provider_id = $1 and task_id = $2 and part = $3
        and outcome = 'pending' order by line`,
    values: [key.providerId, key.id, part]
  })
  return rows.map(row => row.number)
}

async function setPart (
  trx: Queryable, key: ImportKey, part: number, state: 'running' | 'done', uploadTaskId: string | null
): Promise<void> {
  const { rowCount } = await trx.query({
    text:
      `update number_import_part set state = $4, upload_task_id = $5 where provider_id = $1 and task_id = $2
        and part = $3 and state = 'waiting'`,
    values: [key.providerId, key.id, part, state, uploadTaskId]
  })
  if (rowCount !== 1) throw new Error(`Part ${part} of ${key.id} was begun already`)
}

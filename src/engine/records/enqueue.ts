import { array, bytea, int, text, type Element } from '../../database/arrays.ts'
import { type Queryable, violates } from '../../database/connect.ts'
import { noteEvents } from './task-events.ts'
import { conditionOf, type AcceptanceGuard, type Precondition } from './preconditions.ts'
import type { StoredTask } from './task-reads.ts'

/** A task as it is stored at first, together with its numbers and the key that its caller repeats it by. */
export interface NewTask {
  providerId: number
  id: string
  kind: string
  partitionKey: string
  step: string
  input: object
  numbers: readonly string[]
  /** Numbers it is about, when they are not its own. */
  numberCount?: number | undefined
  msTenantId?: string | undefined
  customerId?: string | undefined
  channelId?: number | undefined
  ticketId?: string | undefined
  caller: string
  traceId?: string | undefined
  retryOf?: string | undefined
  idempotency?: { key: string, fingerprint: Buffer } | undefined
  /** When it does not hold any more, nothing is stored. */
  precondition?: Precondition | undefined
}

/**
 * Stores tasks, their numbers and their idempotency keys in one statement: all of it or, when a constraint refuses one
 * of them, nothing. Two running tasks cannot hold one number, two requests cannot use one key: the unique indexes
 * decide. So do the preconditions of the tasks and the guard of the product. Idle workers are woken once, after the
 * commit. The subselects hide the length of the arrays from the planner, which would else plan all this anew for each
 * batch.
 */
export async function insertTasks (
  db: Queryable, tasks: readonly NewTask[], guard?: AcceptanceGuard
): Promise<void> {
  // Columns that no task of the batch has are left empty: unnest fills them up with nulls.
  const column = <Value>(element: Element<Value>, pick: (task: NewTask) => Value | null | undefined): Buffer => {
    const values = tasks.map(task => pick(task) ?? null)
    return array(element, values.every(value => value === null) ? [] : values)
  }
  const precondition = conditionOf(tasks.flatMap(task => task.precondition ?? []), 18)
  const conditions = [guard?.sql, precondition.sql].filter(Boolean).map(condition => `(${condition})`)
  await db.query({
    name: `insert-tasks${guard === undefined ? '' : '-guarded'}-${precondition.name}`,
    text: `
      with keyed as (
        insert into idempotency_key (provider_id, caller, key, fingerprint, response, task_id)
        select provider_id, caller, key, fingerprint, jsonb_build_object('taskId', task_id), task_id
        from unnest((select $1::int[]), (select $2::text[]), (select $3::text[]), (select $4::bytea[]),
          (select $5::text[]))
          as k (provider_id, caller, key, fingerprint, task_id) where key is not null
      ), held as (
        insert into task_item (provider_id, task_id, ordinal, number)
        select h.provider_id, h.task_id, i.place - 1, i.number from unnest((select $1::int[]), (select $5::text[]),
          (select $6::text[])) as h (provider_id, task_id, numbers)
          cross join lateral unnest(string_to_array(h.numbers, ',')) with ordinality as i (number, place)
        order by i.number
      ), stored as (
        insert into task (provider_id, id, caller, kind, partition_key, step, input, ms_tenant_id, customer_id, channel_id,
          ticket_id, trace_id, retry_of, number_count)
        select provider_id, id, caller, kind, partition_key, step, input::jsonb, ms_tenant_id::uuid, customer_id::uuid,
          channel_id, ticket_id, trace_id, retry_of, number_count
        from unnest((select $1::int[]), (select $5::text[]), (select $2::text[]), (select $7::text[]),
          (select $8::text[]), (select $9::text[]), (select $10::text[]),
          (select $11::text[]), (select $12::text[]), (select $13::int[]), (select $14::text[]), (select $15::text[]),
            (select $16::text[]), (select $17::int[]))
          as n (provider_id, id, caller, kind, partition_key, step, input, ms_tenant_id, customer_id, channel_id, ticket_id,
            trace_id, retry_of, number_count)
        ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`}
        returning provider_id, id, kind, step, status, 'accepted' as event
      ), noted as (${noteEvents('stored')}
      ) select pg_notify('task_ready', '')`,
    values: [
      column(int, task => task.providerId), column(text, task => task.caller),
      column(text, task => task.idempotency?.key), column(bytea, task => task.idempotency?.fingerprint),
      column(text, task => task.id), column(text, task => task.numbers.join(',')), column(text, task => task.kind),
      column(text, task => task.partitionKey), column(text, task => task.step),
      column(text, task => JSON.stringify(task.input)), column(text, task => task.msTenantId),
      column(text, task => task.customerId), column(int, task => task.channelId), column(text, task => task.ticketId),
      column(text, task => task.traceId), column(text, task => task.retryOf),
      column(int, task => task.numberCount ?? task.numbers.length),
      ...precondition.values
    ]
  })
}

export const refusedBecauseNumberBusy = (error: unknown): boolean => violates(error, 'number_in_task')
export const refusedBecauseKeyUsed = (error: unknown): boolean => violates(error, 'idempotency_key_pkey')

/** The running task that holds each of these numbers. */
export async function holdersOf (
  db: Queryable, providerId: number, numbers: readonly string[]
): Promise<Array<{ number: string, taskId: string }>> {
  const { rows } = await db.query<{ number: string, taskId: string }>({
    text:
      `select number, task_id as "taskId" from task_item where provider_id = $1 and number = any($2) and active
        order by number limit 100`,
    values: [providerId, numbers]
  })
  return rows
}

/**
 * Keeps the answer to a request that changes a task and makes none, in the transaction that changes it. Throws when the
 * key is used: see `refusedBecauseKeyUsed`.
 */
export async function rememberAnswer (
  trx: Queryable, caller: { providerId: number, caller: string, key: string }, fingerprint: Buffer, task: StoredTask
): Promise<void> {
  await trx.query({
    text:
      'insert into idempotency_key (provider_id, caller, key, fingerprint, response, task_id) values ($1, $2, $3, ' +
      '$4, $5, $6)',
    values: [
      caller.providerId, caller.caller, caller.key, fingerprint, JSON.stringify({ taskId: task.id, task }), task.id
    ]
  })
}

/** The task as such a request was answered with it. */
export async function rememberedTask (
  db: Queryable, providerId: number, caller: string, key: string
): Promise<StoredTask | undefined> {
  const { rows } = await db.query<{ task: StoredTask | null }>({
    text: "select response -> 'task' as task from idempotency_key where provider_id = $1 and caller = $2 and key = $3",
    values: [providerId, caller, key]
  })
  return rows[0]?.task ?? undefined
}

export interface RememberedAnswer { fingerprint: Buffer, response: unknown, taskId: string | null }

export async function rememberedAnswer (
  db: Queryable, providerId: number, caller: string, key: string
): Promise<RememberedAnswer | undefined> {
  const { rows } = await db.query<{ fingerprint: Buffer, response: unknown, taskId: string | null }>({
    text:
      'select fingerprint, response, task_id as "taskId" from idempotency_key where provider_id = $1 and caller = ' +
      '$2 and key = $3',
    values: [providerId, caller, key]
  })
  return rows[0]
}

/** The next number for ids of the form `tsk_185511`. */
export async function nextTaskNumber (db: Queryable): Promise<number> {
  const { rows } = await db.query<{ number: number }>({ text: `select nextval('task_number') as number` })
  return rows[0]?.number ?? 0
}

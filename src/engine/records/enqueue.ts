import { array, bytea, int, text, type Element } from '../../database/arrays.ts'
import { type Queryable, violates } from '../../database/connect.ts'
import { noteEvents } from './events.ts'
import { conditionOf, preconditionsOf, type Acceptance, type Precondition } from './preconditions.ts'
import { scopeColumns, type TaskScope } from '../../schemas/task-scope.ts'
import type { StoredTask } from './task-reads.ts'

/** A task as it is stored at first, together with its items and the key that its caller repeats it by. */
export interface NewTask extends TaskScope {
  providerId: number
  id: string
  kind: string
  partitionKey: string
  step: string
  /** Days for which the task is kept when finished, if less than TASK_RETENTION_DAYS. */
  retentionDays?: number | undefined
  input: object
  items: readonly string[]
  /** How many items it is about, when it does not hold all of them itself. */
  itemCount?: number | undefined
  ticketId?: string | undefined
  caller: string
  traceId?: string | undefined
  retryOf?: string | undefined
  idempotency?: { key: string, fingerprint: Buffer } | undefined
  /** Nothing is stored when it does not hold any more. */
  precondition?: Precondition | undefined
  ownPrecondition?: Precondition | undefined
  /** What the messages of the task begin with. */
  warnings?: readonly string[] | undefined
  /** The task that makes it, and what that one calls it. */
  parentId?: string | undefined
  childKey?: string | undefined
  /** Nothing is stored when a task with the same digest is on its way. */
  equality?: Buffer | undefined
  /** For the companion of the statement: what the product stores beside the task. */
  memo?: string | undefined
}

/** A parameter of the statement: an array with a value for each task. */
interface Given {
  readonly name: string
  /** The type of its elements; the statement casts them where the column has another type. */
  readonly type: 'integer' | 'text' | 'bytea'
  /** The type of its column in `task`; undefined when it is none of its columns. */
  readonly stored: string | undefined
  /** What the column holds of a task that has no value, as SQL; null when nothing is said. */
  readonly otherwise?: string | undefined
  arrayOf (tasks: readonly NewTask[]): Buffer
}

/** The array is empty when no task of the batch has a value: unnest then fills the column with nulls. */
function givenAs<Value> (type: Given['type'], element: Element<Value>) {
  return (
    name: string, of: (task: NewTask) => Value | null | undefined, stored?: string, otherwise?: string
  ): Given => ({
    name,
    type,
    stored,
    otherwise,
    arrayOf (tasks) {
      const values = tasks.map(task => of(task) ?? null)
      return array(element, values.every(value => value === null) ? [] : values)
    }
  })
}

const [integers, texts, bytes] = [givenAs('integer', int), givenAs('text', text), givenAs('bytea', bytea)]

const given: readonly Given[] = [
  integers('provider_id', task => task.providerId, 'integer'),
  texts('id', task => task.id, 'text'),
  texts('caller', task => task.caller, 'text'),
  texts('kind', task => task.kind, 'text'),
  texts('partition_key', task => task.partitionKey, 'text'),
  texts('step', task => task.step, 'text'),
  integers('retention_days', task => task.retentionDays, 'integer'),
  texts('input', task => JSON.stringify(task.input), 'jsonb'),
  ...scopeColumns.map(({ key, column, type }) => texts(column, task => task[key]?.toString(), type)),
  texts('ticket_id', task => task.ticketId, 'text'),
  texts('trace_id', task => task.traceId, 'text'),
  texts('retry_of', task => task.retryOf, 'text'),
  texts('parent_id', task => task.parentId, 'text'),
  texts('child_key', task => task.childKey, 'text'),
  bytes('equality', task => task.equality, 'bytea'),
  texts('messages', task => messagesOf(task.warnings), 'jsonb', "'[]'"),
  integers('item_count', task => task.itemCount ?? task.items.length, 'integer'),
  texts('items', task => task.items.length === 0 ? null : task.items.join(',')),
  texts('key', task => task.idempotency?.key),
  bytes('fingerprint', task => task.idempotency?.fingerprint),
  texts('memo', task => task.memo)
]

function messagesOf (warnings: readonly string[] = []): string | undefined {
  if (warnings.length === 0) return undefined
  return JSON.stringify(warnings.map(message => ({ level: 'Warning', message })))
}

const stored = given.flatMap(({ name, stored: type, otherwise }) =>
  type === undefined
    ? []
    : [{ name, value: otherwise === undefined ? `${name}::${type}` : `coalesce(${name}, ${otherwise})::${type}` }]
)

/**
 * The parameters as rows. Subselects hide the lengths of the arrays from the planner, which would else plan anew for
 * each batch.
 */
const rows = `unnest(${given.map(({ type }, index) => `(select $${index + 1}::${type}[])`).join(', ')})
    as n (${given.map(({ name }) => name).join(', ')})`

const statement = (condition: string, companion?: string): string => `
  with given as materialized (select * from ${rows}), keyed as (
    insert into idempotency_key (provider_id, caller, key, fingerprint, response, task_id)
    select provider_id, caller, key, fingerprint, jsonb_build_object('taskId', id), id from given where key is not null
  ), held as (
    insert into task_item (provider_id, task_id, ordinal, key)
    select n.provider_id, n.id, i.place - 1, i.key
    from given n cross join lateral unnest(string_to_array(n.items, ',')) with ordinality as i (key, place)
    order by i.key
  ), stored as (
    insert into task (${stored.map(({ name }) => name).join(', ')})
    select ${stored.map(({ value }) => value).join(', ')} from given n ${condition}
    returning provider_id, id, kind, step, status, 'accepted' as event
  ), noted as (${noteEvents('stored')}
  )${companion === undefined ? '' : `, accompanied as (${companion})`}
  select pg_notify('task_ready', '')`

/**
 * Stores tasks, their items and their idempotency keys in one statement: all of it or, when a constraint refuses one
 * of them, nothing. Two running tasks cannot hold one item, two requests cannot use one key: the unique indexes decide.
 * So do the preconditions of the tasks and the guard of the product. Idle workers are woken once, after the commit.
 */
export async function insertTasks (
  db: Queryable, tasks: readonly NewTask[], { guard, companion }: Acceptance = {}
): Promise<void> {
  const precondition = conditionOf(tasks.flatMap(preconditionsOf), given.length + 1)
  const conditions = [guard?.sql, precondition.sql].filter(Boolean).map(condition => `(${condition})`)
  const parts = [guard && 'guarded', companion && 'accompanied', precondition.name]
  await db.query({
    name: ['insert-tasks', ...parts.filter(part => part !== undefined)].join('-'),
    text: statement(conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`, companion),
    values: [...given.map(column => column.arrayOf(tasks)), ...precondition.values]
  })
}

export const refusedBecauseHeld = (error: unknown): boolean => violates(error, 'item_in_task')
export const refusedBecauseEqual = (error: unknown): boolean => violates(error, 'one_of_equals')
export const refusedBecauseKeyUsed = (error: unknown): boolean => violates(error, 'idempotency_key_pkey')

/** The task on its way that an equal request made; undefined when there is none (any more). */
export async function equalTask (
  db: Queryable, providerId: number, kind: string, equality: Buffer
): Promise<string | undefined> {
  const { rows: [row] } = await db.query<{ id: string }>({
    name: 'equal-task',
    text: `select id from task where provider_id = $1 and kind = $2 and equality = $3 and state <> 'finished'
      and direction = 'forward' and not cancellation_requested`,
    values: [providerId, kind, equality]
  })
  return row?.id
}

/** Keeps that a request was answered with a task that an equal one had made. */
export async function rememberJoined (
  db: Queryable, caller: { providerId: number, caller: string, key: string }, fingerprint: Buffer, taskId: string
): Promise<void> {
  await db.query({
    text: `insert into idempotency_key (provider_id, caller, key, fingerprint, response, task_id)
      values ($1, $2, $3, $4, jsonb_build_object('taskId', $5::text), $5) on conflict do nothing`,
    values: [caller.providerId, caller.caller, caller.key, fingerprint, taskId]
  })
}

/** Which running tasks hold these items; the first hundred items that are held. */
export async function holdersOf (
  db: Queryable, providerId: number, keys: readonly string[]
): Promise<Array<{ key: string, taskId: string }>> {
  const { rows } = await db.query<{ key: string, taskId: string }>({
    text:
      `select key, task_id as "taskId" from task_item where provider_id = $1 and key = any($2) and active
        order by key limit 100`,
    values: [providerId, keys]
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

/** The task that `rememberAnswer` kept as the answer. */
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

import type { Queryable } from '../../database/connect.ts'
import type { Child } from '../children.ts'
import type { TaskKey } from './task-control.ts'

/**
 * Holds the row of a task that makes a child until the transaction ends. False when this claim does not hold the task
 * any more: whoever does decides about its children.
 */
export async function lockClaim (
  trx: Queryable, workerId: number, task: TaskKey & { fencingToken: number }
): Promise<boolean> {
  const { rows } = await trx.query({
    name: 'lock-claim',
    text: `select from task where provider_id = $1 and id = $2 and fencing_token = $3 and claimed_by = $4
      and state = 'ready' for no key update`,
    values: [task.providerId, task.id, task.fencingToken, workerId]
  })
  return rows.length === 1
}

/** The child that a parent calls so, if it has made it. */
export async function childId (db: Queryable, parent: TaskKey, key: string): Promise<string | undefined> {
  const { rows: [row] } = await db.query<{ id: string }>({
    name: 'child-id',
    text: 'select id from task where provider_id = $1 and parent_id = $2 and child_key = $3',
    values: [parent.providerId, parent.id, key]
  })
  return row?.id
}

/** The children of a task, in the order in which they were made. */
export async function readChildren (db: Queryable, parent: TaskKey): Promise<Child[]> {
  const { rows } = await db.query<Child & Record<string, unknown>>({
    name: 'children-of-task',
    text: `select child_key as key, id, kind, status, state = 'parked' as "isParked", failure ->> 'code' as code,
      failure ->> 'reason' as reason, output from task where provider_id = $1 and parent_id = $2 order by sequence`,
    values: [parent.providerId, parent.id]
  })
  return rows
}

/** Asks children to stop, as a request to cancel them would. */
export async function cancelChildren (db: Queryable, parent: TaskKey, ids: readonly string[]): Promise<void> {
  await db.query({
    text: `
      with asked as (
        update task set cancellation_requested = true, crashes = 0,
          state = case when state in ('waiting', 'parked') then 'ready' else state end
        where provider_id = $1 and parent_id = $2 and id = any ($3) and state <> 'finished'
          and not cancellation_requested returning 1
      ) select pg_notify('task_ready', '') where exists (select from asked)`,
    values: [parent.providerId, parent.id, ids]
  })
}

/**
 * Tells a parent that a child of it has ended, in the transaction of that end. A parent that waits is ready at once;
 * one whose step runs, and may have looked too early, will not wait after it.
 */
export async function wakeParent (trx: Queryable, parent: TaskKey): Promise<void> {
  await trx.query({
    name: 'wake-parent',
    text: `update task set woken = true, state = case state when 'waiting' then 'ready' else state end
      where provider_id = $1 and id = $2 and state <> 'finished' returning pg_notify('task_ready', '')`,
    values: [parent.providerId, parent.id]
  })
}

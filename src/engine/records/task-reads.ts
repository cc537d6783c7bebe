import type { Queryable, Timestamp } from '../../database/connect.ts'
import type { Reach, ReachCondition } from '../../database/reach.ts'
import { scopeColumns, scopeOf, type StoredScope } from '../../schemas/task-scope.ts'

/** A task as it is read by clients. */
export interface StoredTask extends StoredScope {
  id: string
  status: 'InProgress' | 'CompletedSuccess' | 'CompletedWithErrors' | 'Failed' | 'Canceled'
  details: Array<string | null>
  executionMessages: Array<{ level: 'Information' | 'Warning' | 'Error', message: string, step?: string, at?: string }>
  outputData: Record<string, unknown>
  createTime: Timestamp
  completeTime: Timestamp | null
  cancellationRequested: boolean | null
  totalNumbersCount: number
  kind: string
  step: string | null
  parked: boolean
  /** What a person has to approve before it goes on. */
  awaitsApproval: { what: string, count: number, since: Timestamp } | null
  ticketId: string | null
  traceId: string | null
  retryOf: string | null
  parentId: string | null
}

const scope = scopeColumns.map(({ key, column }) => `t.${column} as "${key}"`).join(', ')

export const taskColumns = `t.id, t.status, t.details, t.messages as "executionMessages", t.output as "outputData",
  t.created_at as "createTime", t.finished_at as "completeTime", t.cancellation_requested as "cancellationRequested",
  t.item_count as "totalNumbersCount", t.kind, case when t.state <> 'finished' then t.step end as step,
  t.state = 'parked' as "parked", case when t.state = 'parked' then t.asked end as "awaitsApproval",
  t.ticket_id as "ticketId", t.trace_id as "traceId", t.retry_of as "retryOf",
  t.parent_id as "parentId",
  ${scope}`

/** A task as a caller asks for it; undefined when it lies beyond the reach. */
export interface ReachedTaskKey { readonly reach: Reach, readonly id: string }

const reachedArrays = scopeColumns.map(({ type }, index) => `$${index + 3}::${type}[]`).join(', ')

/**
 * Reads any number of tasks in one statement; undefined where there is none within the reach of who asks. `within` says
 * when a task `t` lies within that of its key `k`.
 */
export async function readTasks (
  db: Queryable, keys: readonly ReachedTaskKey[], within: ReachCondition
): Promise<Array<StoredTask | undefined>> {
  const { rows } = await db.query<StoredTask & { place: number }>({
    name: 'read-tasks',
    text: `select ${taskColumns}, k.place
      from unnest($1::int[], $2::text[], ${reachedArrays}) with ordinality
        as k (provider_id, id, ${scopeColumns.map(({ column }) => column).join(', ')}, place)
      join task t on t.provider_id = k.provider_id and t.id = k.id
      where ${within.sql}`,
    values: [
      keys.map(({ reach }) => reach.providerId), keys.map(key => key.id), ...scopeColumns.map(({ key }) =>
        keys.map(({ reach }) => scopeOf(reach)[key] ?? null)
      )
    ]
  })
  const found = new Map(rows.map(row => [row.place, row]))
  return keys.map((_, index) => found.get(index + 1))
}

/** How a task ended. `code` and `reason` say why it did not end well: those of the step that rejected it. */
export interface TaskEnd {
  status: Exclude<StoredTask['status'], 'InProgress'>
  code: string | null
  reason: string | null
  output: Record<string, unknown>
}

/** Undefined while the task runs. */
export async function taskEnd (db: Queryable, providerId: number, id: string): Promise<TaskEnd | undefined> {
  const { rows: [row] } = await db.query<TaskEnd>({
    name: 'task-end',
    text: `select status, failure ->> 'code' as code, failure ->> 'reason' as reason, output from task
      where provider_id = $1 and id = $2 and state = 'finished'`,
    values: [providerId, id]
  })
  return row
}

import type { Queryable, Timestamp } from '../../database/connect.ts'
import { scopeColumns, type StoredScope } from '../../schemas/task-scope.ts'
import { noteEvents } from './events.ts'

/**
 * A task as the worker that claimed it holds it. `input` and `progress` are whatever was stored; the engine checks
 * them.
 */
export interface ClaimedTask extends StoredScope {
  providerId: number
  id: string
  sequence: number
  kind: string
  partitionKey: string
  step: string
  direction: 'forward' | 'undo'
  failure: unknown
  decision: unknown
  attempt: number
  crashes: number
  fencingToken: number
  /** Seconds since the step was entered, on the database's clock. */
  stepAge: number
  cancellationRequested: boolean
  input: unknown
  progress: unknown
  ticketId: string | null
  traceId: string | null
  caller: string
  createdAt: Timestamp
  itemCount: number
  /** The task that made it as a part of its own work. */
  parentId: string | null
  lastMessage: string | null
  messageBefore: string | null
  /** The time of the last message. */
  lastMessageAt: string | null
}

// Column by column: an object built for each row took a sixth of what workers get done.
const scope = scopeColumns.map(({ key, column }) => `t.${column} as "${key}"`).join(', ')

const claimedColumns = `t.provider_id as "providerId", t.id, t.sequence, t.kind, t.partition_key as "partitionKey",
  t.step, t.direction, t.failure, t.decision, t.attempt, t.crashes, t.fencing_token as "fencingToken",
  greatest(0, extract(epoch from now() - t.step_entered_at))::float8 as "stepAge",
  t.cancellation_requested as "cancellationRequested", t.input, t.progress,
  ${scope}, t.ticket_id as "ticketId", t.trace_id as "traceId", t.caller,
  t.created_at as "createdAt", t.item_count as "itemCount", t.parent_id as "parentId",
  t.messages -> -1 ->> 'message' as "lastMessage",
  t.messages -> -2 ->> 'message' as "messageBefore",
  t.messages -> -1 ->> 'at' as "lastMessageAt"`

/** The first claim of a task starts it. */
const started = "(select *, case when fencing_token = 1 then 'started' end as event from claimed) started"

/** How many tasks of each partition the worker holds, and how many it may hold of one. */
export interface PartitionShares { readonly busy: ReadonlyMap<string, number>, readonly most: number }

/**
 * Claims up to `limit` ready tasks for a living worker, a fair share from each partition and no more than `shares`
 * leaves it. The statement walks the distinct partitions after `cursor`, one look into the index each, and wraps round.
 * It locks the worker's own row, so that nobody ends the worker before its claims can be seen; a lock is a write, so it
 * does that only when there is something to claim. It passes over kinds that this version does not know, which newer
 * workers take during an upgrade, and tasks that somebody else is just changing, which the next claim takes. The update
 * finds its rows by ctid, which cannot change while they are locked.
 */
export async function claimTasks (
  db: Queryable, workerId: number, limit: number, cursor: string, shares: PartitionShares, kinds: readonly string[]
): Promise<ClaimedTask[]> {
  const { rows } = await db.query<ClaimedTask>({
    name: 'claim-tasks',
    text: `
      with recursive after as (
        (select partition_key, 1 as place from task
          where state = 'ready' and claimed_by is null and partition_key > $3 order by partition_key limit 1)
        union all
        select (select t.partition_key from task t
          where t.state = 'ready' and t.claimed_by is null and t.partition_key > after.partition_key
          order by t.partition_key limit 1), place + 1
        from after where after.partition_key is not null and place < 64
      ), before as (
        (select partition_key, 1 as place from task
          where state = 'ready' and claimed_by is null and partition_key <= $3 order by partition_key limit 1)
        union all
        select (select t.partition_key from task t
          where t.state = 'ready' and t.claimed_by is null and t.partition_key > before.partition_key
            and t.partition_key <= $3 order by t.partition_key limit 1), place + 1
        from before where before.partition_key is not null and place < 64
      ), partitions as materialized (
        select partition_key,
          case when (select id from worker where id = $1 and ended_at is null for share) is null then 0
            else $7 - coalesce(busy.count, 0) end as room
        from (select partition_key from after union all select partition_key from before) found
        left join unnest($4::text[], $6::int[]) as busy (partition_key, count) using (partition_key)
        where partition_key is not null and coalesce(busy.count, 0) < $7 limit 64
      ), picked as (
        select share.place from partitions cross join lateral (
          select t.ctid as place from task t
          where t.state = 'ready' and t.claimed_by is null and t.partition_key = partitions.partition_key
            and t.kind = any ($5::text[])
          order by t.sequence limit least(partitions.room, (select greatest(1, ceil($2::numeric / greatest(1,
            count(*))))::int from partitions each_partition))
          for update skip locked
        ) share limit $2
      ), claimed as (
        update task t set claimed_by = $1, fencing_token = t.fencing_token + 1, woken = false
        where t.ctid = any (array(select place from picked))
        returning t.*
      ), noted as (${noteEvents(started)}
      ) select ${claimedColumns} from claimed t`,
    values: [workerId, limit, cursor, [...shares.busy.keys()], kinds, [...shares.busy.values()], shares.most]
  })
  return rows
}

/**
 * Gives a task back that a worker holds and does not go on with; its step runs again. False when it does not hold it.
 */
export async function handBack (
  db: Queryable, workerId: number, task: { providerId: number, id: string, fencingToken: number }
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `update task set claimed_by = null where provider_id = $1 and id = $2 and fencing_token = $3
        and claimed_by = $4 and state = 'ready' returning pg_notify('task_ready', '')`,
    values: [task.providerId, task.id, task.fencingToken, workerId]
  })
  return rowCount === 1
}

/**
 * Stores that a poison suspect is about to run, so that only this task is blamed if its worker dies now.
 */
export async function markPoisonSuspect (
  db: Queryable, workerId: number, task: { providerId: number, id: string, fencingToken: number }
): Promise<boolean> {
  const { rowCount } = await db.query({
    text:
      `update task set poison_suspect = true where provider_id = $1 and id = $2 and fencing_token = $3
        and claimed_by = $4 and state = 'ready'`,
    values: [task.providerId, task.id, task.fencingToken, workerId]
  })
  return rowCount === 1
}

import type { Queryable, Timestamp } from '../../database/connect.ts'
import { noteEvents } from './task-events.ts'

/**
 * A task as the worker that claimed it holds it. `input` and `progress` are whatever was stored; the engine checks
 * them.
 */
export interface ClaimedTask {
  providerId: number
  id: string
  sequence: number
  kind: string
  lane: string
  step: string
  direction: 'forward' | 'undo'
  verdict: unknown
  attempt: number
  crashes: number
  fence: number
  stepEnteredAt: Timestamp
  cancellationRequested: boolean
  input: unknown
  progress: unknown
  msTenantId: string | null
  customerId: string | null
  ticketId: string | null
  traceId: string | null
  caller: string
  createdAt: Timestamp
  numberCount: number
  lastMessage: string | null
}

const claimedColumns = `t.provider_id as "providerId", t.id, t.sequence, t.kind, t.lane, t.step, t.direction,
  t.verdict, t.attempt, t.crashes,
  t.fence, t.step_entered_at as "stepEnteredAt", t.cancellation_requested as "cancellationRequested", t.input,
  t.progress,
  t.ms_tenant_id as "msTenantId", t.customer_id as "customerId", t.ticket_id as "ticketId", t.trace_id as "traceId",
  t.caller,
  t.created_at as "createdAt", t.number_count as "numberCount", t.messages -> -1 ->> 'message' as "lastMessage"`

/** How many tasks of each lane the worker holds, and how many it may hold of one. */
export interface LaneShares { readonly busy: ReadonlyMap<string, number>, readonly most: number }

/**
 * Claims up to `limit` ready tasks for a living worker, a fair share from each lane: it walks the distinct lanes after
 * `cursor` (an index probe each, past the tasks that workers hold and those it takes) and wraps round. No lane gets
 * more places than `shares` leaves it. The worker's own row stays locked meanwhile, so that nobody ends it before its
 * claims can be seen; only when there is something to claim, for a lock is a write. Kinds this version does not know
 * are passed over: during an upgrade the newer workers take those. Found by ctid, which the lock holds in place; a task
 * that somebody else changes in this very instant waits for the next look.
 */
export async function claimTasks (
  db: Queryable, workerId: number, limit: number, cursor: string, shares: LaneShares, kinds: readonly string[]
): Promise<ClaimedTask[]> {
  const { rows } = await db.query<ClaimedTask>({
    name: 'claim-tasks',
    text: `
      with recursive after as (
        (select lane, 1 as place from task where state = 'ready' and claimed_by is null and lane > $3 order by lane
          limit 1)
        union all
        select (select t.lane from task t where t.state = 'ready' and t.claimed_by is null and t.lane > after.lane
          order by t.lane limit 1), place + 1
        from after where after.lane is not null and place < 64
      ), before as (
        (select lane, 1 as place from task where state = 'ready' and claimed_by is null and lane <= $3 order by lane
          limit 1)
        union all
        select (select t.lane from task t where t.state = 'ready' and t.claimed_by is null and t.lane > before.lane
          and t.lane <= $3 order by t.lane limit 1), place + 1
        from before where before.lane is not null and place < 64
      ), lanes as materialized (
        select lane, case when (select id from worker where id = $1 and ended_at is null for share) is null then 0
          else $7 - coalesce(busy.count, 0) end as room
        from (select lane from after union all select lane from before) found
        left join unnest($4::text[], $6::int[]) as busy (lane, count) using (lane)
        where lane is not null and coalesce(busy.count, 0) < $7 limit 64
      ), picked as (
        select share.place from lanes cross join lateral (
          select t.ctid as place from task t where t.state = 'ready' and t.claimed_by is null and t.lane = lanes.lane
            and t.kind = any ($5::text[])
          order by t.sequence limit least(lanes.room, (select greatest(1, ceil($2::numeric / greatest(1,
            count(*))))::int from lanes each_lane))
          for update skip locked
        ) share limit $2
      ), claimed as (
        update task t set claimed_by = $1, fence = t.fence + 1 where t.ctid = any (array(select place from picked))
        returning t.*
      ), noted as (${noteEvents("(select *, case when fence = 1 then 'started' end as event from claimed) started")}
      ) select ${claimedColumns} from claimed t`,
    values: [workerId, limit, cursor, [...shares.busy.keys()], kinds, [...shares.busy.values()], shares.most]
  })
  return rows
}

/**
 * Says durably that a suspected task is about to run, so that if its worker dies now, it and not its neighbours is
 * blamed.
 */
export async function markProbing (
  db: Queryable, workerId: number, task: { providerId: number, id: string, fence: number }
): Promise<boolean> {
  const { rowCount } = await db.query({
    text:
      `update task set probing = true where provider_id = $1 and id = $2 and fence = $3 and claimed_by = $4
        and state = 'ready'`,
    values: [task.providerId, task.id, task.fence, workerId]
  })
  return rowCount === 1
}

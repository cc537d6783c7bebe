import type { Queryable, Timestamp } from './connect.ts'

/** A task as the worker that claimed it holds it. `input` and `progress` are whatever was stored; the engine checks them. */
export interface ClaimedTask {
  providerId: number
  id: string
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

const claimedColumns = `t.provider_id as "providerId", t.id, t.kind, t.lane, t.step, t.direction, t.verdict, t.attempt, t.crashes,
  t.fence, t.step_entered_at as "stepEnteredAt", t.cancellation_requested as "cancellationRequested", t.input, t.progress,
  t.ms_tenant_id as "msTenantId", t.customer_id as "customerId", t.ticket_id as "ticketId", t.trace_id as "traceId", t.caller,
  t.created_at as "createdAt", t.number_count as "numberCount", t.messages -> -1 ->> 'message' as "lastMessage"`

/** How many tasks of each lane the worker holds, and how many it may hold of one. */
export interface LaneShares { readonly busy: ReadonlyMap<string, number>, readonly most: number }

/**
 * Claims up to `limit` ready tasks for a living worker, a fair share from each lane: it walks the distinct lanes after
 * `cursor` (an index probe each, never past more tasks than it takes) and wraps round. No lane gets more
 * places than `shares` leaves it. Kinds this version does not know are passed over: during an upgrade the newer workers
 * take those.
 * Found by ctid, which the lock holds in place; a task that somebody else changes in this very instant waits for the next look.
 */
export async function claimTasks (
  db: Queryable, workerId: number, limit: number, cursor: string, shares: LaneShares, kinds: readonly string[]
): Promise<ClaimedTask[]> {
  const { rows } = await db.query<ClaimedTask>({
    name: 'claim-tasks',
    text: `
      with recursive after as (
        (select lane, 1 as place from task where state = 'ready' and lane > $3 order by lane limit 1)
        union all
        select (select t.lane from task t where t.state = 'ready' and t.lane > after.lane order by t.lane limit 1), place + 1
        from after where after.lane is not null and place < 64
      ), before as (
        (select lane, 1 as place from task where state = 'ready' and lane <= $3 order by lane limit 1)
        union all
        select (select t.lane from task t where t.state = 'ready' and t.lane > before.lane and t.lane <= $3 order by t.lane limit 1), place + 1
        from before where before.lane is not null and place < 64
      ), lanes as materialized (
        select lane, $7 - coalesce(busy.count, 0) as room from (select lane from after union all select lane from before) found
        left join unnest($4::text[], $6::int[]) as busy (lane, count) using (lane)
        where lane is not null and coalesce(busy.count, 0) < $7 limit 64
      ), picked as (
        select share.place from lanes cross join lateral (
          select t.ctid as place from task t where t.state = 'ready' and t.lane = lanes.lane and t.kind = any ($5::text[])
          order by t.sequence limit least(lanes.room, (select greatest(1, ceil($2::numeric / greatest(1, count(*))))::int from lanes each_lane))
          for update skip locked
        ) share limit $2
      )
      update task t set state = 'claimed', claimed_by = $1, fence = t.fence + 1
      where t.ctid = any (array(select place from picked))
        and exists (select from worker where id = $1 and ended_at is null)
      returning ${claimedColumns}`,
    values: [workerId, limit, cursor, [...shares.busy.keys()], kinds, [...shares.busy.values()], shares.most]
  })
  return rows
}

/** One write of a worker to a task it holds. */
export interface JournalEntry {
  providerId: number
  id: string
  fence: number
  state: 'claimed' | 'ready' | 'waiting' | 'set-aside' | 'finished'
  /** Seconds from now until it is due, when it waits. */
  seconds: number
  status: string
  step: string
  direction: string
  verdict: string | null
  attempt: number
  entered: boolean
  /** JSON texts; null leaves the stored value. Messages are appended. */
  progress: string | null
  messages: string | null
  details: string | null
  output: string | null
}

export interface Journaled { held: boolean, cancellationRequested: boolean }

/**
 * Writes any number of entries in one statement. Each is guarded by the claim it was made under: an entry of a worker
 * that has lost the task changes nothing and comes back as not held. The case hides the guard from the planner: it would
 * else walk the index of claimed tasks, which a busy worker fills with dead entries, or expect one row and join by scanning.
 */
export async function writeJournal (db: Queryable, workerId: number, entries: readonly JournalEntry[]): Promise<Journaled[]> {
  // Most entries leave most columns alone; unnest fills up a list that is shorter with nulls.
  const column = <Key extends keyof JournalEntry>(key: Key): Array<JournalEntry[Key]> => entries.every(entry => entry[key] === null) ? [] : entries.map(entry => entry[key])
  const { rows } = await db.query<{ key: string, cancellationRequested: boolean }>({
    name: 'write-journal',
    text: `
      update task t set
        state = j.state, status = j.status, step = j.step, direction = j.direction, verdict = j.verdict::jsonb,
        attempt = j.attempt, run_at = case j.state when 'waiting' then now() + make_interval(secs => j.seconds) else t.run_at end,
        step_entered_at = case when j.entered then now() else t.step_entered_at end,
        claimed_by = case when j.state in ('ready', 'waiting', 'set-aside') then null else t.claimed_by end,
        crashes = case when j.entered or j.state <> 'claimed' then 0 else t.crashes end, -- an intention is no progress
        probing = t.probing and not j.entered and j.state = 'claimed',
        progress = coalesce(j.progress::jsonb, t.progress),
        messages = case when j.messages is null then t.messages else t.messages || j.messages::jsonb end,
        details = coalesce(j.details::jsonb, t.details), output = coalesce(j.output::json, t.output),
        finished_at = case j.state when 'finished' then now() end
      from unnest($2::int[], $3::text[], $4::bigint[], $5::text[], $6::float8[], $7::text[], $8::text[], $9::text[], $10::text[],
        $11::int[], $12::bool[], $13::text[], $14::text[], $15::text[], $16::text[])
        as j (provider_id, id, fence, state, seconds, status, step, direction, verdict, attempt, entered, progress, messages, details, output)
      where t.provider_id = j.provider_id and t.id = j.id
        and case when t.state = 'claimed' and t.claimed_by = $1 then t.fence end = j.fence
      returning t.provider_id || ' ' || t.id as key, t.cancellation_requested as "cancellationRequested"`,
    values: [workerId, column('providerId'), column('id'), column('fence'), column('state'), column('seconds'), column('status'),
      column('step'), column('direction'), column('verdict'), column('attempt'), column('entered'), column('progress'),
      column('messages'), column('details'), column('output')]
  })
  const held = new Map(rows.map(row => [row.key, row.cancellationRequested]))
  return entries.map(entry => {
    const cancellationRequested = held.get(`${entry.providerId} ${entry.id}`)
    return { held: cancellationRequested !== undefined, cancellationRequested: cancellationRequested ?? false }
  })
}

/** Says durably that a suspected task is about to run, so that if its worker dies now, it and not its neighbours is blamed. */
export async function markProbing (db: Queryable, workerId: number, task: { providerId: number, id: string, fence: number }): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `update task set probing = true where provider_id = $1 and id = $2 and fence = $3 and claimed_by = $4 and state = 'claimed'`,
    values: [task.providerId, task.id, task.fence, workerId]
  })
  return rowCount === 1
}

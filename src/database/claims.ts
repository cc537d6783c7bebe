import { array, bigint, bool, float8, int, text, type Element } from './arrays.ts'
import type { Queryable, Timestamp } from './connect.ts'
import { closing, type Leftover } from './task-items.ts'

/** A task as the worker that claimed it holds it. `input` and `progress` are whatever was stored; the engine checks them. */
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

const claimedColumns = `t.provider_id as "providerId", t.id, t.sequence, t.kind, t.lane, t.step, t.direction, t.verdict, t.attempt, t.crashes,
  t.fence, t.step_entered_at as "stepEnteredAt", t.cancellation_requested as "cancellationRequested", t.input, t.progress,
  t.ms_tenant_id as "msTenantId", t.customer_id as "customerId", t.ticket_id as "ticketId", t.trace_id as "traceId", t.caller,
  t.created_at as "createdAt", t.number_count as "numberCount", t.messages -> -1 ->> 'message' as "lastMessage"`

/** How many tasks of each lane the worker holds, and how many it may hold of one. */
export interface LaneShares { readonly busy: ReadonlyMap<string, number>, readonly most: number }

/**
 * Claims up to `limit` ready tasks for a living worker, a fair share from each lane: it walks the distinct lanes after
 * `cursor` (an index probe each, past the tasks that workers hold and those it takes) and wraps round. No lane gets more
 * places than `shares` leaves it. The worker's own row stays locked meanwhile, so that nobody ends it before its claims can be
 * seen; only when there is something to claim, for a lock is a write. Kinds this version does not know are passed over: during an upgrade the newer workers
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
        (select lane, 1 as place from task where state = 'ready' and claimed_by is null and lane > $3 order by lane limit 1)
        union all
        select (select t.lane from task t where t.state = 'ready' and t.claimed_by is null and t.lane > after.lane order by t.lane limit 1), place + 1
        from after where after.lane is not null and place < 64
      ), before as (
        (select lane, 1 as place from task where state = 'ready' and claimed_by is null and lane <= $3 order by lane limit 1)
        union all
        select (select t.lane from task t where t.state = 'ready' and t.claimed_by is null and t.lane > before.lane and t.lane <= $3 order by t.lane limit 1), place + 1
        from before where before.lane is not null and place < 64
      ), lanes as materialized (
        select lane, case when (select id from worker where id = $1 and ended_at is null for share) is null then 0 else $7 - coalesce(busy.count, 0) end as room
        from (select lane from after union all select lane from before) found
        left join unnest($4::text[], $6::int[]) as busy (lane, count) using (lane)
        where lane is not null and coalesce(busy.count, 0) < $7 limit 64
      ), picked as (
        select share.place from lanes cross join lateral (
          select t.ctid as place from task t where t.state = 'ready' and t.claimed_by is null and t.lane = lanes.lane and t.kind = any ($5::text[])
          order by t.sequence limit least(lanes.room, (select greatest(1, ceil($2::numeric / greatest(1, count(*))))::int from lanes each_lane))
          for update skip locked
        ) share limit $2
      )
      update task t set claimed_by = $1, fence = t.fence + 1 where t.ctid = any (array(select place from picked))
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
  /** `claimed`: the worker goes on with it. In the records that is a ready task with its mark. */
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
  /** Closes the items of a task that ends, with this for those without a result; null leaves them. */
  leftover: Leftover | null
}

export interface Journaled { held: boolean, cancellationRequested: boolean }

/** What an entry says, as columns of a statement: type, values, and what they set. Those that no entry of a batch needs are left out of it. */
interface EntryColumn {
  readonly type: string
  readonly values: (entries: readonly JournalEntry[]) => Buffer
  readonly sets: string
  readonly needed: (entry: JournalEntry) => boolean
}

type EntryKey = Exclude<keyof JournalEntry, 'leftover'>

const always = (): boolean => true
const leaves = (entry: JournalEntry): boolean => entry.state !== 'claimed'

const entryColumns = {
  providerId: { type: 'int', values: of(int, 'providerId'), sets: '', needed: always },
  id: { type: 'text', values: of(text, 'id'), sets: '', needed: always },
  fence: { type: 'bigint', values: of(bigint, 'fence'), sets: '', needed: always },
  step: { type: 'text', values: of(text, 'step'), sets: 'step = j.step', needed: always },
  attempt: { type: 'int', values: of(int, 'attempt'), sets: 'attempt = j.attempt', needed: always },
  entered: { type: 'bool', values: of(bool, 'entered'), sets: 'step_entered_at = case when j.entered then now() else t.step_entered_at end', needed: always },
  direction: { type: 'text', values: of(text, 'direction'), sets: 'direction = j.direction', needed: entry => entry.direction !== 'forward' || entry.verdict !== null || leaves(entry) },
  verdict: { type: 'text', values: of(text, 'verdict'), sets: 'verdict = j.verdict::jsonb', needed: entry => entry.direction !== 'forward' || entry.verdict !== null || leaves(entry) },
  state: {
    type: 'text',
    values: of(text, 'state'),
    // A cancellation that came while the step ran must not wait with it.
    sets: `state = case when j.state = 'claimed' or (j.state = 'waiting' and j.direction = 'forward' and t.cancellation_requested) then 'ready' else j.state end, claimed_by = case when j.state in ('ready', 'waiting', 'set-aside') then null else t.claimed_by end,
      finished_at = case j.state when 'finished' then now() end`,
    needed: leaves
  },
  seconds: { type: 'float8', values: of(float8, 'seconds'), sets: "run_at = case j.state when 'waiting' then now() + make_interval(secs => j.seconds) else t.run_at end", needed: entry => entry.state === 'waiting' },
  status: { type: 'text', values: of(text, 'status'), sets: 'status = j.status', needed: leaves },
  progress: { type: 'text', values: of(text, 'progress'), sets: 'progress = coalesce(j.progress::jsonb, t.progress)', needed: entry => entry.progress !== null },
  messages: { type: 'text', values: of(text, 'messages'), sets: 'messages = case when j.messages is null then t.messages else t.messages || j.messages::jsonb end', needed: entry => entry.messages !== null || leaves(entry) },
  details: { type: 'text', values: of(text, 'details'), sets: 'details = coalesce(j.details::jsonb, t.details)', needed: entry => entry.details !== null },
  output: { type: 'text', values: of(text, 'output'), sets: 'output = coalesce(j.output::json, t.output)', needed: entry => entry.output !== null }
} as const satisfies Record<EntryKey, EntryColumn>

function of<Key extends EntryKey> (element: Element<NonNullable<JournalEntry[Key]>>, key: Key): EntryColumn['values'] {
  return entries => array<NonNullable<JournalEntry[Key]>>(element, entries.map(entry => entry[key] ?? null))
}

const entryKeys = Object.keys(entryColumns) as readonly EntryKey[]
/**
 * Each statement has a plan in each connection, of some 100 KB, so there are not to be many: a lone entry has one of its own only
 * on its way, and that takes both of these; what leaves always takes messages.
 */
const saidOnTheWay: ReadonlySet<EntryKey> = new Set<EntryKey>(['progress', 'messages'])
const leftoverKeys = ['outcome', 'step', 'errorCode', 'error'] as const
const journalStatements = new Map<string, { name: string, text: string }>()

/**
 * The statement for entries that say so much. A lone one is written without unnest, at three quarters of the cost. Each entry is
 * guarded by the claim it was made under. The case hides the guard from the planner: it would else walk the index of ready tasks, or
 * expect one row and join by scanning. The arrays come from subqueries, so that one plan fits all sizes and none is made anew:
 * planning costs as much as writing one entry.
 */
function journalStatement (keys: readonly EntryKey[], lone: boolean, closes: boolean): { name: string, text: string } {
  const statementKey = `${lone ? 'one' : 'many'} ${closes ? 'closing' : ''} ${keys.join()}`
  const known = journalStatements.get(statementKey)
  if (known !== undefined) return known
  // Entering a step or leaving the worker clears what is suspected of the task; recording an intention is no such progress.
  const cleared = keys.includes('state') ? "(j.entered or j.state <> 'claimed')" : 'j.entered'
  const sets = [...keys.map(key => entryColumns[key].sets).filter(sets => sets !== ''),
    `crashes = case when ${cleared} then 0 else t.crashes end`, `probing = t.probing and not ${cleared}`]
  const types = [...keys.map(key => entryColumns[key].type), ...closes ? leftoverKeys.map(() => 'text') : []]
  const columns = [...keys.map(columnName), ...closes ? leftoverKeys.map(leftoverName) : []]
  const arrays = types.map((type, index) => `$${index + 2}::${type}[]`)
  const source = lone
    ? `(select ${arrays.map(array => `(${array})[1]`).join(', ')}, 1)`
    : `unnest(${arrays.map(array => `(select ${array})`).join(', ')}) with ordinality`
  const journal = `
    update task t set ${sets.join(', ')}
    from ${source} as j (${columns.join(', ')}, place)
    where t.provider_id = j.provider_id and t.id = j.id
      and case when t.state = 'ready' and t.claimed_by = $1 then t.fence end = j.fence
    returning j.place::int, t.cancellation_requested as "cancellationRequested"`
  const named = { name: `write-journal-${journalStatements.size}`, text: closes ? closingItems(journal) : journal }
  journalStatements.set(statementKey, named)
  return named
}

/** The same, closing the items of those tasks that were still held. */
function closingItems (journal: string): string {
  return `
    with journaled as (${journal}, t.provider_id, t.id, ${leftoverKeys.map(key => `j.${leftoverName(key)}`).join(', ')}
    ), closed as (
      update task_item i set ${closing('i', { outcome: 'k.item_outcome', step: 'k.item_step', errorCode: 'k.item_error_code', error: 'k.item_error' })}
      from journaled k where k.item_outcome is not null and i.provider_id = k.provider_id and i.task_id = k.id and i.active
    ) select place, "cancellationRequested" from journaled`
}

const columnName = (key: EntryKey): string => key === 'providerId' ? 'provider_id' : key
const leftoverName = (key: keyof Leftover): string => key === 'errorCode' ? 'item_error_code' : `item_${key}`

/**
 * Writes any number of entries in one statement. An entry of a worker that has lost the task changes nothing and comes
 * back as not held.
 */
export async function writeJournal (db: Queryable, workerId: number, entries: readonly JournalEntry[]): Promise<Journaled[]> {
  const lone = entries.length === 1 && entries[0]?.state === 'claimed'
  const keys = entryKeys.filter(key => entries.some(entryColumns[key].needed) || (lone && saidOnTheWay.has(key)))
  const closes = entries.some(entry => entry.leftover !== null)
  const statement = journalStatement(keys, lone, closes)
  const { rows } = await db.query<{ place: number, cancellationRequested: boolean }>({
    name: statement.name,
    text: statement.text,
    values: [
      workerId, ...keys.map(key => entryColumns[key].values(entries)),
      ...closes ? leftoverKeys.map(key => array<string>(text, entries.map(({ leftover }) => leftover?.[key] ?? null))) : []
    ]
  })
  const journaled = Array.from(entries, () => lost)
  for (const { place, cancellationRequested } of rows) journaled[place - 1] = cancellationRequested ? heldToCancel : held
  return journaled
}

const lost: Journaled = { held: false, cancellationRequested: false }
const held: Journaled = { held: true, cancellationRequested: false }
const heldToCancel: Journaled = { held: true, cancellationRequested: true }

/** Says durably that a suspected task is about to run, so that if its worker dies now, it and not its neighbours is blamed. */
export async function markProbing (db: Queryable, workerId: number, task: { providerId: number, id: string, fence: number }): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `update task set probing = true where provider_id = $1 and id = $2 and fence = $3 and claimed_by = $4 and state = 'ready'`,
    values: [task.providerId, task.id, task.fence, workerId]
  })
  return rowCount === 1
}

import { array, bigint, bool, float8, int, text, type Element } from '../../database/arrays.ts'
import type { Queryable } from '../../database/connect.ts'
import { noteEvents, type LifecycleEvent } from './task-events.ts'
import { closing, type DefaultItemResult } from './task-items.ts'

// What workers write down of the tasks they hold, in as few statements as there are kinds of things to say.

/** One write of a worker to a task it holds. */
export interface JournalEntry {
  providerId: number
  id: string
  fencingToken: number
  /** `claimed`: the worker goes on with it. In the records that is a ready task with its mark. */
  state: 'claimed' | 'ready' | 'waiting' | 'parked' | 'finished'
  /** Seconds from now until it is due, when it waits. */
  seconds: number
  status: string
  step: string
  direction: string
  failure: string | null
  attempt: number
  entered: boolean
  /** JSON texts; null leaves the stored value. Messages are appended. */
  progress: string | null
  messages: string | null
  details: string | null
  output: string | null
  /** What the outbox tells of it. */
  event: LifecycleEvent | null
  /** Closes the items of a task that ends, with this for those without a result; null leaves them. */
  defaultResult: DefaultItemResult | null
}

export interface Journaled { held: boolean, cancellationRequested: boolean }

/**
 * What an entry says, as columns of a statement: type, values, and what they set. Those that no entry of a batch needs
 * are left out of it.
 */
interface EntryColumn {
  readonly type: string
  readonly values: (entries: readonly JournalEntry[]) => Buffer
  readonly sets: string
  readonly needed: (entry: JournalEntry) => boolean
}

type EntryKey = Exclude<keyof JournalEntry, 'defaultResult'>

const always = (): boolean => true
const leaves = (entry: JournalEntry): boolean => entry.state !== 'claimed'

const entryColumns = {
  providerId: { type: 'int', values: of(int, 'providerId'), sets: '', needed: always },
  id: { type: 'text', values: of(text, 'id'), sets: '', needed: always },
  fencingToken: { type: 'bigint', values: of(bigint, 'fencingToken'), sets: '', needed: always },
  step: { type: 'text', values: of(text, 'step'), sets: 'step = j.step', needed: always },
  attempt: { type: 'int', values: of(int, 'attempt'), sets: 'attempt = j.attempt', needed: always },
  entered: {
    type: 'bool', values: of(bool, 'entered'),
    sets: 'step_entered_at = case when j.entered then now() else t.step_entered_at end', needed: always
  },
  direction: {
    type: 'text', values: of(text, 'direction'), sets: 'direction = j.direction',
    needed: entry => entry.direction !== 'forward' || entry.failure !== null || leaves(entry)
  },
  failure: {
    type: 'text', values: of(text, 'failure'), sets: 'failure = j.failure::jsonb',
    needed: entry => entry.direction !== 'forward' || entry.failure !== null || leaves(entry)
  },
  state: {
    type: 'text',
    values: of(text, 'state'),
    // A cancellation that came while the step ran must not wait with it.
    sets: `state = case when j.state = 'claimed' or (j.state = 'waiting' and j.direction = 'forward'
      and t.cancellation_requested) then 'ready' else j.state end, claimed_by = case
      when j.state in ('ready', 'waiting', 'parked') then null else t.claimed_by end,
      finished_at = case j.state when 'finished' then now() end`,
    needed: leaves
  },
  seconds: {
    type: 'float8', values: of(float8, 'seconds'),
    sets: "run_at = case j.state when 'waiting' then now() + make_interval(secs => j.seconds) else t.run_at end",
    needed: entry => entry.state === 'waiting'
  },
  status: { type: 'text', values: of(text, 'status'), sets: 'status = j.status', needed: leaves },
  progress: {
    type: 'text', values: of(text, 'progress'), sets: 'progress = coalesce(j.progress::jsonb, t.progress)',
    needed: entry => entry.progress !== null
  },
  messages: {
    type: 'text', values: of(text, 'messages'),
    sets: 'messages = case when j.messages is null then t.messages else t.messages || j.messages::jsonb end',
    needed: entry => entry.messages !== null
  },
  details: {
    type: 'text', values: of(text, 'details'), sets: 'details = coalesce(j.details::jsonb, t.details)',
    needed: entry => entry.details !== null
  },
  event: { type: 'text', values: of(text, 'event'), sets: '', needed: entry => entry.event !== null },
  output: {
    type: 'text', values: of(text, 'output'), sets: 'output = coalesce(j.output::json, t.output)',
    needed: entry => entry.output !== null
  }
} as const satisfies Record<EntryKey, EntryColumn>

function of<Key extends EntryKey> (element: Element<NonNullable<JournalEntry[Key]>>, key: Key): EntryColumn['values'] {
  return entries => array<NonNullable<JournalEntry[Key]>>(element, entries.map(entry => entry[key] ?? null))
}

const entryKeys = Object.keys(entryColumns) as readonly EntryKey[]

/**
 * Each statement has a plan in each connection, of some 100 KB, so there are not to be many: a lone entry has one of
 * its own only on its way, and that takes both of these.
 */
const saidOnTheWay: ReadonlySet<EntryKey> = new Set<EntryKey>(['progress', 'messages'])
const defaultResultKeys = ['outcome', 'step', 'errorCode', 'error'] as const
const journalStatements = new Map<string, { name: string, text: string }>()

/**
 * The statement for entries that say so much. A lone one is written without unnest, at three quarters of the cost. Each
 * entry is guarded by the claim it was made under. The case hides the guard from the planner: it would else walk the
 * index of ready tasks, or expect one row and join by scanning. The arrays come from subqueries, so that one plan fits
 * all sizes and none is made anew: planning costs as much as writing one entry.
 */
function journalStatement (keys: readonly EntryKey[], lone: boolean, closes: boolean): { name: string, text: string } {
  const statementKey = `${lone ? 'one' : 'many'} ${closes ? 'closing' : ''} ${keys.join()}`
  const known = journalStatements.get(statementKey)
  if (known !== undefined) return known
  const journal = journalUpdate(keys, lone, closes)
  const reports = keys.includes('event')
  const text = closes || reports ? withConsequences(journal, closes, reports) : journal
  const named = { name: `write-journal-${journalStatements.size}`, text }
  journalStatements.set(statementKey, named)
  return named
}

function journalUpdate (keys: readonly EntryKey[], lone: boolean, closes: boolean): string {
  // Entering a step or leaving the worker clears what is suspected of the task; recording an intention is no such
  // progress.
  const cleared = keys.includes('state') ? "(j.entered or j.state <> 'claimed')" : 'j.entered'
  const sets = [
    ...keys.map(key => entryColumns[key].sets).filter(sets => sets !== ''),
    `crashes = case when ${cleared} then 0 else t.crashes end`, `poison_suspect = t.poison_suspect and not ${cleared}`
  ]
  const types = [...keys.map(key => entryColumns[key].type), ...closes ? defaultResultKeys.map(() => 'text') : []]
  const columns = [...keys.map(columnName), ...closes ? defaultResultKeys.map(defaultResultName) : []]
  const arrays = types.map((type, index) => `$${index + 2}::${type}[]`)
  const source = lone
    ? `(select ${arrays.map(array => `(${array})[1]`).join(', ')}, 1)`
    : `unnest(${arrays.map(array => `(select ${array})`).join(', ')}) with ordinality`
  return `
    update task t set ${sets.join(', ')}
    from ${source} as j (${columns.join(', ')}, place)
    where t.provider_id = j.provider_id and t.id = j.id
      and case when t.state = 'ready' and t.claimed_by = $1 then t.fencing_token end = j.fencing_token
    returning j.place::int, t.cancellation_requested as "cancellationRequested"`
}

const defaultResultOf = {
  outcome: 'k.item_outcome', step: 'k.item_step', errorCode: 'k.item_error_code', error: 'k.item_error'
}

/** The same, for tasks that were still held: closes the items of those that end, and tells the outbox. */
function withConsequences (journal: string, closes: boolean, reports: boolean): string {
  const returned = [
    't.provider_id', 't.id', ...closes ? defaultResultKeys.map(key => `j.${defaultResultName(key)}`) : [],
    ...reports ? ['t.kind', 't.step', 't.status', 'j.event'] : []
  ]
  const closed = `, closed as (
      update task_item i set ${closing('i', defaultResultOf)}
      from journaled k where k.item_outcome is not null and i.provider_id = k.provider_id and i.task_id = k.id
        and i.active
    )`
  return `
    with journaled as (${journal}, ${returned.join(', ')}
    )${closes ? closed : ''}${reports ? `, noted as (${noteEvents('journaled')})` : ''}
    select place, "cancellationRequested" from journaled`
}

const columnName = (key: EntryKey): string => key.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
const defaultResultName = (key: keyof DefaultItemResult): string =>
  key === 'errorCode' ? 'item_error_code' : `item_${key}`

/**
 * Writes any number of entries in one statement. An entry of a worker that has lost the task changes nothing and comes
 * back as not held.
 */
export async function writeJournal (
  db: Queryable, workerId: number, entries: readonly JournalEntry[]
): Promise<Journaled[]> {
  const lone = entries.length === 1 && entries[0]?.state === 'claimed'
  const keys = entryKeys.filter(key => entries.some(entryColumns[key].needed) || (lone && saidOnTheWay.has(key)))
  const closes = entries.some(entry => entry.defaultResult !== null)
  const statement = journalStatement(keys, lone, closes)
  const { rows } = await db.query<{ place: number, cancellationRequested: boolean }>({
    name: statement.name,
    text: statement.text,
    values: [
      workerId,
      ...keys.map(key => entryColumns[key].values(entries)),
      ...closes
        ? defaultResultKeys.map(
          key => array<string>(text, entries.map(({ defaultResult }) => defaultResult?.[key] ?? null))
        )
        : []
    ]
  })
  const journaled = Array.from(entries, () => lost)
  for (const { place, cancellationRequested } of rows) {
    journaled[place - 1] = cancellationRequested
      ? heldToCancel
      : held
  }
  return journaled
}

const lost: Journaled = { held: false, cancellationRequested: false }
const held: Journaled = { held: true, cancellationRequested: false }
const heldToCancel: Journaled = { held: true, cancellationRequested: true }

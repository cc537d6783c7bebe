import { array, bigint, bool, float8, int, text, type Element } from '../../database/arrays.ts'
import type { Queryable } from '../../database/connect.ts'
import { noteEvents, type LifecycleEvent } from './events.ts'
import { closing, type DefaultItemResult } from './task-items.ts'

// What workers write of the tasks they hold: many entries in one statement, which sets only the columns they need.

/** One write of a worker to a task it holds. */
export interface JournalEntry {
  providerId: number
  id: string
  fencingToken: number
  /** `claimed`: the worker goes on with it. The row then is `ready` with `claimed_by` set. */
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
  /** The lifecycle event to write to the outbox. */
  event: LifecycleEvent | null
  /** What a person is asked to approve, as a JSON text. */
  asked: string | null
  /** Closes the items of a task that ends, with this for those without a result; null leaves them. */
  defaultResult: DefaultItemResult | null
}

/** `woken`: what the task waits for may have happened meanwhile, so that it is ready again instead of waiting. */
export interface Journaled { held: boolean, cancellationRequested: boolean, woken: boolean }

/**
 * A field of the entries as a column of the statement: its type, its values, and what it sets. The statement leaves out
 * columns that no entry of the batch needs.
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
    // A cancellation, or the end of a child, that came while the step ran makes the task ready instead of waiting.
    sets: `state = case when j.state = 'claimed' or (j.state = 'waiting' and (t.woken
      or (j.direction = 'forward' and t.cancellation_requested))) then 'ready' else j.state end, claimed_by = case
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
  asked: {
    type: 'text', values: of(text, 'asked'),
    sets: `asked = case when j.asked is null then t.asked
      else j.asked::jsonb || jsonb_build_object('since', now()) end`,
    needed: entry => entry.asked !== null
  },
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
 * Columns that a lone entry always sets when its task goes on. Each statement has a plan of some 100 KB in each
 * connection, so that there must be few of them.
 */
const saidOnTheWay: ReadonlySet<EntryKey> = new Set<EntryKey>(['progress', 'messages'])
const defaultResultKeys = ['outcome', 'step', 'errorCode', 'error'] as const
const journalStatements = new Map<string, { name: string, text: string }>()

/**
 * The statement for entries that set these columns. It changes a task only if the entry names the claim that holds the
 * task now; the `case` around that condition keeps the planner from walking the index of ready tasks, or from expecting
 * one row and joining by a scan. The arrays come from subqueries, so that one plan fits all sizes: planning costs as
 * much as writing one entry. A lone entry is written without unnest, at three quarters of the cost.
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
  // A task that enters a step or leaves its worker is a poison suspect no more. Recording an intention does not count.
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
    returning j.place::int, t.cancellation_requested as "cancellationRequested", t.woken`
}

const defaultResultOf = {
  outcome: 'k.item_outcome', step: 'k.item_step', errorCode: 'k.item_error_code', error: 'k.item_error'
}

/** Adds to the statement, for the tasks that were still held: closes the items of those that end, and writes events. */
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
    select place, "cancellationRequested", woken from journaled`
}

const columnName = (key: EntryKey): string => key.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
const defaultResultName = (key: keyof DefaultItemResult): string =>
  key === 'errorCode' ? 'item_error_code' : `item_${key}`

/**
 * Writes any number of entries in one statement. An entry whose claim does not hold the task any more changes nothing,
 * and its answer has `held: false`.
 */
export async function writeJournal (
  db: Queryable, workerId: number, entries: readonly JournalEntry[]
): Promise<Journaled[]> {
  const lone = entries.length === 1 && entries[0]?.state === 'claimed'
  const keys = entryKeys.filter(key => entries.some(entryColumns[key].needed) || (lone && saidOnTheWay.has(key)))
  const closes = entries.some(entry => entry.defaultResult !== null)
  const statement = journalStatement(keys, lone, closes)
  const { rows } = await db.query<{ place: number, cancellationRequested: boolean, woken: boolean }>({
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
  for (const { place, cancellationRequested, woken } of rows) {
    // One is made only for the few that are not as all others.
    journaled[place - 1] = cancellationRequested || woken ? { held: true, cancellationRequested, woken } : held
  }
  return journaled
}

const lost: Journaled = { held: false, cancellationRequested: false, woken: false }
const held: Journaled = { held: true, cancellationRequested: false, woken: false }

import type { Queryable } from '../../database/connect.ts'
import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import { reachCondition, type ReachedRecords } from '../../database/reach.ts'
import type { AuditEntry } from '../schemas/audit-entry.ts'

export interface NewEntry {
  readonly providerId: number
  readonly at: string
  readonly caller: string
  readonly callerName: string
  readonly channelId: number | null
  readonly customerId: string | null
  readonly address: string
  readonly operation: string
  readonly object: string
  readonly verdict: AuditEntry['verdict']
  readonly status: number
  readonly errorCode: string | null
  readonly taskId: string | null
  readonly traceId: string
  readonly request: unknown
  /** Who was before the screen, where the application acts for a person. */
  readonly person?: string | null
}

/** An entry as JSON has it, and the row that is made of it; its place and its digest are given as it is appended. */
const fields = `(at timestamptz, caller text, "callerName" text, "channelId" int, "customerId" uuid, address text,
  operation text, object text, verdict text, status smallint, "errorCode" text, "traceId" text, request jsonb,
  before jsonb, person text)`
const rowOf = (providerId: string, taskId: string): string => `(${providerId}, 0, e.at, e.caller, e."callerName",
  e."channelId", e."customerId", e.address, e.operation, e.object, e.verdict, e.status, e."errorCode", ${taskId},
  e."traceId", e.request, e.before, e.person, '')::audit_entry`

/** Appends entries in their order; the database gives each its place and its digest. */
export async function appendEntries (db: Queryable, entries: readonly NewEntry[]): Promise<void> {
  await db.query({
    name: 'append-audit-entries',
    text: `select append_audit_entries(array_agg(
        ${rowOf(`(g.entry ->> 'providerId')::int`, `g.entry ->> 'taskId'`)}
        order by (g.entry ->> 'providerId')::int, g.place))
      from jsonb_array_elements($1) with ordinality as g (entry, place)
      cross join lateral jsonb_to_record(g.entry) as e ${fields}`,
    values: [JSON.stringify(entries)]
  })
}

/** For the statement that accepts tasks: their memos are entries that wait for their place in the log. */
export const keepPending = `insert into audit_pending (provider_id, task_id, entry)
  select provider_id, id, memo from given where memo is not null`

/** Entries that one statement takes; the log of a provider is held meanwhile. */
const takenAtOnce = 1000

/** Takes waiting entries into the log, those of one moment in the order of their times. */
export async function takePending (db: Queryable, stopping: () => boolean = () => false): Promise<void> {
  for (let taken = takenAtOnce; taken === takenAtOnce && !stopping();) {
    const { rows: [row] } = await db.query<{ appended: number }>({
      name: 'take-pending-audit-entries',
      text: `with taken as (
          delete from audit_pending where ctid = any (array(
            select ctid from audit_pending limit ${takenAtOnce} for update))
          returning provider_id, task_id, entry
        ) select append_audit_entries(array_agg(
            ${rowOf('t.provider_id', `nullif(t.task_id, '')`)} order by t.provider_id, e.at)) as appended
        from taken t cross join lateral jsonb_to_record(t.entry::jsonb) as e ${fields}`
    })
    taken = row?.appended ?? 0
  }
}

/** What applications of a node did, a channel or a customer; those of the provider itself only the provider sees. */
const within = reachCondition(`a.provider_id = $1 and ($2::int is null and $3::uuid is null or a.channel_id = $2
  or exists (select from customer c where c.provider_id = $1 and c.id = a.customer_id
    and ($2::int is null or c.channel_id = $2) and ($3::uuid is null or c.id = $3)))`)

export interface EntryFilter {
  readonly caller?: string | undefined
  readonly operation?: string | undefined
  readonly object?: string | undefined
  readonly verdict?: string | undefined
  readonly since?: Date | undefined
  readonly until?: Date | undefined
}

export const auditListing: Listing = { orders: { at: [{ sql: 'a.sequence', type: 'bigint' }] }, usual: '-at' }

/** Entries with these marks, the newest first unless it is asked otherwise. */
export async function entriesPage (
  records: ReachedRecords, filter: EntryFilter, place: Place
): Promise<Part<AuditEntry>> {
  const from = (within: string): string => `from audit_entry a where ${within}
    and ($4::text is null or a.caller = $4 or a.caller_name = $4) and ($5::text is null or a.operation = $5)
    and ($6::text is null or starts_with(a.object, $6)) and ($7::text is null or a.verdict = $7)
    and ($8::timestamptz is null or a.at >= $8) and ($9::timestamptz is null or a.at < $9)`
  const { caller, operation, object, verdict, since, until } = filter
  return reachedList<AuditEntry>(records, auditListing, place, {
    within,
    counted: within => `select count(*) ${from(within)}`,
    rows: (within, { behind, mark, tail }) => `select a.sequence, a.at, a.caller, a.caller_name as "callerName",
        a.channel_id as "channelId",
        a.customer_id as "umpCustomerGuid", a.address, a.operation, a.object, a.verdict, a.status,
        a.error_code as "errorCode", a.task_id as "taskId", a.trace_id as "traceId", a.request, a.before, a.person,
        encode(a.digest, 'hex') as digest${mark}
      ${from(within)}${behind} ${tail}`,
    values: [
      caller ?? null, operation ?? null, object ?? null, verdict ?? null, since ?? null, until ?? null
    ]
  })
}

/** Keeps that a process opened a secret, for a log of which nobody waits; what is noted comes at most once an hour. */
export async function noteSecretUse (db: Queryable, place: string, process: string): Promise<void> {
  await db.query({
    name: 'note-secret-use',
    text: `insert into audit_pending (provider_id, task_id, entry) select $1, '', jsonb_build_object('at', now(),
      'caller', $3::text, 'callerName', 'worker', 'address', '', 'operation', 'useSecret', 'object', $2::text,
      'verdict', 'used', 'status', 200, 'traceId', '')::text`,
    values: [Number(place.split('/')[1]), place, process]
  })
}

/** Ends the keeping of entries that are older. */
export async function forgetEntries (db: Queryable, days: number): Promise<number> {
  const { rows: [row] } = await db.query<{ gone: number }>({
    text: 'select forget_audit_entries(now() - make_interval(days => $1))::int as gone', values: [days]
  })
  return row?.gone ?? 0
}

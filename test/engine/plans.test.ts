import { reachOf, recordsOfProvider } from '../../src/database/reach.ts'
import pg from 'pg'
import t from 'tap'
import { claimTasks } from '../../src/engine/records/claims.ts'
import { clientOptions, type Database, type Queryable } from '../../src/database/connect.ts'
import { placeEvents, tasksMovedAfter } from '../../src/engine/records/events.ts'
import { eventsAfter } from '../../src/events/records/event-log.ts'
import { dueWebhooks, takeDeliveries, type CalledWebhook } from '../../src/events/records/webhook-dispatch.ts'
import { holdersOf, insertTasks, rememberedAnswer, type NewTask } from '../../src/engine/records/enqueue.ts'
import { writeJournal, type JournalEntry } from '../../src/engine/records/journal.ts'
import { numberRecord, numbersAfter, numbersPage } from '../../src/numbers/records/number-reads.ts'
import { closeItems, itemsOf } from '../../src/engine/records/task-items.ts'
import { tasksPage } from '../../src/tasks/records/task-list.ts'
import { readTasks } from '../../src/engine/records/task-reads.ts'
import { askedTaskWithin } from '../../src/tenancy/records/reach.ts'
import { readUploadContexts, stillSays } from '../../src/numbers/records/upload-context.ts'
import { heartbeat, readyDueTasks, retireWorker, returnOrphans } from '../../src/engine/records/workers.ts'
import { createDatabase } from '../support/database.ts'

/** One of twenty. */
const tenant = 'c1a7e2d0-1111-4a61-9b01-000000000007'

/** Every task state in about the proportions of a busy day, and tables large enough that scanning one would show. */
const fill = [
  'set session_replication_role = replica', // no counting and no history: numbers are counted at once below
  `insert into provider (name) values ('one')`,
  `insert into worker (host, boot, process_id, version) values ('here', 'now', 1, 'test')`,
  `insert into task (provider_id, id, kind, partition_key, state, status, step, input, caller, claimed_by, run_at,
    finished_at)
   select 1, 'wup_' || n, 'upload-numbers', '1 ' || n % 50, case state when 'claimed' then 'ready'
     else state end, case state when 'finished' then 'CompletedSuccess' else 'InProgress' end, 'validate', '{}',
     'caller',
     case state when 'claimed' then 1 end, now() + interval '1 minute', case state when 'finished' then now() end
   from generate_series(1, 100000) n
   cross join lateral (select case when n > 99500 then 'claimed' when n > 99000 then 'waiting'
     when n > 97000 then 'ready' else 'finished' end as state) s`,
  `insert into task_item (provider_id, task_id, ordinal, key, active) select 1, 'wup_' || n, 0,
    '+6139' || lpad(n::text, 7, '0'), n > 97000 from generate_series(1, 100000) n`,
  `insert into idempotency_key (provider_id, caller, key, fingerprint, response) select 1, 'caller', 'key-' || n, '',
    '{}' from generate_series(1, 100000) n`,
  `insert into number (provider_id, number, country, source, ms_tenant_id) select 1, '+6139' || lpad(n::text, 7, '0'),
    'AU', 'webapi',
   ('c1a7e2d0-1111-4a61-9b01-0000000000' || lpad((n % 20)::text, 2, '0'))::uuid from generate_series(1, 100000) n`,
  `insert into event (provider_id, position, task_ids, kinds, events, steps, statuses)
   select 1, n, array['wup_' || n], array['upload-numbers'], array['finished'], array['complete'], array['Failed']
   from generate_series(1, 100000) n`,
  `insert into event (provider_id, type, data) select 1, 'sbc.usable', '{}' from generate_series(1, 20)`,
  'insert into event_head (provider_id, position) values (1, 100000)',
  `insert into webhook (provider_id, id, name, url_encrypted, url_shown, secret_encrypted, position)
   select 1, ('c1a7e2d0-1111-4a61-9b01-0000000000' || lpad(n::text, 2, '0'))::uuid, 'one', '', '', '', 100000
   from generate_series(1, 20) n`,
  `insert into webhook_delivery (provider_id, webhook_id, position, type, state) select 1, w.id, n, 'task.finished',
    case when n > 4950 then 'pending' else 'delivered' end from webhook w, generate_series(1, 5000) n`,
  'select recount_number_blocks()',
  'set session_replication_role = default',
  'vacuum analyze'
]

const large = ['task', 'task_item', 'number', 'idempotency_key', 'event', 'webhook_delivery']

const webhook: CalledWebhook = {
  providerId: 1, id: 'c1a7e2d0-1111-4a61-9b01-000000000007', name: 'one', payload: 'full', url: Buffer.alloc(0),
  secret: Buffer.alloc(0), previousSecret: null, channelId: null, customerId: null
}

interface Plan { 'Node Type': string, 'Relation Name'?: string, 'Index Name'?: string, Plans?: Plan[] }
interface Statement { text: string, values: readonly unknown[] }

const key = { providerId: 1, id: 'wup_99900' }
const entry: JournalEntry = {
  ...key, fencingToken: 0, state: 'claimed', seconds: 0, status: 'InProgress', step: 'confirm', direction: 'forward',
  failure: null, attempt: 0, entered: true, progress: '{}', messages: null, details: null, output: null,
  event: null, asked: null,
  defaultResult: null
}
const end: JournalEntry = {
  ...entry, state: 'finished', progress: null, details: '[]', output: '{}',
  defaultResult: { outcome: 'succeeded', step: null, errorCode: null, error: null }
}
const order: NewTask = {
  providerId: 1, id: 'wup_new', kind: 'upload-numbers', partitionKey: '1', step: 'validate', input: {},
  items: ['+61390000000'], caller: 'caller', idempotency: { key: 'new', fingerprint: Buffer.alloc(32) }
}
const shares = { busy: new Map<string, number>(), most: 400 }

/** The hot statements, and the indexes each must find its rows by. */
const hot: Array<[what: string, run: (db: Queryable) => Promise<unknown>, indexes: string[]]> = [
  ['a claim', db => claimTasks(db, 1, 100, '', shares, ['upload-numbers']), ['task_ready']],
  ['a journal of one', db => writeJournal(db, 1, [entry]), ['task_pkey']],
  [
    'a journal of many',
    db => writeJournal(db, 1, Array.from({ length: 500 }, (_, index) => ({ ...entry, id: `wup_${99501 + index}` }))),
    ['task_pkey']
  ],
  ['the end of one', db => writeJournal(db, 1, [end]), ['task_pkey', 'task_item_pkey']],
  [
    'the ends of many',
    db => writeJournal(db, 1, Array.from({ length: 500 }, (_, index) => ({ ...end, id: `wup_${99501 + index}` }))),
    ['task_pkey', 'task_item_pkey']
  ],
  [
    'new tasks',
    db =>
      insertTasks(
        db,
        Array.from(
          { length: 50 },
          (_, index) => ({
            ...order, id: `wup_new_${index}`, items: [`+6129${1_000_000 + index}`], idempotency: undefined
          })
        )
      ),
    []
  ],
  ['a new task under an assumption', newTaskByFacts, []],
  ['a heartbeat', db => heartbeat(db, 1, 5, true), ['task_waiting', 'task_ready', 'event_to_place']],
  ['places for events', db => placeEvents({ ...db, transaction: work => work(db) } as Database), ['event_to_place']],
  ['events behind a place', db => eventsAfter(recordsOfProvider(db, 1), 50_000, 200), ['event_in_place', 'task_pkey']],
  ['tasks that moved', db => tasksMovedAfter(db, 1, 99_900), ['event_in_place']],
  ['webhooks that have something to be sent', db => dueWebhooks(db), ['webhook_delivery_due']],
  ['what is to be sent to a webhook', db => takeDeliveries(db, webhook, 5), ['webhook_delivery_due']],
  ['due tasks', db => readyDueTasks(db), ['task_waiting']],
  ['orphans', db => returnOrphans(db, 5), ['task_ready']],
  ['a worker that stops', db => retireWorker(db, 1), ['task_ready']],
  ['a remembered answer', db => rememberedAnswer(db, 1, 'caller', 'key-5'), ['idempotency_key_pkey']],
  ['who holds a number', db => holdersOf(db, 1, ['+61390099900']), ['item_in_task']],
  ['reading a task', db => readTasks(db, [{ reach: reachOf(key), id: key.id }], askedTaskWithin), ['task_pkey']],
  [
    'reading many tasks',
    db => readTasks(
      db, Array.from({ length: 50 }, (_, index) => ({ reach: reachOf(key), id: `wup_${index}` })), askedTaskWithin
    ),
    ['task_pkey']
  ],
  ['the items of a task', db => itemsOf(db, key), ['task_item_pkey']],
  [
    'closing the items of a task',
    db => closeItems(db, key, { outcome: 'succeeded', step: null, errorCode: null, error: null }), ['task_item_pkey']
  ],
  [
    'a far page of numbers', db => numbersPage(recordsOfProvider(db, 1), {}, { offset: 90_000, limit: 200 }),
    ['number_pkey']
  ],
  [
    'a far page of the numbers of a tenant',
    db => numbersPage(recordsOfProvider(db, 1), { msTenantId: tenant }, { offset: 4_000, limit: 200 }),
    ['number_of_tenant']
  ],
  ['numbers after another', db => numbersAfter(recordsOfProvider(db, 1), {}, 90_000, 500), ['number_pkey']],
  ['one number', db => numberRecord(recordsOfProvider(db, 1), '+61390099900'), ['number_provider_id_number_key']]
]

async function newTaskByFacts (db: Queryable): Promise<void> {
  const question = { providerId: 1, msTenantId: tenant, callingProfile: '' }
  const [facts] = await readUploadContexts(db, [question])
  await insertTasks(db, [{
    ...order, items: ['+61291000000'], idempotency: undefined,
    precondition: stillSays(question, { version: facts?.version ?? '' })
  }])
}

t.test('hot statements find their rows by an index, whatever the planner knows', async t => {
  const client = new pg.Client(clientOptions((await createDatabase(t)).url))
  await client.connect()
  t.teardown(() => client.end())
  for (const statement of fill) await client.query(statement)
  // Not hot, and planned anew for the filters of each request.
  const page = { offset: 0, limit: 200 }
  const ofTicket = await statementsOf(
    client, db => tasksPage(recordsOfProvider(db, 1), { ticketId: 'INC-1' }, page)
  )
  for (const statement of ofTicket) {
    const nodes: Plan[] = []
    collect(await explainCustom(client, statement), nodes)
    for (const index of ['task_of_ticket', 'task_of_other_ticket']) {
      t.ok(nodes.some(node => node['Index Name'] === index), `the tasks of a ticket: by ${index}`, {
        used: nodes.map(node =>
          node['Index Name']
        ).filter(Boolean)
      })
    }
  }
  for (const [what, run, indexes] of hot) {
    const statements = await statementsOf(client, run)
    for (const [kind, explain] of Object.entries({ custom: explainCustom, generic: explainGeneric })) {
      const nodes: Plan[] = []
      for (const statement of statements) collect(await explain(client, statement), nodes)
      const scanned = nodes.filter(node => node['Node Type'] === 'Seq Scan').map(node => node['Relation Name'])
      t.same(
        scanned.filter(table => large.includes(table ?? '')), [],
        `${what}, ${kind} plan: no large table is scanned`
      )
      const used = nodes.map(node => node['Index Name'])
      for (const index of indexes) {
        t.ok(used.includes(index), `${what}, ${kind} plan: by ${index}`, { used: used.filter(Boolean) })
      }
    }
  }
})

/** What a function sends, which it gets true answers to; nothing of it stays. */
async function statementsOf (client: pg.Client, run: (db: Queryable) => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = []
  await client.query('begin')
  await run({
    query: ({ text, values = [] }) => {
      statements.push({ text, values })
      return client.query({ text, values: [...values] })
    }
  })
  await client.query('rollback')
  return statements
}

async function explainCustom (client: pg.Client, { text, values }: Statement): Promise<Plan> {
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>({
    text: `explain (format json) ${text}`, values: [...values]
  })
  return planIn(rows)
}

/** The plan of a named statement after a while: made for no values in particular. */
async function explainGeneric (client: pg.Client, { text, values }: Statement): Promise<Plan> {
  await client.query(`set plan_cache_mode = force_generic_plan; prepare hot as ${text}`)
  const nothing = values.length === 0 ? '' : `(${values.map(() => 'null').join(', ')})`
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`explain (format json) execute hot${nothing}`)
  await client.query('deallocate hot; reset plan_cache_mode')
  return planIn(rows)
}

function planIn (rows: Array<{ 'QUERY PLAN': [{ Plan: Plan }] }>): Plan {
  const plan = rows[0]?.['QUERY PLAN'][0].Plan
  if (plan === undefined) throw new Error('There is no plan')
  return plan
}

function collect (plan: Plan, into: Plan[]): void {
  into.push(plan)
  for (const child of plan.Plans ?? []) collect(child, into)
}

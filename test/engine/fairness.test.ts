import { Type } from '@sinclair/typebox'
import { pino } from 'pino'
import type pg from 'pg'
import t from 'tap'
import { DatabaseClock } from '../../src/database/clock.ts'
import { connect, type Database } from '../../src/database/connect.ts'
import { insertTasks, type NewTask } from '../../src/engine/records/enqueue.ts'
import { kindsWith, next } from '../../src/engine/define.ts'
import { EngineContext } from '../../src/engine/step-context.ts'
import type { WorkerDependencies } from '../../src/engine/worker-dependencies.ts'
import { startWorker } from '../../src/engine/worker.ts'
import { openUpstreams } from '../../src/engine/upstreams.ts'
import { createDatabase } from '../support/database.ts'
import { until } from '../support/until.ts'

const log = pino({ level: 'silent' })

/** Waits a turn of the event loop, as a step that talks to somebody does. */
const talk = kindsWith<object>()({
  name: 'talk',
  idPrefix: 'tlk',
  requiredScope: 'provider',
  partitionKey: () => 'one',
  title: 'Talk',
  input: Type.Object({}),
  progress: Type.Object({}),
  steps: [{
    name: 'talk',
    message: 'Talking',
    run: async () => {
      await new Promise(resolve => setTimeout(resolve, 1))
      return next()
    }
  }],
  conclude: () => ({ status: 'CompletedSuccess', details: [], output: {} })
})

function tasks (partitionKey: string, count: number): NewTask[] {
  return Array.from({ length: count }, (_, index) => ({
    providerId: 1, id: `tlk_${partitionKey}-${index}`, kind: 'talk', partitionKey, step: 'talk', input: {}, items: [],
    caller: 'test'
  }))
}

function dependenciesOf (db: Database): WorkerDependencies {
  const clock = new DatabaseClock()
  const resources = { db, now: clock.now }
  return {
    db, clock, upstreams: openUpstreams(db, () => 0), openContext: execution => new EngineContext(execution, resources)
  }
}

t.test('ten thousand tasks of one customer do not hold up a later task of another', async t => {
  const { url } = await createDatabase(t)
  const db = connect(url, 6, log)
  t.teardown(() => db.close())
  await db.query({ text: `insert into provider (name) values ('one')` })
  for (let batch = 0; batch < 10; batch++) {
    await insertTasks(db, tasks(`burst ${batch}`, 1000).map(task => ({ ...task, partitionKey: 'burst' })))
  }
  await insertTasks(db, tasks('later', 1))

  const worker = startWorker([talk], () => dependenciesOf(db), log, {
    databaseUrl: url, version: 'test', concurrency: 20, leaseSeconds: 5, shutdownSeconds: 1, crashLimit: 5
  })
  try {
    const { before } = await until('the later task is over', async () => {
      const { rows } = await db.query<{ before: number }>({
        text: `select (select count(*)::int from task burst
          where burst.partition_key = 'burst' and burst.finished_at < later.finished_at) as before
          from task later where later.partition_key = 'later' and later.state = 'finished'`
      })
      return rows[0]
    })
    t.ok(before < 1000, `${before} of the burst ended before it`)
  } finally {
    await worker.stop()
  }
})

t.test('a partition cannot take every place, so that the next customer finds one at once', async t => {
  const { url } = await createDatabase(t)
  const db = connect(url, 6, log)
  t.teardown(() => db.close())
  await db.query({ text: `insert into provider (name) values ('one')` })
  let begun = 0 // of the stuck ones
  let go: () => void = () => {}
  const gate = new Promise<void>(resolve => { go = resolve })
  const stuck = kindsWith<object>()({
    ...talk,
    progress: Type.Object({}),
    input: Type.Object({}),
    conclude: talk.conclude,
    steps: [{
      name: 'talk',
      message: 'Stuck',
      run: async context => {
        if (!context.task.id.includes('stuck')) return next()
        begun += 1
        await gate
        return next()
      }
    }]
  })
  await insertTasks(db, tasks('stuck', 50))
  const worker = startWorker([stuck], () => dependenciesOf(db), log, {
    databaseUrl: url, version: 'test', concurrency: 10, leaseSeconds: 5, shutdownSeconds: 1, crashLimit: 5
  })
  try {
    await until('the stuck tasks have their share', () => begun >= 8)
    await insertTasks(db, tasks('other', 1))
    await until('the other task is over', async () => {
      if (begun === 10) throw new Error('The stuck tasks took every place')
      return (
        await db.query({ text: "select from task where partition_key = 'other' and state = 'finished'" })
      ).rowCount === 1
    })
    t.equal(begun, 8, 'the other task ran while all places of the stuck ones were taken')
  } finally {
    go()
    await worker.stop()
  }
})

t.test('a partition that has more than its share of one claim goes on when the others have no more', async t => {
  const { url } = await createDatabase(t)
  const db = connect(url, 6, log)
  t.teardown(() => db.close())
  await db.query({ text: `insert into provider (name) values ('one')` })
  // A heartbeat looks for ready tasks as well. Only the first is answered, so that claiming itself must find the rest.
  let heartbeats = 0
  const silenced: Database = {
    ...db,
    query: <Row extends pg.QueryResultRow>(statement: Parameters<Database['query']>[0]) =>
      statement.name === 'worker-heartbeat' && ++heartbeats > 1
        ? new Promise<never>(() => {})
        : db.query<Row>(statement)
  }
  const worker = startWorker([talk], () => dependenciesOf(silenced), log, {
    databaseUrl: url, version: 'test', concurrency: 40, leaseSeconds: 3000, shutdownSeconds: 1, crashLimit: 5
  })
  try {
    await until('the worker has had its first heartbeat', () => heartbeats > 0)
    await insertTasks(db, [...tasks('large', 200), ...tasks('small', 1), ...tasks('other', 1)])
    await until('all tasks are over', async () =>
      (await db.query({ text: "select from task where state <> 'finished'" })).rowCount === 0
    )
    t.pass('all tasks were done without a further heartbeat')
  } finally {
    await worker.stop()
  }
})

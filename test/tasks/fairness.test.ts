import { Type } from '@sinclair/typebox'
import { pino } from 'pino'
import t from 'tap'
import { connect } from '../../src/database/connect.ts'
import { insertTasks, type NewTask } from '../../src/database/enqueue.ts'
import { defineTaskKind, next, type Means } from '../../src/tasks/define.ts'
import { startWorker } from '../../src/tasks/loop.ts'
import { openUpstreams } from '../../src/tasks/upstreams.ts'
import { createDatabase } from '../support/database.ts'

const log = pino({ level: 'silent' })

/** Waits a turn of the event loop, as a step that talks to somebody does. */
const talk = defineTaskKind({
  name: 'talk',
  idPrefix: 'tlk',
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

function tasks (lane: string, count: number): NewTask[] {
  return Array.from({ length: count }, (_, index) => ({
    providerId: 1, id: `tlk_${lane}-${index}`, kind: 'talk', lane, step: 'talk', input: {}, numbers: [], caller: 'test'
  }))
}

t.test('ten thousand tasks of one customer do not hold up a later task of another', async t => {
  const { url } = await createDatabase(t)
  const db = connect(url, 6, log)
  t.teardown(() => db.close())
  await db.query({ text: `insert into provider (name) values ('one')` })
  for (let batch = 0; batch < 10; batch++) {
    await insertTasks(db, tasks(`burst ${batch}`, 1000).map(task => ({ ...task, lane: 'burst' })))
  }
  await insertTasks(db, tasks('later', 1))

  // The steps of this kind reach nothing but the clock; the worker itself asks for the state of upstreams.
  const means = (): Means => ({ db, upstreams: openUpstreams(db, () => 0), now: () => new Date() }) as Means
  const worker = startWorker([talk], means, log, {
    databaseUrl: url, version: 'test', concurrency: 20, leaseSeconds: 5, shutdownSeconds: 1, crashLimit: 5
  })
  try {
    for (;;) {
      const { rows: [count] } = await db.query<{ later: number, burst: number }>({
        text:
          `select count(*) filter (where lane = 'later')::int as later,
            count(*) filter (where lane = 'burst')::int as burst from task where state = 'finished'`
      })
      if (count?.later === 1) {
        t.ok(count.burst < 1000, `${count.burst} of the burst were done before it`)
        break
      }
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  } finally {
    await worker.stop()
  }
})

t.test('a partition key cannot take every place, so that the next customer finds one at once', async t => {
  const { url } = await createDatabase(t)
  const db = connect(url, 6, log)
  t.teardown(() => db.close())
  await db.query({ text: `insert into provider (name) values ('one')` })
  let begun = 0
  let go: () => void = () => {}
  const gate = new Promise<void>(resolve => { go = resolve })
  const stuck = defineTaskKind({
    ...talk,
    progress: Type.Object({}),
    input: Type.Object({}),
    conclude: talk.conclude,
    steps: [{
      name: 'talk',
      message: 'Stuck',
      run: async context => {
        begun += 1
        if (context.task.id.includes('stuck')) await gate
        return next()
      }
    }]
  })
  await insertTasks(db, tasks('stuck', 50))
  const means = (): Means => ({ db, upstreams: openUpstreams(db, () => 0), now: () => new Date() }) as Means
  const worker = startWorker([stuck], means, log, {
    databaseUrl: url, version: 'test', concurrency: 10, leaseSeconds: 5, shutdownSeconds: 1, crashLimit: 5
  })
  try {
    while (begun < 8) await new Promise(resolve => setTimeout(resolve, 5))
    await insertTasks(db, tasks('other', 1))
    for (let done = 0; done < 1;) {
      const { rows: [count] } = await db.query<{ done: number }>({
        text: `select count(*)::int as done from task where lane = 'other' and state = 'finished'`
      })
      done = count?.done ?? 0
      await new Promise(resolve => setTimeout(resolve, 5))
    }
    t.pass('it ran while all the others were stuck')
  } finally {
    go()
    await worker.stop()
  }
})

t.test('a partition key that has more than its share of one claim goes on when the others have no more', async t => {
  const { url } = await createDatabase(t)
  const db = connect(url, 6, log)
  t.teardown(() => db.close())
  await db.query({ text: `insert into provider (name) values ('one')` })
  const means = (): Means => ({ db, upstreams: openUpstreams(db, () => 0), now: () => new Date() }) as Means
  const worker = startWorker([talk], means, log, {
    databaseUrl: url, version: 'test', concurrency: 40, leaseSeconds: 300, shutdownSeconds: 1, crashLimit: 5
  })
  const ended = new AbortController()
  try {
    while (worker.id() === 0) await new Promise(resolve => setTimeout(resolve, 5))
    // A heartbeat looks for ready tasks as well; without it only claiming itself can find the rest.
    const silent = db.transaction(async trx => {
      await trx.query({ text: 'lock table worker in share mode' })
      await new Promise(resolve => ended.signal.addEventListener('abort', resolve))
    })
    await insertTasks(db, [...tasks('large', 200), ...tasks('small', 1), ...tasks('other', 1)])
    for (let done = 0; done < 202;) {
      const { rows: [count] } = await db.query<{ done: number }>({
        text: `select count(*)::int as done from task where state = 'finished'`
      })
      done = count?.done ?? 0
      await new Promise(resolve => setTimeout(resolve, 5))
    }
    t.pass('all were done between two heartbeats')
    ended.abort()
    await silent
  } finally {
    ended.abort()
    await worker.stop()
  }
})

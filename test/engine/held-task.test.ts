import { hostname } from 'node:os'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { connect, type Database, type Queryable } from '../../src/database/connect.ts'
import { registerWorker } from '../../src/engine/records/workers.ts'
import { next, wait } from '../../src/engine/define.ts'
import { LeaseLost } from '../../src/engine/run-step.ts'
import { WorkerSession } from '../../src/engine/worker-session.ts'
import { requestCancellation } from '../../src/engine/records/task-control.ts'
import { createDatabase } from '../support/database.ts'
import { dependenciesOf, engineOf, gate, kindOf, type TestRun } from '../support/engine.ts'
import { until } from '../support/until.ts'

// What a worker still does for a task that it does not hold any more: nothing that anybody would see.

const work = { id: 'tst_1' }

/** Effects of steps leave a row here. */
const leaveTrace = (name: string) => async (trx: Queryable): Promise<void> => {
  await trx.query({ text: 'insert into upstream (key) values ($1)', values: [name] })
}

const tracesIn = async (db: Database): Promise<string[]> =>
  (await db.query<{ key: string }>({ text: 'select key from upstream' })).rows.map(row => row.key)

/** Two workers; the first begins the step, and has lost the task to the second one when its step goes on. */
async function lostInTheMiddle (t: Test, finishes: (touched: string[]) => TestRun) {
  const touched: string[] = []
  const [begun, lost, again, over] = [gate(), gate(), gate(), gate()]
  let runs = 0
  const engine = await engineOf(t, [kindOf('work', {
    one: async context => {
      runs += 1
      if (runs > 1) {
        again.open()
        await over.opened
        return next({ by: 'the second' })
      }
      begun.open()
      await lost.opened
      return finishes(touched)(context)
    },
    two: async context => {
      touched.push(`two after ${String(context.progress['by'])}`)
      return next()
    }
  })])
  const first = await engine.start()
  await engine.add(work)
  await begun.opened
  const second = await engine.start()
  await engine.takeAway(work.id)
  second.wake()
  await again.opened
  const before = await engine.row(work.id)
  lost.open()
  await until('it is so', async () => first.running() === 0)
  t.same(await engine.row(work.id), before, 'the task is as the second worker has it')
  t.same(touched, [], 'and nothing was done after it was lost')
  over.open()
  return { engine, touched, end: await engine.finished(work.id) }
}

t.test('a step of a task that was lost meanwhile leaves nothing, and no further step of it is run', async t => {
  const { touched, end } = await lostInTheMiddle(t, () => async () => next({ by: 'the first' }))
  t.match(end, { progress: { by: 'the second' }, status: 'CompletedSuccess' })
  t.same(touched, ['two after the second'])
})

t.test('database effects of a step commit with its completion, and not when its task was lost', async t => {
  const { engine } = await lostInTheMiddle(t, () => async () => next({}, leaveTrace('of the first')))
  t.same(await tracesIn(engine.db), [])
})

t.test('an intention of a task that was lost is not written down, and not acted upon', async t => {
  await lostInTheMiddle(t, touched => async context => {
    await context.record({ intention: true })
    touched.push('the world')
    return next()
  })
})

t.test('a step whose effect is refused by the database changes nothing else either', async t => {
  const engine = await engineOf(t, [kindOf('work', {
    one: {
      attempts: 1,
      run: async () => next({ done: true }, async trx => {
        await leaveTrace('half')(trx)
        await trx.query({ text: 'insert into worker (host) values (null)' })
      })
    }
  })])
  await engine.start()
  await engine.add(work)
  t.match(await engine.finished(work.id), { status: 'Failed', progress: {} })
  t.same(await tracesIn(engine.db), [])
})

t.test('of steps that are written down together only the one that the database refuses fails', async t => {
  let begun = 0
  const both = gate()
  const engine = await engineOf(t, [kindOf('work', {
    one: {
      attempts: 1,
      async run (context) {
        begun += 1
        if (begun === 2) both.open()
        await both.opened
        return next({ text: context.task.id === 'tst_bad' ? 'a zero: \0' : 'fine' })
      }
    },
    two: async () => next()
  })])
  await engine.add({ id: 'tst_bad' }, { id: 'tst_good' })
  await engine.start()
  t.match(await engine.finished('tst_bad'), { status: 'Failed' })
  t.match(await engine.finished('tst_good'), { status: 'CompletedSuccess', progress: { text: 'fine' } })
})

t.test('what ran out of time may change nothing more, although its worker still lives', async t => {
  const held: boolean[] = []
  const engine = await engineOf(t, [kindOf('work', {
    one: {
      timeLimit: 0.01,
      attempts: 1,
      async run ({ assertLease, signal }) {
        const holds = (): boolean => {
          try {
            assertLease()
            return true
          } catch {
            return false
          }
        }
        held.push(holds())
        await new Promise(resolve => signal.addEventListener('abort', resolve))
        held.push(holds())
        return next()
      }
    }
  })])
  await engine.start()
  await engine.add(work)
  t.match(await engine.finished(work.id), { status: 'Failed' })
  t.same(held, [true, false])
})

t.test('a step whose worker has outlived its lease may change nothing more', async t => {
  const [begun, over, done] = [gate(), gate(), gate()]
  const happened: string[] = []
  let runs = 0
  const engine = await engineOf(t, [kindOf('work', {
    async one ({ assertLease, record }) {
      runs += 1
      if (runs > 1) return next()
      begun.open()
      await over.opened
      try {
        assertLease()
        happened.push('it may')
      } catch { /* as it should be */ }
      await record({ intention: true }).then(() => happened.push('the world'), () => {})
      done.open()
      return next()
    }
  })])
  await engine.start({ leaseSeconds: 0.5 })
  await engine.add(work)
  await begun.opened
  await engine.db.transaction(async trx => {
    await trx.query({ text: 'lock table worker in share mode' }) // no heartbeat gets through
    await until('it is so', async () =>
      (await trx.query({
        text: "select from worker where heartbeat_at < clock_timestamp() - interval '0.5 seconds'"
      })).rowCount === 1
    )
    over.open()
    await done.opened
  })
  t.same(happened, [])
})

t.test('a worker that stops finishes the step it is at, and begins no other', async t => {
  const [begun, ends] = [gate(), gate()]
  const ran: string[] = []
  const engine = await engineOf(t, [kindOf('work', {
    async one () {
      begun.open()
      await ends.opened
      return next()
    },
    async two () {
      ran.push('two')
      return next()
    }
  })])
  const worker = await engine.start({ shutdownSeconds: 30 })
  await engine.add(work)
  await begun.opened
  const stopped = worker.stop()
  ends.open()
  await stopped
  t.same(ran, [])
  t.match(await engine.row(work.id), { state: 'ready', step: 'two', claimed_by: null })
})

t.test('a task that was canceled before any worker had it runs no step', async t => {
  const ran: string[] = []
  const engine = await engineOf(t, [kindOf('work', {
    one: async () => {
      ran.push('one')
      return next()
    },
    two: async () => next()
  })])
  await engine.add(work)
  await requestCancellation(engine.db, { providerId: 1, id: work.id })
  await engine.start()
  t.match(await engine.finished(work.id), { status: 'Canceled' })
  t.same(ran, [])
})

t.test('a step that waits again and again is undone as soon as its task is canceled', async t => {
  const undone: string[] = []
  const engine = await engineOf(t, [kindOf('work', {
    one: { run: async () => next(), undo: async () => { undone.push('one'); return next() } },
    two: { run: async () => wait(3600), undo: async () => { undone.push('two'); return next() } }
  })])
  await engine.start()
  await engine.add(work)
  await until('it is so', async () => (await engine.row(work.id)).state === 'waiting')
  await requestCancellation(engine.db, { providerId: 1, id: work.id })
  t.match(await engine.finished(work.id), { status: 'Canceled' })
  t.same(undone, ['two', 'one'], 'the last thing first')
})

/**
 * A session the answers to whose heartbeats the test can hold back, so that only its own clock shows that its lease
 * ends.
 */
async function sessionOf (
  t: Test, leaseSeconds: number, answered: (heartbeat: number) => Promise<void>
): Promise<{ session: WorkerSession, asked: unknown[][], isOver: () => Promise<boolean> }> {
  const log = pino({ level: 'silent' })
  const db = connect((await createDatabase(t)).url, 4, log)
  t.teardown(() => db.close())
  const workerId = await registerWorker(db, { host: hostname(), boot: 'now', processId: 1, version: 'test' })
  const asked: unknown[][] = []
  const slow: Database = {
    ...db,
    async query (query) {
      if (query.name !== 'worker-heartbeat') return db.query(query)
      asked.push([...query.values ?? []])
      if (asked.length > 1) return new Promise(() => {}) // later ones never arrive
      const answer = await db.query(query)
      await answered(asked.length)
      return answer as never
    }
  }
  const session = new WorkerSession(workerId, [], dependenciesOf(slow, () => workerId), log, {
    concurrency: 1, leaseSeconds, crashLimit: 5
  })
  return {
    session,
    asked,
    isOver: async () =>
      (await db.query({
        text: 'select from worker where id = $1 and heartbeat_at < now() - make_interval(secs => $2)',
        values: [workerId, leaseSeconds]
      })).rowCount === 1
  }
}

t.test('a worker whose lease is over holds nothing, although nobody has told it', async t => {
  const { session, isOver } = await sessionOf(t, 0.3, async () => {})
  const living = session.run()
  await until('the session is over', isOver)
  t.equal(session.holdsLease(), false)
  await session.stop(0)
  await living
})

t.test('a lease counts from when its heartbeat left, however late the answer comes', async t => {
  const answer = gate()
  const { session, isOver } = await sessionOf(t, 0.3, async () => answer.opened)
  const living = session.run()
  await until('the session is over', isOver)
  answer.open()
  await new Promise(resolve => setImmediate(resolve))
  t.equal(session.holdsLease(), false)
  await session.stop(0)
  await living
})

t.test('a worker that was silent for longer than its lease ends no other', async t => {
  const { session, asked } = await sessionOf(t, 0.05, async () => {})
  await until('it is so', async () => !session.holdsLease())
  const living = session.run()
  await until('it is so', async () => asked.length > 0)
  t.equal(asked[0]?.[2], false, 'its heartbeat does not ask for that')
  await session.stop(0)
  await living
})

t.test('a worker that starts ends those of its host whose process is gone, and no others', async t => {
  const engine = await engineOf(t, [kindOf('work', { one: async () => next() })])
  await engine.start()
  const { rows: [own] } = await engine.db.query<{ boot: string }>({ text: 'select boot from worker' })
  const boot = own?.boot ?? ''
  const others = {
    gone: { host: hostname(), boot, processId: 2 ** 30 }, living: { host: hostname(), boot, processId: process.ppid },
    before: { host: hostname(), boot: 'of yesterday', processId: process.ppid },
    elsewhere: { host: 'elsewhere', boot, processId: 2 ** 30 }
  }
  const ids = new Map<string, number>()
  for (const [name, identity] of Object.entries(others)) {
    ids.set(name, await registerWorker(engine.db, { ...identity, version: 'test' }))
  }
  await engine.start()
  const { rows } = await engine.db.query<{ id: number }>({ text: 'select id from worker where ended_at is not null' })
  t.same(rows.map(({ id }) => id).sort(), [ids.get('gone'), ids.get('before')].sort())
})

t.test('a task whose lease was in doubt for a moment is handed back, for nobody else would take it', async t => {
  let runs = 0
  const engine = await engineOf(t, [kindOf('work', {
    one: async () => next({ counted: ++runs }),
    two: async ({ progress }) => {
      runs += 1
      if (runs === 2) throw new LeaseLost() // as `assertLease` does, when a heartbeat is answered late
      return next({ after: progress['counted'] })
    }
  })])
  const worker = await engine.start()
  await engine.add(work)
  const row = await until('it is over, or nobody works on what is claimed', async () => {
    const row = await engine.row(work.id)
    const isFirstClaim = row.claimed_by !== null && Number(row.fencing_token) === 1
    const isStranded = runs === 2 && worker.running() === 0 && isFirstClaim
    return (row.state === 'finished' || isStranded) && row
  })
  t.match(row, { status: 'CompletedSuccess', progress: { counted: 1, after: 1 } })
  t.equal(runs, 3, 'its step ran again, and no other')
})

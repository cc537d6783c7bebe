import { pino } from 'pino'
import t, { type Test } from 'tap'
import { claimTasks } from '../../src/engine/records/claims.ts'
import { connect, type Database, type Queryable } from '../../src/database/connect.ts'
import { insertTasks } from '../../src/engine/records/enqueue.ts'
import {
  heartbeat, endWorkers, readyDueTasks, registerWorker, retireWorker, returnOrphans
} from '../../src/engine/records/workers.ts'
import { createDatabase } from '../support/database.ts'
import { doneOrWaiting } from '../support/locks.ts'

const lease = 60

interface Ground {
  readonly db: Database
  register(): Promise<number>
  /** Makes tasks that the worker holds. */
  hold(worker: number, ...ids: string[]): Promise<void>
  tasks(columns?: string): Promise<unknown[]>
}

async function ground (t: Test): Promise<Ground> {
  const db = connect((await createDatabase(t)).url, 5, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  return {
    db,
    register: () => registerWorker(db, { host: 'here', boot: 'now', processId: 1, version: 'test' }),
    async hold (worker, ...ids) {
      await insertTasks(db, ids.map(taskOf))
      t.equal((await claim(db, worker)).length, ids.length)
    },
    tasks: async (columns = 'id, claimed_by') =>
      (await db.query({ text: `select ${columns} from task order by id` })).rows
  }
}

const taskOf = (id: string) => ({
  id, providerId: 1, kind: 'known', step: 'first', input: {}, items: [], partitionKey: 'one', caller: 'test'
})

const claim = (db: Queryable, worker: number): ReturnType<typeof claimTasks> =>
  claimTasks(db, worker, 10, '', { busy: new Map(), most: 10 }, ['known'])

t.test('what an ended worker held goes to others, and what a living one holds stays with it', async t => {
  const { db, register, hold, tasks } = await ground(t)
  const [dead, living] = [await register(), await register()]
  await hold(dead, 'task 1')
  await hold(living, 'task 2')
  await endWorkers(db, [dead])
  t.equal(await returnOrphans(db, 5), 1)
  t.same(await tasks(), [{ id: 'task 1', claimed_by: null }, { id: 'task 2', claimed_by: living }])
})

t.test('a task that somebody is just writing to is passed over when orphans are returned, and nobody waits for ' +
  'it', async t => {
  const { db, register, hold } = await ground(t)
  const dead = await register()
  await hold(dead, 'task 1')
  await endWorkers(db, [dead])
  await db.transaction(async trx => {
    await trx.query({ text: 'update task set cancellation_requested = true' })
    t.equal(await doneOrWaiting(db, returnOrphans(db, 5)), 'done')
  })
  t.equal(await returnOrphans(db, 5), 1, 'the next look finds it')
})

t.test('of the suspects that died with their worker only the one that ran alone is blamed again', async t => {
  const { db, register, hold, tasks } = await ground(t)
  const dead = await register()
  await hold(dead, 'innocent', 'new', 'marked')
  await db.query({ text: "update task set crashes = 1, poison_suspect = id = 'marked' where id <> 'new'" })
  await endWorkers(db, [dead])
  await returnOrphans(db, 5)
  t.same(await tasks('id, crashes'), [
    { id: 'innocent', crashes: 1 }, { id: 'marked', crashes: 2 }, { id: 'new', crashes: 1 }
  ])
})

t.test('a task is parked after as many deaths as the limit says, and not before', async t => {
  const { db, register, hold, tasks } = await ground(t)
  const dead = await register()
  await hold(dead, 'fifth', 'fourth')
  await db.query({ text: "update task set poison_suspect = true, crashes = case id when 'fifth' then 4 else 3 end" })
  await endWorkers(db, [dead])
  await returnOrphans(db, 5)
  t.same(await tasks('id, state'), [{ id: 'fifth', state: 'parked' }, { id: 'fourth', state: 'ready' }])
})

t.test('permits of an ended worker are gone with what it held', async t => {
  const { db, register } = await ground(t)
  const [dead, living] = [await register(), await register()]
  await db.query({
    text: "insert into upstream_permit (key, slot, worker_id) values ('sbc:1:8', 1, $1), ('sbc:1:11', 1, $2)",
    values: [dead, living]
  })
  await endWorkers(db, [dead])
  await returnOrphans(db, 5)
  t.same((await db.query({ text: 'select key from upstream_permit' })).rows, [{ key: 'sbc:1:11' }])
})

t.test('a worker that stops ends first, so that a claim which is still under way is handed back too', async t => {
  const { db, register, tasks } = await ground(t)
  const worker = await register()
  await insertTasks(db, [taskOf('task 1')])
  const [retiring] = await db.transaction(async trx => {
    t.equal((await claim(trx, worker)).length, 1)
    const retiring = retireWorker(db, worker)
    await doneOrWaiting(db, retiring)
    return [retiring]
  })
  await retiring
  t.same(await tasks('id, state, claimed_by, crashes'), [
    { id: 'task 1', state: 'ready', claimed_by: null, crashes: 0 }
  ])
})

t.test('a worker that others have ended is told so by its next heartbeat', async t => {
  const { db, register } = await ground(t)
  const worker = await register()
  t.match(await heartbeat(db, worker, lease, true), { alive: true })
  await endWorkers(db, [worker])
  t.match(await heartbeat(db, worker, lease, true), { alive: false })
})

t.test('a heartbeat ends workers that were silent for longer than their lease, and no others', async t => {
  const { db, register } = await ground(t)
  const [own, silent, quick] = [await register(), await register(), await register()]
  await db.query({
    text: 'update worker set heartbeat_at = now() - make_interval(secs => $2) where id <> $1',
    values: [quick, lease + 1]
  })
  const living = async (): Promise<unknown[]> =>
    (await db.query<{ id: number }>({ text: 'select id from worker where ended_at is null order by id' })).rows
      .map(row => row.id)
  t.match(await heartbeat(db, own, lease, false), { ended: 0 }, 'who was silent itself ends nobody')
  t.same(await living(), [own, silent, quick])
  t.match(await heartbeat(db, own, lease, true), { ended: 1 })
  t.same(await living(), [own, quick])
})

t.test('a waiting task becomes ready when it is due, and not before', async t => {
  const { db, tasks } = await ground(t)
  await insertTasks(db, ['due', 'early'].map(taskOf))
  await db.query({
    text: `update task set state = 'waiting', run_at = now() + case id when 'due' then interval '-1 second'
      else interval '1 hour' end`
  })
  t.match(await readyDueTasks(db), { readied: 1 })
  t.same(await tasks('id, state'), [{ id: 'due', state: 'ready' }, { id: 'early', state: 'waiting' }])
})

t.test('a due task that somebody is just writing to is passed over, and nobody waits for it', async t => {
  const { db, register } = await ground(t)
  const worker = await register()
  await insertTasks(db, [taskOf('task 1')])
  await db.query({ text: "update task set state = 'waiting', run_at = now()" })
  await db.transaction(async trx => {
    await trx.query({ text: 'update task set cancellation_requested = true' })
    t.equal(await doneOrWaiting(db, readyDueTasks(db)), 'done')
    t.equal(await doneOrWaiting(db, heartbeat(db, worker, lease, true)), 'done', 'nor does a heartbeat')
  })
})

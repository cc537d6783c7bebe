import { pino } from 'pino'
import t, { type Test } from 'tap'
import { claimTasks, type ClaimedTask } from '../../src/engine/records/claims.ts'
import { connect, type Database, type Queryable } from '../../src/database/connect.ts'
import { insertTasks } from '../../src/engine/records/enqueue.ts'
import { endWorkers, registerWorker } from '../../src/engine/records/workers.ts'
import { createDatabase } from '../support/database.ts'
import { doneOrWaiting } from '../support/locks.ts'

interface Ground {
  readonly db: Database
  readonly worker: number
  add(...names: string[]): Promise<void>
}

/** Tasks are named by partition and number: a1, a2, b1. */
async function ground (t: Test): Promise<Ground> {
  const db = connect((await createDatabase(t)).url, 4, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  return {
    db,
    worker: await register(db),
    add: (...names) =>
      insertTasks(
        db,
        names.map(name => ({
          id: name, providerId: 1, kind: 'known', step: 'first', input: {}, items: [], partitionKey: name.slice(0, 1),
          caller: 'test'
        }))
      )
  }
}

const register = (db: Queryable): Promise<number> =>
  registerWorker(db, { host: 'here', boot: 'now', processId: 1, version: 'test' })

interface Wish { limit?: number, cursor?: string, most?: number, busy?: Record<string, number>, kinds?: string[] }

const claim = (
  db: Queryable, worker: number, { limit = 10, cursor = '', most = 10, busy = {}, kinds = ['known'] }: Wish = {}
): Promise<ClaimedTask[]> =>
  claimTasks(db, worker, limit, cursor, { busy: new Map(Object.entries(busy)), most }, kinds)

const names = (tasks: readonly ClaimedTask[]): string[] => tasks.map(task => task.id).sort()

t.test('a task that one worker is just claiming is passed over by another, which waits for nobody', async t => {
  const { db, worker, add } = await ground(t)
  const other = await register(db)
  await add('a1', 'a2')
  await db.transaction(async trx => {
    t.same(names(await claim(trx, worker, { limit: 1 })), ['a1'])
    const claiming = claim(db, other, { limit: 1 })
    t.equal(await doneOrWaiting(db, claiming), 'done')
    t.same(names(await claiming), ['a2'])
  })
})

t.test('a task that a worker holds is claimed by nobody else', async t => {
  const { db, worker, add } = await ground(t)
  await add('a1', 'a2')
  t.same(names(await claim(db, worker, { limit: 1 })), ['a1'])
  t.same(names(await claim(db, await register(db), { limit: 1 })), ['a2'])
})

t.test('each claim has a fencing token of its own, so that a write can name the claim it was made under', async t => {
  const { db, worker, add } = await ground(t)
  await add('a1')
  t.match(await claim(db, worker), [{ fencingToken: 1 }])
  await db.query({ text: 'update task set claimed_by = null' })
  t.match(await claim(db, worker), [{ fencingToken: 2 }])
})

t.test('tasks of one partition are claimed in the order in which they came', async t => {
  const { db, worker, add } = await ground(t)
  await add('a3', 'a1', 'a2')
  const claimed: string[] = []
  for (let turn = 0; turn < 3; turn++) claimed.push(...names(await claim(db, worker, { limit: 1 })))
  t.same(claimed, ['a3', 'a1', 'a2'])
})

t.test('no partition gets more places of a worker than its share leaves it', async t => {
  const { db, worker, add } = await ground(t)
  await add('a1', 'a2', 'a3')
  t.same(names(await claim(db, worker, { most: 4, busy: { a: 2 } })), ['a1', 'a2'])
  t.same(names(await claim(db, worker, { most: 4, busy: { a: 4 } })), [])
})

t.test('the partitions share one claim fairly, however many tasks each has', async t => {
  const { db, worker, add } = await ground(t)
  await add('a1', 'a2', 'a3', 'a4', 'b1', 'b2')
  t.same(names(await claim(db, worker, { limit: 4 })), ['a1', 'a2', 'b1', 'b2'])
})

t.test('the next claim begins behind the partition where the last one ended, and wraps round', async t => {
  const { db, worker, add } = await ground(t)
  await add('a1', 'b1', 'c1')
  t.same(names(await claim(db, worker, { limit: 1, cursor: 'a' })), ['b1'])
  t.same(names(await claim(db, worker, { limit: 1, cursor: 'c' })), ['a1'])
})

t.test('tasks of kinds that this version does not know are left to newer workers', async t => {
  const { db, worker, add } = await ground(t)
  await add('a1', 'a2')
  await db.query({ text: "update task set kind = 'of tomorrow' where id = 'a1'" })
  t.same(names(await claim(db, worker)), ['a2'])
})

t.test('a worker that was ended claims nothing', async t => {
  const { db, worker, add } = await ground(t)
  await add('a1')
  await endWorkers(db, [worker])
  t.same(await claim(db, worker), [])
})

t.test('nobody ends a worker while a claim of it is under way', async t => {
  const { db, worker, add } = await ground(t)
  await add('a1')
  const ending = await db.transaction(async trx => {
    t.same(names(await claim(trx, worker)), ['a1'])
    const ending = endWorkers(db, [worker])
    t.equal(await doneOrWaiting(db, ending), 'waiting')
    return [ending]
  })
  await Promise.all(ending)
})

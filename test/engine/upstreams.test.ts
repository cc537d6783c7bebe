import fc from 'fast-check'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { connect, type Database } from '../../src/database/connect.ts'
import { registerWorker } from '../../src/engine/records/workers.ts'
import { UpstreamFault } from '../../src/problems.ts'
import { openUpstreams, type Upstreams } from '../../src/engine/upstreams.ts'
import { createDatabase } from '../support/database.ts'
import { until } from '../support/until.ts'

const key = 'sbc:1:8'
const options = { name: 'SBC 8', maxConcurrent: 4 }
const down = async (): Promise<never> => { throw new UpstreamFault('SBC 8', 'unreachable', 'SBC 8 does not answer.') }
const works = async (): Promise<string> => 'done'

/** Two workers on one database, and a way to let the pause of a breaker be over. */
async function twoWorkers (
  t: Test
): Promise<{ db: Database, one: Upstreams, other: Upstreams, pauseIsOver(): Promise<void> }> {
  const db = connect((await createDatabase(t)).url, 4, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  const ids = await Promise.all(
    ['one', 'other'].map(boot => registerWorker(db, { host: 'here', boot, processId: 1, version: 'test' }))
  )
  const [one, other] = [openUpstreams(db, () => ids[0] ?? 0), openUpstreams(db, () => ids[1] ?? 0)]
  return {
    db,
    one,
    other,
    async pauseIsOver () {
      await db.query({ text: 'update upstream set open_until = now()' })
      await Promise.all([one.refresh(), other.refresh()])
    }
  }
}

t.test('an upstream that failed is left alone by all workers', async t => {
  const { one, other } = await twoWorkers(t)
  await t.rejects(one.use(key, options, down), { name: 'UpstreamFault', kind: 'unreachable' })
  await other.refresh()
  for (const worker of [one, other]) {
    await t.rejects(worker.use(key, options, works), {
      name: 'UpstreamFault', kind: 'busy', message: /SBC 8 is not available/
    }, 'the worker is told that it is not available')
  }
  t.equal(await one.use('sbc:1:11', options, works), 'done', 'and no other upstream is')
})

t.test('a bound that upstreams share holds for all of them together', async t => {
  const { one } = await twoWorkers(t)
  const shared = { key: 'application', maxConcurrent: 3 }
  let running = 0
  let most = 0
  const ends: Array<() => void> = []
  const work = async (): Promise<void> => {
    most = Math.max(most, ++running)
    await new Promise<void>(resolve => { ends.push(resolve) })
    running -= 1
  }
  const calls = [1, 2].flatMap(upstream =>
    [1, 2, 3, 4].map(() => one.use(`numbers:${upstream}`, { ...options, maxConcurrent: 2, shared }, work))
  )
  for (let ended = 0; ended < calls.length;) {
    await until('a call is under way', async () => ends.length > 0)
    ends.shift()?.()
    ended += 1
  }
  await Promise.all(calls)
  t.equal(most, 3, 'as many as the shared bound allows, though each upstream had room for two')
})

t.test('after the pause one call tries the upstream, and all workers go on when it is back', async t => {
  const { one, other, pauseIsOver } = await twoWorkers(t)
  await t.rejects(one.use(key, options, down), 'the upstream fails')
  await pauseIsOver()
  await one.use(key, options, async () => {
    await t.rejects(
      other.use(key, options, works), { name: 'UpstreamFault', kind: 'busy' }, 'the others wait for its answer'
    )
  })
  t.ok(other.troubled(), 'the other worker still knows of the trouble')
  await other.refresh()
  t.equal(await other.use(key, options, works), 'done', 'the other worker goes on')
})

t.test('a worker that did not hear of the recovery finds out by itself', async t => {
  const { db, one, other } = await twoWorkers(t)
  await t.rejects(one.use(key, options, down), 'the upstream fails')
  await db.query({ text: 'update upstream set open_until = now()' })
  await other.refresh()
  await one.refresh()
  t.equal(await one.use(key, options, works), 'done', 'the first worker goes on')
  t.equal(await other.use(key, options, works), 'done', 'the other worker goes on')
})

t.test('a pause may have a fraction, whatever the upstream asks for', async t => {
  const { db, one } = await twoWorkers(t)
  const seconds = fc.oneof(fc.constant(5.362), fc.double({ min: 0, max: 21_600, noNaN: true }))
  await fc.assert(fc.asyncProperty(seconds, async retryAfterSeconds => {
    await db.query({ text: 'delete from upstream' })
    await one.refresh()
    const thrown = await one.use(key, options, async () => {
      throw new UpstreamFault('SBC 8', 'throttled', 'Later.', { retryAfterSeconds })
    }).catch((error: unknown) => error)
    const { rows: [row] } = await db.query<{ left: number }>({
      text: 'select extract(epoch from open_until - changed_at)::float8 as left from upstream'
    })
    return thrown instanceof UpstreamFault && Math.abs((row?.left ?? -1) - retryAfterSeconds) < 0.01
  }), { numRuns: 30 })
})

t.test('calls that fail together count as one failure', async t => {
  const { db, one } = await twoWorkers(t)
  const started: Array<() => void> = []
  const failing = Array.from({ length: 4 }, () => one.use(key, options, async () => {
    await new Promise<void>(resolve => { started.push(resolve); if (started.length === 4) started.forEach(go => go()) })
    return down()
  }))
  await Promise.allSettled(failing)
  t.match((await db.query({ text: 'select failures from upstream' })).rows, [{ failures: 1 }])
})

t.test('a device has one writer among all workers, and the next one follows', async t => {
  const { one, other } = await twoWorkers(t)
  const exclusive = { ...options, maxConcurrent: 1, exclusive: true }
  let writers = 0
  const write = async (): Promise<void> => {
    writers += 1
    t.equal(writers, 1, 'nobody else writes')
    await new Promise(resolve => setImmediate(resolve))
    writers -= 1
  }
  await Promise.all([one, other, one, other].map(worker => worker.use(key, exclusive, write)))
})

t.test('the permit of a dead worker does not stop others', async t => {
  const { db, one, other } = await twoWorkers(t)
  await one.use(key, { ...options, exclusive: true }, async () => {
    await db.query({ text: `update worker set ended_at = now() where boot = 'one'` })
    t.equal(await other.use(key, { ...options, exclusive: true }, works), 'done', 'the other worker gets the permit')
  })
  t.same((await db.query({ text: 'select * from upstream_permit' })).rows, [], 'no permit is left')
})

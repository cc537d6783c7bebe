import { join } from 'node:path'
import t from 'tap'
import { request } from 'undici'
import { DatabaseClock } from '../../src/database/clock.ts'
import { projectRoot } from '../../src/database/project-root.ts'
import { UpstreamFault } from '../../src/problems.ts'
import { next } from '../../src/engine/define.ts'
import { releaseTask } from '../../src/engine/records/task-control.ts'
import { engineOf, kindOf } from '../support/engine.ts'
import { openRecords } from '../support/records.ts'
import { startStack } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { australianNumbers, upload, uploadBody } from '../support/uploads.ts'

const skewed = `--import=${join(projectRoot(), 'dist/test/support/skewed-clock.js')}`
const hours = 3600

for (const [what, env] of [
  ['three hours ahead', { CLOCK_SKEW_SECONDS: String(3 * hours) }],
  ['three hours behind', { CLOCK_SKEW_SECONDS: String(-3 * hours) }],
  ['set forward by a day in the middle', { CLOCK_SKEW_SECONDS: String(24 * hours), CLOCK_JUMP_AFTER: '4000' }]
] as const) {
  t.test(`a worker whose clock is ${what} does its work, and says so`, async t => {
    const stack = await startStack(t)
    const records = await openRecords(t, stack.databaseUrl)
    await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 3000 })
    await stack.startApi()
    const worker = await stack.startWorker({ NODE_OPTIONS: skewed, ...env, PORT: '0' })
    const port = await worker.waitFor(line => /"port":(\d+),"msg":"Probes/.exec(line)?.[1])
    const numbers = australianNumbers(61000, 12)
    const { body } = await upload(stack, uploadBody({ phoneNumbers: numbers }))
    const task = await stack.finished(body.taskId)
    t.match(task, { status: 'CompletedSuccess' }, 'the upload is finished, not given up')
    const [{ count, off }] = await records.query(
      `select (select count(*) from number where number = any($1))::int as count,
        (select max(abs(extract(epoch from (m ->> 'at')::timestamptz - now()))) < 600
          from task t cross join jsonb_array_elements(t.messages) m) as off`, [numbers]
    )
    t.equal(count, numbers.length, 'all numbers are in the records')
    t.ok(off, 'times of messages are those of the database')
    t.match(await worker.waitFor(line => line.includes('The clock of this machine is') ? line : undefined),
      /"skewSeconds":-?\d{4,}.*(?:ahead of|behind) that of the database/)
    const { statusCode, body: probe } = await request(`http://127.0.0.1:${port}/readyz`)
    t.equal(statusCode, 200, 'it is ready')
    t.match(await probe.text(), /"clockSkewSeconds":-?\d{4,}/, 'and says so there')
  })
}

t.test('the time of the database is kept between two looks, and a slow look does not spoil it', async t => {
  const clock = new DatabaseClock()
  t.equal(clock.skewSeconds(), 0, 'nothing is claimed before the database was asked')
  const told = Date.parse('2031-01-01T00:00:00Z')
  clock.observe(told, performance.now(), performance.now())
  t.match(clock.now().toISOString(), /^2031-01-01T00:00:00/)
  t.ok(clock.skewSeconds() < -hours, 'this machine is behind')
  const begun = performance.now() - 20_000
  clock.observe(told - 1_000_000, begun, performance.now())
  t.match(clock.now().toISOString(), /^2031-01-01T00:0/, 'an answer that took twenty seconds says less than what is known')
  const later = performance.now() + 120_000
  clock.observe(told + 7_200_000, later - 20_000, later)
  t.match(clock.now().toISOString(), /^2031-01-01T01:5/, 'and is taken when that is old: another server may tell it')
})

t.test('what an outage keeps from being taken back is parked, and is taken back when it is released', async t => {
  let isAway = true
  const engine = await engineOf(t, [kindOf('work', {
    act: {
      undoFor: 1,
      run: async () => next(),
      async undo () {
        if (isAway) throw new UpstreamFault('Microsoft', 'unreachable', 'Microsoft did not answer.')
        return next()
      }
    },
    fail: async () => ({ type: 'reject', code: 'no', reason: 'No.' })
  })])
  await engine.add({ id: 'tst_1' })
  await engine.start()
  const parked = await until('the task is parked', async () => {
    const row = await engine.row('tst_1')
    return row.state === 'parked' && row
  })
  t.match(parked, {
    status: 'InProgress', direction: 'undo', failure: { code: 'no' },
    messages: [{}, {}, { level: 'Error', message: /what step act did is not taken back yet.*Release the task/ }]
  })
  isAway = false
  t.ok(await releaseTask(engine.db, { providerId: 1, id: 'tst_1' }))
  t.match(await engine.finished('tst_1'), { status: 'Failed', failure: { code: 'no' } }, 'the failure is the first one')
})

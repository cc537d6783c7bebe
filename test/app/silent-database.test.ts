import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { startWire, type Wire } from '../support/cut-wire.ts'
import { openRecords } from '../support/records.ts'
import { scene, upload, type Scene } from '../support/scene.ts'
import type { Answer } from '../support/stack.ts'
import { until } from '../support/until.ts'

const profilesRead = '/api/v3/oc/callingprofile'
const brief = {
  DATABASE_SILENCE_SECONDS: '1', DATABASE_CONNECT_SECONDS: '1', READINESS_SECONDS: '0.5', REQUEST_LOCK_SECONDS: '0.3',
  LOG_LEVEL: 'debug'
}

/** From when on a connection is possible again (the promise of docs/faults.md). */
const recovery = 15_000

async function silentScene (t: Test): Promise<Scene & { wire: Wire, answers: () => Promise<Answer> }> {
  const world = await scene(t)
  const wire = await startWire(t, world.stack.databaseUrl)
  return { ...world, wire, answers: () => world.stack.call('GET', profilesRead) }
}

t.test('after a failover that nobody was told of, API and worker answer as soon as they can connect', async t => {
  const { stack, wire, answers, post } = await silentScene(t)
  await stack.startApi({ ...brief, DATABASE_URL: wire.url })
  await stack.startWorker({ ...brief, DATABASE_URL: wire.url })
  await Promise.all(Array.from({ length: 20 }, answers)) // so that the pool is full
  await stack.microsoft.control('POST', '/_mock/faults', { ...upload, delayMilliseconds: 300 })
  const taskId = await post()
  wire.silence()
  t.match(await stack.call('GET', '/readyz', { role: null }), {
    status: 503, body: { reason: /does not answer within 0.5 s|cannot be reached/ }
  }, 'the process is not ready, and says so in time')
  t.equal((await stack.call('GET', '/healthz', { role: null })).status, 200, 'and it is alive')
  const during = await Promise.all(Array.from({ length: 12 }, answers))
  t.same([...new Set(during.map(({ status }) => status))], [503], 'requests are refused, and none hangs')
  t.match(during[0], { headers: { 'retry-after': /\d/ }, body: { errorCode: 'database_unavailable' } })
  wire.mend()
  const mended = performance.now()
  await until('the API answers', async () => (await answers()).status === 200)
  t.ok(performance.now() - mended < recovery, 'the API answers')
  t.match(await stack.finished(taskId), { status: 'CompletedSuccess' }, 'the task that was under way ends well')
  t.ok(performance.now() - mended < recovery, 'and so does the worker')
})

t.test('trouble of a client, or of another statement, is told as what it is', async t => {
  const { stack } = await silentScene(t)
  const program = await stack.startApi(brief)
  const records = await openRecords(t, stack.databaseUrl)

  await t.test('a request that waits for a lock too long says so', async t => {
    await records.query('begin')
    await records.query('lock table calling_profile')
    const answer = await stack.call('GET', profilesRead)
    await records.query('rollback')
    t.match(answer, {
      status: 503, headers: { 'retry-after': /\d/ },
      body: { errorCode: 'database_unavailable', detail: /Something else is changing the same records/ }
    })
  })

  await t.test('a client that hangs up in the middle of a body is no trouble of the database', async t => {
    const { hostname, port } = new URL(stack.baseUrl)
    const socket = connect(Number(port), hostname)
    await until('the request before it is in the log', () =>
      program.output().includes('"database_unavailable","msg":"Answered"'))
    const before = program.output().length
    const head = `POST /api/v3/oc/lead HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${await stack.token()}\r\n` +
      'content-type: application/json\r\ncontent-length: 100\r\n\r\n{'
    await new Promise<void>(resolve => socket.write(head, () => resolve()))
    await stack.call('GET', profilesRead) // by now its head has arrived
    socket.destroy()
    await until('it is noticed', () => program.output().slice(before).includes('The client went away'))
    t.notMatch(program.output().slice(before), /"level":50|database_unavailable/, 'nothing is logged as an error')
  })
})

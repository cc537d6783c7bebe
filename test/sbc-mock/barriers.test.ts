import t from 'tap'
import { listeningAt, startProgram } from '../support/program.ts'
import { admin, bootOne, rule, Sbc } from './boot.ts'

const incremental = { method: 'PUT', path: 'cliScript/incremental$' }

async function arm (sbc: Sbc, barrier: object): Promise<number> {
  const { status, text } = await sbc.mock('POST', 'barriers', barrier)
  if (status !== 201) throw new Error(text)
  return JSON.parse(text).id
}

const look = async (sbc: Sbc, id: number, seconds = 20): Promise<{ state: string, request: unknown }> =>
  JSON.parse((await sbc.call('GET', `/_mock/barriers/${id}?seconds=${seconds}`)).text)

t.test('a barrier holds the one request that it names, before or after its work, until it is released', async t => {
  const sbc = await bootOne(t)
  for (const [hold, prefix, there] of [['before', '1', []], ['after', '2', ['1', '2']]] as const) {
    const id = await arm(sbc, { ...incremental, hold })
    const sent = sbc.inPlan(...rule('new', prefix))
    t.match(await look(sbc, id), {
      state: 'held', request: { method: 'PUT', path: '/api/v1/files/cliScript/incremental' }
    })
    t.strictSame(await sbc.prefixes(), there, `the request is held ${hold} its work`)
    t.equal((await sbc.call('GET', '/api/v1/status')).status, 200, 'others are not held')
    t.match((await sbc.mock('POST', `barriers/${id}/release`)).text, '"released"')
    t.match(await sent, { status: 'success' })
  }
})

t.test('a barrier lets as many requests pass first as it is told, and others wait behind none', async t => {
  const sbc = await bootOne(t)
  const id = await arm(sbc, { ...incremental, after: 1 })
  await sbc.inPlan(...rule('new', '1'))
  t.match(await look(sbc, id, 0), { state: 'armed', request: null })
  const second = sbc.inPlan(...rule('new', '2'))
  t.match(await look(sbc, id), { state: 'held' })
  await sbc.inPlan(...rule('new', '3'))
  t.strictSame(await sbc.prefixes(), ['1', '3'])
  t.equal((await sbc.state()).writersMaximum, 2, 'what is held counts as a writer')
  await sbc.mock('DELETE', 'barriers')
  await second
  t.strictSame(await sbc.prefixes(), ['1', '3', '2'], 'dropping the barriers releases what they hold')
})

t.test('a device that loses its power cuts what is held, and its work is never done', async t => {
  const sbc = await bootOne(t)
  const id = await arm(sbc, incremental)
  const sent = t.rejects(sbc.inPlan(...rule('new', '1')))
  t.match(await look(sbc, id), { state: 'held' })
  await sbc.behave({ refuseConnections: true })
  await sent
  await sbc.mock('POST', `barriers/${id}/release`)
  t.strictSame(await sbc.prefixes(), [])
})

t.test('a barrier that cannot be is refused, and a reset forgets all', async t => {
  const sbc = await bootOne(t)
  for (const barrier of [{ pth: 'x' }, { hold: 'middle' }, { path: '(' }, { after: -1 }, 5]) {
    t.equal((await sbc.mock('POST', 'barriers', barrier)).status, 400, JSON.stringify(barrier))
  }
  const id = await arm(sbc, {})
  t.equal((await sbc.call('GET', `/_mock/barriers/${id}?seconds=soon`)).status, 400)
  t.equal((await sbc.mock('DELETE', `barriers/${id}`)).status, 405)
  await sbc.mock('POST', 'reset')
  t.equal((await sbc.call('GET', `/_mock/barriers/${id}`)).status, 404)
  t.equal((await sbc.call('GET', '/_mock/barriers')).text, '[]')
})

t.test('a Kamailio holds commands in the same way', async t => {
  const program = startProgram('sbc-mock/kamailio/server.js', { KAMAILIO_MOCK_PORT: '0' })
  t.teardown(() => program.stop())
  const kamailio = new Sbc(await program.waitFor(listeningAt))
  const set = (key: string): Promise<unknown> =>
    kamailio.call('POST', '/RPC', JSON.stringify({ method: 'htable.sets', params: ['OCDialPlan', key, 'x'], id: 1 }), {
      authorization: admin
    })
  const keys = async (): Promise<string[]> =>
    JSON.parse((await kamailio.call('GET', '/_mock/state')).text).dialPlans.OCDialPlan.map((
      { prefix }: { prefix: string }
    ) => prefix)
  for (const [hold, key, there] of [['before', '1', []], ['after', '2', ['1', '2']]] as const) {
    const id = await arm(kamailio, { path: '/RPC htable.sets', hold })
    const sent = set(key)
    t.match(await look(kamailio, id), { state: 'held', request: { path: '/RPC htable.sets' } })
    t.strictSame(await keys(), there)
    await kamailio.mock('POST', `barriers/${id}/release`)
    await sent
  }
  t.equal((await kamailio.mock('POST', 'barriers', { pth: 'x' })).status, 400)
})

import t from 'tap'
import { bootOne, rule } from './boot.ts'
import { until } from '../support/until.ts'

const sbc = await bootOne(t)
t.beforeEach(async () => { await sbc.mock('POST', 'reset') })

const status = async () => sbc.call('GET', '/api/v1/status')

t.test('a fault answers in place of the device, as often and as late as told', async t => {
  await sbc.mock('POST', 'faults', {
    path: '/status$', after: 1, times: 2, status: 503, headers: { 'retry-after': '7' }, body: { description: 'busy' }
  })
  t.equal((await status()).status, 200, 'the fault comes after the first request')
  const answer = await status()
  t.match(answer, { status: 503, text: '{"description":"busy"}' })
  t.equal(answer.headers.get('retry-after'), '7', 'the header of the fault is sent')
  t.equal((await sbc.call('GET', '/api/v1/versions')).status, 200, 'other paths are not hit')
  t.equal((await status()).status, 503, 'the fault hits twice')
  t.equal((await status()).status, 200, 'the fault is used up')
})

t.test('a connection that is cut before the work leaves nothing, and one that is cut after it leaves ' +
  'everything', async (t) => {
  await sbc.mock('POST', 'faults', [{ method: 'PUT', cut: 'before' }, { method: 'PUT', cut: 'after' }])
  await t.rejects(sbc.inPlan(...rule(0, '1')), 'the first connection is cut')
  t.strictSame(await sbc.prefixes(), [], 'nothing was done')
  await t.rejects(sbc.inPlan(...rule(0, '1')), 'the second connection is cut')
  t.strictSame(await sbc.prefixes(), ['1'], 'the work was done')
  t.strictSame((await sbc.inPlan(...rule(1, '2'))).status, 'success', 'no fault is left')
})

t.test('a script may stop in the middle and still answer 200', async (t) => {
  await sbc.mock('POST', 'faults', { path: 'incremental', failAfterLines: 10 })
  const answer = await sbc.upload(
    '/api/v1/files/cliScript/incremental',
    ['configure voip', 'sbc dial-plan 0', ...rule(0, '1'), ...rule(1, '2')].join('\n')
  )
  t.equal(answer.status, 200, 'the answer is 200')
  t.match(JSON.parse(answer.text), { status: 'failure', output: /^Error at line 11: script was interrupted/ })
  t.strictSame(await sbc.prefixes(), ['1'], 'the lines before the stop are applied')
})

t.test('a script that fails may answer 400 instead', async (t) => {
  await sbc.behave({ scriptFailureStatus: 400 })
  t.equal((await sbc.upload('/api/v1/files/cliScript/incremental', 'nonsense')).status, 400, 'the answer is 400')
})

t.test('an error can be answered although the work was done', async (t) => {
  await sbc.mock('POST', 'faults', { method: 'PUT', status: 500, apply: true })
  const form = ['configure voip', 'sbc dial-plan 0', ...rule(0, '1')].join('\n')
  t.equal((await sbc.upload('/api/v1/files/cliScript/incremental', form)).status, 500, 'the answer is 500')
  t.strictSame(await sbc.prefixes(), ['1'], 'the work was done')
})

t.test('a client that gives up on a slow device cannot know what was done', async (t) => {
  await sbc.mock('POST', 'faults', { method: 'POST', delayMilliseconds: 60_000, delayAfter: true })
  const gone = new AbortController()
  const sent = fetch(`${sbc.base}/api/v1/actions/saveConfiguration`, {
    method: 'POST', signal: gone.signal, headers: { authorization: `Basic ${btoa('dialplane:demo-sbc-password')}` }
  })
  await until('the work is done', async () => (await sbc.state()).effects.length > 0)
  gone.abort()
  await t.rejects(sent, 'the client has given up')
  t.match((await sbc.state()).effects, [{ kind: 'save' }])
})

t.test('waiting work is never done when the device is switched off', async (t) => {
  await sbc.mock('POST', 'faults', { method: 'PUT', delayMilliseconds: 60_000 })
  const sent = t.rejects(sbc.inPlan(...rule(0, '1')), 'the connection is cut')
  await until('the work waits', async () => (await sbc.state()).writersMaximum > 0)
  await sbc.behave({ refuseConnections: true })
  await sent
  t.strictSame(await sbc.prefixes(), [], 'nothing was done')
})

t.test('a device that is switched off answers nothing but its mock routes', async (t) => {
  await sbc.behave({ refuseConnections: true })
  await t.rejects(status(), 'the device does not answer')
  await t.rejects(sbc.inPlan(...rule(0, '1')), 'the device takes no script')
  t.strictSame(await sbc.prefixes(), [], 'nothing was done')
  await sbc.behave({ refuseConnections: false })
  t.equal((await status()).status, 200, 'the device answers again')
})

t.test('another writer moves all indexes before each change of a dial plan', async (t) => {
  await sbc.inPlan(...rule(0, '1'), ...rule(1, '2'))
  await sbc.behave({ concurrentWriter: true })
  await sbc.inPlan('no dial-plan-rule 1')
  t.match(
    await sbc.rules(), [{ index: 0, tag: 'other-writer' }, { index: 2, prefix: '2' }],
    'the index now meant another rule'
  )
  await sbc.script('show running-config voip')
  t.equal((await sbc.rules()).length, 2, 'reading disturbs nobody')
})

t.test('the largest number of writers at one time is counted', async (t) => {
  await sbc.behave({ delayMilliseconds: 100 })
  await sbc.inPlan(...rule(0, '1'))
  await status()
  t.equal((await sbc.state()).writersMaximum, 1, 'reading does not count')
  await Promise.all([sbc.inPlan(...rule(1, '2')), sbc.inPlan(...rule(2, '3')), status()])
  t.equal((await sbc.state()).writersMaximum, 2, 'two writers at the same time count')
})

t.test('faults and switches are listed and cleared, and refused when misspelt', async (t) => {
  t.match(await sbc.mock('POST', 'faults', { times: 'always', status: 500 }), { status: 201, text: '"left":"always"' })
  t.equal((await status()).status, 500, 'the fault hits')
  await sbc.mock('DELETE', 'faults')
  t.equal((await sbc.call('GET', '/_mock/faults')).text, '[]', 'no fault is left')
  t.equal((await status()).status, 200, 'the device answers again')
  for (const fault of [{ stats: 500 }, { cut: 'middle' }, { path: '(' }, { times: 0 }, 5]) {
    t.equal((await sbc.mock('POST', 'faults', fault)).status, 400, `${JSON.stringify(fault)} is refused`)
  }
  t.equal((await sbc.behave({ haSinc: true })).status, 400, 'a misspelt switch is refused')
  t.equal((await sbc.behave({ haSync: 'yes' })).status, 400, 'a switch of another type is refused')
  t.equal((await sbc.mock('PUT', 'state', { plan: [] })).status, 400, 'a misspelt state is refused')
  t.equal(
    (await sbc.mock('PUT', 'state', { rules: [{ plan: 'Nowhere', prefix: '1' }] })).status, 400,
    'a rule of an unknown plan is refused'
  )
  t.equal((await sbc.call('GET', '/_mock/nowhere')).status, 404, 'an unknown control route is not found')
})

t.test('requests are remembered with their outcome', async (t) => {
  await sbc.mock('POST', 'faults', { cut: 'before' })
  await t.rejects(status(), 'the request is cut')
  await sbc.call('GET', '/api/v1/kpi?x=1')
  t.match(JSON.parse((await sbc.call('GET', '/_mock/requests')).text), [
    { sequence: 1, method: 'GET', path: '/api/v1/status', status: null },
    { sequence: 2, method: 'GET', path: '/api/v1/kpi?x=1', status: 200, user: 'dialplane' }
  ])
  await sbc.mock('DELETE', 'requests')
  t.equal((await sbc.call('GET', '/_mock/requests')).text, '[]', 'no request is remembered')
  await sbc.inPlan(...rule(0, '1'))
  t.match(
    (await sbc.state()).effects, [{ sequence: 1, kind: 'add', request: 3, prefix: '1' }], 'effects name the request'
  )
})

import t from 'tap'
import { bootOne, rule } from './boot.ts'

const sbc = await bootOne(t)
t.beforeEach(async () => { await sbc.mock('POST', 'reset') })

const status = async () => sbc.call('GET', '/api/v1/status')

t.test('a fault answers in place of the device, as often and as late as told', async t => {
  await sbc.mock('POST', 'faults', {
    path: '/status$', after: 1, times: 2, status: 503, headers: { 'retry-after': '7' }, body: { description: 'busy' }
  })
  t.equal((await status()).status, 200)
  const answer = await status()
  t.match(answer, { status: 503, text: '{"description":"busy"}' })
  t.equal(answer.headers.get('retry-after'), '7')
  t.equal((await sbc.call('GET', '/api/v1/versions')).status, 200, 'other paths are not hit')
  t.equal((await status()).status, 503)
  t.equal((await status()).status, 200)
})

t.test('a connection cut before the work leaves nothing, cut after it leaves everything', async (t) => {
  await sbc.mock('POST', 'faults', [{ method: 'PUT', cut: 'before' }, { method: 'PUT', cut: 'after' }])
  await t.rejects(sbc.inPlan(...rule(0, '1')))
  t.strictSame(await sbc.prefixes(), [])
  await t.rejects(sbc.inPlan(...rule(0, '1')))
  t.strictSame(await sbc.prefixes(), ['1'])
  t.strictSame((await sbc.inPlan(...rule(1, '2'))).status, 'success')
})

t.test('a script may stop in the middle and still answer 200', async (t) => {
  await sbc.mock('POST', 'faults', { path: 'incremental', failAfterLines: 10 })
  const answer = await sbc.upload(
    '/api/v1/files/cliScript/incremental',
    ['configure voip', 'sbc dial-plan 0', ...rule(0, '1'), ...rule(1, '2')].join('\n')
  )
  t.equal(answer.status, 200)
  t.match(JSON.parse(answer.text), { status: 'failure', output: /^Error at line 11: script was interrupted/ })
  t.strictSame(await sbc.prefixes(), ['1'])
})

t.test('a script that fails may answer 400 instead', async (t) => {
  await sbc.behave({ scriptFailureStatus: 400 })
  t.equal((await sbc.upload('/api/v1/files/cliScript/incremental', 'nonsense')).status, 400)
})

t.test('an error can be answered although the work was done', async (t) => {
  await sbc.mock('POST', 'faults', { method: 'PUT', status: 500, apply: true })
  const form = ['configure voip', 'sbc dial-plan 0', ...rule(0, '1')].join('\n')
  t.equal((await sbc.upload('/api/v1/files/cliScript/incremental', form)).status, 500)
  t.strictSame(await sbc.prefixes(), ['1'])
})

t.test('a client that gives up on a slow device cannot know what was done', async (t) => {
  await sbc.mock('POST', 'faults', { method: 'POST', delayMilliseconds: 60_000, delayAfter: true })
  const gone = new AbortController()
  const sent = fetch(`${sbc.base}/api/v1/actions/saveConfiguration`, {
    method: 'POST', signal: gone.signal, headers: { authorization: `Basic ${btoa('dialplane:demo-sbc-password')}` }
  })
  while ((await sbc.state()).effects.length === 0) await sbc.call('GET', '/_mock/requests')
  gone.abort()
  await t.rejects(sent)
  t.match((await sbc.state()).effects, [{ kind: 'save' }])
})

t.test('work that waits when the device is switched off is never done', async (t) => {
  await sbc.mock('POST', 'faults', { method: 'PUT', delayMilliseconds: 60_000 })
  const sent = t.rejects(sbc.inPlan(...rule(0, '1')))
  while ((await sbc.state()).writersMaximum === 0) await sbc.call('GET', '/_mock/requests')
  await sbc.behave({ refuseConnections: true })
  await sent
  t.strictSame(await sbc.prefixes(), [])
})

t.test('a device that is switched off answers nothing but its mock routes', async (t) => {
  await sbc.behave({ refuseConnections: true })
  await t.rejects(status())
  await t.rejects(sbc.inPlan(...rule(0, '1')))
  t.strictSame(await sbc.prefixes(), [])
  await sbc.behave({ refuseConnections: false })
  t.equal((await status()).status, 200)
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

t.test('the most writers there ever were at a time are counted', async (t) => {
  await sbc.behave({ delayMilliseconds: 100 })
  await sbc.inPlan(...rule(0, '1'))
  await status()
  t.equal((await sbc.state()).writersMaximum, 1)
  await Promise.all([sbc.inPlan(...rule(1, '2')), sbc.inPlan(...rule(2, '3')), status()])
  t.equal((await sbc.state()).writersMaximum, 2)
})

t.test('faults and switches are listed, cleared, and refused when misspelt', async (t) => {
  t.match(await sbc.mock('POST', 'faults', { times: 'always', status: 500 }), { status: 201, text: '"left":"always"' })
  t.equal((await status()).status, 500)
  await sbc.mock('DELETE', 'faults')
  t.equal((await sbc.call('GET', '/_mock/faults')).text, '[]')
  t.equal((await status()).status, 200)
  for (const fault of [{ stats: 500 }, { cut: 'middle' }, { path: '(' }, { times: 0 }, 5]) {
    t.equal((await sbc.mock('POST', 'faults', fault)).status, 400)
  }
  t.equal((await sbc.behave({ haSinc: true })).status, 400)
  t.equal((await sbc.behave({ haSync: 'yes' })).status, 400)
  t.equal((await sbc.mock('PUT', 'state', { plan: [] })).status, 400)
  t.equal((await sbc.mock('PUT', 'state', { rules: [{ plan: 'Nowhere', prefix: '1' }] })).status, 400)
  t.equal((await sbc.call('GET', '/_mock/nowhere')).status, 404)
})

t.test('requests are remembered with what became of them', async (t) => {
  await sbc.mock('POST', 'faults', { cut: 'before' })
  await t.rejects(status())
  await sbc.call('GET', '/api/v1/kpi?x=1')
  t.match(JSON.parse((await sbc.call('GET', '/_mock/requests')).text), [
    { sequence: 1, method: 'GET', path: '/api/v1/status', status: null },
    { sequence: 2, method: 'GET', path: '/api/v1/kpi?x=1', status: 200, user: 'dialplane' }
  ])
  await sbc.mock('DELETE', 'requests')
  t.equal((await sbc.call('GET', '/_mock/requests')).text, '[]')
  await sbc.inPlan(...rule(0, '1'))
  t.match(
    (await sbc.state()).effects, [{ sequence: 1, kind: 'add', request: 3, prefix: '1' }], 'effects name the request'
  )
})

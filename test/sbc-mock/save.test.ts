import t from 'tap'
import { bootOne, rule } from './boot.ts'

const sbc = await bootOne(t)
t.beforeEach(async () => {
  await sbc.mock('POST', 'reset')
  await sbc.inPlan(...rule(0, '1'))
})

const save = async (body?: string) => sbc.call('POST', '/api/v1/actions/saveConfiguration', body)
const status = async () => sbc.call('GET', '/api/v1/status')

t.test('a change runs at once and is saved only on request', async (t) => {
  t.match(await sbc.state(), { saveNeeded: true, saved: { OCDialPlan: [] } })
  t.match((await status()).text, '"saveNeeded":true', 'the status says that saving is needed')
  const answer = await save()
  t.match(answer, { status: 200, text: '' })
  t.match(await sbc.state(), { saveNeeded: false, saved: { OCDialPlan: [{ prefix: '1' }] } })
  t.match((await status()).text, '"saveNeeded":false', 'the status says that nothing is left to save')
})

t.test('a change to the same value needs no saving', async (t) => {
  await save()
  await sbc.inPlan('dial-plan-rule 0', 'tag "a"', 'activate')
  t.equal((await sbc.state()).saveNeeded, false, 'nothing is left to save')
})

t.test('a power cut loses changes that were not saved', async (t) => {
  await save()
  await sbc.inPlan(...rule(1, '2'))
  await sbc.mock('POST', 'restart')
  t.strictSame(await sbc.prefixes(), ['1'], 'only the saved rule is there')
})

t.test('a reset saves first unless told otherwise, and the device is away for a while', async (t) => {
  const answer = await sbc.call('POST', '/api/v1/actions/reset', '{"saveConfiguration":false,"gracefulTimeout":0}')
  t.match(answer, { status: 200, text: '{"description":"Device will reset now"}' })
  t.strictSame(await sbc.prefixes(), [], 'the unsaved rule is gone')
  await t.rejects(status(), 'nobody answers while it restarts')
  await sbc.mock('POST', 'clock', { advanceSeconds: 2 })
  t.match(JSON.parse((await status()).text), { systemUpTime: 1 })

  await sbc.inPlan(...rule(0, '1'))
  await sbc.call('POST', '/api/v1/actions/reset')
  t.strictSame(await sbc.prefixes(), ['1'], 'the saved rule is there')
})

t.test('a graceful reset comes when its time is over, or at once when no call is active', async t => {
  t.match(await sbc.call('POST', '/api/v1/actions/reset', '{"gracefulTimeout":30}'), {
    status: 200, text: '{"description":"Device will reset now"}'
  })
  await sbc.inPlan(...rule(1, '2'))
  t.equal((await status()).status, 200, 'it goes on until then')
  await sbc.mock('POST', 'clock', { advanceSeconds: 29 })
  t.equal((await sbc.state()).restarts, 0, 'the device waits for its time')
  await sbc.mock('POST', 'clock', { advanceSeconds: 1 })
  await t.rejects(status(), 'the device restarts')
  t.match(await sbc.state(), { restarts: 1, saved: { OCDialPlan: [{ prefix: '1' }, { prefix: '2' }] } })
  await sbc.mock('POST', 'clock', { advanceSeconds: 2 })
  t.equal((await status()).status, 200, 'the device is back')

  await sbc.call('POST', '/api/v1/actions/reset', '{"saveConfiguration":false,"gracefulTimeout":30}')
  await sbc.inPlan(...rule(2, '3'))
  await sbc.mock('POST', 'clock', { advanceSeconds: 40 })
  t.equal((await sbc.state()).restarts, 2, 'the second reset has happened')
  t.equal((await status()).status, 200, 'and is back already')
  t.strictSame(await sbc.prefixes(), ['1', '2'], 'the unsaved rule is gone')
  await sbc.call('POST', '/api/v1/actions/reset', '{"gracefulTimeout":1}')
  t.equal((await sbc.state()).restarts, 3, 'a reset without calls happens at once')
})

t.test('a device can lose unsaved rules in spite of its promise', async (t) => {
  await sbc.behave({ restartLosesUnsaved: true })
  await sbc.call('POST', '/api/v1/actions/reset', '{"saveConfiguration":true}')
  t.strictSame(await sbc.prefixes(), [], 'the rule is gone')
})

t.test('a reset with unknown attributes is refused', async (t) => {
  for (const body of ['{"now":true}', '{"saveConfiguration":"yes"}', 'now']) {
    t.equal((await sbc.call('POST', '/api/v1/actions/reset', body)).status, 400, `${body} is refused`)
  }
  t.equal((await sbc.state()).restarts, 0, 'the device was not restarted')
})

t.test('saving accepts a body, except on a strict device', async (t) => {
  t.equal((await save('{}')).status, 200, 'a body is accepted')
  await sbc.behave({ contentLengthStrict: true })
  t.equal((await save('{}')).status, 400, 'a strict device refuses a body')
  t.equal((await save()).status, 200, 'a strict device accepts no body')
})

t.test('nothing can be written during HA synchronization', async (t) => {
  await sbc.behave({ haSync: true })
  const busy = { status: 409, text: '{"description":"Device is currently performing HA synchronization"}' }
  t.match(await save(), busy)
  t.match(await sbc.call('POST', '/api/v1/actions/reset'), busy)
  t.match(await sbc.upload('/api/v1/files/cliScript/incremental', 'configure voip'), busy)
  t.equal((await status()).status, 200, 'the status can be read')
})

import t from 'tap'
import { stackOfFile } from '../support/shared-stack.ts'
import type { Anything } from '../support/anything.ts'
import type { Stack } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { messagesOf, upload, uploadBody } from '../support/uploads.ts'
import { boot } from '../sbc-mock/boot.ts'
import { steer } from '../upstreams/sbc/device.ts'

const freshStack = stackOfFile(t)

async function qualified (stack: Stack, sbcId: number): Promise<Anything> {
  const read = async (): Promise<Anything> => (await stack.call('GET', `/api/v3/sbc/${sbcId}/qualification`)).body
  await until('it is qualified', async () => ['fit', 'unfit'].includes((await read()).state))
  return read()
}

t.test('a device is qualified when it is registered, and its profile is kept', async t => {
  const stack = await freshStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  t.match((await stack.call('GET', '/api/v3/sbc/8/qualification')).body, { state: 'unknown', profile: null })
  const [url = ''] = await boot(t)
  const register = (fqdn: string): Promise<Anything> => stack.call('POST', '/api/v3/sbc', {
    body: {
      name: 'New', fqdn, baseUrl: url, username: 'dialplane', password: 'demo-sbc-password', limits: { rules: 500 }
    }
  })
  const { body: { sbcId } } = await register('new1.sbc.example')
  const kept = await qualified(stack, sbcId)
  t.match(kept, {
    state: 'fit', reasons: [], taskId: /^sbc_qlf_/, needs: { tagLength: 42 }, capacity: { rules: 0, limit: 500 },
    profile: {
      firmware: /^7\.40/, longestName: 15, longestPrefix: 50, longestTag: 64, prefixCaseSensitive: true,
      ways: ['the CLI script', 'the INI file'], licence: /Teams/, timeZone: '+00:00', operationalState: 'UNLOCKED'
    }
  })
  t.match(kept.findings.filter(({ check }: Anything) => check === 'probe'), [{ result: 'ok', message: /and saved/ }])
  const { saved } = await steer(url, 'GET', 'state')
  t.notMatch(JSON.stringify(saved), 'dialplane-probe', 'no probe is left')

  t.comment('other firmware is another device')
  await steer(url, 'PUT', 'state', { parameters: { firmware: '7.20A.258.559' }, behaviour: { tagMax: 16 } })
  await stack.call('POST', `/api/v3/sbc/${sbcId}/action/test`)
  t.match(await qualified(stack, sbcId), { state: 'unfit', reasons: [/tags of 16/], profile: { longestTag: null } })
  const before = await qualified(stack, sbcId)
  t.match((await stack.call('POST', `/api/v3/sbc/${sbcId}/action/test`)).body, { usable: false })
  t.equal((await qualified(stack, sbcId)).askedAt, before.askedAt, 'what has not changed is not asked again')

  t.comment('what is believed of it does not count, but what it does')
  await stack.call('PATCH', `/api/v3/sbc/${sbcId}`, { body: { limits: { tagLength: 64 } } })
  t.match(await qualified(stack, sbcId), { state: 'unfit', reasons: [/42 of tag\) was not taken/] })
  await steer(url, 'PUT', 'state', { parameters: { firmware: '7.40A.600.203' }, behaviour: { tagMax: 64 } })
  const { body: { taskId } } = await stack.call('POST', `/api/v3/sbc/${sbcId}/action/qualify`)
  t.match(await stack.finished(taskId), { status: 'CompletedSuccess', outputData: { Fit: true } })
})

t.test('a device that is not fit gets no numbers, and says why before Microsoft is asked', async t => {
  const stack = await freshStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  await stack.sbcs[1].control('POST', '/_mock/behaviour', { tagMax: 30 })
  const { body: { taskId } } = await stack.call('POST', '/api/v3/sbc/11/action/qualify')
  t.match(await stack.finished(taskId), { status: 'CompletedWithErrors', details: ['SbcNotFit'] })
  const upload1 = await stack.finished((await upload(stack, uploadBody())).body.taskId)
  t.match(upload1, { status: 'Failed' })
  t.match(messagesOf(upload1).join('\n'), /SBC 11 is not fit for numbers: .*42 of tag\) was not taken.*Nothing was changed/)
  const { numbers } = await stack.microsoft.control('GET', '/_mock/state')
  t.notMatch(JSON.stringify(numbers ?? null), '61395556880', 'Microsoft was not told')
  const { dialPlans } = await stack.sbcs[0].control('GET', '/_mock/state')
  t.notMatch(JSON.stringify(dialPlans), '61395556880', 'and the other device was left alone')
})

t.test('a probe that a dead worker left is removed, and a busy device is asked again', async t => {
  const stack = await freshStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  await stack.sbcs[0].control('POST', '/_mock/behaviour', { haSync: true })
  const { body: { taskId } } = await stack.call('POST', '/api/v3/sbc/8/action/qualify')
  const read = async (): Promise<Anything> => (await stack.call('GET', `/api/v3/task/${taskId}`)).body
  await until('it says what it waits for', async () => /HA synchronization/.test(JSON.stringify(await read())))
  t.match((await stack.call('GET', '/api/v3/sbc/8/qualification')).body, { state: 'unknown' }, 'neither fit nor unfit')
  await stack.sbcs[0].control('POST', '/_mock/behaviour', { haSync: false })
  await stack.call('POST', `/api/v3/task/${taskId}/cancel`)
  t.match(await stack.finished(taskId), { status: 'Canceled' })
})

import t from 'tap'
import { stackOfFile } from '../support/shared-stack.ts'
import type { Anything } from '../support/anything.ts'
import type { Stack } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { messagesOf, upload, uploadBody } from '../support/uploads.ts'
import { boot } from '../sbc-mock/boot.ts'
import { openRecords } from '../support/records.ts'
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

  t.comment('what somebody else sets up otherwise makes it another device, and what our scripts write does not')
  const test = (): Promise<Anything> => stack.call('POST', `/api/v3/sbc/${sbcId}/action/test`)
  await test()
  const known = await qualified(stack, sbcId)
  const rows = (table: string, values: Record<string, string>): Promise<unknown> =>
    steer(url, 'PUT', 'state', { rows: { [table]: [values] } })
  await rows('voip ip-group', { name: 'acme-c' })
  await rows('network nat-translation', { name: 'acme' })
  for (const _ of [1, 2]) await test()
  t.equal((await qualified(stack, sbcId)).askedAt, known.askedAt, 'tables that sites are made in are left out')
  await rows('voip sip-interface', { name: 'Teams', 'tls-port': '5061' })
  for (const _ of [1, 2]) await test()
  await until('it is qualified again', async () => (await qualified(stack, sbcId)).taskId !== known.taskId)
  t.match(await qualified(stack, sbcId), { state: 'fit' })

  t.comment('how fast it fills tells when it will be full')
  const records = await openRecords(t, stack.databaseUrl)
  const capacity = async (): Promise<Anything> =>
    (await stack.call('GET', `/api/v3/sbc/${sbcId}/qualification`)).body.capacity
  t.match(await capacity(), { addedPerDay: null, fullInDays: null }, 'nothing is foreseen from nothing')
  const came = (count: number, days: number, isThere: boolean): Promise<unknown> => records.query(
    `insert into number_rule_history (provider_id, number, at, sbc_id, is_there, rule_name, rule_tag)
      select 1, '+6139' || n, now() - make_interval(days => $2), $1, $3, 'a', 'b' from generate_series(1, $4::int) n`,
    [sbcId, days, isThere, count]
  )
  await came(400, 10, true)
  await came(100, 5, false)
  await came(9000, 31, true)
  await stack.call('PATCH', `/api/v3/sbc/${sbcId}`, { body: { limits: { rules: 6000 } } })
  t.match(await capacity(), { rules: 0, limit: 6000, addedPerDay: 30, fullInDays: 200 }, 'of the last 30 days')
  await records.query('update sbc_health set rules = 5990 where sbc_id = $1', [sbcId])
  t.match(await capacity(), { rules: 5990, fullInDays: 0 })
  await came(500, 1, false)
  t.match(await capacity(), { addedPerDay: -20, fullInDays: null }, 'one that gets emptier is never full')
})

t.test('how long a device locks a user out is told by itself or its registration, and logins keep to it', async t => {
  const stack = await freshStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  const { control } = stack.sbcs[0]
  const logins = async (): Promise<Anything> => (await stack.call('GET', '/api/v3/sbc/8/qualification')).body.logins
  const qualify = async (): Promise<Anything> =>
    stack.finished((await stack.call('POST', '/api/v3/sbc/8/action/qualify')).body.taskId)
  const wrong = async (): Promise<string> =>
    (await stack.call('PUT', '/api/v3/sbc/8/credentials', { body: { password: 'a typo' } })).body.detail
  t.same(await logins(), { pauseSeconds: 90, lockoutSeconds: 60, source: 'default' })
  await control('POST', '/_mock/behaviour', { failCount: 2, blockSeconds: 4000 })
  t.match((await qualify()).outputData.Findings.filter(({ check }: Anything) => check === 'credentials'), [
    { result: 'ok' }, { result: 'warning', message: /locks a user out after 2 failed logins/ }
  ])
  t.same(await logins(), { pauseSeconds: 6000, lockoutSeconds: 4000, source: 'device' })
  t.match(await wrong(), /does not accept our credentials \(401\)/)
  t.match(await wrong(), /may be in (6000|5\d\d\d) s/)
  await stack.call('PATCH', '/api/v3/sbc/8', { body: { limits: { lockoutSeconds: 40_000 } } })
  t.same(await logins(), { pauseSeconds: 60_000, lockoutSeconds: 40_000, source: 'registration' })
  t.match(await wrong(), /may be in (60000|59\d\d\d) s/)
  const failed = (await control('GET', '/_mock/requests')).filter(({ status }: Anything) => status === 401)
  t.equal(failed.length, 1, 'one of three candidates went to the device')
  t.match(await qualified(stack, 8), { state: 'fit' }, 'as it is registered now')
  await control('DELETE', '/_mock/requests')
  await control('PUT', '/_mock/state', {
    users: [{ name: 'dialplane', password: 'changed on the device', level: 'Security Administrator' }]
  })
  const test = async (): Promise<string> =>
    (await stack.call('POST', '/api/v3/sbc/8/action/test')).body.findings.at(-1).message
  const { body: { taskId } } = await stack.call('POST', '/api/v3/sbc/8/action/qualify')
  await until('a qualification finds that out', async () =>
    /does not accept our credentials \(401\)/.test(messagesOf((await stack.call('GET', `/api/v3/task/${taskId}`)).body)
      .join(' ')))
  t.match(await test(), /not asked again before (60000|59\d\d\d) s are over/, 'a test keeps to it as well')
  const refused = (await control('GET', '/_mock/requests')).filter(({ status }: Anything) => status === 401)
  t.equal(refused.length, 1, 'the credentials that are set up were tried once')
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

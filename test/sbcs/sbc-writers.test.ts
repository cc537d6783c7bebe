import t from 'tap'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { profiles, tenants } from '../support/stack.ts'
import { australianNumbers, messagesOf, upload, uploadBody } from '../support/uploads.ts'
import { until } from '../support/until.ts'

const freshStack = stackOfFile(t)
const prefixesOf = (rules: Array<{ prefix: string }>): string[] => rules.map(({ prefix }) => prefix).sort()

t.test('two workers that program the same SBCs at the same time lose no rule', async t => {
  const stack = await freshStack(t)
  await Promise.all([stack.startApi(), stack.startWorker(), stack.startWorker()])
  // A slow script makes sure that both want the device at the same time.
  for (const sbc of stack.sbcs) await sbc.control('POST', '/_mock/behaviour', { delayMilliseconds: 20 })
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 50 })
  const orders = Array.from({ length: 12 }, (_, index) => australianNumbers(6000 + index * 10, 5))
  const answers = await Promise.all(orders.map(numbers => upload(stack, uploadBody({ phoneNumbers: numbers }))))
  for (const { body } of answers) {
    t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' }, 'the upload succeeds')
  }
  for (const sbc of stack.sbcs) {
    const { dialPlans, saved, saveNeeded, writersMaximum } = await sbc.control('GET', '/_mock/state')
    t.same(prefixesOf(dialPlans.OCDialPlan), orders.flat().sort(), 'the SBC has each rule')
    t.same(saved.OCDialPlan, dialPlans.OCDialPlan, 'the SBC has saved each rule')
    t.same([saveNeeded, writersMaximum], [false, 1], 'one writer at a time, and all of it saved')
  }
  // ten requests in ten seconds are allowed
  const gone = [0, 1, 2, 3, 4, 5].map(index => [...orders[index]?.slice(1) ?? [], ...orders[index + 6]?.slice(1) ?? []])
  const releases = gone.map(numbers =>
    stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, { body: numbers })
  )
  for (const { body } of await Promise.all(releases)) {
    t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' }, 'the release succeeds')
  }
  for (const sbc of stack.sbcs) {
    t.same(
      prefixesOf((await sbc.control('GET', '/_mock/state')).saved.OCDialPlan), orders.map(([first]) => first).sort(),
      'and none of it stays or goes that should not'
    )
  }
})

t.test('an SBC that is off delays only its own tasks, says so on them, and is programmed when it returns', async t => {
  const stack = await freshStack(t, 'running')
  const records = await openRecords(t, stack.databaseUrl)
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 50 })
  const [up, down] = stack.sbcs
  // A profile that leads to the living SBC alone.
  await records.query(`delete from calling_profile_trunk where calling_profile_id = $1`, [profiles.withoutSbc])
  await records.query(
    `insert into calling_profile_trunk (provider_id, calling_profile_id, id, fqdn) select 1, $1, gen_random_uuid(),
      fqdn from sbc where id = 8`,
    [profiles.withoutSbc]
  )
  await down.control('POST', '/_mock/behaviour', { refuseConnections: true })

  const [mine, theirs] = [australianNumbers(7000, 2), australianNumbers(7100, 2)]
  const { body: { taskId: delayed } } = await upload(stack, uploadBody({ phoneNumbers: mine }))
  const said = async (): Promise<string[]> => messagesOf((await stack.call('GET', `/api/v3/task/${delayed}`)).body)
  await until('the task says what it waits for', async () =>
    (await said()).some(message => /SBC 11 does not answer/.test(message))
  )
  const { body: { taskId: free } } = await upload(
    stack, uploadBody({ phoneNumbers: theirs, callingProfile: profiles.withoutSbc })
  )
  t.match(await stack.finished(free), { status: 'CompletedSuccess' }, 'others go on')
  t.match((await stack.call('GET', `/api/v3/task/${delayed}`)).body, { status: 'InProgress' })
  t.same(
    prefixesOf((await up.control('GET', '/_mock/state')).saved.OCDialPlan), [...mine, ...theirs].sort(),
    'the living SBC has all of it'
  )
  t.match((await stack.call('GET', '/api/v3/sbc')).body, [{ sbcId: 8, available: true }, {
    sbcId: 11, available: false, unavailableReason: /does not answer/
  }])

  await down.control('POST', '/_mock/behaviour', { refuseConnections: false })
  t.match(await stack.finished(delayed), { status: 'CompletedSuccess' })
  t.same(prefixesOf((await down.control('GET', '/_mock/state')).saved.OCDialPlan), mine, 'the other has caught up')
  t.match((await stack.call('GET', '/api/v3/sbc')).body, [{ available: true }, { available: true }])
})

t.test('an SBC whose password has expired delays its tasks without locking us out, until new credentials ' +
  'come', async t => {
  const stack = await freshStack(t, 'running')
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 50 })
  const [, sbc] = stack.sbcs
  const user = { name: 'dialplane', level: 'Security Administrator' }
  await sbc.control('PUT', '/_mock/state', { users: [{ ...user, password: 'changed on the device' }] })
  const [numbers, more] = [australianNumbers(7300, 2), australianNumbers(7310, 2)]
  const tasks = await Promise.all(
    [numbers, more].map(async phoneNumbers => (await upload(stack, uploadBody({ phoneNumbers }))).body.taskId)
  )
  const said = async (): Promise<string[]> => messagesOf((await stack.call('GET', `/api/v3/task/${tasks[0]}`)).body)
  await until('the task says what it waits for', async () =>
    (await said()).some(message => /SBC 11.*does not accept our credentials/.test(message))
  )
  const failed = (await sbc.control('GET', '/_mock/requests')).filter((request: { status: number | null }) =>
    request.status === 401
  )
  t.ok(failed.length < 3, `${failed.length} logins failed`)
  t.match(await stack.call('PUT', '/api/v3/sbc/11/credentials', { body: { password: 'changed on the device' } }), {
    status: 200, body: { usable: true }
  })
  for (const task of tasks) {
    t.match(
      await stack.finished(task), { status: 'CompletedSuccess' }, 'the task succeeds with the new credentials'
    )
  }
  t.same(
    prefixesOf((await sbc.control('GET', '/_mock/state')).saved.OCDialPlan), [...numbers, ...more].sort(),
    'the SBC has the numbers of both tasks'
  )
  t.match((await stack.call('GET', '/api/v3/sbc')).body[1], { sbcId: 11, available: true })
})

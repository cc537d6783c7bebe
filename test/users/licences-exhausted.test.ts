import t from 'tap'
import { assignBehindOurBack, assignmentsAt, users } from '../support/connections.ts'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Answer } from '../support/stack.ts'
import { messagesOf, upload, uploadBody } from '../support/uploads.ts'
import type { Anything } from '../support/anything.ts'
import { until } from '../support/until.ts'

const { amit, yael } = users[tenants.israeli]
const numbers = ['+97239764578', '+97239764579', '+97239764580'] as const
const exhausted =
  'All 1 licences of the customer are in use; raise its licensed users, or unassign a number of another user first.'

t.test('provisioning stops at the licensed users of the customer', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  await stack.finished(
    (await upload(stack, uploadBody({ phoneNumbers: numbers, country: 'IL' }), { tenant: tenants.israeli })).body.taskId
  )
  const provision = (name: string, body: object): Promise<Answer> =>
    stack.call('PUT', `/api/v3/customer/${demo.israeliCustomer}/user/sip:${name}@negevrobotics.example/script`, {
      body
    })
  const provisioned = async (name: string, body: object): Promise<Anything> =>
    stack.finished((await provision(name, body)).body.taskId)
  const license = async (count: number): Promise<Answer> =>
    stack.call('PATCH', `/api/v3/customer/${demo.israeliCustomer}`, { body: { licensedUsersCount: count } })
  const assigned = async (): Promise<number> =>
    Object.values(await assignmentsAt(stack, tenants.israeli)).filter(user => user !== null).length
  t.equal((await license(1)).body, 1, 'the customer has one licence')

  await t.test('numbers that only Microsoft shows as assigned count too, while nobody has read the users', async t => {
    await assignBehindOurBack(stack, tenants.israeli, { [numbers[2]]: yael })
    const task = await provisioned('amit.cohen', { LineURI: numbers[0], City: 'Eilat' })
    t.match(task, { status: 'Failed', details: ['UserNotProvisioned'] })
    t.ok(messagesOf(task).includes(exhausted), 'the task says that all licences are in use')
    t.match((await stack.call('GET', `/api/v3/task/${task.id}/items`)).body.data, [{
      number: numbers[0], outcome: 'failed', errorCode: 'licences_exhausted'
    }])
    await assignBehindOurBack(stack, tenants.israeli, { [numbers[2]]: null })
  })

  await t.test('of two requests at the same time for the last licence one succeeds and the other changes ' +
    'nothing', async t => {
    const before = (await stack.microsoft.control('GET', '/_mock/effects')).value.length
    const tasks = await Promise.all([
      provisioned('amit.cohen', { LineURI: numbers[0], City: 'Eilat' }),
      provisioned('yael.mizrahi', { LineURI: numbers[1], City: 'Eilat' })
    ])
    t.same(
      tasks.map(task => task.status).sort(), ['CompletedSuccess', 'Failed'], 'one task succeeds and the other fails'
    )
    t.ok(
      messagesOf(tasks.find(task => task.status === 'Failed')).includes(exhausted),
      'the failed task says that all licences are in use'
    )
    t.equal(await assigned(), 1, 'one number is assigned')
    t.equal(
      (await stack.microsoft.control('GET', '/_mock/effects')).value.slice(before).filter((
        { kind }: { kind: string }
      ) => kind === 'userUpdate').length,
      1,
      'nothing of the refused user was changed'
    )
  })

  const [taker, other] = (await assignmentsAt(stack, tenants.israeli))[numbers[0]] === amit
    ? ['amit.cohen', 'yael.mizrahi'] as const
    : ['yael.mizrahi', 'amit.cohen'] as const

  await t.test('the next user is refused, and attributes alone or a user who has a number need no licence ' +
    'more', async t => {
    const refused = await provisioned(other, { LineURI: numbers[2] })
    t.match(refused, { status: 'Failed', executionMessages: [{ level: 'Error', message: exhausted }] })
    t.match(await provisioned(other, { City: 'Haifa' }), { status: 'CompletedSuccess' })
    t.match(await provisioned(taker, { City: 'Haifa', LineURI: taker === 'amit.cohen' ? numbers[0] : numbers[1] }), {
      status: 'CompletedSuccess'
    })
    t.equal(await assigned(), 1, 'one number is still assigned')
  })

  await t.test('a licence in use cannot be taken away, and is free again when the user does not get the ' +
    'number', async t => {
    t.equal((await license(2)).body, 1, 'the customer has two licences')
    await stack.microsoft.control('POST', '/_mock/behaviour', { stuckJobs: true })
    const { body: { taskId } } = await provision(other, { LineURI: numbers[2] })
    await until('the task holds a licence', async () =>
      (await records.query('select from licence_hold where task_id = $1', [taskId]))[0]
    )
    t.match(await license(1), { status: 400, body: { errors: { LicensedUsersCount: [/^2 users are licensed; /] } } })
    await stack.call('POST', `/api/v3/task/${taskId}/cancel`)
    await stack.microsoft.control('POST', '/_mock/behaviour', { stuckJobs: false })
    t.match(await stack.finished(taskId), { status: 'Canceled' })
    t.same(await records.query('select * from licence_hold'), [], 'no licence is held after the cancellation')
    t.equal((await license(1)).body, 1, 'the free licence can be taken away')
    t.equal((await license(2)).body, 1, 'it can be added again')
  })

  await t.test('the user gets the number when there are more licences', async t => {
    t.match(await provisioned(other, { LineURI: numbers[2] }), { status: 'CompletedSuccess' })
    t.equal(await assigned(), 2, 'two numbers are assigned')
  })
})

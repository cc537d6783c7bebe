import t from 'tap'
import { assignBehindOurBack, connectAustralian, users } from '../support/connections.ts'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Answer } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'

t.test('the use of a licence is reported before anybody has listed users', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  const number = '+97239764578'
  await stack.finished(
    (await upload(stack, uploadBody({ phoneNumbers: [number], country: 'IL' }), { tenant: tenants.israeli })).body
      .taskId
  )
  await assignBehindOurBack(stack, tenants.israeli, { [number]: users[tenants.israeli].amit })
  const read = (what: string, customer: string): Promise<Answer> =>
    stack.call('GET', `/api/v3/customer/${customer}/${what}`, { role: 'monitor' })
  const readings = async (): Promise<number> =>
    (await records.query("select from task where kind = 'synchronize-users'")).length

  await t.test('users are read first when there is no fresh copy of them', async t => {
    const [licensed, info] = await Promise.all([
      read('licensedUsers', demo.israeliCustomer), read('licenseinfo', demo.israeliCustomer)
    ])
    t.same(licensed.body, [{
      sipAddress: 'amit.cohen@negevrobotics.example', licenseCriteria: 'Managed Users - By User Interface'
    }], 'the user with a number is licensed')
    t.match(info.body.at(-1), {
      acquiredLicenses: 20, totalMonitoredUsers: 3, currentlyLicensed: 1, managedUsersOperatorConnect: 1
    })
    t.notOk('location' in licensed.headers || 'location' in info.headers, 'the answer is not the task')
    const before = await readings()
    t.same(
      (await read('licensedUsers', demo.israeliCustomer)).body, licensed.body, 'a second request gets the same answer'
    )
    t.equal(await readings(), before, 'and a fresh copy is not read again')
  })

  await t.test('our records are answered where users cannot be read, without a connection or over a broken ' +
    'one', async t => {
    const before = await readings()
    const nothing = async (what: string): Promise<void> => {
      t.same((await read('licensedUsers', demo.australianCustomer)).body, [], what)
      t.match((await read('licenseinfo', demo.australianCustomer)).body.at(-1), { totalMonitoredUsers: 0 }, what)
    }
    await nothing('Essentials')
    t.equal(await readings(), before, 'users of an Essentials customer are not read')
    await connectAustralian(stack, (text, values) => records.query(text, values))
    const { applications } = await stack.microsoft.control('GET', '/_mock/state')
    await stack.microsoft.control('PATCH', '/_mock/state', {
      applications: applications.map((entry: { tenantId: string }) =>
        entry.tenantId === tenants.australian ? { ...entry, roles: {} } : entry
      )
    })
    await nothing('no consent')
    t.equal(await readings(), before + 1, 'what is known to be broken is not tried again')
    t.match(
      await records.query('select status from tenant_connection where customer_id = $1', [demo.australianCustomer]),
      [{ status: 'NoConsent' }]
    )
  })
})

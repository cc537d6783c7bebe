import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Answer } from '../support/stack.ts'
import { until } from '../support/until.ts'

const unknown = 'da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11'
const secret = 'demo-customer-secret'
const clientId = 'b0000000-0000-4000-8000-000000000001'
const infoKeys = [
  'acquiredLicenses', 'totalMonitoredUsers', 'currentlyLicensed', 'managedUsersDirectRouting',
  'managedUsersOperatorConnect', 'managedUsersByLifeCycleManagement', 'managedUsersUserInterface',
  'managedServiceNumbers', 'lastUpdate', 'umpCustomerGuid', 'licenseSettingsFlagsLevel', 'LicenseFactors'
]
const invalidChange = {
  status: 400, headers: { 'content-type': /^application\/json/ }, body: 'Invalid change for License Type!'
}

t.test('licences of customers can be changed and their use can be read', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const worker = await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  type Options = Parameters<typeof stack.call>[2]
  const upgrade = (
    body: object, version = 'v2', id: string = demo.australianCustomer, options: Options = {}
  ): Promise<Answer> => stack.call('POST', `/api/${version}/customer/${id}/action/upgrade`, { body, ...options })
  const change = (body: object, id: string = demo.australianCustomer, options: Options = {}): Promise<Answer> =>
    stack.call('PATCH', `/api/v3/customer/${id}`, { body, ...options })
  const info = (query = ''): Promise<Answer> =>
    stack.call('GET', `/api/v3/customer/${demo.australianCustomer}/licenseinfo${query}`)
  const licence = async (): Promise<unknown> =>
    (await records.query('select license_type, licensed_users_count, full_name from customer where id = $1', [
      demo.australianCustomer
    ]))[0]
  const put = (type: number, count: number | null = null): Promise<unknown> =>
    records.query('update customer set license_type = $2, licensed_users_count = $3 where id = $1', [
      demo.australianCustomer, type, count
    ])

  await t.test('the documented upgrade answers a bare task id, and its task says nothing', async t => {
    for (
      const [body, type, count] of [
        [{ upgradeToLicense: 4, licenseCount: 20 }, 4, 20],
        [{ UpgradetoLicense: 5, licenseCount: '30', customerFullName: 'Acme Ltd' }, 5, 30],
        [{ LicenseType: '4', licensedUsersCount: 7 }, 4, 7]
      ] as const
    ) {
      await put(3)
      const { status, headers, body: id } = await upgrade(body)
      t.equal(status, 200, 'the request is accepted')
      t.match(id, /^tsk_\d+$/, 'the body is the task id')
      t.match(
        headers, { 'content-type': /^application\/json/, location: `/api/v2/task/${id}` }, 'the Location names the task'
      )
      await stack.finished(id)
      const task = (await stack.call('GET', `/api/v2/task/${id}`)).body
      t.match(task, { id, status: 'CompletedSuccess' }, 'the task succeeds')
      t.same(
        [task.details, task.executionMessages, task.outputData], [[null], [], {}],
        'the task has the documented details, no message and no output'
      )
      t.match(await licence(), { license_type: type, licensed_users_count: count }, 'licence and count are changed')
    }
  })

  await t.test('version 3 answers an upgrade with a reference to the task, also from Plus to Pro', async t => {
    const { body } = await upgrade({ upgradeToLicense: 5 }, 'v3')
    t.match(body, { taskId: /^tsk_\d+$/ })
    t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' })
    t.match(await licence(), { license_type: 5, licensed_users_count: 7 }, 'licences that are not named stay')
  })

  await t.test('the documented change answers 1 when it is done', async t => {
    await put(4, 20)
    const { status, headers, body } = await change({
      customerFullName: 'Acme', licenseType: 5, licensedUsersCount: 50, applicationClientId: clientId,
      applicationClientSecret: secret
    })
    t.same([status, body], [200, 1], 'the documented answer is 1')
    t.match(headers, { 'content-type': /^application\/json/, location: /^\/api\/v3\/task\/tsk_\d+$/ })
    t.same(
      await licence(), { license_type: 5, licensed_users_count: 50, full_name: 'Acme' },
      'licence, count and name are changed'
    )
    const details = await stack.call('GET', `/api/v3/customer/${demo.australianCustomer}`)
    t.match(details.body, {
      LicenseType: 5, LicensedUsersCount: 50, MsDefaultDomain: 'southerncross.example',
      ClientSecretExpirationDate: null, ApplicationClientId: clientId, ApplicationClientSecret: '***'
    })
    t.match(
      await records.query('select status from tenant_connection where customer_id = $1', [demo.australianCustomer]),
      [{ status: 'Connected' }]
    )
    t.same([(await change({ upgradeToLicense: 4, licenseCount: 40 })).body, await licence()], [1, {
      license_type: 4, licensed_users_count: 40, full_name: 'Acme'
    }], 'and back, by the names of the table')
    t.same(
      (await change({ licenseType: 5, licensedUsersCount: 50 })).body, 1,
      'a change back by the names of the documentation answers 1'
    )

    t.same((await change({ licenseType: 4 })).body, 1, 'also with the licence alone')
    t.same((await change({ upgradeToLicense: '5', licenseCount: '40' })).body, 1, 'also by the names of the table')
    t.match(await licence(), { license_type: 5, licensed_users_count: 40 })

    await t.test('the secret of the connection is shown nowhere', async t => {
      const traces = JSON.stringify([
        await records.query('select * from task'), await records.query('select * from idempotency_key'), details,
        (await stack.call('GET', '/api/v3/task')).body
      ])
      t.notMatch(traces + worker.output(), secret, 'no task, key, answer or log has the secret')
    })
  })

  await t.test('a change of licence that does not exist is refused in the documented words', async t => {
    const ways: Array<[number, number, 'upgrade' | 'change']> = [
      [4, 7, 'change'], [4, 3, 'change'], [3, 4, 'change'], [3, 5, 'change'], [5, 1, 'change'], [3, 3, 'upgrade'],
      [3, 1, 'upgrade'], [5, 4, 'upgrade'], [4, 4, 'upgrade'], [3, 7, 'upgrade']
    ]
    for (const [from, to, way] of ways) {
      await put(from, 20)
      const before = await records.counts()
      t.match(
        way === 'change'
          ? await change({ licenseType: to })
          : await upgrade({ upgradeToLicense: to, licenseCount: 20 }),
        invalidChange,
        `${way} from ${from} to ${to}`
      )
      t.same(await records.counts(), before, `the refused ${way} from ${from} to ${to} wrote nothing`)
    }
  })

  await t.test('a customer has at most 500 licences, at least one, and not fewer than are in use', async t => {
    await put(4, 20)
    await records.query(`insert into tenant_user (provider_id, ms_tenant_id, id, user_principal_name, sip_address,
      account_enabled, is_resource_account, has_teams, has_teams_phone, number, number_type, round)
      select 1, $1, gen_random_uuid(), 'user' || n || '@southern.example', case
        when n > 1 then 'sip:user' || n || '@southern.example' end, true, n = 4, true, true,
        case when n < 5 then '+6139555000' || n end, case when n < 5 then 'operatorConnect' end, 1
          from generate_series(1, 6) n`, [tenants.australian])
    await records.query(
      "insert into tenant_user_sync (provider_id, ms_tenant_id, delta_link, synchronized_at) values (1, $1, '', " +
      "now() + interval '1 hour')",
      [tenants.australian]
    ) // these users are fresh
    for (
      const [count, message] of [
        [501, 'LicensedUsersCount must be between 1 and 500.'], [0, /^3 users are licensed; /],
        [2, /^3 users are licensed; unassign their numbers first/]
      ] as const
    ) {
      t.match(await change({ licensedUsersCount: count }), {
        status: 400, body: { errors: { LicensedUsersCount: [message] } }
      }, String(count))
    }
    t.same((await change({ licensedUsersCount: 500 })).body, 1, '500 licences can be set')
    t.same((await change({ licensedUsersCount: 3 })).body, 1, 'as many licences as are in use can be set')
    for (const essentials of [0, 3]) {
      await put(essentials)
      t.match(await change({ licensedUsersCount: 10 }), {
        status: 400,
        body: { errors: { LicensedUsersCount: ['An Essentials licence counts no users; upgrade the customer first.'] } }
      }, String(essentials))
      t.match(await licence(), { licensed_users_count: null }, 'the count is not set')
    }
    t.match(await upgrade({ upgradeToLicense: 4 }), {
      status: 400, body: { errors: { LicenseCount: ['The LicenseCount field is required.'] } }
    })
    t.match(await upgrade({ upgradeToLicense: 4, licenseCount: 501 }), {
      status: 400, body: { errors: { LicenseCount: ['LicenseCount must be between 1 and 500.'] } }
    })
    for (
      const answer of [
        await upgrade({ upgradeToLicense: 4, licenseCount: 5, customerFullName: ' ' }),
        await change({ customerFullName: ' ' })
      ]
    ) {
      t.match(
        answer, { status: 400, body: { errors: { CustomerFullName: ['A customer has a name.'] } } },
        'a blank name is refused'
      )
    }
  })

  await t.test('a new connection replaces the old one only when it works', async t => {
    await put(4, 20)
    const held = await records.query('select client_id, status, credential_encrypted from tenant_connection')
    t.match(await change({ licenseType: 5, applicationClientId: clientId, applicationClientSecret: 'wrong' }), {
      status: 400,
      body: {
        errors: { ApplicationClientSecret: ['Entra does not accept the client secret; it is wrong or has expired.'] }
      }
    })
    const stranger = await change({ applicationClientId: unknown, applicationClientSecret: secret })
    t.same([stranger.status, stranger.body.errors], [400, {
      ApplicationClientId: ["Entra knows no application with this client id in the customer's tenant."]
    }], 'the secret is not to blame for an application that nobody knows')
    const { applications } = await stack.microsoft.control('GET', '/_mock/state')
    await stack.microsoft.control('PATCH', '/_mock/state', {
      applications: applications.map((entry: { clientId: string }) =>
        entry.clientId === clientId ? { ...entry, roles: {} } : entry
      )
    })
    t.match((await change({ applicationClientId: clientId, applicationClientSecret: secret })).body.errors, {
      ApplicationClientId: [/must consent/]
    }, 'nor for one without consent')
    await stack.microsoft.control('PATCH', '/_mock/state', { applications })
    t.match(await change({ applicationClientId: 'mine', applicationClientSecret: secret }), {
      status: 400, body: { errors: { ApplicationClientId: ['ApplicationClientId has not a Guid format.'] } }
    })
    t.match(await change({ applicationClientId: clientId }), {
      status: 400, body: { errors: { ApplicationClientSecret: [/required/] } }
    })
    t.match(await change({ applicationClientSecret: secret }), {
      status: 400, body: { errors: { ApplicationClientId: [/required/] } }
    })
    t.match(await licence(), { license_type: 4 }, 'nothing of such a request is done')
    await put(3)
    t.match(await change({ applicationClientId: clientId, applicationClientSecret: secret }), {
      status: 400, body: { errors: { ApplicationClientId: [/Essentials/] } }
    })
    t.same(
      await records.query('select client_id, status, credential_encrypted from tenant_connection'), held,
      'the connection is as before'
    )
  })

  await t.test('a repeated change is done once, and a repeated wrong change is refused like the first ' +
    'time', async t => {
    await put(4, 20)
    const headers = { 'idempotency-key': 'change-1' }
    t.same((await change({ licenseType: 5 }, undefined, { headers })).body, 1, 'the change answers 1')
    t.match(await change({ licenseType: 5 }, undefined, { headers }), {
      body: 1, headers: { 'idempotency-replayed': 'true' }
    })
    const wrong = { applicationClientId: clientId, applicationClientSecret: 'wrong' }
    for (const time of ['first', 'second']) {
      t.match(await change(wrong, undefined, { headers: { 'idempotency-key': 'change-2' } }), {
        status: 400, body: { errors: { ApplicationClientSecret: [/\w/] } }
      }, time)
    }
    t.equal(
      (await records.query("select from idempotency_key where key like 'change-%'")).length, 2,
      'both keys are remembered'
    )
  })

  await t.test('the use of licences is reported with one row for each day', async t => {
    await put(4, 20)
    await records.query('delete from licence_day')
    await records.query(`insert into licence_day (provider_id, customer_id, day, license_type, acquired_licenses,
      monitored_users, users_direct_routing, users_operator_connect, users_by_user_interface, service_numbers)
      select 1, $1, (now() at time zone 'UTC')::date - n, 4, 20, 5, 0, n % 3, n % 3, 0
        from unnest(array[1, 2, 20, 45, 100]) n`, [demo.australianCustomer])
    const { body } = await info()
    t.same(
      body.map((day: object) => Object.keys(day)), Array.from({ length: 4 }, () => infoKeys),
      'each day has the documented names in their order'
    )
    t.match(body.at(-1), {
      acquiredLicenses: 20,
      totalMonitoredUsers: 5,
      currentlyLicensed: 4,
      managedUsersDirectRouting: 0,
      managedUsersOperatorConnect: 3,
      managedUsersByLifeCycleManagement: 0,
      managedUsersUserInterface: 3,
      managedServiceNumbers: 1,
      lastUpdate: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+00:00$/,
      umpCustomerGuid: demo.australianCustomer,
      licenseSettingsFlagsLevel: 2,
      LicenseFactors: {
        'Managed Users - By Template': true, 'Managed Users - By User Interface': true, 'Managed Service Numbers': true
      }
    })
    t.equal((await info('?nrOfMonths=2')).body.length, 5, 'two months have five days with a row')
    t.equal((await info('?NrOfMonths=12')).body.length, 6, 'twelve months have six days with a row')
    for (const query of ['?nrOfMonths=0', '?nrOfMonths=-1', '?nrOfMonths=all', '?nrOfMonths=121']) {
      t.equal((await info(query)).status, 400, query)
    }

    t.same((await change({ licensedUsersCount: 25 })).body, 1, 'a change of the count answers 1')
    t.same((await change({ licensedUsersCount: 26 })).body, 1, 'a second change on the same day answers 1')
    t.match(
      await records.query("select acquired_licenses from licence_day where day = (now() at time zone 'UTC')::date"),
      [{ acquired_licenses: 26 }], 'changes of a day share its row'
    )
    t.equal((await info('?nrOfMonths=12')).body.length, 6, 'the history has still six rows')

    await records.query('delete from licence_day')
    const other = await stack.startWorker()
    const rows = await until('a worker has kept house', async () => {
      const found = await records.query('select customer_id from licence_day order by 1')
      return found.length > 0 && found
    })
    t.same(
      rows.map(row => row.customer_id), [demo.australianCustomer, demo.israeliCustomer],
      'a worker notes the day of every customer'
    )
    await other.stop()
  })

  await t.test('licensed users are listed without the scheme sip', async t => {
    for (const version of ['v2', 'v3']) {
      const { body } = await stack.call('GET', `/api/${version}/customer/${demo.australianCustomer}/licensedUsers`)
      t.same(
        body,
        [1, 2, 3].map(n => ({
          sipAddress: `user${n}@southern.example`, licenseCriteria: 'Managed Users - By User Interface'
        })), `${version} lists each licensed user`
      )
    }
  })

  await t.test('the provider and the channel change licences, and a customer only reads them', async t => {
    await put(4, 20)
    t.match(await change({ licenseType: 5 }, undefined, { role: 'customer' }), {
      status: 403, body: { errorCode: 'out_of_scope' }
    })
    t.match(await upgrade({ upgradeToLicense: 5 }, 'v2', undefined, { role: 'customer' }), {
      status: 403, body: { errorCode: 'out_of_scope' }
    })
    t.same(
      (await change({ licenseType: 5 }, undefined, { role: 'channel' })).body, 1,
      'a channel changes the licence of its customer'
    )
    for (const path of ['licenseinfo', 'licensedUsers']) {
      t.equal(
        (await stack.call('GET', `/api/v3/customer/${demo.australianCustomer}/${path}`, { role: 'customer' })).status,
        200, `a customer reads its own ${path}`
      )
      t.match(await stack.call('GET', `/api/v3/customer/${demo.israeliCustomer}/${path}`, { role: 'customer' }), {
        status: 404, body: { errorCode: 'customer_not_found' }
      }, `a customer does not see ${path} of another customer`)
      t.match(await stack.call('GET', `/api/v3/customer/${unknown}/${path}`), {
        status: 404, body: { errorCode: 'customer_not_found' }
      }, `${path} of an unknown customer is not found`)
    }
    t.match(await change({ licenseType: 5 }, demo.israeliCustomer, { role: 'channel' }), {
      status: 404, body: { errorCode: 'customer_not_found' }
    })
    t.match(await upgrade({ upgradeToLicense: 5 }, 'v2', unknown), {
      status: 404, body: { errorCode: 'customer_not_found' }
    })
  })
})

import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants } from '../support/stack.ts'

/**
 * Those that are documented, as far as the page could be read (docs/wire/live-cloud.md#ovoc), and then `url` and
 * `name`, as channels have them.
 */
const members = [
  'elementsCount', 'deviceManagerParams', 'lcCustomerId', 'umpUsersSuspendAlarmStatus', 'description', 'type',
  'applicationsStatus', 'attachedSites', 'licenseType', 'attachedLinks', 'serviceUcaasTenantId', 'id', 'serviceId',
  'disabledTime', 'usedDIDs', 'definedAt', 'serviceSource', 'freeDIDs', 'attachedDevices', 'fullName', 'usersCount',
  'url', 'name'
]

t.test('customers are services for clients of OVOC', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  type Role = NonNullable<NonNullable<Parameters<typeof stack.call>[2]>['role']>
  const read = (path = '', role: Role = 'admin'): ReturnType<typeof stack.call> =>
    stack.call('GET', `/api/ovoc/v1/topology/services${path}`, { role })
  const { body: { services } } = await read('/')
  const australian = services.find((service: { serviceId: string }) => service.serviceId === demo.australianCustomer)

  await t.test('services are listed in the documented shape, with and without the last slash, under both ' +
    'prefixes', async t => {
    t.same((await read()).body, { services }, 'the list without a slash is the same')
    t.same(
      (await stack.call('GET', '/tenantuiapi/ovoc/v1/topology/services/')).body, { services }, 'as the pages print it'
    )
    t.same(
      services.map((service: object) => Object.keys(service)), [members, members],
      'each service has the documented members in their order'
    )
    t.match(australian, {
      type: 'SERVICE', id: Number, serviceUcaasTenantId: tenants.australian, fullName: 'Southern Cross Logistics',
      name: 'SouthernX', definedAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/,
      elementsCount: { total: 2, devices: 1, links: 0, sites: 1 }, attachedDevices: [8], attachedSites: [Number],
      attachedLinks: [], applicationsStatus: { management: { serviceDeployStatus: 'Deployed' } }, usedDIDs: 0,
      freeDIDs: 0, usersCount: 0
    })
    t.equal(australian.lcCustomerId, australian.id, 'the id of the customer is that of the service')
  })

  await t.test('a service counts its numbers, users and sites, and shows the worst state of its sites', async t => {
    await records.query(`insert into number (provider_id, number, source, ms_tenant_id, assignment_status)
      values (1, '+61395550001', 'webapi', $1, null),
      (1, '+61395550002', 'webapi', $1, 'UserAssigned'), (1, '+61395550003', 'webapi', $1, 'ConferenceAssigned'),
        (1, '+61395550004', 'webapi', $1, 'Unassigned'), (1, '+97239764599', 'webapi', $2, null)`, [
      tenants.australian, tenants.israeli
    ])
    await records.query(`insert into tenant_user (provider_id, ms_tenant_id, id, user_principal_name, account_enabled,
      is_resource_account, has_teams, has_teams_phone, round)
      select 1, $1, gen_random_uuid(), 'user' || n, true, n = 1, true, true, 1 from generate_series(1, 4) n`,
    [tenants.australian])
    await records.query(
      "insert into site (provider_id, customer_id, sbc_id, name, deployment_state) values (1, $1, 11, 'Broken', " +
      "'Failed')",
      [demo.australianCustomer]
    )
    const { body } = await read(`/${australian.id}`)
    t.match(body, {
      services: [{
        id: australian.id, serviceId: demo.australianCustomer, usedDIDs: 2, freeDIDs: 2, usersCount: 3,
        elementsCount: { total: 4, devices: 2, sites: 2 }, attachedDevices: [8, 11],
        applicationsStatus: { management: { serviceDeployStatus: 'Failed' } }
      }]
    })
    t.equal(body.services.length, 1, 'one service is answered')
    t.equal(new Set(body.services[0].attachedSites).size, 2, 'both sites are attached')
  })

  await t.test('a caller sees only its own services', async t => {
    const other = services.find((service: { id: number }) => service.id !== australian.id).id
    for (const role of ['channel', 'customer'] as const) {
      t.match((await read('', role)).body.services.map((service: { id: number }) => service.id), [australian.id], role)
      t.equal((await read(`/${australian.id}`, role)).status, 200, `${role} reads its own service`)
      t.match(
        await read(`/${other}`, role), { status: 404, body: { errorCode: 'customer_not_found' } },
        `${role} does not see another service`
      )
    }
    t.equal((await read('', 'monitor')).body.services.length, 2, 'a Monitor of the provider sees all services')
    for (const id of ['999999', '0', 'twelve', demo.australianCustomer, '99999999999']) {
      t.match(await read(`/${id}`), {
        status: 404, body: { errorCode: 'customer_not_found', detail: `Customer with ${id} not found` }
      }, id)
    }
  })

  await t.test('the id of a service is never given to another customer', async t => {
    await records.query('delete from number')
    await records.query('delete from site where customer_id = $1', [demo.australianCustomer])
    await records.query('update credential set customer_id = null where customer_id = $1', [demo.australianCustomer])
    const [{ lead_id: lead }] = await records.query('delete from customer where id = $1 returning lead_id', [
      demo.australianCustomer
    ])
    await records.query(
      'insert into customer (provider_id, ms_tenant_id, lead_id, short_name, full_name, license_type) values (1, ' +
      "$1, $2, 'Again', 'Again', 3)",
      [tenants.australian, lead]
    )
    t.equal((await read(`/${australian.id}`)).status, 404, 'the id of the deleted service is not found')
    t.match((await read()).body.services.at(-1), {
      name: 'Again', elementsCount: { total: 0 }, applicationsStatus: { management: { serviceDeployStatus: null } }
    })
  })
})

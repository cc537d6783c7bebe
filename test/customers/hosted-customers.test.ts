import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Answer } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'

t.test('a lead becomes a Hosted Essentials customer of Direct Routing', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  const create = (body: object, options: Parameters<typeof stack.call>[2] = {}): Promise<Answer> =>
    stack.call('POST', '/api/v2/customer', { body, ...options })
  const remove = (id: string): Promise<Answer> => stack.call('DELETE', `/api/v2/customer/${id}`)
  const groups = async (): Promise<string[]> =>
    ((await stack.sbcs[0].control('GET', '/_mock/state')).rows['voip ip-group'] ?? []).map((row: { name: string }) =>
      row.name
    )
  const documented = {
    shortName: 'X01', fullName: 'X', siteLocation: { sbcId: 8, sbcOnboardingScript: 7, sbcCleanupScript: 700 },
    ovocCustomerType: 'IPGROUP_TYPE', msTenantId: tenants.unlicensed, lcCustomerId: '12',
    scriptParameters: { ProxySet: 'SIPTrunk', OnlinePstnGateway: 'x01.oc1.sbc.dialplane.example' }
  }
  const before = [await records.query('select id from customer order by 1'), await groups()]
  let id = ''

  await t.test('the documented request answers a task id and makes a customer of type 0 whose site has its name and ' +
    'id', async t => {
    const { status, headers, body } = await create(documented)
    t.equal(status, 200, 'the request is accepted')
    t.match(headers, { 'content-type': /^application\/json/, location: `/api/v2/task/${body}` })
    t.match(body, /^wst_[0-9a-f-]{36}$/, 'the body is the task id')
    const task = await stack.finished(body)
    t.match(task, { status: 'CompletedSuccess', outputData: { umpCustomerGuid: /^[0-9a-f-]{36}$/ } })
    id = task.outputData.umpCustomerGuid
    t.match((await stack.call('GET', `/api/v2/customer/${id}`)).body, {
      Id: id, ShortName: 'X01', FullName: 'X', LicenseType: 0,
      SiteLocation: [{ id, name: 'X01', sbcId: 8, sbcDeploymentState: 'Deployed' }]
    })
    t.match((await stack.call('GET', `/api/v3/customer/${id}`)).body, {
      LicenseType: 0, LicensedUsersCount: null, LiveHubActiveUsersCount: null, LiveHubSimpleUsersCount: null
    })
    t.same(await groups(), ['X01-c', 'X01-t'], 'the IP groups of the site are on the SBC')
  })

  await t.test('a Hosted customer gets no Operator Connect numbers and no users, and is upgraded within Direct ' +
    'Routing only', async t => {
    t.match(await upload(stack, uploadBody({ phoneNumbers: ['+61395550001'] }), { tenant: tenants.unlicensed }), {
      status: 400, body: { errors: { MsTenantId: [/no Operator Connect license/] } }
    })
    t.match(await stack.call('GET', `/api/v3/customer/${id}/user`), {
      status: 400, body: { errorCode: 'license_insufficient' }
    })
    const upgrade = (type: number): Promise<Answer> =>
      stack.call('POST', `/api/v2/customer/${id}/action/upgrade`, {
        body: { upgradeToLicense: type, licenseCount: 5 }
      })
    t.match(await upgrade(4), { status: 400, body: 'Invalid change for License Type!' })
    t.match(await stack.finished((await upgrade(1)).body), { status: 'CompletedSuccess' })
    t.match((await stack.call('GET', `/api/v3/customer/${id}`)).body, { LicenseType: 1, LicensedUsersCount: 5 })
    t.match(await stack.call('GET', `/api/v3/customer/${id}/user`), {
      status: 400, body: { errorCode: 'connection_required' }
    }, 'Plus comes with a connection')
  })

  await t.test('a Hosted customer is deleted like any other', async t => {
    t.same((await remove(id)).body, 1, 'the documented answer is 1')
    t.same(
      [await records.query('select id from customer order by 1'), await groups()], before,
      'customers and SBC are as before'
    )
  })

  await t.test('a Hosted customer of the tenant-id type is made in every spelling, once by its key, and found by its ' +
    'ticket', async t => {
    const body = {
      CustomerShortName: 'X_02', MsTenantID: tenants.unlicensed.toUpperCase(), OvocCustomerType: 'tenant_type',
      channelID: String(demo.channelId), 'Cac Profile': '', ticket: 'SR-1'
    }
    const headers = { 'idempotency-key': 'hosted-1' }
    const first = await create(body, { headers })
    const task = await stack.finished(first.body)
    t.match(task, { status: 'CompletedSuccess', ticketId: 'SR-1' })
    t.match(
      (await stack.call('GET', `/api/v3/customer/${task.outputData.umpCustomerGuid}`, { role: 'channel' })).body,
      { CustomerFullName: 'X_02', LicenseType: 0 }
    )
    t.same(await groups(), [], 'the tenant-id type has no IP group')
    t.match(await create(body, { headers }), {
      status: 200, body: first.body, headers: { 'content-type': /^application\/json/, 'idempotency-replayed': 'true' }
    })
    t.match((await stack.call('GET', '/api/v3/task?ticketId=SR-1')).body, {
      totalRecords: 1, data: [{ id: first.body }]
    })
    t.same((await remove(task.outputData.umpCustomerGuid)).body, 1, 'the documented answer is 1')
  })

  await t.test('a tenant that is no lead becomes a Hosted customer of the provider, of nobody below', async t => {
    const body = { ...documented, shortName: 'NoLead', msTenantId: 'da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11' }
    t.match(await create(body, { role: 'channel' }), {
      status: 400, body: { errors: { MsTenantId: [/not one of your leads/] } }
    })
    const task = await stack.finished((await create(body)).body)
    t.match(task, { status: 'CompletedSuccess', details: ['Converted'] })
    const id = task.outputData.umpCustomerGuid
    t.match((await stack.call('GET', `/api/v3/customer/${id}`)).body, { CustomerShortName: 'NoLead', LicenseType: 0 })
    t.match(await create({ ...body, shortName: 'Again' }), {
      status: 400, body: { errors: { MsTenantId: [/^The tenant is licensed already/] } }
    })
    t.same((await remove(id)).body, 1, 'it is deleted like any other')
  })

  await t.test('a Hosted customer that its SBC refuses is not created, and nothing is left of it', async t => {
    const { body } = await create({ ...documented, CacProfile: 'no such profile' })
    t.match(await stack.finished(body), {
      status: 'Failed', details: ['NotConverted'],
      executionMessages: [{ level: 'Error', message: /has no .*cac-profile "no such profile"/ }]
    })
    t.same(
      [await records.query('select id from customer order by 1'), await groups()], before,
      'customers and SBC are as before'
    )
  })

  await t.test('a request with a fault is refused with the reason and changes nothing', async t => {
    const counts = await records.counts()
    const wrong: Array<[object, Record<string, unknown>]> = [
      [{ shortName: undefined }, { ShortName: ['The ShortName field is required.'] }],
      [{ shortName: 'ab' }, {
        ShortName: ['ShortName must be between 3 and 15 characters long.'], 'SiteLocation.SiteLocationName': [/./]
      }],
      [{ shortName: 'NEGEV' }, { ShortName: ['Another customer is called NEGEV.'] }],
      [{ msTenantId: undefined }, { MsTenantId: ['The MsTenantId field is required.'] }],
      [{ msTenantId: 'contoso' }, { MsTenantId: ['msTenantId has not a Guid format'] }],
      [{ msTenantId: tenants.suspended }, {
        MsTenantId: ['The lead is Suspended; only an active one can be licensed.']
      }],
      [{ msTenantId: tenants.australian }, { MsTenantId: [/^The tenant is licensed already/] }],
      [{ ovocCustomerType: 'GROUP' }, {
        OvocCustomerType: ['OvocCustomerType must be one of TENANT_TYPE, IPGROUP_TYPE.']
      }],
      [{ siteLocation: { sbcId: 7 } }, { 'SiteLocation.SbcId': ['SBC 7 does not exist.'] }],
      [{ channelId: 15 }, { ChannelId: ['Channel 15 does not exist.'] }]
    ]
    for (const [change, errors] of wrong) {
      t.match(await create({ ...documented, ...change }), { status: 400, body: { errors } }, JSON.stringify(change))
    }
    t.match(await create(documented, { role: 'customer' }), { status: 403, body: { errorCode: 'out_of_scope' } })
    t.match(await create(documented, { role: 'monitor' }), { status: 403, body: { errorCode: 'role_missing' } })
    t.match(await create(documented, { role: 'channel' }), {
      status: 400, body: { errors: { MsTenantId: [/not one of your leads/] } }
    })
    t.same(await records.counts(), counts, 'no row was written')
  })
})

import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants } from '../support/stack.ts'

const briefKeys = [
  'UmpCustomerGuid', 'CustomerShortName', 'CustomerFullName', 'LicenseType', 'LicensedUsersCount', 'MsTenantId',
  'ActiveUserCount', 'LiveHubActiveUsersCount', 'LiveHubSimpleUsersCount'
]
const detailKeys = ['MsDefaultDomain', 'ApplicationClientId', 'ApplicationClientSecret', 'ClientSecretExpirationDate']
const unknown = 'da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11'

t.test('customers can be read', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  const get = (
    path: string, role: 'admin' | 'channel' | 'customer' | 'monitor' = 'admin', headers = {}
  ): ReturnType<typeof stack.call> => stack.call('GET', path, { role, headers })

  await t.test('in version 3 as a bare list, with the documented names in their order', async t => {
    const { status, body } = await get('/api/v3/customer')
    t.equal(status, 200)
    t.same(body.map((customer: object) => Object.keys(customer)), [briefKeys, briefKeys])
    t.match(body, [
      {
        UmpCustomerGuid: demo.israeliCustomer, CustomerShortName: 'Negev', LicenseType: 4, LicensedUsersCount: 20,
        MsTenantId: tenants.israeli, LiveHubActiveUsersCount: 0
      },
      {
        UmpCustomerGuid: demo.australianCustomer, CustomerShortName: 'SouthernX', LicenseType: 3,
        LicensedUsersCount: null, MsTenantId: tenants.australian
      }
    ])
  })

  await t.test('with allDetails also their sites, whose names begin small', async t => {
    for (const query of ['allDetails=true', 'alldetails=True', 'AllDetails=TRUE']) {
      const { body } = await get(`/api/v3/customer?${query}`)
      t.same(Object.keys(body[1]), [...briefKeys, 'SiteLocation'], query)
      t.same(Object.keys(body[1].SiteLocation[0]), [
        'id', 'name', 'sbcId', 'sbcDeploymentState', 'sbcConfigurationType'
      ])
      t.match(body[1].SiteLocation, [{
        id: /^[0-9a-f-]{36}$/, name: 'GRXRATNEUZMNZ', sbcId: 8, sbcDeploymentState: 'Deployed',
        sbcConfigurationType: 'SipTrunk'
      }])
    }
  })

  await t.test('in version 2 by four other names', async t => {
    const { body } = await get('/api/v2/customer')
    t.same(body[1], {
      Id: demo.australianCustomer, ShortName: 'SouthernX', FullName: 'Southern Cross Logistics', LicenseType: 3
    })
    t.same(Object.keys(body[1]), ['Id', 'ShortName', 'FullName', 'LicenseType'])
    t.equal(body.length, 2)
  })

  await t.test('one by one: in version 3 with its connection, whose secret is never shown', async t => {
    await records.query("update tenant_connection set expires_at = '2027-02-18 08:39:26Z' where customer_id = $1", [
      demo.israeliCustomer
    ])
    const { body } = await get(`/api/v3/customer/${demo.israeliCustomer}`)
    t.same(Object.keys(body), [...briefKeys, ...detailKeys])
    t.match(body, {
      MsDefaultDomain: null, ApplicationClientId: /^[0-9a-f-]{36}$/, ApplicationClientSecret: '***',
      ClientSecretExpirationDate: '2/18/2027 8:39:26 AM'
    })
    t.match((await get(`/api/v3/customer/${demo.australianCustomer.toUpperCase()}?allDetails=true`)).body, {
      ApplicationClientId: null, ApplicationClientSecret: null, ClientSecretExpirationDate: null,
      SiteLocation: [{ name: 'GRXRATNEUZMNZ' }]
    })
  })

  await t.test('and in version 2 always with its sites', async t => {
    const { body } = await get(`/api/v2/customer/${demo.australianCustomer}`)
    t.same(Object.keys(body), ['Id', 'ShortName', 'FullName', 'LicenseType', 'SiteLocation'])
    t.same(Object.keys(body.SiteLocation[0]), ['id', 'name', 'sbcId', 'sbcDeploymentState'])
    t.not(body.SiteLocation[0].id, body.Id, 'a site has an id of its own')
  })

  await t.test('by a channel and by a customer only below their own node; the header of a channel narrows the ' +
    'list', async t => {
    const ids = (body: Array<{ UmpCustomerGuid: string }>): string[] => body.map(customer => customer.UmpCustomerGuid)
    t.same(ids((await get('/api/v3/customer', 'channel')).body), [demo.australianCustomer])
    t.same(ids((await get('/api/v3/customer', 'customer')).body), [demo.australianCustomer])
    t.same(ids((await get('/api/v3/customer', 'monitor', { 'x-ovoc-channel-id': String(demo.channelId) })).body), [
      demo.australianCustomer
    ])
    t.same((await get('/api/v3/customer', 'admin', { 'x-ovoc-channel-id': '7' })).body, [])
    t.match(await get('/api/v3/customer', 'channel', { 'x-ovoc-channel-id': '7' }), {
      status: 403, body: { errorCode: 'out_of_scope' }
    })
    for (const version of ['v2', 'v3']) {
      t.equal((await get(`/api/${version}/customer/${demo.australianCustomer}`, 'channel')).status, 200)
      for (const role of ['channel', 'customer'] as const) {
        t.match(await get(`/api/${version}/customer/${demo.israeliCustomer}`, role), {
          status: 404, body: { errorCode: 'customer_not_found' }
        }, `${version} ${role}`)
      }
    }
  })

  await t.test('and one that does not exist is told so', async t => {
    for (const version of ['v2', 'v3']) {
      t.match(await get(`/api/${version}/customer/${unknown}`), {
        status: 404, body: { errorCode: 'customer_not_found', detail: `Customer with ${unknown} not found` }
      })
    }
  })
})

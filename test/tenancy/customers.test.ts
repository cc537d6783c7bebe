import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants } from '../support/stack.ts'

const briefKeys = [
  'UmpCustomerGuid', 'CustomerShortName', 'CustomerFullName', 'LicenseType', 'LicensedUsersCount', 'MsTenantId',
  'ActiveUserCount', 'LiveHubActiveUsersCount', 'LiveHubSimpleUsersCount'
]
const detailKeys = ['MsDefaultDomain', 'ApplicationClientId', 'ApplicationClientSecret', 'ClientSecretExpirationDate']
const unknown = 'da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11'

t.test('customers can be read in every documented shape', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  const get = (
    path: string, role: 'admin' | 'channel' | 'customer' | 'monitor' = 'admin', headers = {}
  ): ReturnType<typeof stack.call> => stack.call('GET', path, { role, headers })

  await t.test('version 3 lists customers as a bare list with the documented names in their order', async t => {
    const { status, body } = await get('/api/v3/customer')
    t.equal(status, 200, 'the list is answered')
    t.same(
      body.map((customer: object) => Object.keys(customer)), [briefKeys, briefKeys],
      'each customer has the documented names in their order'
    )
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

  await t.test('version 3 lists customers with their sites when allDetails is set', async t => {
    for (const query of ['allDetails=true', 'alldetails=True', 'AllDetails=TRUE']) {
      const { body } = await get(`/api/v3/customer?${query}`)
      t.same(Object.keys(body[1]), [...briefKeys, 'SiteLocation'], query)
      t.same(Object.keys(body[1].SiteLocation[0]), [
        'id', 'name', 'sbcId', 'sbcDeploymentState', 'sbcConfigurationType'
      ], `the site has the documented names in their order with ${query}`)
      t.match(body[1].SiteLocation, [{
        id: /^[0-9a-f-]{36}$/, name: 'GRXRATNEUZMNZ', sbcId: 8, sbcDeploymentState: 'Deployed',
        sbcConfigurationType: 'SipTrunk'
      }], `the site is shown with ${query}`)
    }
  })

  await t.test('version 2 lists customers with four names of its own', async t => {
    const { body } = await get('/api/v2/customer')
    t.same(body[1], {
      Id: demo.australianCustomer, ShortName: 'SouthernX', FullName: 'Southern Cross Logistics', LicenseType: 3
    }, 'the customer has its documented values')
    t.same(
      Object.keys(body[1]), ['Id', 'ShortName', 'FullName', 'LicenseType'], 'the names stand in their documented order'
    )
    t.equal(body.length, 2, 'all customers are listed')
  })

  await t.test('version 3 shows one customer with its connection and never shows the secret', async t => {
    await records.query("update tenant_connection set expires_at = '2027-02-18 08:39:26Z' where customer_id = $1", [
      demo.israeliCustomer
    ])
    const { body } = await get(`/api/v3/customer/${demo.israeliCustomer}`)
    t.same(Object.keys(body), [...briefKeys, ...detailKeys], 'the customer has the documented names in their order')
    t.match(body, {
      MsDefaultDomain: null, ApplicationClientId: /^[0-9a-f-]{36}$/, ApplicationClientSecret: '***',
      ClientSecretExpirationDate: '2/18/2027 8:39:26 AM'
    })
    t.match((await get(`/api/v3/customer/${demo.australianCustomer.toUpperCase()}?allDetails=true`)).body, {
      ApplicationClientId: null, ApplicationClientSecret: null, ClientSecretExpirationDate: null,
      SiteLocation: [{ name: 'GRXRATNEUZMNZ' }]
    })
  })

  await t.test('version 2 shows one customer always with its sites', async t => {
    const { body } = await get(`/api/v2/customer/${demo.australianCustomer}`)
    t.same(
      Object.keys(body), ['Id', 'ShortName', 'FullName', 'LicenseType', 'SiteLocation'],
      'the customer has the documented names in their order'
    )
    t.same(
      Object.keys(body.SiteLocation[0]), ['id', 'name', 'sbcId', 'sbcDeploymentState'],
      'the site has the documented names in their order'
    )
    t.not(body.SiteLocation[0].id, body.Id, 'a site has an id of its own')
  })

  await t.test('a channel and a customer read only customers below their own node, and the channel header ' +
    'narrows the list', async t => {
    const ids = (body: Array<{ UmpCustomerGuid: string }>): string[] => body.map(customer => customer.UmpCustomerGuid)
    t.same(
      ids((await get('/api/v3/customer', 'channel')).body), [demo.australianCustomer], 'a channel sees its own customer'
    )
    t.same(ids((await get('/api/v3/customer', 'customer')).body), [demo.australianCustomer], 'a customer sees itself')
    t.same(ids((await get('/api/v3/customer', 'monitor', { 'x-ovoc-channel-id': String(demo.channelId) })).body), [
      demo.australianCustomer
    ], 'the header narrows the list to the customers of the channel')
    t.same(
      (await get('/api/v3/customer', 'admin', { 'x-ovoc-channel-id': '7' })).body, [],
      'a channel without customers has an empty list'
    )
    t.match(await get('/api/v3/customer', 'channel', { 'x-ovoc-channel-id': '7' }), {
      status: 403, body: { errorCode: 'out_of_scope' }
    })
    for (const version of ['v2', 'v3']) {
      t.equal(
        (await get(`/api/${version}/customer/${demo.australianCustomer}`, 'channel')).status, 200,
        `a channel reads its own customer in ${version}`
      )
      for (const role of ['channel', 'customer'] as const) {
        t.match(await get(`/api/${version}/customer/${demo.israeliCustomer}`, role), {
          status: 404, body: { errorCode: 'customer_not_found' }
        }, `${version} ${role}`)
      }
    }
  })

  await t.test('a customer that does not exist is answered with 404', async t => {
    for (const version of ['v2', 'v3']) {
      t.match(await get(`/api/${version}/customer/${unknown}`), {
        status: 404, body: { errorCode: 'customer_not_found', detail: `Customer with ${unknown} not found` }
      }, `the answer of ${version} names the customer`)
    }
  })
})

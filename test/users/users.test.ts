import t from 'tap'
import { assignBehindOurBack, users } from '../support/connections.ts'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Answer, type Stack } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'
import { until } from '../support/until.ts'

const { amit, yael } = users[tenants.israeli]

const list = (
  stack: Stack, query = '',
  { customer = demo.israeliCustomer as string, version = 'v3', role = 'admin' as 'admin' | 'channel' | 'monitor' } = {}
): Promise<Answer> => stack.call('GET', `/api/${version}/customer/${customer}/user${query}`, { role })

const names = ({ body }: Answer): string[] => body.data.map((user: { WebName: string }) => user.WebName)

/** Reads until the background has caught up: each request starts a reading, because here every copy is old at once. */
async function listed (stack: Stack, isThere: (answer: Answer) => boolean): Promise<Answer> {
  return until('the list shows the change', async () => {
    const answer = await list(stack)
    return isThere(answer) && answer
  })
}

t.test('the users of a customer can be listed', async t => {
  const stack = await startStack(t)
  await stack.startApi({ USERS_FRESH_SECONDS: '0' })
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  const number = '+97239764578'
  const { body } = await upload(stack, uploadBody({ phoneNumbers: [number], country: 'IL' }), {
    tenant: tenants.israeli
  })
  await stack.finished(body.taskId)
  await assignBehindOurBack(stack, tenants.israeli, { [number]: amit })

  await t.test('users are read at the first request and answered as documented', async t => {
    const answer = await list(stack)
    t.match(answer, { status: 200, body: { currentPage: 1, pageSize: 10, totalPages: 1, totalRecords: 4 } })
    t.notOk('location' in answer.headers, 'the answer is the page')
    t.same(names(answer), ['Amit Cohen', 'Noa Levi', 'Service Desk', 'Yael Mizrahi'], 'all users are listed by name')
    t.same(answer.body.data[0], {
      Identity: amit, Status: '----', SipAddress: 'sip:amit.cohen@negevrobotics.example', LineURI: `tel:${number}`,
      HostingProvider: 'sipfed.online.lync.com', HybridPstnSiteName: null, UsageLocation: 'IL', RegistrarPool: null,
      CallForward: '', ObjectId: amit.toUpperCase(), WebName: 'Amit Cohen', UserType: 'TeamsOnly', PsCount: 0,
      IsManaged: true, Department: answer.body.data[0].Department, TenantId: tenants.israeli,
      UserPrincipalName: 'amit.cohen@negevrobotics.example', MsInterpretedUserType: 'PureOnlineTeamsOnlyUser',
      EnterpriseVoiceEnabled: true, OnlineVoiceRoutingPolicy: '', OnlinePstnGateway: ''
    }, 'a user has the documented members')
    t.match(answer.body.data[2], {
      SipAddress: null, LineURI: null, UserType: null, EnterpriseVoiceEnabled: false,
      MsInterpretedUserType: 'PureOnlineApplicationInstance'
    })
    t.same((await list(stack, '', { version: 'v2', role: 'monitor' })).body, answer.body, 'in version 2 as well')
    t.match((await stack.call('GET', `/api/v3/customer/${demo.israeliCustomer}`)).body, {
      MsDefaultDomain: 'negevrobotics.example'
    }, 'and the connection told the default domain of the tenant')
  })

  await t.test('users come in pages that do not overlap', async t => {
    const first = await list(stack, '?PageSize=3')
    const second = await list(stack, '?Page Number=2&pagesize=3')
    t.match(second.body, { currentPage: 2, pageSize: 3, totalPages: 2, totalRecords: 4 })
    t.same(
      [...names(first), ...names(second)], ['Amit Cohen', 'Noa Levi', 'Service Desk', 'Yael Mizrahi'],
      'both pages together have each user once'
    )
    t.same((await list(stack, '?PageNumber=9')).body.data, [], 'a page beyond the end is empty')
    for (const size of [1, 10_001]) {
      t.match(await list(stack, `?PageSize=${size}`), { status: 400 }, `a page size of ${size} is refused`)
    }
  })

  await t.test('a user with a number counts towards the licence', async t => {
    const { body: licensed } = await stack.call('GET', `/api/v3/customer/${demo.israeliCustomer}/licensedUsers`)
    t.match(licensed, [{ sipAddress: 'amit.cohen@negevrobotics.example' }])
    t.equal(licensed.length, 1, 'one user is licensed')
    const { body: info } = await stack.call('GET', `/api/v3/customer/${demo.israeliCustomer}/licenseinfo`)
    t.match(info.at(-1), {
      totalMonitoredUsers: 3, managedUsersOperatorConnect: 1, managedUsersDirectRouting: 0, managedServiceNumbers: 0
    })
  })

  await t.test('changes at Microsoft are followed by reading the changes alone', async t => {
    const state = await stack.microsoft.control('GET', '/_mock/state')
    const readBefore = (await stack.microsoft.control('GET', '/_mock/requests')).length
    await graph(stack, 'PATCH', `/users/${yael}`, { department: 'Export' })
    t.match((await listed(stack, ({ body }) => body.data[3]?.Department === 'Export')).body.data[3], { Identity: yael })
    const requests = (await stack.microsoft.control('GET', '/_mock/requests')).slice(readBefore).map((
      request: { path: string }
    ) => request.path)
    t.notOk(requests.some((path: string) => /users\/delta\?\$select/.test(path)), 'without reading everybody again')
    await graph(stack, 'DELETE', `/users/${yael}`)
    t.same(
      names(await listed(stack, ({ body }) => body.data.length === 3)), ['Amit Cohen', 'Noa Levi', 'Service Desk'],
      'a deleted user disappears'
    )
    // another world: what we remember of the old one is worthless
    await stack.microsoft.control('PUT', '/_mock/state', state)
    const all = await listed(stack, ({ body }) => body.data.length === 4)
    t.match(all.body.data[3], { Identity: yael })
    await graph(stack, 'DELETE', `/users/${yael}`)
    const fewer = await stack.microsoft.control('GET', '/_mock/state')
    await stack.microsoft.control('PUT', '/_mock/state', fewer)
    t.same(
      names(await listed(stack, ({ body }) => body.data.length === 3)), ['Amit Cohen', 'Noa Levi', 'Service Desk'],
      'also one that went while the link expired'
    )
  })

  await t.test('users cannot be listed over a broken connection until it is mended', async t => {
    const { applications } = await stack.microsoft.control('GET', '/_mock/state')
    const roles = (granted: object): Promise<unknown> =>
      stack.microsoft.control('PATCH', '/_mock/state', {
        applications: applications.map((entry: { tenantId: string }) =>
          entry.tenantId === tenants.israeli ? { ...entry, ...granted } : entry
        )
      })
    await roles({ roles: {} })
    // The first one still answers from the copy.
    const { status, body } = await until('the list is refused', async () => {
      const answer = await list(stack)
      return answer.status !== 200 && answer
    })
    t.match(
      [status, body], [400, { errorCode: 'connection_broken', detail: /consent/ }],
      'the refusal names the missing consent'
    )
    t.match(await records.query('select status from tenant_connection'), [{ status: 'NoConsent' }])
    await roles({})
    t.match(await list(stack), { status: 200, body: { totalRecords: 3 } })
  })

  await t.test('users are listed only for customers with licence and connection, and only to those who may see ' +
    'them', async t => {
    t.match(await list(stack, '', { customer: demo.australianCustomer }), {
      status: 400, body: { errorCode: 'license_insufficient', detail: /Teams admin center/ }
    })
    await records.query('update customer set license_type = 5 where id = $1', [demo.australianCustomer])
    t.match(await list(stack, '', { customer: demo.australianCustomer }), {
      status: 400, body: { errorCode: 'connection_required' }
    })
    t.match(await list(stack, '', { customer: 'nonsense' }), { status: 404, body: { errorCode: 'customer_not_found' } })
    t.match(await list(stack, '', { role: 'channel' }), { status: 404, body: { errorCode: 'customer_not_found' } })
  })
})

/** The customer's administrator at work. */
async function graph (stack: Stack, method: string, path: string, body?: object): Promise<void> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials', client_id: 'b0000000-0000-4000-8000-000000000002',
    client_secret: 'demo-customer-secret', scope: 'https://graph.microsoft.com/.default'
  })
  const answer = await fetch(`${stack.microsoft.url}/${tenants.israeli}/oauth2/v2.0/token`, {
    method: 'POST', body: form
  })
  const { access_token: token } = await answer.json() as { access_token: string }
  const { ok } = await fetch(`${stack.microsoft.url}/graph/v1.0${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  if (!ok) throw new Error(`${method} ${path} was refused`)
}

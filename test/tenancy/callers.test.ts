import t from 'tap'
import { demo, startStack, type Answer } from '../support/stack.ts'
import { adminApplication, directory, startIssuer } from '../support/tokens.ts'
import { until } from '../support/until.ts'

const application = 'c0000000-0000-4000-8000-000000000009'

t.test('applications are registered, changed and removed through the API', async t => {
  const stack = await startStack(t)
  const issuer = await startIssuer(t, stack.env['TOKEN_AUDIENCE'] ?? '')
  await Promise.all([stack.startApi(issuer.env), stack.startWorker()])
  const as = async (claims: object, method: string, path: string, body?: object): Promise<Answer> =>
    stack.call(method, path, {
      role: null, headers: { authorization: `Bearer ${await issuer.token({ ...claims })}` },
      ...(body !== undefined && { body })
    })
  const admin = (method: string, path: string, body?: object): Promise<Answer> => as({}, method, path, body)
  const ended = async ({ body: { taskId } }: Answer): Promise<Answer['body']> =>
    until('the task is over', async () => {
      const { body } = await admin('GET', `/api/v3/task/${taskId}`)
      return body.status !== 'InProgress' && body
    })
  // A token is not looked at again for half a minute; one with another claim is another token.
  let serial = 0
  const call = (path: string, roles = ['Admin'], method = 'GET'): Promise<Answer> =>
    as({ azp: application, roles, serial: serial++ }, method, path)
  const register = (body: object): Promise<Answer> =>
    admin('POST', '/api/v3/callers', { name: 'Portal', clientId: application, tenantId: directory, ...body })

  t.match(await call('/api/v3/customer'), { status: 403, body: { errorCode: 'caller_unknown' } }, 'before')
  const added = await ended(await register({ role: 'Operator', channelId: demo.channelId }))
  t.match(added, { status: 'CompletedSuccess', outputData: { CallerId: /-/ } })
  const path = `/api/v3/callers/${added.outputData.CallerId}`

  await t.test('it is shown with its node, its role and when it last called', async t => {
    t.match((await admin('GET', path)).body, {
      name: 'Portal', clientId: application, tenantId: directory, role: 'Operator', channelId: demo.channelId,
      umpCustomerGuid: null, expiresAt: null, disabled: false, lastUsedAt: null
    })
    t.equal((await call('/api/v3/customer')).status, 200, 'it may call')
    t.match((await admin('GET', path)).body, { lastUsedAt: /^20/ }, 'and that is seen')
    t.match((await admin('GET', `/api/v3/callers?channelId=${demo.channelId}`)).body.data, [
      { name: 'channel' }, { name: 'Rene Reseller' }, { name: 'Portal' }
    ])
  })

  await t.test('its role is the most that it may do, whatever its token says', async t => {
    t.equal((await call('/api/v3/callers')).status, 403, 'an Operator is no Admin')
    t.equal((await call('/api/v3/customer', ['Monitor'])).status, 200, 'a Monitor stays one')
    t.match(await call('/api/v3/customer', []), { status: 403, body: { errorCode: 'role_missing' } })
  })

  await t.test('it is disabled, enabled and expires', async t => {
    const change = async (body: object): Promise<void> => {
      t.match(await ended(await admin('PATCH', path, body)), { status: 'CompletedSuccess' }, JSON.stringify(body))
    }
    await change({ disabled: true })
    t.match(await call('/api/v3/customer'), { status: 403, body: { errorCode: 'caller_disabled' } })
    await change({ disabled: false, expiresAt: '2020-01-01' })
    t.match(await call('/api/v3/customer'), { status: 403, body: { errorCode: 'caller_disabled', detail: /over/ } })
    await change({ expiresAt: '', role: 'Monitor' })
    t.equal((await call('/api/v3/customer')).status, 200, 'it may read')
    t.equal((await call('/api/v3/oc/lead/action/synchronize', ['Admin'], 'POST')).status, 403, 'and no more')
  })

  await t.test('nobody registers or changes one beyond the own node', async t => {
    const channel = { azp: 'a0000000-0000-4000-8000-000000000004' }
    const customer = { azp: 'a0000000-0000-4000-8000-000000000005' }
    const body = { name: 'x', clientId: demo.israeliCustomer, tenantId: directory, role: 'Admin' }
    t.match(await as(channel, 'POST', '/api/v3/callers', { ...body, umpCustomerGuid: demo.israeliCustomer }), {
      status: 404, body: { errorCode: 'customer_not_found' }
    })
    t.match(await as(customer, 'POST', '/api/v3/callers', { ...body, channelId: demo.channelId }), {
      status: 404, body: { errorCode: 'channel_not_found' }
    })
    const { body: { data: all } } = await admin('GET', '/api/v3/callers')
    const provider = all.find(({ clientId }: { clientId: string }) => clientId === adminApplication)
    for (const claims of [channel, customer]) {
      t.equal((await as(claims, 'PATCH', `/api/v3/callers/${provider.id}`, { disabled: true })).status, 404)
      t.equal((await as(claims, 'DELETE', `/api/v3/callers/${provider.id}`)).status, 404)
    }
    t.match((await as(customer, 'GET', '/api/v3/callers')).body.data, [
      { name: 'customer' }, { name: 'Kim Customer' }
    ], 'it sees its own')
    t.equal((await admin('PATCH', `/api/v3/callers/${provider.id}`, { disabled: true })).status, 400, 'not itself')
    t.equal((await admin('DELETE', `/api/v3/callers/${provider.id}`)).status, 400, 'not itself')
  })

  await t.test('a registration with a fault is refused', async t => {
    t.match(await register({ role: 'Admin' }), { status: 409, body: { errorCode: 'caller_exists' } })
    const faults: Array<[body: object, field: string]> = [
      [{ role: 'God' }, 'Role'], [{ role: 'Admin', clientId: '-'.repeat(36) }, 'ClientId'],
      [{ role: 'Admin', clientId: demo.israeliCustomer, expiresAt: 'tomorrow' }, 'ExpiresAt'],
      [{ role: 'Admin', channelId: 1, umpCustomerGuid: demo.israeliCustomer }, 'UmpCustomerGuid']
    ]
    for (const [body, field] of faults) {
      t.match(await register(body), { status: 400, body: { errors: { [field]: [String] } } }, field)
    }
  })

  await t.test('it is removed', async t => {
    t.match(await ended(await admin('DELETE', path)), { status: 'CompletedSuccess' })
    t.match(await call('/api/v3/customer'), { status: 403, body: { errorCode: 'caller_unknown' } })
    t.equal((await admin('GET', path)).status, 404, 'and is not shown')
  })
})

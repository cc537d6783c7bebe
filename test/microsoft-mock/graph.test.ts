import t from 'tap'
import { graphOf } from './graph-client.ts'
import { american, australian, operatorForm, operatorOf, startMock } from './start-mock.ts'

const teams = '/admin/teams/telephoneNumberManagement'

t.test('an assignment is an operation whose result the operator sees', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  await operator.upload(australian, ['+61395556880'])
  const graph = await graphOf(mock)
  const assignmentTargetId = await graph.userId('Jack')
  const assign = { telephoneNumber: '61395556880', assignmentTargetId, numberType: 'operatorConnect' }
  const accepted = await graph.call('POST', `${teams}/numberAssignments/assignNumber`, assign)
  t.equal(accepted.status, 202, 'the assignment is accepted')
  t.match(accepted.headers.get('location'), /operations\('[\w-]+'\)$/, 'the operation is named')
  const done = await graph.settled(accepted.headers.get('location'))
  t.match(done, { status: 'succeeded', numbers: [{ status: 'succeeded', statusDetail: null }] })
  t.equal((await graph.call('GET', `${teams}/operations/${done.id}`)).body.id, done.id, 'the other spelling works too')

  const filter = encodeURIComponent("telephoneNumber eq '+61395556880' and assignmentStatus eq 'userAssigned'")
  const { body } = await graph.call('GET', `${teams}/numberAssignments?$filter=${filter}`)
  t.match(body.value, [{
    telephoneNumber: '+61395556880', numberType: 'operatorConnect', assignmentTargetId, capabilities: ['userAssignment']
  }])
  t.match((await graph.call('GET', `${teams}/numberAssignments/${body.value[0]?.id}`)).body, { assignmentTargetId })
  t.match((await operator.call('GET', `/tenants/${australian}/TelephoneNumbers/+61395556880`)).body, {
    assignmentStatus: 'UserAssigned'
  })
  t.equal(
    (await operator.release(australian, ['+61395556880'])).body.status, 'Failed',
    'an assigned number cannot be released'
  )

  const back = await graph.call('POST', `${teams}/numberAssignments/unassignNumber`, {
    telephoneNumber: '+61395556880', numberType: 'operatorConnect'
  })
  t.equal((await graph.settled(back.headers.get('location'))).status, 'succeeded', 'the number is unassigned')
  t.equal((await operator.release(australian, ['+61395556880'])).body.status, 'Complete', 'the free number is released')
})

t.test('an assignment that is not possible fails with a reason', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  await operator.upload(australian, ['+61395556880', '+61395556881'])
  await operator.upload(australian, ['+61395556882'], { usage: 'FirstPartyAppAssignment' })
  const graph = await graphOf(mock)
  const assign = async (telephoneNumber: string, name: string) => {
    const body = { telephoneNumber, assignmentTargetId: await graph.userId(name), numberType: 'operatorConnect' }
    const { headers } = await graph.call('POST', `${teams}/numberAssignments/assignNumber`, body)
    return await graph.settled(headers.get('location'))
  }
  t.equal((await assign('+61395556880', 'Jack')).status, 'succeeded', 'the first assignment succeeds')
  t.match(await assign('+61395556880', 'Ruby'), {
    status: 'failed', numbers: [{ statusDetail: /already been assigned/ }]
  })
  t.match(await assign('+61395556881', 'Noah'), {
    status: 'failed', numbers: [{ statusDetail: /lacks appropriate licenses/ }]
  })
  t.match(await assign('+61395556882', 'Ruby'), { status: 'failed' }, 'a number for applications')
  t.match(await assign('+61395556882', 'Main'), { status: 'succeeded' })
  const missing = {
    telephoneNumber: '+61395559999', assignmentTargetId: await graph.userId('Jack'), numberType: 'operatorConnect'
  }
  t.match(await graph.call('POST', `${teams}/numberAssignments/assignNumber`, missing), {
    status: 404,
    body: { error: { code: 'NotFound', message: /is not found from tenant/, innerError: { 'request-id': String } } }
  })
})

t.test('a customer moves a number only when its operator allows that', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const [address] = await operator.addresses(australian)
  await operator.upload(australian, ['+61395556880'])
  await operator.upload(australian, ['+61395556881'], { allowTenantAddressUpdate: false, locationId: address?.placeId })
  const graph = await graphOf(mock)
  const update = (telephoneNumber: string, locationId: string | undefined) =>
    graph.call('POST', `${teams}/numberAssignments/updateNumber`, { telephoneNumber, locationId })
  t.equal((await update('+61395556880', address?.placeId)).status, 200, 'the location is changed')
  t.match((await operator.call('GET', `/tenants/${australian}/TelephoneNumbers/+61395556880`)).body, {
    locationId: address?.placeId
  })
  t.match((await update('+61395556881', '')).body, { error: { message: /^Contact your operator/ } })
})

t.test('a token opens only its own tenant, and only with the right role', async (t) => {
  const mock = await startMock(t)
  const graph = await graphOf(mock, american, 'b0000000-0000-4000-8000-000000000003')
  t.match((await graph.call('GET', '/organization')).body.value, [{ id: american, displayName: 'Atlantic Foods' }])
  t.equal((await graph.call('GET', '/domains')).body.value.length, 2, 'the domains of the tenant are listed')
  t.match((await graph.call('GET', '/subscribedSkus')).body.value, [{ skuPartNumber: 'SPE_E5' }])
  t.match(await mock.call('GET', '/graph/v1.0/organization'), {
    status: 401, body: { error: { code: 'InvalidAuthenticationToken' } }
  })
  const { body } = await mock.askToken({ ...operatorForm, scope: 'https://graph.microsoft.com/.default' })
  const stranger = { authorization: `Bearer ${body.access_token}` }
  t.equal(
    (await mock.call('GET', '/graph/v1.0/organization', undefined, stranger)).status, 401,
    'an application of another tenant is refused'
  )
  await mock.call('POST', '/_mock/behaviour', { throttle: { requests: 0, perSeconds: 60, retryAfter: 3 } })
  const throttled = await graph.call('GET', '/organization')
  t.match(throttled, { status: 429, body: { error: { code: 'TooManyRequests', innerError: { status: '429' } } } })
  t.equal(throttled.headers.get('retry-after'), '3', 'the throttle says how long to wait')
})

t.test('users are paged by token and have the selected properties', async (t) => {
  const mock = await startMock(t)
  const graph = await graphOf(mock)
  const first = await graph.call('GET', '/users?$select=id,userPrincipalName,assignedPlans&$top=3')
  t.equal(first.body.value.length, 3, 'the first page has three users')
  t.same(
    Object.keys(first.body.value[0] ?? {}), ['id', 'userPrincipalName', 'assignedPlans'],
    'a user has the selected properties only'
  )
  const second = await graph.follow(first.body['@odata.nextLink'])
  t.equal(second.body.value.length, 2, 'the second page has the others')
  t.notOk(second.body['@odata.nextLink'], 'no page comes after it')
  t.equal((await graph.call('GET', '/users?$skip=1')).status, 400, 'skipping is refused')
  t.equal((await graph.call('GET', '/users?$filter=nonsense')).status, 400, 'a wrong filter is refused')
  t.match(await graph.call('GET', '/users?$select=id,adminRoles'), {
    status: 400, body: { error: { code: 'BadRequest', message: /property named 'adminRoles'/ } }
  }, 'properties of the mock are not shown')
})

t.test('changed users are in the next delta, and removed ones are marked as removed', async (t) => {
  const mock = await startMock(t)
  const graph = await graphOf(mock)
  let round = await graph.call('GET', '/users/delta?$select=displayName,businessPhones', undefined, {
    prefer: 'odata.maxpagesize=2'
  })
  const seen = round.body.value.length
  t.equal(seen, 2, 'the first page has two users')
  const jack = await graph.userId('Jack')
  const ruby = await graph.userId('Ruby')
  t.equal(
    (await graph.call('PATCH', `/users/${jack}`, { businessPhones: ['+61395556880'] })).status, 204,
    'the user is changed'
  )
  while (round.body['@odata.nextLink'] !== undefined) round = await graph.follow(round.body['@odata.nextLink'])
  const changed = await graph.follow(round.body['@odata.deltaLink'])
  t.match(
    changed.body.value, [{ id: jack, businessPhones: ['+61395556880'] }], 'a change between two pages is not lost'
  )
  await graph.call('DELETE', `/users/${ruby}`)
  const removed = await graph.follow(changed.body['@odata.deltaLink'])
  t.match(removed.body.value, [{ id: ruby, '@removed': { reason: 'changed' } }])
  t.same((await graph.follow(removed.body['@odata.deltaLink'])).body.value, [], 'nothing has changed since')
  await mock.call('POST', '/_mock/reset')
  t.match(await graph.follow(removed.body['@odata.deltaLink']), {
    status: 410, body: { error: { code: 'syncStateNotFound' } }
  })
})

t.test('phones of an administrator cannot be changed', async (t) => {
  const mock = await startMock(t)
  const graph = await graphOf(mock)
  const admin = await graph.userId('Matilda')
  t.match(await graph.call('PATCH', `/users/${admin}`, { businessPhones: ['+61395556880'] }), {
    status: 403, body: { error: { code: 'Authorization_RequestDenied' } }
  })
  t.equal(
    (await graph.call('PATCH', `/users/${admin}`, { department: 'Operations' })).status, 204,
    'other properties can be changed'
  )
  t.equal(
    (await graph.call('PATCH', `/users/${admin}`, { usageLocation: 'Australia' })).status, 400,
    'a wrong country is refused'
  )
})

t.test('an application reads registrations of its tenant when that was granted, and never a secret', async (t) => {
  const mock = await startMock(t)
  const path = (id: string) => `/applications(appId='${id}')`
  const id = 'b0000000-0000-4000-8000-000000000001'
  t.match(await (await graphOf(mock)).call('GET', path(id)), {
    status: 403, body: { error: { code: 'Authorization_RequestDenied' } }
  })
  const { applications } = (await mock.call('GET', '/_mock/state')).body
  const changed = applications.map(known =>
    known.clientId !== id
      ? known
      : {
          ...known, secrets: [{ value: 'demo-customer-secret', expiresOn: '2099-01-01T00:00:00Z' }],
          roles: { 'https://graph.microsoft.com': ['Application.Read.All'] }
        }
  )
  await mock.call('PATCH', '/_mock/state', { applications: changed })
  const graph = await graphOf(mock)
  const { status, body } = await graph.call('GET', `${path(id)}?$select=passwordCredentials`)
  t.equal(status, 200, 'the registration is read')
  t.match(body, {
    passwordCredentials: [{ hint: 'dem', endDateTime: '2099-01-01T00:00:00Z', secretText: null }], appId: undefined
  })
  t.notMatch(JSON.stringify(body), /demo-customer-secret/, 'the secret is not shown')
  t.equal((await graph.call('GET', path('b0000000-0000-4000-8000-000000000002'))).status, 404, 'of its own tenant only')
  t.equal((await graph.call('GET', `${path(id)}?$expand=owners`)).status, 400, 'another option is refused')
})

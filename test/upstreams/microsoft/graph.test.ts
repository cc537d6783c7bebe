import t from 'tap'
import type { E164 } from '../../../src/schemas/phone-number.ts'
import { httpGraph } from '../../../src/upstreams/microsoft/http-graph.ts'
import type { NumberOperation, TenantGraph } from '../../../src/upstreams/microsoft/graph.ts'
import { american, australian, operatorOf, startMock } from '../../microsoft-mock/start-mock.ts'
import { until } from '../../support/until.ts'

const number = '+61395556880' as E164
const application = { clientId: 'b0000000-0000-4000-8000-000000000001', sealedSecret: sealed('demo-customer-secret') }

/** What the adapter is given to open; here the seal is nothing but base64. */
function sealed (secret: string): string {
  return Buffer.from(secret).toString('base64')
}

const faultOf = (call: Promise<unknown>): Promise<unknown> => call.then(() => undefined, error => error)

async function settled (graph: TenantGraph, operationId: string): Promise<NumberOperation> {
  return until('the operation is over', async () => {
    const operation = await graph.operation(1, australian, operationId)
    return operation.status !== 'running' && operation
  })
}

t.test("the adapter of Microsoft Graph speaks for a customer's tenant", async t => {
  const mock = await startMock(t)
  let stored: typeof application | undefined = application
  const graph = httpGraph({
    loginUrl: mock.url, graphUrl: `${mock.url}/graph`, credentialsOf: async () => stored,
    open: secret => Buffer.from(secret, 'base64').toString()
  })
  t.teardown(() => graph.close())
  const control = (path: string, body: object, method = 'POST'): Promise<unknown> =>
    mock.call(method, `/_mock/${path}`, body)
  await control('behaviour', { jobMilliseconds: 20 })
  const ruby = await graph.findUser(1, australian, 'ruby.walker@southerncross.example')

  await t.test('the adapter tells why a connection does not work', async t => {
    t.match(await graph.checkConnection(1, australian, application), { status: 'ok' })
    t.match(await graph.checkConnection(1, australian), { status: 'ok' })
    t.match(await graph.checkConnection(1, australian, { ...application, sealedSecret: sealed('wrong') }), {
      status: 'bad-credentials', reason: /secret/
    }, 'though a token of the right one is at hand')
    t.match(await graph.checkConnection(1, australian, { ...application, clientId: australian }), {
      status: 'unknown-application', reason: /no application/
    })
    t.match(await graph.checkConnection(1, '00000000-0000-4000-8000-00000000dead', application), {
      status: 'unknown-tenant'
    })
    const { applications } = (await mock.call('GET', '/_mock/state')).body
    const granted = (roles: object): Promise<unknown> =>
      control('state', {
        applications: applications.map(entry => entry.clientId === application.clientId ? { ...entry, roles } : entry)
      }, 'PATCH')
    await granted({})
    t.match(await graph.checkConnection(1, australian), {
      status: 'no-consent', missing: ['TeamsTelephoneNumber.ReadWrite.All', 'User.ReadWrite.All']
    })
    await granted({ 'https://graph.microsoft.com': ['TeamsTelephoneNumber.Read.All', 'User.ReadWrite.All'] })
    t.match(await graph.checkConnection(1, australian), {
      status: 'no-consent', missing: ['TeamsTelephoneNumber.ReadWrite.All']
    }, 'reading alone is not enough')
    await control('state', { applications }, 'PATCH')
    stored = undefined
    t.match(await graph.checkConnection(1, australian), { status: 'none' })
    t.match(await faultOf(graph.findAssignments(1, australian, [number])), { kind: 'forbidden' })
    stored = application
    t.match(await graph.checkConnection(1, australian), { status: 'ok' })
  })

  await t.test('the adapter reads the default domain and the end of the secret when it may', async t => {
    const { applications } = (await mock.call('GET', '/_mock/state')).body
    const needed = ['TeamsTelephoneNumber.ReadWrite.All', 'User.ReadWrite.All']
    const ours = { value: 'demo-customer-secret', expiresOn: '2099-02-18T08:39:26Z' }
    const facts = async (roles: string[], secrets: object[]): Promise<unknown> => {
      const changed = { roles: { 'https://graph.microsoft.com': [...needed, ...roles] }, secrets }
      await control('state', {
        applications: applications.map(entry =>
          entry.clientId === application.clientId ? { ...entry, ...changed } : entry
        )
      }, 'PATCH')
      return graph.checkConnection(1, australian)
    }
    const [domain, end] = ['southerncross.example', '2099-02-18T08:39:26.000Z']
    t.same(
      await facts([], [ours]), { status: 'ok', defaultDomain: undefined, secretExpiresAt: undefined },
      'without permission neither is known'
    )
    t.same(await facts(['Organization.Read.All'], [ours]), {
      status: 'ok', defaultDomain: domain, secretExpiresAt: undefined
    }, 'the domain is known with its permission')
    t.same(
      await facts(['Organization.Read.All', 'Application.Read.All'], [{
        value: 'another', expiresOn: '2098-01-01T00:00:00Z'
      }, ours]),
      { status: 'ok', defaultDomain: domain, secretExpiresAt: end }, 'both are known with both permissions'
    )
    t.match(
      await facts(['Application.Read.All'], [{ value: 'demonstration', expiresOn: '2098-01-01T00:00:00Z' }, ours]),
      { secretExpiresAt: undefined }, 'not when two begin alike'
    )
    t.match(
      await facts(['Application.Read.All'], [{ value: ours.value }]), { secretExpiresAt: undefined },
      'nor when it has no end'
    )
    await control('faults', {
      method: 'GET', path: 'organization', status: 403,
      body: { error: { code: 'Authorization_RequestDenied', message: 'No.' } }
    })
    t.match(
      await facts(['Organization.Read.All'], [ours]), { status: 'ok', defaultDomain: undefined },
      'a refusal says nothing of the connection'
    )
    await control('state', { applications }, 'PATCH')
  })

  await t.test('numbers are assigned and unassigned by operations that tell how they end', async t => {
    await (await operatorOf(mock)).upload(australian, [number])
    t.match((await graph.findAssignments(1, australian, [number, '+61395556881' as E164])).get(number), {
      type: 'operatorConnect', status: 'Unassigned', targetId: undefined
    })
    const started = await graph.startAssign(1, australian, number, ruby?.id ?? '')
    t.same(
      started.status === 'started' && await settled(graph, started.operationId), { status: 'succeeded' },
      'the assignment succeeds'
    )
    t.match(await graph.assignmentsOf(1, australian, ruby?.id ?? ''), [{ number, status: 'UserAssigned' }])
    t.match(await graph.assignedNumbers(1, australian), [{ number, targetId: ruby?.id }])
    const again = await graph.startAssign(1, australian, number, american)
    t.match(again.status === 'started' && await settled(graph, again.operationId), {
      status: 'failed', reason: /already been assigned/
    })
    const back = await graph.startUnassign(1, australian, number)
    t.same(
      back.status === 'started' && await settled(graph, back.operationId), { status: 'succeeded' },
      'the unassignment succeeds'
    )
    t.match(await graph.startUnassign(1, australian, '+61395559999' as E164), { status: 'refused', code: 'NotFound' })
    t.same(await graph.operation(1, australian, 'bm9uZQ'), { status: 'vanished' }, 'an unknown operation has vanished')
  })

  await t.test('users are read and changed', async t => {
    t.match(ruby, {
      displayName: 'Ruby Walker', accountEnabled: true, hasTeamsPhone: true, attributes: { city: 'Melbourne' }
    })
    t.equal(
      await graph.findUser(1, australian, 'nobody@southerncross.example'), undefined, 'an unknown user is not found'
    )
    t.same(await graph.updateUser(1, australian, ruby?.id ?? '', { department: 'Sales', city: null }), {
      status: 'updated'
    }, 'the user is changed')
    t.match(await graph.findUser(1, australian, ruby?.id ?? ''), { department: 'Sales', attributes: { city: null } })
    t.match(await graph.updateUser(1, australian, ruby?.id ?? '', { usageLocation: 'Australia' }), {
      status: 'refused'
    })
  })

  await t.test('changes of users are followed, and a lost link is reported', async t => {
    const first = await graph.userChanges(1, australian, undefined)
    if (first.status === 'expired') throw new Error('there was nothing to expire')
    t.equal(first.users.length, 5, 'the first reading has all users')
    await graph.updateUser(1, australian, ruby?.id ?? '', { department: 'Export' })
    const second = await graph.userChanges(1, australian, first.link)
    t.match(second, { status: 'changes', users: [{ id: ruby?.id, department: 'Export' }], removed: [], more: false })
    await control('state', {}, 'PATCH') // another world: what was given out before is worthless
    t.same(
      await graph.userChanges(1, australian, first.link), { status: 'expired' }, 'an old link is reported as expired'
    )
  })

  await t.test('a call that Microsoft does not carry out is thrown as a fault, with the time to wait', async t => {
    await control('behaviour', { throttle: { requests: 0, perSeconds: 60, retryAfter: 7 } })
    t.match(await faultOf(graph.findAssignments(1, australian, [number])), { kind: 'throttled', retryAfterSeconds: 7 })
    await control('behaviour', { throttle: null })
    await control('faults', {
      path: 'unassignNumber', status: 400,
      body: { error: { code: 'BadRequest', message: 'Service is unavailable. Please try again' } }
    })
    t.match(
      await faultOf(graph.startUnassign(1, australian, number)), { kind: 'busy' }, 'a 400 that only means to wait'
    )
    await control('rotate-keys', { forget: true })
    t.equal(
      (await graph.findAssignments(1, australian, [number])).size, 1,
      'a token that is worth nothing any more is replaced'
    )
  })
})

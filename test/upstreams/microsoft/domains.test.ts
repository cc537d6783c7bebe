import t from 'tap'
import { httpGraph } from '../../../src/upstreams/microsoft/http-graph.ts'
import { australian, israeli, startMock } from '../../microsoft-mock/start-mock.ts'

const name = 'site2.oc1.sbc.example'
const clientIds: Record<string, string> = {
  [australian]: 'b0000000-0000-4000-8000-000000000001', [israeli]: 'b0000000-0000-4000-8000-000000000002'
}

const faultOf = (call: Promise<unknown>): Promise<unknown> => call.then(() => undefined, error => error)

t.test('the adapter of Microsoft Graph brings a domain into a tenant', async t => {
  const mock = await startMock(t)
  let isConnected = true
  const graph = httpGraph({
    loginUrl: mock.url,
    graphUrl: `${mock.url}/graph`,
    credentialsOf: async (_, tenantId) =>
      isConnected ? { clientId: clientIds[tenantId] ?? '', sealedSecret: 'demo-customer-secret' } : undefined,
    open: secret => secret
  })
  t.teardown(() => graph.close())
  const control = (path: string, body: object, method = 'POST'): Promise<unknown> =>
    mock.call(method, `/_mock/${path}`, body)
  await control('behaviour', { jobMilliseconds: 0 })

  await t.test('the adapter names the permissions that the application lacks', async t => {
    t.match(await graph.checkDomainAccess(1, australian, true), { status: 'ok' })
    const { applications } = (await mock.call('GET', '/_mock/state')).body
    const granted = (...roles: string[]): Promise<unknown> =>
      control('state', {
        applications: applications.map(entry => ({ ...entry, roles: { 'https://graph.microsoft.com': roles } }))
      }, 'PATCH')
    await granted('User.ReadWrite.All', 'Organization.Read.All')
    t.match(await graph.checkDomainAccess(1, australian, true), {
      status: 'no-consent', missing: ['Domain.ReadWrite.All'], reason: /lacks Domain\.ReadWrite\.All/
    })
    t.match(await faultOf(graph.addDomain(1, australian, name)), { kind: 'forbidden' })
    await granted('Domain.Read.All')
    t.match(await graph.checkDomainAccess(1, australian, false), {
      status: 'no-consent', missing: ['Domain.ReadWrite.All']
    }, 'reading alone is not enough')
    await granted('Domain.ReadWrite.All')
    t.same(
      await graph.checkDomainAccess(1, australian, false), { status: 'ok' },
      'neither numbers nor users are needed for a domain alone'
    )
    t.match(await graph.checkDomainAccess(1, australian, true), {
      status: 'no-consent', missing: ['User.ReadWrite.All', 'Organization.Read.All']
    })
    isConnected = false
    t.match(await graph.checkDomainAccess(1, australian, true), { status: 'none' })
    t.match(await faultOf(graph.findDomain(1, australian, name)), { kind: 'forbidden' })
    isConnected = true
    await control('state', { applications }, 'PATCH')
    t.match(await graph.checkDomainAccess(1, australian, true), { status: 'ok' }, 'a new token has the new roles')
  })

  await t.test('a domain is added once, proved, activated and removed', async t => {
    t.equal(await graph.findDomain(1, australian, name), undefined, 'the domain is not there yet')
    t.equal(await graph.proofOfDomain(1, australian, name), undefined, 'it has no proof yet')
    t.same(await graph.addDomain(1, australian, name), { status: 'added' }, 'the domain is added')
    t.match(await graph.addDomain(1, australian, name), {
      status: 'refused', code: 'Request_MultipleObjectsWithSameKeyValue'
    })
    t.same(
      await graph.findDomain(1, australian, name), { name, isVerified: false, isActive: false },
      'the domain is neither verified nor active'
    )
    const proof = await graph.proofOfDomain(1, australian, name)
    t.match(proof, { type: 'TXT', name, text: /^MS=ms\d+$/, ttl: 3600 })
    t.match(await graph.verifyDomain(1, australian, name), { status: 'unseen', reason: /Unable to find/ })
    await control('dns', { name, text: proof?.text })
    t.same(await graph.verifyDomain(1, australian, name), { status: 'verified' }, 'the record verifies the domain')
    t.same(await graph.verifyDomain(1, australian, name), { status: 'verified' }, 'again is once')

    const [subscription] = await graph.subscriptions(1, australian)
    t.match(subscription, { name: 'SPE_E5', hasTeams: true, hasTeamsPhone: true, free: 297 })
    t.equal(await graph.countryOf(1, australian), 'AU', 'the country of the tenant is known')
    const user = { userPrincipalName: `activation@${name}`, displayName: 'Activation', usageLocation: 'AU' }
    const added = await graph.addUser(1, australian, user)
    const userId = added.status === 'added' ? added.userId : ''
    t.match(await graph.addUser(1, australian, user), { status: 'refused', reason: /userPrincipalName already exists/ })
    t.match(await graph.findUser(1, australian, user.userPrincipalName), {
      id: userId, accountEnabled: false, usageLocation: 'AU', hasTeams: false
    })
    t.match(await graph.giveLicence(1, australian, userId, australian), {
      status: 'refused', reason: /valid company License/
    })
    t.same(
      await graph.giveLicence(1, australian, userId, subscription?.skuId ?? ''), { status: 'given' },
      'the licence is given'
    )
    t.same(
      await graph.giveLicence(1, australian, userId, subscription?.skuId ?? ''), { status: 'given' },
      'giving it again changes nothing'
    )
    t.same(
      await graph.findDomain(1, australian, name), { name, isVerified: true, isActive: true },
      'the domain is verified and active'
    )

    t.match(await graph.removeDomain(1, australian, name), { status: 'refused', reason: /depend on it/ })
    for (const time of ['once', 'twice']) {
      t.same(await graph.removeUser(1, australian, userId), { status: 'removed' }, time)
    }
    t.match(await graph.subscriptions(1, australian), [{ free: 297 }])
    for (const time of ['once', 'twice']) {
      t.same(await graph.removeDomain(1, australian, name), { status: 'removed' }, time)
    }
  })

  await t.test('a domain of another tenant is refused, and a busy Microsoft is not taken for a refusal', async t => {
    await graph.addDomain(1, australian, 'voice.southerncross.example')
    await graph.addDomain(1, israeli, 'voice.southerncross.example')
    const proof = await graph.proofOfDomain(1, israeli, 'voice.southerncross.example')
    await control('dns', { name: 'voice.southerncross.example', text: proof?.text })
    t.match(await graph.verifyDomain(1, israeli, 'voice.southerncross.example'), {
      status: 'refused', reason: /another directory/
    })
    t.match(await graph.verifyDomain(1, israeli, name), { status: 'refused', code: 'Request_ResourceNotFound' })
    await control('faults', {
      path: '/verify$', status: 400,
      body: { error: { code: 'BadRequest', message: 'Service is unavailable. Please try again' } }
    })
    t.match(await faultOf(graph.verifyDomain(1, israeli, 'voice.southerncross.example')), { kind: 'busy' })
    await control('faults', { path: '/subscribedSkus', status: 404 })
    t.match(
      await faultOf(graph.subscriptions(1, australian)), { kind: 'unexpected' }, 'a list may be empty, but not absent'
    )
  })
})

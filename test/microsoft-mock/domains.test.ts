import t from 'tap'
import { graphOf } from './graph-client.ts'
import { australian, israeli, startMock, type Answer, type Mock } from './start-mock.ts'

const name = 'site2.oc1.sbc.example'
const e5 = '06ebc4ee-1bb5-47dd-8120-11324bc54e06'
const israeliApplication = 'b0000000-0000-4000-8000-000000000002'
const user = (changes: object = {}) => ({
  accountEnabled: false, displayName: 'Activation', mailNickname: 'activation', userPrincipalName: `activation@${name}`,
  passwordProfile: { password: 'xWwvJ]6NMw+bWH-d' }, usageLocation: 'AU', ...changes
})
const notFound = { status: 404, body: { error: { code: 'Request_ResourceNotFound', message: /does not exist/ } } }
const refused = (message: RegExp) => ({
  status: 400, body: { error: { code: 'Request_BadRequest', message, innerError: { 'request-id': String } } }
})

/** The record that Microsoft wants to see, put into the DNS that it asks. */
async function makeRecord (mock: Mock, records: Answer) {
  const [txt] = records.body.value
  await mock.call('POST', '/_mock/dns', { name: txt?.label, text: txt?.text })
}

t.test('a domain is added, proved by its record, activated by a licensed user, and deleted', async (t) => {
  const mock = await startMock(t)
  await mock.call('POST', '/_mock/behaviour', { jobMilliseconds: 0 })
  const graph = await graphOf(mock)
  t.match(await graph.call('GET', `/domains/${name}`), notFound)
  t.match(await graph.call('POST', '/domains', { id: name.toUpperCase() }), {
    status: 201, body: { id: name, isVerified: false, isDefault: false, supportedServices: [] }
  })
  t.match(await graph.call('POST', '/domains', { id: name }), {
    status: 409, body: { error: { code: 'Request_MultipleObjectsWithSameKeyValue' } }
  })
  t.match(await graph.call('POST', '/users', user()), refused(/You must use one of the verified domain names/))

  const records = await graph.call('GET', `/domains/${name}/verificationDnsRecords`)
  t.match(records.body.value, [{ recordType: 'Txt', label: name, text: /^MS=ms\d{8}$/, ttl: 3600 }, {
    recordType: 'Mx', mailExchange: /^ms\d{8}\./
  }])
  t.same(
    (await graph.call('GET', `/domains/${name}/verificationDnsRecords`)).body.value, records.body.value,
    'the same each time'
  )
  t.match(await graph.call('POST', `/domains/${name}/verify`), refused(/Unable to find the TXT or MX record/))
  await mock.call('POST', '/_mock/dns', { name, text: 'MS=ms00000000' })
  t.match(await graph.call('POST', `/domains/${name}/verify`), refused(/Unable to find/), 'another text proves nothing')
  await makeRecord(mock, records)
  t.match(await graph.call('POST', `/domains/${name}/verify`), { status: 200, body: { id: name, isVerified: true } })
  t.match(await graph.call('POST', `/domains/${name}/verify`), refused(/already verified/))

  t.match((await graph.call('GET', `/domains/${name}`)).body, { supportedServices: [] })
  const created = await graph.call('POST', '/users', user())
  t.match(created, { status: 201, body: { userPrincipalName: `activation@${name}` } })
  t.match(
    (await graph.call('GET', `/domains/${name}`)).body, { supportedServices: [] }, 'a user alone does not activate it'
  )
  const before = (await graph.call('GET', '/subscribedSkus')).body.value
  t.match(
    await graph.call('POST', `/users/${created.body.id}/assignLicense`, {
      addLicenses: [{ skuId: e5 }], removeLicenses: []
    }),
    { status: 200, body: { assignedLicenses: [{ skuId: e5 }] } }
  )
  t.match((await graph.call('GET', `/domains/${name}`)).body, { supportedServices: ['OfficeCommunicationsOnline'] })
  t.match(await graph.call('DELETE', `/domains/${name}`), refused(/objects still depend on it/))
  t.equal((await graph.call('DELETE', `/users/${created.body.id}`)).status, 204, 'the user is deleted')
  t.match(
    (await graph.call('GET', `/domains/${name}`)).body, { supportedServices: ['OfficeCommunicationsOnline'] },
    'it stays one for Teams'
  )
  t.same((await graph.call('GET', '/subscribedSkus')).body.value, before, 'the licence is given back')
  t.equal((await graph.call('DELETE', `/domains/${name}`)).status, 204, 'the domain is deleted')
  t.match(await graph.call('DELETE', `/domains/${name}`), notFound)
  t.match((await mock.call('GET', '/_mock/effects')).body.value.map(({ kind }) => kind), [
    'domainAdd', 'domainVerify', 'userCreate', 'licenceAssign', 'userDelete', 'domainDelete'
  ])
})

t.test('a domain below a verified one is verified, and a domain of another tenant cannot be', async (t) => {
  const mock = await startMock(t)
  const [graph, other] = [await graphOf(mock), await graphOf(mock, israeli, israeliApplication)]
  t.match((await graph.call('POST', '/domains', { id: 'voice.southerncross.example' })).body, {
    isVerified: true, isRoot: false
  })
  await other.call('POST', '/domains', { id: 'voice.southerncross.example' })
  await makeRecord(mock, await other.call('GET', '/domains/voice.southerncross.example/verificationDnsRecords'))
  t.match(
    await other.call('POST', '/domains/voice.southerncross.example/verify'),
    refused(/already verified in another directory/)
  )
  t.match(await graph.call('DELETE', '/domains/southerncross.onmicrosoft.com'), refused(/the initial one/))
  for (const id of ['nowhere', '-a.example', 'a b.example', '']) {
    t.match(await graph.call('POST', '/domains', { id }), refused(/property 'id' of resource 'Domain'/), id)
  }
  t.equal(
    (await graph.call('POST', '/domains', { id: 'a.example', isDefault: true })).status, 400, 'only the id can be given'
  )
})

t.test('users and licences are refused as Graph refuses them', async (t) => {
  const mock = await startMock(t)
  const graph = await graphOf(mock)
  const userPrincipalName = 'activation@southerncross.example'
  const create = (changes: object) => graph.call('POST', '/users', user({ userPrincipalName, ...changes }))
  t.match(await create({ passwordProfile: { password: 'secret' } }), refused(/password complexity/))
  t.equal((await create({ mailNickname: undefined })).status, 400, 'a user without a nickname is refused')
  t.equal((await create({ usageLocation: 'Australia' })).status, 400, 'a wrong country is refused')
  const { body: { id } } = await create({ usageLocation: undefined })
  t.match(await create({}), refused(/Another object with the same value for property userPrincipalName/))
  const assign = (skuId: string) =>
    graph.call('POST', `/users/${id}/assignLicense`, { addLicenses: [{ skuId }], removeLicenses: [] })
  t.match(await assign(e5), refused(/invalid usage location/))
  await graph.call('PATCH', `/users/${id}`, { usageLocation: 'AU' })
  t.match(await assign(australian), refused(/does not correspond to a valid company License/))
  const { subscribedSkus } =
    ((await mock.call('GET', '/_mock/state')).body.tenants as Record<string, { subscribedSkus: object[] }>)[
      australian
    ] ?? { subscribedSkus: [] }
  await mock.call('PATCH', '/_mock/state', {
    tenants: { [australian]: { subscribedSkus: subscribedSkus.map(sku => ({ ...sku, consumedUnits: 300 })) } }
  })
  t.match(await assign(e5), refused(/does not have any available licenses/))
  t.match(await graph.call('POST', '/users/nobody/assignLicense', { addLicenses: [], removeLicenses: [] }), notFound)
})

t.test('only an application with Domain.ReadWrite.All changes domains', async (t) => {
  const roles = ['User.ReadWrite.All', 'Organization.Read.All']
  const mock = await startMock(t, {
    change: state => {
      for (const application of state.applications) {
        Object.assign(application, { roles: { 'https://graph.microsoft.com': roles } })
      }
    }
  })
  const graph = await graphOf(mock)
  const denied = { status: 403, body: { error: { code: 'Authorization_RequestDenied' } } }
  for (
    const [method, path, body] of [
      ['GET', '/domains'], ['POST', '/domains', { id: name }], ['GET', `/domains/${name}`],
      ['POST', `/domains/${name}/verify`], ['DELETE', `/domains/${name}`]
    ] as const
  ) {
    t.match(await graph.call(method, path, body), denied, `${method} ${path}`)
    t.match(await mock.call(method, `/graph/v1.0${path}`, body), {
      status: 401, body: { error: { code: 'InvalidAuthenticationToken' } }
    }, `${method} ${path} needs a token`)
  }
})

t.test('the DNS that Microsoft asks can be read, written and emptied', async (t) => {
  const mock = await startMock(t)
  t.same((await mock.call('POST', '/_mock/dns', { name: 'A.example.', text: 'MS=ms1' })).body, {
    'a.example': ['MS=ms1']
  }, 'the name is kept in lower case')
  t.equal(
    (await mock.call('POST', '/_mock/dns', { name: 'a.example' })).status, 400, 'a record without a text is refused'
  )
  const state = (await mock.call('GET', '/_mock/state')).body
  t.match(state, { dns: { 'a.example': ['MS=ms1'] } })
  t.same((await mock.call('DELETE', '/_mock/dns')).body, {}, 'the DNS is empty')
  await mock.call('PUT', '/_mock/state', state)
  t.same((await mock.call('GET', '/_mock/dns')).body, { 'a.example': ['MS=ms1'] }, 'it is part of the state')
})

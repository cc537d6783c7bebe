import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClientCertificateCredential, ClientSecretCredential } from '@azure/identity'
import { ConfidentialClientApplication, type NodeAuthOptions } from '@azure/msal-node'
import { Client, PageIterator } from '@microsoft/microsoft-graph-client'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import t, { type Test } from 'tap'
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici'
import { selfSign } from '../../microsoft-mock/certificate.ts'
import { australian, operatorClient, operatorResource, operatorTenant, startMock, type Mock } from './start-mock.ts'

const customerClient = 'b0000000-0000-4000-8000-000000000001'
const graphScope = 'https://graph.microsoft.com/.default'
const operatorScope = `${operatorResource}/.default`
const pair = selfSign('Operator Connect integration')
const thumbprintSha256 = createHash('sha256').update(new X509Certificate(pair.certificate).raw).digest('hex')

/** The mock with https, and this process trusting its certificate as a machine would trust a public one. */
async function startTrusted (t: Test): Promise<Mock & { ca: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'microsoft-mock-tls-'))
  const certificatePath = join(folder, 'mock.pem')
  const before = getGlobalDispatcher()
  t.teardown(() => {
    setGlobalDispatcher(before)
    rmSync(folder, { recursive: true })
  })
  let ca = ''
  const mock = await startMock(t, {
    environment: { MICROSOFT_MOCK_HTTPS: certificatePath },
    listening: () => {
      ca = readFileSync(certificatePath, 'utf8')
      setGlobalDispatcher(new Agent({ connect: { ca } }))
    },
    change: state => {
      for (const application of state.applications) {
        if ('clientId' in application && application.clientId === operatorClient) {
          Object.assign(application, { certificates: [pair.certificate] })
        }
      }
      Object.assign(state.tenants[australian] ?? {}, { users: manyUsers })
    }
  })
  return { ...mock, ca }
}

const manyUsers = Array.from({ length: 250 }, (_, index) => ({
  id: `e0000000-0000-4000-8000-${String(index).padStart(12, '0')}`, displayName: `User ${index}`,
  userPrincipalName: `user${index}@southernx.example`
}))

/** MSAL as an application would make it for a cloud of its own. */
const msal = (mock: Mock, more: Partial<NodeAuthOptions>): ConfidentialClientApplication =>
  new ConfidentialClientApplication({
    auth: {
      clientId: operatorClient, authority: `${mock.url}/${operatorTenant}`, knownAuthorities: [new URL(mock.url).host],
      ...more
    }
  })

const refusalOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(() => 'no refusal', (error: unknown) => error)

t.test('MSAL gets a token with a secret, and the published keys verify it', async t => {
  const mock = await startTrusted(t)
  const answer = await msal(mock, { clientSecret: 'demo-operator-connect-secret' })
    .acquireTokenByClientCredential({ scopes: [operatorScope] })
  const token = answer?.accessToken ?? ''
  const { body } = await mock.call('GET', `/${operatorTenant}/v2.0/.well-known/openid-configuration`)
  const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(body.jwks_uri)), { audience: operatorResource })
  t.match(payload, { tid: operatorTenant, appid: operatorClient })
})

t.test('MSAL gets tokens of two resources with a certificate, and reuses one assertion for it', async t => {
  const mock = await startTrusted(t)
  const client = msal(mock, { clientCertificate: { thumbprintSha256, privateKey: pair.key } })
  for (const scope of [operatorScope, graphScope]) {
    const answer = await client.acquireTokenByClientCredential({ scopes: [scope] })
    t.match(decodeJwt(answer?.accessToken ?? ''), { aud: scope.replace('/.default', ''), appidacr: '2' })
  }
  await mock.call('POST', '/_mock/behaviour', { refuseReplays: true })
  t.match(
    await refusalOf(client.acquireTokenByClientCredential({ scopes: [graphScope], skipCache: true })),
    { errorCode: 'invalid_client', errorNo: '50013' }, 'so that Entra cannot be as strict as that'
  )
})

t.test('MSAL tells what the mock refuses, with the number of Entra', async t => {
  const mock = await startTrusted(t)
  t.match(
    await refusalOf(msal(mock, { clientSecret: 'wrong' }).acquireTokenByClientCredential({ scopes: [operatorScope] })),
    { errorCode: 'invalid_client', errorNo: '7000215' }
  )
  const foreign = selfSign('foreign')
  const forged = msal(mock, { clientCertificate: { thumbprintSha256, privateKey: foreign.key } })
  t.match(
    await refusalOf(forged.acquireTokenByClientCredential({ scopes: [operatorScope] })),
    { errorCode: 'invalid_client', errorNo: '700027' }
  )
})

t.test('MSAL finds the cloud of a host that it does not know by instance discovery', async t => {
  const mock = await startTrusted(t)
  const asked: string[] = []
  // The one host that MSAL asks about others is Microsoft's; here the mock answers for it.
  setGlobalDispatcher(getGlobalDispatcher().compose(dispatch => (options, handler) => {
    asked.push(String(options.origin))
    const isKnown = String(options.origin) === 'https://login.microsoftonline.com'
    return dispatch({ ...options, ...(isKnown && { origin: mock.url }) }, handler)
  }))
  const client = msal(mock, { clientSecret: 'demo-operator-connect-secret', knownAuthorities: [] })
  const answer = await client.acquireTokenByClientCredential({ scopes: [operatorScope] })
  t.ok(answer?.accessToken, 'a token comes')
  t.ok(asked.includes('https://login.microsoftonline.com'), 'the known cloud was asked for the instance')
  const unknown = await mock.call(
    'GET', '/common/discovery/instance?api-version=1.1&authorization_endpoint=https://elsewhere.example/common'
  )
  t.match(unknown, { status: 400, body: { error: 'invalid_instance', error_codes: [50049] } })
})

t.test('the credentials of @azure/identity get tokens with a secret and with a certificate', async t => {
  const mock = await startTrusted(t)
  const options = { authorityHost: mock.url, disableInstanceDiscovery: true, tlsOptions: { ca: mock.ca } }
  const secret = new ClientSecretCredential(operatorTenant, operatorClient, 'demo-operator-connect-secret', options)
  t.match(decodeJwt((await secret.getToken(operatorScope)).token), { appid: operatorClient, appidacr: '1' })
  const certificate = pair.certificate + pair.key
  const certified = new ClientCertificateCredential(operatorTenant, operatorClient, { certificate }, options)
  t.match(decodeJwt((await certified.getToken(operatorScope)).token), { appid: operatorClient, appidacr: '2' })
})

t.test('the Graph client reads all users page by page, each once', async t => {
  const mock = await startTrusted(t)
  const credential = new ClientSecretCredential(australian, customerClient, 'demo-customer-secret', {
    authorityHost: mock.url, disableInstanceDiscovery: true, tlsOptions: { ca: mock.ca }
  })
  const client = Client.init({
    baseUrl: `${mock.url}/graph/`, customHosts: new Set([new URL(mock.url).hostname]),
    authProvider: done => {
      credential.getToken(graphScope).then(({ token }) => done(null, token), (error: unknown) => done(error, null))
    }
  })
  const first = await client.api('/users').select(['id', 'displayName']).top(100).get()
  t.equal(first.value.length, 100, 'the first page is full')
  const seen: string[] = []
  await new PageIterator(client, first, user => seen.push(user.id) > 0).iterate()
  t.same(seen, manyUsers.map(({ id }) => id), 'every user comes, in the order of the list')
  t.match(await refusalOf(client.api('/users/nobody').get()), { statusCode: 404, code: 'Request_ResourceNotFound' })
})

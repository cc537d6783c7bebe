import { createHash, X509Certificate } from 'node:crypto'
import { ClientCertificateCredential, ClientSecretCredential } from '@azure/identity'
import { ConfidentialClientApplication, type NodeAuthOptions } from '@azure/msal-node'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import t from 'tap'
import { getGlobalDispatcher, setGlobalDispatcher } from 'undici'
import { selfSign } from '../../microsoft-mock/certificate.ts'
import { operatorClient, operatorForm, operatorResource, operatorTenant, type Mock } from './start-mock.ts'
import { graphScope, startTrusted, trustedPair as pair } from './trusted-mock.ts'

const operatorScope = `${operatorResource}/.default`
const thumbprintSha256 = createHash('sha256').update(new X509Certificate(pair.certificate).raw).digest('hex')

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

t.test('MSAL asks for a token with the claims of a challenge, and the operator API takes it', async t => {
  const mock = await startTrusted(t)
  const claims = '{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}'
  await mock.call('POST', '/_mock/behaviour', { challenge: claims })
  const client = msal(mock, { clientSecret: 'demo-operator-connect-secret' })
  const read = async (more: { claims?: string }) => {
    const answer = await client.acquireTokenByClientCredential({ scopes: [operatorScope], skipCache: true, ...more })
    return mock.call('GET', '/operator/v1.0/TenantCallingProfiles', undefined, {
      authorization: `Bearer ${answer?.accessToken}`
    })
  }
  const challenged = await read({})
  t.equal(challenged.status, 401, 'a token without the claims is challenged')
  const encoded = /claims="([^"]+)"/.exec(challenged.headers.get('www-authenticate') ?? '')?.[1] ?? ''
  t.equal((await read({ claims: Buffer.from(encoded, 'base64').toString() })).status, 200, 'one with them is taken')
  t.match(await mock.askToken({ ...operatorForm, claims: '[' }), {
    status: 400, body: { error: 'invalid_request', error_codes: [9002313] }
  }, 'claims that are no JSON are refused')
})

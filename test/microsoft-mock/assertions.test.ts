import { createPrivateKey, createHash, randomUUID, X509Certificate } from 'node:crypto'
import { decodeJwt, exportJWK, generateKeyPair, SignJWT, type JWTHeaderParameters } from 'jose'
import t from 'tap'
import { selfSign } from '../../microsoft-mock/certificate.ts'
import { operatorClient, operatorForm, operatorResource, operatorTenant, startMock, type Mock } from './start-mock.ts'

const pair = selfSign('registered')
const ended = selfSign('ended', -1)
const foreign = selfSign('foreign')

const hashOf = (pem: string, algorithm: string): string =>
  createHash(algorithm).update(new X509Certificate(pem).raw).digest('base64url')

const federated = await generateKeyPair('RS256')
const publicKey = await exportJWK(federated.publicKey)

const start = (t: { teardown (stop: () => unknown): unknown }): Promise<Mock> => startMock(t, {
  change: state => {
    state.applications = [{
      tenantId: operatorTenant, clientId: operatorClient, secrets: [],
      certificates: [pair.certificate, ended.certificate], managedIdentity: true,
      federatedCredentials: [{
        issuer: 'https://kubernetes.example', subject: 'system:serviceaccount:dialplane:worker',
        audience: 'api://AzureADTokenExchange', keys: [{ ...publicKey, alg: 'RS256' }]
      }],
      roles: { [operatorResource]: ['NumberManagement.Read'] }
    }]
  }
})

interface Change {
  header?: Partial<JWTHeaderParameters> & Record<string, unknown>
  claims?: Record<string, unknown>
  key?: string
}

/** An assertion as Entra wants it, with changes. */
function assertion (mock: Mock, { header = {}, claims = {}, key = pair.key }: Change = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({
    aud: `${mock.url}/${operatorTenant}/oauth2/v2.0/token`, iss: operatorClient, sub: operatorClient,
    jti: randomUUID(), nbf: now, iat: now, exp: now + 300, ...claims
  }).setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': hashOf(pair.certificate, 'sha256'), ...header })
    .sign(createPrivateKey(key))
}

const { client_secret: _secret, ...secretless } = operatorForm
const form = (signed: string): Record<string, string> => ({
  ...secretless, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: signed
})

t.test('an assertion signed with the key of a registered certificate brings a token', async t => {
  const mock = await start(t)
  const answer = await mock.askToken(form(await assertion(mock)))
  t.equal(answer.status, 200, 'the token is issued')
  t.match(decodeJwt(answer.body.access_token), { appid: operatorClient, appidacr: '2' })
  const issuer = await assertion(mock, { claims: { aud: `${mock.url}/${operatorTenant}/v2.0` } })
  t.equal((await mock.askToken(form(issuer))).status, 200, 'the issuer is an audience too, as MSAL has it')
  const old = await assertion(mock, {
    header: { alg: 'RS256', 'x5t#S256': undefined, x5t: hashOf(pair.certificate, 'sha1') }
  })
  t.equal((await mock.askToken(form(old))).status, 200, 'the older thumbprint is taken')
})

t.test('an assertion that is not right in everything is refused with the number of its fault', async t => {
  const mock = await start(t)
  const past = Math.floor(Date.now() / 1000) - 3600
  const cases: [string, string, number][] = [
    ['another audience', await assertion(mock, { claims: { aud: `${mock.url}/common/v2.0` } }), 700023],
    ['an assertion that has ended', await assertion(mock, { claims: { nbf: past, exp: past + 60 } }), 700024],
    ['an assertion without an end', await assertion(mock, { claims: { exp: undefined } }), 700024],
    ['an assertion from the future', await assertion(mock, { claims: { nbf: past + 7200 } }), 700024],
    ['the signature of another key', await assertion(mock, { key: foreign.key }), 700027],
    ['a certificate that is not registered', await assertion(mock, {
      key: foreign.key, header: { 'x5t#S256': hashOf(foreign.certificate, 'sha256') }
    }), 700027],
    ['no thumbprint', await assertion(mock, { header: { 'x5t#S256': undefined } }), 700027],
    ['a thumbprint by SHA-1 that says to be one by SHA-256', await assertion(mock, {
      header: { 'x5t#S256': hashOf(pair.certificate, 'sha1') }
    }), 700027],
    ['another algorithm', await assertion(mock, { header: { alg: 'PS384' } }), 5002738],
    ['a certificate that has ended', await assertion(mock, {
      key: ended.key, header: { 'x5t#S256': hashOf(ended.certificate, 'sha256') }
    }), 1000502],
    ['another subject', await assertion(mock, { claims: { sub: operatorTenant } }), 700021],
    ['an assertion without a jti', await assertion(mock, { claims: { jti: undefined } }), 50013]
  ]
  for (const [name, signed, number] of cases) {
    const { status, body } = await mock.askToken(form(signed))
    t.equal(status, 401, name)
    t.match(body, { error: 'invalid_client', error_codes: [number] }, name)
  }
  const garbled = await mock.askToken(form('no.token.at-all'))
  t.match(garbled, { status: 400, body: { error: 'invalid_request', error_codes: [50027] } })
  const untyped = await mock.askToken({ ...secretless, client_assertion: await assertion(mock) })
  t.match(untyped, { status: 400, body: { error_codes: [900144] } })
})

t.test('a jti is for one assertion, and in a strict world for one use', async t => {
  const mock = await start(t)
  const jti = randomUUID()
  const first = await assertion(mock, { claims: { jti } })
  t.equal((await mock.askToken(form(first))).status, 200, 'the first use')
  t.equal((await mock.askToken(form(first))).status, 200, 'MSAL sends its assertion again while it is good')
  t.match(
    await mock.askToken(form(await assertion(mock, { claims: { jti, extra: 1 } }))),
    { status: 401, body: { error: 'invalid_client', error_codes: [50013] } }, 'another assertion with the same jti'
  )
  await mock.call('POST', '/_mock/behaviour', { refuseReplays: true })
  t.match(await mock.askToken(form(first)), { status: 401, body: { error_codes: [50013] } }, 'the same one again')
})

t.test('a token of an issuer that the application trusts is its proof', async t => {
  const mock = await start(t)
  const token = (claims: Record<string, unknown> = {}, key = federated.privateKey): Promise<string> =>
    new SignJWT({
      iss: 'https://kubernetes.example', sub: 'system:serviceaccount:dialplane:worker',
      aud: ['api://AzureADTokenExchange'], exp: Math.floor(Date.now() / 1000) + 300, ...claims
    }).setProtectedHeader({ alg: 'RS256' }).sign(key)
  t.equal((await mock.askToken(form(await token()))).status, 200, 'the token is issued')
  const cases: [string, string, number][] = [
    ['another issuer', await token({ iss: 'https://other.example' }), 700211],
    ['another audience', await token({ aud: 'api://other' }), 700212],
    ['another subject', await token({ sub: 'system:serviceaccount:default:worker' }), 700213],
    ['another key', await token({}, (await generateKeyPair('RS256')).privateKey), 700027],
    ['a token that has ended', await token({ exp: 1 }), 700024]
  ]
  for (const [name, signed, number] of cases) {
    t.match(await mock.askToken(form(signed)), { status: 401, body: { error_codes: [number] } }, name)
  }
})

t.test('the metadata service gives tokens of the identity of the machine', async t => {
  const mock = await start(t)
  const path = `/metadata/identity/oauth2/token?api-version=2018-02-01&resource=${operatorResource}`
  const { status, body } = await mock.call('GET', path, undefined, { metadata: 'true' })
  t.equal(status, 200, 'no secret is needed')
  t.match(body, { token_type: 'Bearer', expires_in: '3599', client_id: operatorClient })
  t.match(decodeJwt(body.access_token), { aud: operatorResource, appid: operatorClient })
  t.match(await mock.call('GET', path), { status: 400 }, 'without the header it is refused')
  t.match(await mock.call('GET', `${path}&client_id=${operatorTenant}`, undefined, { metadata: 'true' }), {
    status: 400, body: { error: 'invalid_request', error_description: 'Identity not found' }
  })
})

t.test('version 1.0 of the token endpoint takes a resource and answers with texts', async t => {
  const mock = await startMock(t)
  const { scope: _scope, ...rest } = operatorForm
  const response = await fetch(`${mock.url}/${operatorTenant}/oauth2/token`, {
    method: 'POST', body: new URLSearchParams({ ...rest, resource: operatorResource })
  })
  t.match(await response.json(), { token_type: 'Bearer', expires_in: '3599', resource: operatorResource })
})

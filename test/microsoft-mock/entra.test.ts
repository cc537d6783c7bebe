import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import t from 'tap'
import {
  australian, operatorClient, operatorForm, operatorOf, operatorResource, operatorTenant, startMock
} from './start-mock.ts'
import { until } from '../support/until.ts'

t.test('a token has the claims of Entra', async (t) => {
  const mock = await startMock(t)
  const { status, body, headers } = await mock.askToken(operatorForm)
  t.equal(status, 200, 'the token is issued')
  t.equal(headers.get('cache-control'), 'no-store', 'the token must not be cached')
  t.match(body, { token_type: 'Bearer', expires_in: 3599 })
  const discovery = await mock.call('GET', `/${operatorTenant}/v2.0/.well-known/openid-configuration`)
  const keys = createRemoteJWKSet(new URL(discovery.body.jwks_uri))
  const { payload } = await jwtVerify(body.access_token, keys, {
    issuer: `https://sts.windows.net/${operatorTenant}/`, audience: operatorResource, algorithms: ['RS256']
  })
  t.match(payload, { tid: operatorTenant, appid: operatorClient, appidacr: '1', ver: '1.0' })
  t.notOk('azp' in payload, 'azp is a claim of version 2.0')
  t.equal(payload['oid'], payload.sub, 'oid and sub are the same')
  t.equal((payload.exp ?? 0) - (payload.iat ?? 0), 3599, 'the token lives as long as it says')
  t.ok(
    Array.isArray(payload['roles']) && payload['roles'].includes('NumberManagement.Write'),
    'the roles of the application are in the token'
  )
})

t.test('a token of version 2.0 is for the bare client id, one of 1.0 for the resource as asked for', async (t) => {
  const mock = await startMock(t)
  const form = {
    ...operatorForm, client_id: 'a0000000-0000-4000-8000-000000000003', client_secret: 'demo-monitor-secret'
  }
  const resource = 'api://9d576dc4-b85d-4571-880e-4c6ed4c08c31'
  const named = decodeJwt((await mock.askToken({ ...form, scope: `${resource}/.default` })).body.access_token)
  t.match(named, {
    aud: '9d576dc4-b85d-4571-880e-4c6ed4c08c31', iss: `${mock.url}/${operatorTenant}/v2.0`, ver: '2.0',
    azp: form.client_id, azpacr: '1'
  })
  t.notOk('appid' in named, 'appid is a claim of version 1.0')
  t.same(named['roles'], ['Monitor'], 'the role for the resource is in the token')
  const bare = decodeJwt(
    (await mock.askToken({ ...form, scope: '9d576dc4-b85d-4571-880e-4c6ed4c08c31/.default' })).body.access_token
  )
  t.equal(bare.aud, '9d576dc4-b85d-4571-880e-4c6ed4c08c31', 'a bare id is the audience')
  const graph = decodeJwt(
    (await mock.askToken({ ...form, scope: 'https://graph.microsoft.com/.default' })).body.access_token
  )
  t.match(graph, {
    aud: 'https://graph.microsoft.com', iss: `https://sts.windows.net/${operatorTenant}/`, ver: '1.0',
    appid: form.client_id
  })
  t.notOk('roles' in graph, 'an application without roles gets a token all the same')
})

t.test('refusals of Entra have its error and number', async (t) => {
  const mock = await startMock(t, {
    change: (state) => {
      state.applications = [{
        tenantId: operatorTenant,
        clientId: operatorClient,
        secrets: [{ value: 'old', expiresOn: '2020-01-01T00:00:00Z' }, { value: 'demo-operator-connect-secret' }],
        roles: {}
      }]
    }
  })
  const { scope: _scope, ...scopeless } = operatorForm
  const cases: [string, Record<string, string>, string, number, string, number][] = [
    ['a wrong secret', { ...operatorForm, client_secret: 'wrong' }, operatorTenant, 401, 'invalid_client', 7000215],
    ['an expired secret', { ...operatorForm, client_secret: 'old' }, operatorTenant, 401, 'invalid_client', 7000222],
    [
      'an unknown application', { ...operatorForm, client_id: australian }, operatorTenant, 400, 'unauthorized_client',
      700016
    ],
    ['an application of another tenant', operatorForm, australian, 400, 'unauthorized_client', 700016],
    ['an unknown tenant', operatorForm, '11111111-1111-4111-8111-111111111111', 400, 'invalid_request', 90002],
    ['no tenant', operatorForm, 'common', 400, 'invalid_request', 50059],
    ['a scope that is no resource', { ...operatorForm, scope: 'openid' }, operatorTenant, 400, 'invalid_scope', 70011],
    ['a missing scope', scopeless, operatorTenant, 400, 'invalid_request', 900144],
    [
      'an unknown resource', { ...operatorForm, scope: 'api://nowhere/.default' }, operatorTenant, 400,
      'invalid_resource', 500011
    ],
    ['another grant', { ...operatorForm, grant_type: 'password' }, operatorTenant, 400, 'unsupported_grant_type', 70003]
  ]
  for (const [name, form, tenant, status, error, number] of cases) {
    const answer = await mock.askToken(form, tenant)
    t.equal(answer.status, status, name)
    t.match(answer.body, { error, error_codes: [number], error_description: new RegExp(`^AADSTS${number}: `) }, name)
    t.ok(answer.body.trace_id && answer.body.correlation_id && answer.body.timestamp, `${name} can be traced`)
  }
})

t.test('discovery knows its tenants, and the documents without a tenant carry the placeholder', async (t) => {
  const mock = await startMock(t)
  for (const [version, issuerOf] of [
    ['/v2.0', (tenant: string) => `${mock.url}/${tenant}/v2.0`],
    ['', (tenant: string) => `https://sts.windows.net/${tenant}/`]
  ] as const) {
    const path = `${version}/.well-known/openid-configuration`.slice(1)
    const own = await mock.call('GET', `/${australian}/${path}`)
    t.equal(own.body.issuer, issuerOf(australian), 'the issuer is that of the tenant')
    for (const tenant of ['common', 'organizations']) {
      const { body } = await mock.call('GET', `/${tenant}/${path}`)
      t.equal(body.issuer, issuerOf('{tenantid}'), `the issuer of ${tenant} has the placeholder`)
      t.equal(
        body.jwks_uri, `${mock.url}/${tenant}/discovery${version}/keys`, `the keys of ${tenant} have their own path`
      )
      t.match((await mock.call('GET', body.jwks_uri.slice(mock.url.length))).body.keys, [{ kty: 'RSA' }])
    }
    const unknown = await mock.call('GET', `/11111111-1111-4111-8111-111111111111/${path}`)
    t.equal(unknown.status, 400, 'an unknown tenant is refused')
    t.equal(unknown.body.error, 'invalid_tenant', 'the refusal names the tenant')
  }
  const { body } = await mock.call('GET', '/common/discovery/v2.0/keys')
  t.match(body.keys, [{ kty: 'RSA', use: 'sig', kid: String }])
  t.notMatch(body.keys, [{ d: String }], 'the private part stays here')
})

t.test('old tokens stay valid after a rotation, and not after a rotation that forgets the old key', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  await mock.call('POST', '/_mock/rotate-keys')
  t.equal((await mock.call('GET', '/common/discovery/v2.0/keys')).body.keys.length, 2, 'both keys are published')
  t.equal((await operator.call('GET', '/TenantCallingProfiles')).status, 200, 'the old token is valid')
  await mock.call('POST', '/_mock/rotate-keys', { forget: true })
  t.equal((await mock.call('GET', '/common/discovery/v2.0/keys')).body.keys.length, 1, 'one key is published')
  t.equal((await operator.call('GET', '/TenantCallingProfiles')).status, 401, 'the old token is not valid any more')
})

t.test('tokens survive a restart when the key is kept', async (t) => {
  const environment = {
    MICROSOFT_MOCK_KEY: join(mkdtempSync(join(tmpdir(), 'microsoft-mock-key-')), 'key.json'),
    MICROSOFT_MOCK_BASE_URL: 'http://login.example'
  }
  const first = await startMock(t, { environment })
  const { body } = await first.askToken(operatorForm)
  const api = await first.askToken({
    ...operatorForm, client_id: 'a0000000-0000-4000-8000-000000000003', client_secret: 'demo-monitor-secret',
    scope: '9d576dc4-b85d-4571-880e-4c6ed4c08c31/.default'
  })
  t.equal(
    decodeJwt(api.body.access_token).iss, `http://login.example/${operatorTenant}/v2.0`,
    'the issuer has the configured base URL'
  )
  t.equal(await first.stop(), 0, 'SIGTERM ends it cleanly')
  const second = await startMock(t, { environment })
  const { status } = await second.call('GET', '/operator/v1.0/TenantCallingProfiles', undefined, {
    authorization: `Bearer ${body.access_token}`
  })
  t.equal(status, 200, 'the token is valid after the restart')
})

t.test('tokens expire soon when their lifetime is short', async (t) => {
  const mock = await startMock(t, { change: (state) => { state.lifetime = 1 } })
  const operator = await operatorOf(mock)
  const asked = async () => (await operator.call('GET', '/TenantCallingProfiles')).status
  const status = await until('the token is refused', async () => {
    const answer = await asked()
    return answer !== 200 && answer
  })
  t.equal(status, 401, 'the token expires')
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose'
import t, { type Test } from 'tap'
import { selfSign } from '../../../microsoft-mock/certificate.ts'
import { cloudHosts } from '../../../src/upstreams/microsoft/clouds.ts'
import { EntraTokens, type ClientCredentials } from '../../../src/upstreams/microsoft/entra-tokens.ts'
import { HttpClient } from '../../../src/upstreams/microsoft/http-client.ts'
import {
  operatorClient as clientId, operatorResource, operatorTenant as tenantId, startMock
} from '../../microsoft-mock/start-mock.ts'
import { startProxy } from '../../support/outbound-proxy.ts'

const scope = `${operatorResource}/.default`
const pair = selfSign()
const issuer = await generateKeyPair('RS256')
const publicKey = await exportJWK(issuer.publicKey)

/** Entra as strict as it may be, where our application has a secret, a certificate, and trusts a cluster. */
async function start (t: Test) {
  const mock = await startMock(t, {
    change: state => {
      state.applications = [{
        tenantId, clientId, secrets: [{ value: 'second' }], certificates: [pair.certificate], managedIdentity: true,
        federatedCredentials: [{
          issuer: 'https://cluster.example', subject: 'dialplane', audience: 'api://AzureADTokenExchange',
          keys: [{ ...publicKey, alg: 'RS256' }]
        }],
        roles: { [operatorResource]: ['NumberManagement.Read'] }
      }]
    }
  })
  await mock.call('POST', '/_mock/behaviour', { refuseReplays: true })
  const http = new HttpClient(mock.url, 'Entra')
  t.teardown(() => http.close())
  const requests = async (): Promise<string[]> => {
    const { body } = await mock.call('GET', '/_mock/requests')
    return Array.isArray(body) ? body.map(({ path }) => String(path)) : []
  }
  return { mock, http, requests }
}

const certificate = { type: 'certificate', certificate: pair.certificate, privateKey: pair.key } as const

t.test('a certificate brings tokens, each with an assertion of its own', async t => {
  const { http } = await start(t)
  const tokens = new EntraTokens(http)
  const application = { tenantId, clientId, credential: certificate }
  t.match(decodeJwt(await tokens.get(application, scope)), { appid: clientId, appidacr: '2' })
  tokens.forget(application, scope)
  t.ok(await tokens.get(application, scope), 'a second assertion is not a replay of the first')
})

t.test('the token file of a federated identity is read again for each request', async t => {
  const { http } = await start(t)
  const folder = mkdtempSync(join(tmpdir(), 'federated-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const tokenFile = join(folder, 'token')
  const write = async (exp: number): Promise<void> => writeFileSync(tokenFile, `${await new SignJWT({ exp })
    .setProtectedHeader({ alg: 'RS256' }).setIssuer('https://cluster.example').setSubject('dialplane')
    .setAudience('api://AzureADTokenExchange').sign(issuer.privateKey)}\n`)
  const tokens = new EntraTokens(http)
  const application = { tenantId, clientId, credential: { type: 'federated', tokenFile } } as const
  await t.rejects(tokens.get(application, scope), { message: /cannot be read/ }, 'there is no file yet')
  await write(1)
  await t.rejects(tokens.get(application, scope), { message: /invalid_client/ }, 'what is in it has ended')
  await write(Math.floor(Date.now() / 1000) + 600)
  t.match(decodeJwt(await tokens.get(application, scope)), { appid: clientId })
})

t.test('a managed identity asks the metadata service that is configured', async t => {
  const { mock, requests } = await start(t)
  const nowhere = new HttpClient('http://127.0.0.1:9', 'Entra')
  t.teardown(() => nowhere.close())
  const tokens = new EntraTokens(nowhere, { identityUrl: mock.url })
  const token = await tokens.get({ tenantId, clientId, credential: { type: 'managed-identity' } }, scope)
  t.match(decodeJwt(token), { aud: operatorResource, appid: clientId })
  t.match(await requests(), [/^\/metadata\/identity\/oauth2\/token/])
})

t.test('when the first of two credentials is refused the second is tried, and remembered', async t => {
  const { http, requests, mock } = await start(t)
  const noted: string[] = []
  const tokens = new EntraTokens(http, { noteAccepted: async (_application, slot) => { noted.push(slot) } })
  const application: ClientCredentials = {
    tenantId, clientId, credential: { type: 'secret', secret: 'first' }, next: { type: 'secret', secret: 'second' }
  }
  t.ok(await tokens.get(application, scope), 'the second one is good')
  t.same(noted, ['next'], 'it is told which one it was')
  t.equal((await requests()).length, 2)
  tokens.forget(application, scope)
  await tokens.get(application, scope)
  t.equal((await requests()).length, 3, 'the second one is tried first from now on')
  await mock.call('DELETE', '/_mock/requests')
  const fresh = new EntraTokens(http)
  await fresh.get({ ...application, accepted: 'next' }, scope)
  t.equal((await requests()).length, 1, 'another process knows it from the records')
  await t.rejects(
    fresh.get({ ...application, next: { type: 'secret', secret: 'third' } }, scope), { message: /refused/ },
    'two that are refused are a refusal'
  )
  await mock.call('DELETE', '/_mock/requests')
  await t.rejects(fresh.get(application, 'api://nowhere/.default'), { message: /invalid_resource/ })
  t.equal((await requests()).length, 1, 'what says nothing of the credential is not asked twice')
})

t.test('a connection to another cloud asks the login of that cloud', async t => {
  const { mock } = await start(t)
  const nowhere = new HttpClient('http://127.0.0.1:9', 'Entra')
  t.teardown(() => nowhere.close())
  const hosts = { loginUrl: mock.url, graphUrl: mock.url }
  const known = cloudHosts(hosts)
  t.equal(known('global'), hosts, 'the hosts of the global cloud are settings')
  t.equal(known('us-government').loginUrl, 'https://login.microsoftonline.us')
  t.equal(known('us-government-dod').graphUrl, 'https://dod-graph.microsoft.us')
  t.equal(known('china').graphUrl, 'https://microsoftgraph.chinacloudapi.cn')
  const tokens = new EntraTokens(nowhere, {
    hostsOf: cloud => cloud === 'china' ? hosts : { ...hosts, loginUrl: 'http://127.0.0.1:9' }
  })
  const application = { tenantId, clientId, credential: certificate }
  t.ok(await tokens.get({ ...application, cloud: 'china' }, scope), 'China answers')
  await t.rejects(tokens.get(application, scope), { message: /did not answer/ }, 'the global cloud is another host')
})

t.test('a connection with an outbound proxy asks through it', async t => {
  const { http } = await start(t)
  const { url: proxyUrl, tunnels } = await startProxy(t)
  const tokens = new EntraTokens(http)
  const application = { tenantId, clientId, credential: certificate }
  await tokens.get(application, scope)
  t.same(tunnels, [], 'without a proxy the way is direct')
  tokens.forget(application, scope)
  t.ok(await tokens.get({ ...application, proxyUrl }, scope))
  t.same(tunnels, [new URL(http.baseUrl).host])
})

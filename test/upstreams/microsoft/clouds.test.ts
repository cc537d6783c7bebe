import t, { type Test } from 'tap'
import { httpGraph } from '../../../src/upstreams/microsoft/http-graph.ts'
import { httpOperatorConnect } from '../../../src/upstreams/microsoft/http-operator-connect.ts'
import { UpstreamFault } from '../../../src/problems.ts'
import type { CloudHosts } from '../../../src/upstreams/microsoft/clouds.ts'
import type { ClientCredentials } from '../../../src/upstreams/microsoft/client-credentials.ts'
import type { OperatorConnect } from '../../../src/upstreams/microsoft/microsoft.ts'
import {
  australian, operatorClient, operatorResource, operatorTenant, startMock, type Mock
} from '../../microsoft-mock/start-mock.ts'
import { startProxy } from '../../support/outbound-proxy.ts'
import { behave, hold, numbersOf } from './operator-client.ts'

const nowhere: CloudHosts = { loginUrl: 'http://127.0.0.1:9', graphUrl: 'http://127.0.0.1:9' }
const hostsOf = (mock: Mock): CloudHosts => ({ loginUrl: mock.url, graphUrl: `${mock.url}/graph` })

t.test("lists of a customer's tenant are followed in the cloud that the tenant is in", async t => {
  const mock = await startMock(t)
  const held = numbersOf(25)
  await hold(mock, held)
  await behave(mock, { pageSize: 7 })
  const graph = httpGraph({
    ...nowhere, open: secret => secret,
    tokens: { hostsOf: cloud => cloud === 'china' ? hostsOf(mock) : nowhere },
    credentialsOf: async () => ({
      clientId: 'b0000000-0000-4000-8000-000000000001', sealedSecret: 'demo-customer-secret', cloud: 'china'
    })
  })
  t.teardown(() => graph.close())
  t.equal((await graph.findAssignments(1, australian, held)).size, 25, 'all numbers come, page by page')
  await behave(mock, { pageSize: 2 })
  const first = await graph.userChanges(1, australian, undefined)
  t.match(first, { status: 'changes', more: true })
  const link = first.status === 'changes' ? first.link : ''
  t.match(await graph.userChanges(1, australian, link), { status: 'changes' }, 'and so do the users')
  t.same(
    await graph.userChanges(1, australian, 'http://127.0.0.1:9/v1.0/users/delta?$skiptoken=x'), { status: 'expired' },
    'a link of the cloud that the tenant was in before is worth nothing'
  )
})

type Find = OperatorConnect['findTenant']

function finderFor (t: Test, mock: Mock, application: () => Promise<ClientCredentials>): Find {
  const found = httpOperatorConnect({
    loginUrl: mock.url, operatorUrl: `${mock.url}/operator`, version: 'v1.0', scope: `${operatorResource}/.default`,
    tokens: { hostsOf: cloud => cloud === 'global' ? hostsOf(mock) : nowhere }, credentialsOf: application
  })
  t.teardown(() => found.close())
  return found.findTenant
}

t.test('a tenant is looked for in the cloud of the provider, and through its proxy', async t => {
  const mock = await startMock(t)
  const application: ClientCredentials = {
    tenantId: operatorTenant, clientId: operatorClient, credential: { type: 'managed-identity' }
  }
  const exists = { status: 'exists', region: 'WW' }
  t.same(await finderFor(t, mock, async () => application)(1, australian), exists)
  await t.rejects(
    finderFor(t, mock, async () => ({ ...application, cloud: 'china' }))(1, australian), /Entra did not answer/,
    'another cloud is another host'
  )
  const { url: proxyUrl, tunnels } = await startProxy(t)
  t.same(await finderFor(t, mock, async () => ({ ...application, proxyUrl }))(1, australian), exists)
  t.same(tunnels, [new URL(mock.url).host], 'the proxy was asked for the way')
  const without = finderFor(t, mock, async () => { throw new UpstreamFault('Microsoft', 'forbidden', 'None.') })
  t.same(await without(1, australian), exists, 'a provider without a connection asks the global cloud')
  const broken = finderFor(t, mock, async () => { throw new Error('The database is away.') })
  await t.rejects(broken(1, australian), /database is away/, 'what goes wrong beside is not passed over')
})

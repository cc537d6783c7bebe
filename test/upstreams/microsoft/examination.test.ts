import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { selfSign } from '../../../microsoft-mock/certificate.ts'
import { httpOperatorConnect } from '../../../src/upstreams/microsoft/http-operator-connect.ts'
import type { Gate } from '../../../src/upstreams/microsoft/microsoft.ts'
import { operatorClient, operatorTenant, startMock } from '../../microsoft-mock/start-mock.ts'

/** The gates between us and the hosts that are named. */
async function examine (t: Test, urls: { loginUrl: string, operatorUrl: string }): Promise<readonly Gate[]> {
  const microsoft = httpOperatorConnect({
    ...urls, version: 'v1.0', scope: 'eb63d611-525e-4a31-abd7-0cb33f679599/.default',
    credentialsOf: async () => ({
      tenantId: operatorTenant, clientId: operatorClient,
      credential: { type: 'secret', secret: 'demo-operator-connect-secret' }
    })
  })
  t.teardown(() => microsoft.close())
  return microsoft.examine(1, operatorTenant)
}

t.test('a host where nobody listens closes the network gate, and all behind it are skipped', async t => {
  const mock = await startMock(t)
  const [network, ...others] = await examine(t, { loginUrl: mock.url, operatorUrl: 'http://127.0.0.1:1' })
  t.match(network, {
    gate: 'network', result: 'failed', message: /127\.0\.0\.1:1 .*ECONNREFUSED.*compare host and port/
  })
  t.same(new Set(others.map(({ result }) => result)), new Set(['skipped']))
})

t.test('a certificate that nobody vouches for closes the gate of TLS', async t => {
  const mock = await startMock(t)
  const { certificate, key } = selfSign()
  const server = createServer({ cert: certificate, key }, (_request, response) => { response.end('{}') })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise(resolve => server.close(resolve)))
  const { port } = server.address() as AddressInfo
  const gates = await examine(t, { loginUrl: mock.url, operatorUrl: `https://127.0.0.1:${port}` })
  t.match(gates.slice(0, 4), [
    { gate: 'network', result: 'passed' }, { gate: 'proxy', result: 'passed' },
    { gate: 'tls', result: 'failed', message: /NODE_EXTRA_CA_CERTS/ }, { gate: 'token', result: 'skipped' }
  ])
})

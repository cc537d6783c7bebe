import t from 'tap'
import { EntraTokens } from '../../../src/upstreams/microsoft/entra-tokens.ts'
import { HttpClient } from '../../../src/upstreams/microsoft/http-client.ts'
import { armBarrier } from '../../support/barriers.ts'
import { demoFile, startMock } from '../../support/stack.ts'

t.test('calls that need one token at the same time ask for it once', async t => {
  const mock = await startMock(t, 'microsoft-mock/server.js', {
    MICROSOFT_MOCK_PORT: '0', MICROSOFT_MOCK_STATE: demoFile('microsoft.json')
  })
  const http = new HttpClient(mock.url, 'Entra')
  t.teardown(() => http.close())
  const tokens = new EntraTokens(http)
  const credentials = {
    tenantId: '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40', clientId: '7d1f6f0a-3c55-4b62-8a0e-2f9d8c7b6a51',
    credential: { type: 'secret', secret: 'demo-operator-connect-secret' } as const
  }
  const get = (): Promise<string> => tokens.get(credentials, 'eb63d611-525e-4a31-abd7-0cb33f679599/.default')
  const barrier = await armBarrier(mock, { path: '/oauth2/v2.0/token' })
  const first = get()
  await barrier.arrived()
  const others = [get(), get()]
  await barrier.release()
  t.equal(new Set(await Promise.all([first, ...others, get()])).size, 1)
  t.equal((await mock.control('GET', '/_mock/requests')).length, 1)
})

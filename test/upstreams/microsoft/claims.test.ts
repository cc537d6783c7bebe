import t from 'tap'
import { claimsOf } from '../../../src/upstreams/microsoft/token-refused.ts'
import { httpGraph } from '../../../src/upstreams/microsoft/http-graph.ts'
import { australian, startMock, type Mock } from '../../microsoft-mock/start-mock.ts'
import { adapterFor, behave, hold, numbersOf, script, thrownBy } from './operator-client.ts'

const claims = '{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}'

const tokensAsked = async (mock: Mock): Promise<number> => {
  const { body } = await mock.call('GET', '/_mock/requests')
  return Object.values(body).filter(request => JSON.stringify(request).includes('/oauth2/v2.0/token')).length
}

t.test('the claims of a challenge are passed on to Entra, and the call succeeds with the new token', async t => {
  const mock = await startMock(t)
  await hold(mock, numbersOf(1))
  const microsoft = adapterFor(t, mock)
  const graph = httpGraph({
    loginUrl: mock.url, graphUrl: `${mock.url}/graph`, open: secret => secret,
    credentialsOf: async () => ({
      clientId: 'b0000000-0000-4000-8000-000000000001', sealedSecret: 'demo-customer-secret'
    })
  })
  t.teardown(() => graph.close())
  await microsoft.findNumbers(1, australian, numbersOf(1))
  await graph.findAssignments(1, australian, numbersOf(1))
  t.equal(await tokensAsked(mock), 2, 'each has a token')
  await behave(mock, { challenge: claims })
  t.equal((await microsoft.findNumbers(1, australian, numbersOf(1))).size, 1)
  t.equal((await graph.findAssignments(1, australian, numbersOf(1))).size, 1)
  t.equal(await tokensAsked(mock), 4, 'each asked for one more')
  await microsoft.findNumbers(1, australian, numbersOf(1))
  t.equal(await tokensAsked(mock), 4, 'which is good from then on')
})

t.test('a challenge that the new token does not meet is said, and not answered again and again', async t => {
  const mock = await startMock(t)
  const microsoft = adapterFor(t, mock)
  const challenge = `Bearer error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`
  await script(mock, {
    path: 'TelephoneNumbers/', status: 401, headers: { 'www-authenticate': challenge }, times: 3
  })
  t.match(await thrownBy(microsoft.findNumbers(1, australian, numbersOf(1))), {
    kind: 'unauthorized', message: /claims challenge.*Conditional Access/
  })
  t.equal(await tokensAsked(mock), 2)
})

t.test('claims are read in both spellings of base64, and nonsense is none', async t => {
  const read = (encoded: string): string | undefined =>
    claimsOf({ headers: { 'www-authenticate': `Bearer realm="", claims="${encoded}"` } })
  const json = '{"access_token":{"acrs":{"essential":true,"value":"c1?>"}}}'
  t.equal(read(Buffer.from(json).toString('base64')), json)
  t.equal(read(Buffer.from(json).toString('base64url')), json)
  t.equal(read('bm90IGpzb24='), undefined)
  t.equal(claimsOf({ headers: {} }), undefined)
})

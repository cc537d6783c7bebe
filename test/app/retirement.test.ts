import t from 'tap'
import { startStack } from '../support/stack.ts'

t.test('a version that goes says so in every answer, and the others do not', async t => {
  const stack = await startStack(t)
  await stack.startApi({ V2_DEPRECATED_AT: '2027-01-31', V2_SUNSET_AT: '2027-12-31' })
  for (const path of ['/api/v2/oc/numbers', '/api/v2/oc/numbers/x', '/api/v2/openapi.json']) {
    t.match((await stack.call('GET', path)).headers, {
      deprecation: '@1801353600', sunset: 'Fri, 31 Dec 2027 00:00:00 GMT', link: /rel="successor-version"/
    }, path)
  }
  const { headers } = await stack.call('GET', '/api/v3/oc/numbers')
  t.same([headers['deprecation'], headers['sunset']], [undefined, undefined])
  const { body } = await stack.call('GET', '/api/v2/openapi.json')
  t.equal(body.paths['/api/v2/oc/numbers'].get.deprecated, true, 'and its document says it of each operation')
})

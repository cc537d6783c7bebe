import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { openRecords } from '../support/records.ts'
import { startStack, tenants } from '../support/stack.ts'

t.test('everybody sees how what it depends on is, and reads say what is away', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  const list = async (role: 'admin' | 'channel' | 'customer' = 'admin'): Promise<Anything[]> => {
    const { status, body } = await stack.call('GET', '/api/v3/upstreams', { role })
    t.equal(status, 200, JSON.stringify(body))
    return body
  }
  const states = (found: Anything[]): string[] => found.map(({ kind, id, state }) => `${kind} ${id} ${state}`)

  const [operator, ...others] = await list()
  t.match(operator, { kind: 'microsoft', breaker: 'closed', since: null })
  t.same(states(others).slice(0, 2), ['sbc 8 unknown', 'sbc 11 unknown'], 'devices that were never read')
  t.match(others[2], { kind: 'keys', state: 'ok' }, 'the key server, which has just answered')
  const read = (role: 'admin' | 'channel' | 'customer' = 'admin'): Promise<string | string[] | undefined> =>
    stack.call('GET', '/api/v3/oc/numbers', { role }).then(({ headers }) => headers['dialplane-degraded'])
  t.equal(await read(), undefined, 'nothing is said while all is well')

  const [{ client_id: application }] = await records.query('select client_id from operator_connect_tenant')
  await records.query(
    `insert into upstream (key, failures, open_until, reason) select k, 1, now() + interval '1 minute', 'It failed.'
      from unnest($1::text[]) k`,
    [[
      `microsoft:1:${application}:${tenants.israeli}:startUpload`, `graph:1:${tenants.australian}:findUser`, 'sbc:1:8',
      `graph:2:${tenants.australian}:findUser`
    ]]
  )
  await t.test('after a while', async t => {
    // What is open is read anew every two seconds.
    for (let header; header === undefined;) header = await read()
    t.equal(await read(), 'graph, microsoft, sbc', 'the provider is told of all')
    t.match(await list(), [
      {
        kind: 'microsoft', id: operator.id, state: 'degraded', breaker: 'open', operations: ['startUpload'],
        reason: 'It failed.'
      },
      { kind: 'microsoft', id: tenants.israeli, state: 'degraded', operations: ['startUpload'] },
      { kind: 'graph', id: tenants.australian, state: 'degraded', operations: ['findUser'] },
      { kind: 'sbc', id: '8', state: 'away', breaker: 'open', retryAt: /T/, operations: [] },
      { kind: 'sbc', id: '11', state: 'unknown' }, { kind: 'keys' }
    ])
    const ofCustomer = await list('customer')
    t.equal(ofCustomer.some(({ id }) => id === tenants.israeli), false, 'a customer sees nothing of another')
    t.equal(ofCustomer.filter(({ kind }) => kind === 'microsoft').length, 0, 'nor the tenants of the operator')
    t.match(ofCustomer, [{ kind: 'graph', id: tenants.australian }, { kind: 'sbc' }, { kind: 'keys' }])
    t.notMatch(await read('customer'), /microsoft/, 'nor is it told of it')
    t.match(await read('customer'), /graph/)
  })
})

import t from 'tap'
import { readDocument, type Operation } from '../support/documents.ts'
import { demo, profiles, type Answer } from '../support/stack.ts'
import {
  strangers, strangersScene, strangeTenant, theirProviders, theirs, type Stranger
} from '../support/strangers.ts'
import { found, namesOf, ofOwnRequests, plain, theirPath } from '../support/their-names.ts'
import { until } from '../support/until.ts'

t.setTimeout(240_000) // every operation, as each of the strangers

const everybody = Object.entries(strangers) as Array<[Stranger, typeof strangers[Stranger]]>

/** An operation as it can be asked for what is somebody else's: plainly, and by each parameter that names it. */
function waysToAsk (operation: Operation): string[] {
  const known = namesOf(operation)
  const path = theirPath(operation)
  const filters = operation.parameters?.filter(({ in: place, name }) => place === 'query' && name in known)
    .map(({ name }) => `${name}=${encodeURIComponent(known[name] ?? '')}`) ?? []
  const details = operation.parameters?.some(({ name }) => name === 'allDetails') === true ? ['allDetails=true'] : []
  return [...new Set(['', ...filters, ...details])].map(query => `${path}?${query}`)
}

const ofCustomers: readonly string[] = Object.values(theirs)
const all = [...ofCustomers, ...Object.values(theirProviders)]

t.test('no answer shows a caller anything of others', async t => {
  const { stack, records } = await strangersScene(t)
  await stack.startApi()
  await stack.startWorker()
  const ask = (method: string, url: string, role: 'admin' | typeof strangers[Stranger]): Promise<Answer> =>
    stack.call(method, url, { role, headers: { prefer: 'wait=5' } })

  for (const version of ['v3', 'v2', 'ovoc'] as const) {
    const { operations } = await readDocument(stack, version)
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      const { operationId } = operation
      if (ofOwnRequests.includes(operationId)) continue
      await t.test(`${version} ${operationId}`, async t => {
        const ways = waysToAsk(operation)
        for (const [stranger, role] of everybody) {
          const words = stranger === 'another provider' ? all : ofCustomers
          for (const url of ways) {
            const answer = await ask('GET', url, role)
            t.same(found(words, url, answer), [], `to ${stranger}: ${url}: ${answer.status}`)
          }
        }
        if (plain.includes(operationId)) return
        const seen = await Promise.all(ways.map(async url => found(all, url, await ask('GET', url, 'admin'))))
        t.ok(seen.flat().length > 0, 'although there is something that its own provider sees')
      })
    }
  }

  await t.test('of tasks that are asked for in the same instant', async t => {
    const roles = ['admin', ...everybody.map(([, role]) => role)] as const
    const answers = await Promise.all(Array.from({ length: 40 }, async (_, index) => {
      const role = roles[index % roles.length] ?? 'admin'
      return { role, status: (await ask('GET', `/api/v3/task/${theirs.task}`, role)).status }
    }))
    t.same(answers.filter(({ role, status }) => status !== (role === 'admin' ? 200 : 404)), [])
  })

  await t.test('in the count of numbers on their way out', async t => {
    for (const role of ['admin', ...everybody.map(([, role]) => role)] as const) {
      for (const query of ['', `?msTenantId=${theirs.tenant}`]) {
        const { body } = await ask('GET', `/api/v3/oc/numbers/removal-status/summary${query}`, role)
        t.equal(body.totalCount, role === 'admin' ? 1 : 0, `${role} ${query}`)
      }
    }
  })

  await t.test('by asking for another channel than the own one', async t => {
    for (const path of ['customer', 'oc/lead', 'oc/numbers', 'oc/numbers/export']) {
      const { status } = await stack.call('GET', `/api/v3/${path}`, {
        role: 'channel', headers: { 'x-ovoc-channel-id': String(demo.channelId) }
      })
      t.equal(status, 403, path)
    }
  })

  await t.test('of whose a tenant is that is validated', async t => {
    const toldTo = async (role: 'admin' | typeof strangers[Stranger]): Promise<unknown> => {
      const { body } = await ask('GET', `/api/v3/oc/tenant/validation?msTenantId=${theirs.tenant}`, role)
      return { leads: body.leadIds?.length, customer: body.umpCustomerGuid }
    }
    t.same(await toldTo('admin'), { leads: 1, customer: theirs.customer }, 'its own provider is told')
    for (const [stranger, role] of everybody) t.same(await toldTo(role), { leads: 0, customer: null }, stranger)
  })

  await t.test('of whose numbers are that are validated', async t => {
    for (const [stranger, role] of everybody) {
      const { body } = await stack.call('POST', '/api/v3/oc/numbers/action/number-status', {
        role, body: { msTenantId: theirs.tenant, telephoneNumbers: [theirs.number, '+97239760009'] }
      })
      t.match(body.telephoneNumbers, [{ telphoneNumberDetail: { numberFound: false } }, {}], stranger)
      const [their, nobodys] = body.telephoneNumbers
      t.same({ ...their, telephoneNumber: '' }, { ...nobodys, telephoneNumber: '' }, 'as if nobody had it')
    }
  })

  await t.test('of the civic addresses of another tenant that Microsoft is asked for', async t => {
    for (const [stranger, role] of everybody) {
      const { status, body } = await ask(
        'GET', `/api/v3/oc/civicaddress?msTenantId=${theirs.tenant}&checkOnline=true`, role
      )
      t.match({ status, body }, { status: 400, body: { errors: { MsTenantId: [/not one of your/] } } }, stranger)
    }
    t.same(await records.query("select id from task where kind = 'pull-civic-addresses'"), [], 'Microsoft is not asked')
  })

  await t.test('by a file of numbers, whose rows are refused like those of an unknown tenant', async t => {
    const file = [
      'telephoneNumber,msTenantId,callingProfileId,usage',
      `+97239760009,${theirs.tenant},${profiles.withoutSbc},CallingUserAssignment`, ''
    ].join('\r\n')
    for (const [stranger, role] of everybody) {
      const accepted = await stack.call('POST', '/api/v3/oc/numbers/import', {
        role, body: file, headers: { 'content-type': 'text/csv' }
      })
      const { taskId } = accepted.body
      await until(
        'it is so', async () => (await ask('GET', `/api/v3/task/${taskId}`, role)).body.status !== 'InProgress'
      )
      const { body } = await ask('GET', `/api/v3/oc/numbers/import/${taskId}`, role)
      t.match(body.errors, [{ column: /msTenantId/ }], stranger)
      t.same(body.uploads, [], 'and nothing is uploaded')
    }
  })

  await t.test('of the history of a number before it was the own one', async t => {
    await records.query(
      `insert into number_history (provider_id, number, change, after)
        select 1, $1, 'uploaded', jsonb_build_object('msTenantId', ms_tenant_id) from customer
        where short_name = 'Stranger'`,
      [theirs.number]
    )
    for (const role of ['channel', 'customer'] as const) {
      const { body } = await ask('GET', `/api/v3/oc/numbers/${theirs.number}/history`, role)
      t.equal(body.totalRecords, 1, role)
    }
  })
})

t.test('nobody reaches a number of others under a tenant of its own', async t => {
  const { stack, records } = await strangersScene(t)
  await stack.startApi()
  const numbers = '/api/v3/oc/numbers/action'
  const requests: Record<string, object> = {
    release: [theirs.number], unassign: [theirs.number],
    'update-capabilities': { phoneNumbers: [theirs.number], capabilities: ['InboundCalling'] }
  }
  for (const [action, body] of Object.entries(requests)) {
    await t.test(action, async t => {
      const before = await records.counts()
      for (const role of ['channel', 'customer'] as const) {
        const answer = await stack.call('POST', `${numbers}/${action}?msTenantId=${strangeTenant}`, { role, body })
        t.match(answer, { status: 400, body: { errors: { PhoneNumbers: [/^\+97239760001/] } } }, role)
      }
      t.same(await records.counts(), before)
    })
  }
})

import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Answer, type Stack } from '../support/stack.ts'
import { messagesOf } from '../support/uploads.ts'
import { startReceiver } from '../support/webhook-receiver.ts'

t.setTimeout(150_000) // many tasks of real processes, one after another

const customer = `/api/v3/customer/${demo.israeliCustomer}`
const { israeli } = tenants

const add = (stack: Stack, body: object, headers: Record<string, string> = {}): Promise<Answer> => stack.call('POST', `${customer}/addNewOnlinePstnGateway`, { body, headers })
const confirm = (stack: Stack, correlationId: string, { query = '', headers = {} }: { query?: string, headers?: Record<string, string> } = {}): Promise<Answer> =>
  stack.call('POST', `${customer}/addNewOnlinePstnGateway/${correlationId}${query}`, { headers })
const taskOf = ({ headers }: Answer): string => /task\/(wgw_[\w-]+)$/.exec(String(headers['location']))?.[1] ?? ''
const listed = async (stack: Stack): Promise<string[]> => (await stack.call('GET', `${customer}/onlinepstngateway`)).body.map(({ fqdn, trunkModel }: { fqdn: string, trunkModel: string }) => `${fqdn} ${trunkModel}`)

/** What of the customer's tenant a gateway changes. */
async function tenantOf (stack: Stack): Promise<{ domains: Array<{ id: string, isVerified: boolean, supportedServices: string[] }>, users: unknown[], subscribedSkus: unknown[] }> {
  const { domains, users, subscribedSkus } = (await stack.microsoft.control('GET', '/_mock/state')).tenants[israeli]
  return { domains, users, subscribedSkus }
}

/** Waits until a task has said something. */
async function said (stack: Stack, taskId: string, words: RegExp): Promise<string> {
  for (;;) {
    const { body } = await stack.call('GET', `/api/v3/task/${taskId}`)
    const found = messagesOf(body).find(message => words.test(message))
    if (found !== undefined) return found
    if (body.status !== 'InProgress') throw new Error(`The task ended without saying ${words}: ${JSON.stringify(body)}`)
    await new Promise(resolve => setTimeout(resolve, 30)) // a task tells nobody; it is asked
  }
}

t.test('online PSTN gateways', async t => {
  const stack = await startStack(t)
  const receiver = await startReceiver(t)
  const records = await openRecords(t, stack.databaseUrl)
  const lab = { WEBHOOK_ALLOW_PRIVATE_ADDRESSES: 'true', WEBHOOK_CA_FILE: receiver.caFile, WEBHOOK_TRIES: '2' }
  await stack.startApi()
  let worker = await stack.startWorker(lab)
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  const hooks = (name: string): object => ({ dnsConfirmation: `${receiver.url}/${name}/dns`, done: `${receiver.url}/${name}/done`, error: `${receiver.url}/${name}/error` })
  const makeRecord = (proof: { name: string, text: string }): Promise<unknown> => stack.microsoft.control('POST', '/_mock/dns', { name: proof.name, text: proof.text })

  await t.test('a derived trunk lives from its request to its first call', async t => {
    const before = await tenantOf(stack)
    const created = await add(stack, { 'Trunk Model': 'DerivedTrunk', FQDN: 'Site2.sbc.example', licensePlanId: '1', webhooks: hooks('life'), scriptParameters: { 'CustomVar.Variable1': '10.0.0.5' }, ticketId: 'ignored' }, {})
    t.match(created, { status: 200, headers: { location: /^\/api\/v3\/task\/wgw_/, 'retry-after': '2' }, body: { correlationId: /^[0-9a-f-]{36}$/, fqdn: 'Site2.sbc.example', trunkModel: 'DerivedTrunk', state: 'Requested' } })
    const { correlationId } = created.body
    const dns = await receiver.received('/life/dns')
    t.match(dns, {
      headers: { 'content-type': 'application/json', 'webhook-id': `${taskOf(created)}.dnsConfirmation` },
      body: { event: 'dnsConfirmation', correlationId, taskId: taskOf(created), customerGuid: demo.israeliCustomer, msTenantId: israeli, fqdn: 'Site2.sbc.example', dnsRecord: { type: 'TXT', name: 'site2.sbc.example', text: /^MS=ms\d{8}$/, ttl: 3600 } }
    })
    t.match((await stack.call('GET', `/api/v3/task/${taskOf(created)}`)).body, { status: 'InProgress', step: 'await-confirmation', kind: 'add-gateway' })
    t.match(await said(stack, taskOf(created), /Make a DNS record/), new RegExp(`type TXT at site2\\.sbc\\.example with the text ${dns.body.dnsRecord.text}`))
    t.same(await listed(stack), [])

    await makeRecord(dns.body.dnsRecord)
    const confirmed = await confirm(stack, correlationId)
    t.match(confirmed, { status: 200, headers: { location: /^\/api\/v3\/task\/wgc_/ } })
    t.same(confirmed.body, { correlationId, fqdn: 'Site2.sbc.example', trunkModel: 'DerivedTrunk', state: 'Confirmed' })
    const task = await stack.finished(taskOf(created))
    t.match(task, { status: 'CompletedSuccess', details: ['GatewayAdded'], outputData: { CorrelationId: correlationId, Fqdn: 'Site2.sbc.example', TrunkModel: 'DerivedTrunk', State: 'Active' } })
    t.match(messagesOf(task).filter(message => !/DNS record/.test(message)), [/Webhook dnsConfirmation was called/, /activation-\w+@site2\.sbc\.example has a licence of SPE_E5/, /Webhook done was called/, 'Workflow completed.'])
    t.match((await receiver.received('/life/done')), { headers: { 'webhook-id': `${taskOf(created)}.done` }, body: { event: 'done', correlationId, state: 'Active' } })
    t.notOk(receiver.calls.some(({ path }) => path === '/life/error'))
    t.same(await listed(stack), ['Site2.sbc.example DerivedTrunk'])
    const after = await tenantOf(stack)
    t.match(after.domains.at(-1), { id: 'site2.sbc.example', isVerified: true, supportedServices: ['OfficeCommunicationsOnline'] })
    t.same({ ...after, domains: after.domains.slice(0, -1) }, before, 'user and licence are gone again')
    t.match((await confirm(stack, correlationId)).body, { state: 'Active' }, 'confirming again changes nothing')
    t.notMatch(JSON.stringify([task, after, receiver.calls]), /demo-customer-secret|password/i)
  })

  await t.test('a domain alone is verified, and gets no user', async t => {
    const created = await add(stack, { fqdn: 'site3.sbc.example', trunkModel: 'AzureAdDomainOnly', webhooks: hooks('only') })
    await makeRecord((await receiver.received('/only/dns')).body.dnsRecord)
    await confirm(stack, created.body.correlationId)
    t.match(await stack.finished(taskOf(created)), { status: 'CompletedSuccess', outputData: { State: 'Verified' } })
    t.match((await receiver.received('/only/done')).body, { state: 'Verified' })
    t.match((await tenantOf(stack)).domains.at(-1), { id: 'site3.sbc.example', isVerified: true, supportedServices: [] })
    t.same(await listed(stack), ['Site2.sbc.example DerivedTrunk', 'site3.sbc.example AzureAdDomainOnly'])
  })

  await t.test('a domain below a verified one needs no record and no confirmation', async t => {
    const created = await add(stack, { fqdn: 'voice.negevrobotics.example', webhooks: hooks('below') })
    t.match(await stack.finished(taskOf(created)), { status: 'CompletedSuccess', outputData: { State: 'Active' }, executionMessages: [{ message: /no DNS record is needed/ }] })
    t.notOk(receiver.calls.some(({ path }) => path === '/below/dns'))
  })

  await t.test('a request is made and confirmed once under its key, and found by its ticket', async t => {
    const body = { fqdn: 'site4.sbc.example', webhooks: hooks('key') }
    const created = await stack.call('POST', `${customer}/addNewOnlinePstnGateway?ticketId=SR-41`, { body, headers: { 'idempotency-key': 'gateway-4' } })
    const again = await stack.call('POST', `${customer}/addNewOnlinePstnGateway?ticketId=SR-41`, { body, headers: { 'idempotency-key': 'gateway-4' } })
    t.match(again, { status: 200, headers: { 'idempotency-replayed': 'true', location: created.headers['location'] } })
    t.same(again.body, created.body)
    t.match(await add(stack, { ...body, fqdn: 'other.sbc.example' }, { 'idempotency-key': 'gateway-4' }), { status: 422, body: { errorCode: 'idempotency_key_reused' } })
    t.match(await add(stack, body), { status: 400, body: { errors: { Fqdn: [/already/] } } }, 'without the key it is another one')

    await makeRecord((await receiver.received('/key/dns')).body.dnsRecord)
    const options = { query: '?ticketId=SR-42', headers: { 'idempotency-key': 'confirm-4' } }
    const confirmed = await confirm(stack, created.body.correlationId, options)
    t.equal((await stack.finished(taskOf(created))).status, 'CompletedSuccess')
    const confirmedAgain = await confirm(stack, created.body.correlationId, options)
    t.match(confirmedAgain, { status: 200, headers: { 'idempotency-replayed': 'true', location: confirmed.headers['location'] } })
    t.same(confirmedAgain.body, confirmed.body, 'the first answer, though it is Active now')
    for (const [ticket, kind] of [['SR-41', 'add-gateway'], ['SR-42', 'confirm-gateway']]) t.match((await stack.call('GET', `/api/v3/task?ticketId=${ticket}`)).body, { totalRecords: 1, data: [{ kind, status: 'CompletedSuccess' }] })
  })

  await t.test('Microsoft is asked again when it does not see the record yet', async t => {
    const created = await add(stack, { fqdn: 'site5.sbc.example', trunkModel: 'AzureAdDomainOnly', webhooks: hooks('late') })
    const { dnsRecord } = (await receiver.received('/late/dns')).body
    await confirm(stack, created.body.correlationId)
    await said(stack, taskOf(created), /does not see the DNS record yet: .*Unable to find the TXT/)
    await makeRecord(dnsRecord)
    t.match((await confirm(stack, created.body.correlationId)).body, { state: 'Confirmed' }, 'and at once when somebody says so')
    t.match(await stack.finished(taskOf(created)), { status: 'CompletedSuccess' })
  })

  await t.test('canceled while it waits, it leaves Microsoft as before and can be asked for again', async t => {
    const before = await tenantOf(stack)
    const created = await add(stack, { fqdn: 'site6.sbc.example', webhooks: hooks('cancel') })
    await receiver.received('/cancel/dns')
    t.equal((await tenantOf(stack)).domains.length, before.domains.length + 1)
    t.equal((await stack.call('POST', `/api/v3/task/${taskOf(created)}/cancel`)).status, 200)
    t.match(await stack.finished(taskOf(created)), { status: 'Canceled', details: ['GatewayNotAdded'], outputData: { State: 'Canceled' } })
    t.match((await receiver.received('/cancel/error')).body, { event: 'error', correlationId: created.body.correlationId, error: { status: 'Canceled', leftInTenant: [] } })
    t.same(await tenantOf(stack), before)
    t.match(await confirm(stack, created.body.correlationId), { status: 404, body: { errorCode: 'gateway_not_found', detail: /is over: Canceled/ } })
    const again = await add(stack, { fqdn: 'SITE6.sbc.example', webhooks: hooks('cancel') })
    t.equal(again.status, 200)
    await receiver.received('/cancel/dns', 1)
    await stack.call('POST', `/api/v3/task/${taskOf(again)}/cancel`)
    await stack.finished(taskOf(again))
  })

  await t.test('what Microsoft refuses is taken back, and the error webhook says why', async t => {
    const before = await tenantOf(stack)
    const refusals: Array<[name: string, fault: object, step: string, reason: RegExp]> = [
      ['domain', { method: 'POST', path: '/domains$', status: 400, body: { error: { code: 'Request_BadRequest', message: 'No more domains.' } } }, 'register', /does not take the domain domain\.sbc\.example: No more domains/],
      ['verify', { path: '/verify$', status: 400, body: { error: { code: 'Request_BadRequest', message: 'The domain is already verified in another directory.' } } }, 'verify', /does not verify the domain .*another directory/],
      ['user', { method: 'POST', path: '/users$', status: 400, body: { error: { code: 'Request_BadRequest', message: 'Quota.' } } }, 'add-user', /does not take the user .*Quota/],
      ['licence', { path: '/assignLicense$', status: 400, body: { error: { code: 'Request_BadRequest', message: 'No unit.' } } }, 'add-user', /gives no licence of SPE_E5: No unit/]
    ]
    for (const [name, fault, step, reason] of refusals) {
      await stack.microsoft.control('POST', '/_mock/faults', fault)
      const created = await add(stack, { fqdn: `${name}.sbc.example`, webhooks: hooks(name) })
      if (step !== 'register') {
        await makeRecord((await receiver.received(`/${name}/dns`)).body.dnsRecord)
        await confirm(stack, created.body.correlationId)
      }
      const error = await receiver.received(`/${name}/error`)
      t.match(error.body, { event: 'error', fqdn: `${name}.sbc.example`, error: { status: 'Failed', reason, step, leftInTenant: [] } }, name)
      t.match(await stack.finished(taskOf(created)), { status: 'Failed', details: ['GatewayNotAdded'], outputData: { State: 'Failed' } }, name)
      t.same(await tenantOf(stack), before, name)
      t.equal(receiver.calls.filter(({ path }) => path === `/${name}/done`).length, 0)
    }
    t.same((await listed(stack)).filter(gateway => refusals.some(([name]) => gateway.startsWith(name))), [])
  })

  await t.test('what cannot be taken back is named', async t => {
    const created = await add(stack, { fqdn: 'stays.sbc.example', webhooks: hooks('stays') })
    await receiver.received('/stays/dns')
    await stack.microsoft.control('POST', '/_mock/faults', { method: 'DELETE', path: '/domains/', status: 403, times: 9, body: { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' } } })
    await stack.call('POST', `/api/v3/task/${taskOf(created)}/cancel`)
    t.match(await stack.finished(taskOf(created)), { status: 'Canceled', outputData: { LeftInTenant: ['Domain stays.sbc.example'] } })
    t.match((await receiver.received('/stays/error')).body.error.leftInTenant, ['Domain stays.sbc.example'])
    await said(stack, taskOf(created), /Domain stays\.sbc\.example stays in the tenant: .*Remove it by hand/)
    await stack.microsoft.control('DELETE', '/_mock/faults')
  })

  await t.test('without a free licence, and without permission, it is refused in words', async t => {
    const { tenants: { [israeli]: { subscribedSkus } }, applications } = await stack.microsoft.control('GET', '/_mock/state')
    const full = subscribedSkus.map((sku: { prepaidUnits: { enabled: number } }) => ({ ...sku, consumedUnits: sku.prepaidUnits.enabled }))
    await stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [israeli]: { subscribedSkus: full } } })
    const unlicensed = await add(stack, { fqdn: 'full.negevrobotics.example', webhooks: hooks('full') })
    t.match(await stack.finished(taskOf(unlicensed)), { status: 'Failed', executionMessages: [{}, { level: 'Error', message: /no subscription with Teams and a free licence/ }] })
    const granted = (roles: string[]): Promise<unknown> => stack.microsoft.control('PATCH', '/_mock/state', {
      applications: applications.map((one: { tenantId: string }) => one.tenantId === israeli ? { ...one, roles: { 'https://graph.microsoft.com': roles } } : one), tenants: { [israeli]: { subscribedSkus } }
    })
    await granted(['TeamsTelephoneNumber.ReadWrite.All', 'User.ReadWrite.All', 'Organization.Read.All'])
    const forbidden = await add(stack, { fqdn: 'forbidden.sbc.example', webhooks: hooks('forbidden') })
    t.match(await stack.finished(taskOf(forbidden)), { status: 'Failed', executionMessages: [{ message: /lacks Domain\.ReadWrite\.All; an administrator of the customer must consent/ }] })
    t.match((await receiver.received('/forbidden/error')).body.error, { code: 'connection_broken', step: 'register' })
    t.match((await records.query('select status from tenant_connection'))[0], { status: 'Connected' }, 'for numbers the connection is as good as before')
    await granted(['TeamsTelephoneNumber.ReadWrite.All', 'User.ReadWrite.All', 'Organization.Read.All', 'Domain.ReadWrite.All'])
  })

  await t.test('a receiver that is down, or says no, fails no task', async t => {
    receiver.respond = (response, { path }) => { response.writeHead(path.endsWith('/dns') ? 503 : 404).end() }
    const created = await add(stack, { fqdn: 'down.sbc.example', trunkModel: 'AzureAdDomainOnly', webhooks: { ...hooks('down'), error: 'https://127.0.0.1:9/nobody' } })
    const record = await said(stack, taskOf(created), /Make a DNS record/)
    await receiver.received('/down/dns', 1)
    await said(stack, taskOf(created), /Webhook dnsConfirmation could not be delivered: .* answered 503\. Tried 2 times/)
    await makeRecord({ name: 'down.sbc.example', text: /text (\S+),/.exec(record)?.[1] ?? '' })
    await confirm(stack, created.body.correlationId)
    const task = await stack.finished(taskOf(created))
    t.match(task, { status: 'CompletedSuccess' })
    t.match(task.executionMessages.filter(({ level }: { level: string }) => level === 'Warning'), [{ message: /dnsConfirmation/ }, { message: /Webhook done could not be delivered: .* answered 404/ }])
    t.same(new Set(receiver.calls.filter(({ path }) => path === '/down/dns').map(({ headers }) => headers['webhook-id'])).size, 1, 'each time with the same id')
    receiver.respond = response => { response.writeHead(204).end() }
  })

  await t.test('a confirmation that comes while nobody works is kept, and wakes the task', async t => {
    const created = await add(stack, { fqdn: 'kept.sbc.example', trunkModel: 'AzureAdDomainOnly', webhooks: hooks('kept') })
    await makeRecord((await receiver.received('/kept/dns')).body.dnsRecord)
    await said(stack, taskOf(created), /Webhook dnsConfirmation was called/)
    await worker.stop()
    t.match(await confirm(stack, created.body.correlationId, { headers: { prefer: 'wait=0' } }), { status: 200, body: { state: 'Requested' } })
    worker = await stack.startWorker(lab)
    t.match(await stack.finished(taskOf(created)), { status: 'CompletedSuccess' })
  })

  await t.test('a receiver in our own network is not called, unless that is allowed', async t => {
    await worker.stop()
    const guarded = await stack.startWorker({ ...lab, WEBHOOK_ALLOW_PRIVATE_ADDRESSES: '' })
    const created = await add(stack, { fqdn: 'inside.negevrobotics.example', trunkModel: 'AzureAdDomainOnly', webhooks: { done: `${receiver.url}/inside/done` } })
    const task = await stack.finished(taskOf(created))
    t.match(task, { status: 'CompletedSuccess' })
    t.ok(messagesOf(task).includes('Webhook done could not be delivered: 127.0.0.1 is not a public address on the Internet.'))
    t.notOk(receiver.calls.some(({ path }) => path.startsWith('/inside')))
    await guarded.stop()
  })

  await t.test('are refused field by field', async t => {
    const cases: Array<[body: object, field: string, message: RegExp]> = [
      [{}, 'Fqdn', /required/], [{ fqdn: 'nowhere' }, 'Fqdn', /FQDN/], [{ fqdn: 'site2.SBC.example' }, 'Fqdn', /already/],
      [{ fqdn: 'a.example', trunkModel: 'Pigeon' }, 'TrunkModel', /DerivedTrunk/], [{ fqdn: 'a.example', webhooks: { done: 'http://example.com' } }, 'webhooks.done', /https/],
      [{ fqdn: 'a.example', webhooks: { error: 'https://user:secret@example.com' } }, 'webhooks.error', /without user and password/],
      [{ fqdn: 'a.example', scriptParameters: { Nobody: 'x' } }, 'scriptParameters.Nobody', /neither/]
    ]
    for (const [body, field, message] of cases) t.match(await add(stack, body), { status: 400, body: { errors: { [field]: [message] } } }, `${field} ${message.source}`)
    const australian = `/api/v3/customer/${demo.australianCustomer}`
    t.match(await stack.call('POST', `${australian}/addNewOnlinePstnGateway`, { body: { fqdn: 'a.example' } }), { status: 400, body: { errorCode: 'connection_required' } })
    const { body } = await add(stack, { fqdn: 'b.example' })
    t.match(await stack.call('POST', `${australian}/addNewOnlinePstnGateway/${body.correlationId}`), { status: 404, body: { errorCode: 'gateway_not_found' } }, 'of another customer')
    for (const id of ['7a5f7e44-0bb0-4f66-9d0a-3f3f2f0a9c11', 'nonsense']) t.match(await confirm(stack, id), { status: 404, body: { errorCode: 'gateway_not_found' } }, id)
    t.equal((await stack.call('GET', `${customer}/onlinepstngateway`, { role: 'customer' })).status, 404)
    t.equal((await stack.call('POST', `${customer}/addNewOnlinePstnGateway/${body.correlationId}`, { role: 'customer' })).status, 404)
  })
})

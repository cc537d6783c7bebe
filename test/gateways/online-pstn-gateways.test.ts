import { Webhook } from 'standardwebhooks'
import t from 'tap'
import { customer, gatewayScene, israeli, taskOf } from '../support/gateways.ts'
import { demo } from '../support/stack.ts'
import { messagesOf } from '../support/uploads.ts'

t.test('online PSTN gateways are added at Microsoft', async t => {
  const { stack, receiver, lab, add, confirm, listed, tenant, said, hooks, makeRecord } = await gatewayScene(t)
  let worker = await stack.startWorker(lab)

  await t.test('a derived trunk is added, confirmed, verified, activated and listed', async t => {
    const before = await tenant()
    const webhookSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const created = await add({
      'Trunk Model': 'DerivedTrunk', FQDN: 'Site2.sbc.example', licensePlanId: '1', webhooks: hooks('life'),
      webhookSecret,
      scriptParameters: { 'CustomVar.Variable1': '10.0.0.5' }, ticketId: 'ignored'
    }, {})
    t.match(created, {
      status: 200,
      headers: { location: /^\/api\/v3\/task\/wgw_/, 'retry-after': '2' },
      body: {
        correlationId: /^[0-9a-f-]{36}$/, fqdn: 'Site2.sbc.example', trunkModel: 'DerivedTrunk', state: 'Requested'
      }
    })
    const { correlationId } = created.body
    const dns = await receiver.received('/life/dns')
    t.match(dns, {
      headers: { 'content-type': 'application/json', 'webhook-id': `${taskOf(created)}.dnsConfirmation` },
      body: {
        event: 'dnsConfirmation', correlationId, taskId: taskOf(created), customerGuid: demo.israeliCustomer,
        msTenantId: israeli, fqdn: 'Site2.sbc.example',
        dnsRecord: { type: 'TXT', name: 'site2.sbc.example', text: /^MS=ms\d{8}$/, ttl: 3600 }
      }
    })
    t.same(
      new Webhook(webhookSecret).verify(JSON.stringify(dns.body), dns.headers as Record<string, string>), dns.body,
      'the call is signed after Standard Webhooks'
    )
    t.match((await stack.call('GET', `/api/v3/task/${taskOf(created)}`)).body, {
      status: 'InProgress', step: 'await-confirmation', kind: 'add-gateway'
    })
    t.match(
      await said(taskOf(created), /Make a DNS record/),
      new RegExp(`type TXT at site2\\.sbc\\.example with the text ${dns.body.dnsRecord.text}`)
    )
    t.same(await listed(), [], 'the gateway is not listed before it is confirmed')

    await makeRecord(dns.body.dnsRecord)
    const confirmed = await confirm(correlationId)
    t.match(confirmed, { status: 200, headers: { location: /^\/api\/v3\/task\/wgc_/ } })
    t.same(
      confirmed.body, { correlationId, fqdn: 'Site2.sbc.example', trunkModel: 'DerivedTrunk', state: 'Confirmed' },
      'the documented answer confirms the gateway'
    )
    const task = await stack.finished(taskOf(created))
    t.match(task, {
      status: 'CompletedSuccess',
      details: ['GatewayAdded'],
      outputData: {
        CorrelationId: correlationId, Fqdn: 'Site2.sbc.example', TrunkModel: 'DerivedTrunk', State: 'Active'
      }
    })
    t.match(messagesOf(task).filter(message => !/DNS record/.test(message)), [
      /Webhook dnsConfirmation was called/, /activation-\w+@site2\.sbc\.example has a licence of SPE_E5/,
      /Webhook done was called/, 'Workflow completed.'
    ])
    t.match(await receiver.received('/life/done'), {
      headers: { 'webhook-id': `${taskOf(created)}.done` }, body: { event: 'done', correlationId, state: 'Active' }
    })
    t.notOk(receiver.calls.some(({ path }) => path === '/life/error'), 'the error webhook is not called')
    t.same(await listed(), ['Site2.sbc.example DerivedTrunk'], 'the gateway is listed')
    const after = await tenant()
    t.match(after.domains.at(-1), {
      id: 'site2.sbc.example', isVerified: true, supportedServices: ['OfficeCommunicationsOnline']
    })
    t.same({ ...after, domains: after.domains.slice(0, -1) }, before, 'user and licence are gone again')
    t.match((await confirm(correlationId)).body, { state: 'Active' }, 'confirming again changes nothing')
    t.notMatch(
      JSON.stringify([task, after, receiver.calls]), /demo-customer-secret|password/i,
      'no secret and no password is told'
    )
  })

  await t.test('a gateway that is only a domain is verified and gets no user', async t => {
    const created = await add({ fqdn: 'site3.sbc.example', trunkModel: 'AzureAdDomainOnly', webhooks: hooks('only') })
    await makeRecord((await receiver.received('/only/dns')).body.dnsRecord)
    await confirm(created.body.correlationId)
    t.match(await stack.finished(taskOf(created)), { status: 'CompletedSuccess', outputData: { State: 'Verified' } })
    t.match((await receiver.received('/only/done')).body, { state: 'Verified' })
    t.match((await tenant()).domains.at(-1), { id: 'site3.sbc.example', isVerified: true, supportedServices: [] })
    t.same(
      await listed(), ['Site2.sbc.example DerivedTrunk', 'site3.sbc.example AzureAdDomainOnly'],
      'both gateways are listed'
    )
  })

  await t.test('a domain below a verified one needs no record and no confirmation', async t => {
    const created = await add({ fqdn: 'voice.negevrobotics.example', webhooks: hooks('below') })
    t.match(await stack.finished(taskOf(created)), {
      status: 'CompletedSuccess', outputData: { State: 'Active' },
      executionMessages: [{ message: /no DNS record is needed/ }]
    })
    t.notOk(receiver.calls.some(({ path }) => path === '/below/dns'), 'no webhook asks for a record')
  })

  await t.test('a request is made and confirmed once under its key, and found by its ticket', async t => {
    const body = { fqdn: 'site4.sbc.example', webhooks: hooks('key') }
    const created = await stack.call('POST', `${customer}/addNewOnlinePstnGateway?ticketId=SR-41`, {
      body, headers: { 'idempotency-key': 'gateway-4' }
    })
    const again = await stack.call('POST', `${customer}/addNewOnlinePstnGateway?ticketId=SR-41`, {
      body, headers: { 'idempotency-key': 'gateway-4' }
    })
    t.match(again, { status: 200, headers: { 'idempotency-replayed': 'true', location: created.headers['location'] } })
    t.same(again.body, created.body, 'the repeated request gets the first answer')
    t.match(await add({ ...body, fqdn: 'other.sbc.example' }, { 'idempotency-key': 'gateway-4' }), {
      status: 422, body: { errorCode: 'idempotency_key_reused' }
    })
    t.match(
      await add(body), { status: 400, body: { errors: { Fqdn: [/already/] } } }, 'without the key it is another one'
    )

    await makeRecord((await receiver.received('/key/dns')).body.dnsRecord)
    const options = { query: '?ticketId=SR-42', headers: { 'idempotency-key': 'confirm-4' } }
    const confirmed = await confirm(created.body.correlationId, options)
    t.equal((await stack.finished(taskOf(created))).status, 'CompletedSuccess', 'the gateway is added')
    const confirmedAgain = await confirm(created.body.correlationId, options)
    t.match(confirmedAgain, {
      status: 200, headers: { 'idempotency-replayed': 'true', location: confirmed.headers['location'] }
    })
    t.same(confirmedAgain.body, confirmed.body, 'the first answer, though it is Active now')
    for (const [ticket, kind] of [['SR-41', 'add-gateway'], ['SR-42', 'confirm-gateway']]) {
      t.match((await stack.call('GET', `/api/v3/task?ticketId=${ticket}`)).body, {
        totalRecords: 1, data: [{ kind, status: 'CompletedSuccess' }]
      }, `the ticket ${ticket} finds its task`)
    }
  })

  await t.test('Microsoft is asked again when it does not see the record yet', async t => {
    const created = await add({ fqdn: 'site5.sbc.example', trunkModel: 'AzureAdDomainOnly', webhooks: hooks('late') })
    const { dnsRecord } = (await receiver.received('/late/dns')).body
    await confirm(created.body.correlationId)
    await said(taskOf(created), /does not see the DNS record yet: .*Unable to find the TXT/)
    await makeRecord(dnsRecord)
    t.match(
      (await confirm(created.body.correlationId)).body, { state: 'Confirmed' }, 'and at once when somebody says so'
    )
    t.match(await stack.finished(taskOf(created)), { status: 'CompletedSuccess' })
  })

  await t.test('a request that is canceled while it waits leaves Microsoft as before and can be made ' +
    'again', async t => {
    const before = await tenant()
    const created = await add({ fqdn: 'site6.sbc.example', webhooks: hooks('cancel') })
    await receiver.received('/cancel/dns')
    t.equal(
      (await tenant()).domains.length, before.domains.length + 1, 'the domain is at Microsoft while the task waits'
    )
    t.equal(
      (await stack.call('POST', `/api/v3/task/${taskOf(created)}/cancel`)).status, 200, 'the cancellation is accepted'
    )
    t.match(await stack.finished(taskOf(created)), {
      status: 'Canceled', details: ['GatewayNotAdded'], outputData: { State: 'Canceled' }
    })
    t.match((await receiver.received('/cancel/error')).body, {
      event: 'error', correlationId: created.body.correlationId, error: { status: 'Canceled', leftInTenant: [] }
    })
    t.same(await tenant(), before, 'the tenant is as before')
    t.match(await confirm(created.body.correlationId), {
      status: 404, body: { errorCode: 'gateway_not_found', detail: /is over: Canceled/ }
    })
    const again = await add({ fqdn: 'SITE6.sbc.example', webhooks: hooks('cancel') })
    t.equal(again.status, 200, 'the same domain can be requested again')
    await receiver.received('/cancel/dns', 1)
    await stack.call('POST', `/api/v3/task/${taskOf(again)}/cancel`)
    await stack.finished(taskOf(again))
  })

  await t.test('a confirmation that comes while no worker runs is kept and wakes the task', async t => {
    const created = await add({ fqdn: 'kept.sbc.example', trunkModel: 'AzureAdDomainOnly', webhooks: hooks('kept') })
    await makeRecord((await receiver.received('/kept/dns')).body.dnsRecord)
    await said(taskOf(created), /Webhook dnsConfirmation was called/)
    await worker.stop()
    t.match(await confirm(created.body.correlationId, { headers: { prefer: 'wait=0' } }), {
      status: 200, body: { state: 'Requested' }
    })
    worker = await stack.startWorker(lab)
    t.match(await stack.finished(taskOf(created)), { status: 'CompletedSuccess' })
  })
})

import t from 'tap'
import { customer, gatewayScene, israeli, taskOf } from '../support/gateways.ts'
import { demo } from '../support/stack.ts'
import { messagesOf } from '../support/uploads.ts'

t.test('online PSTN gateways and their webhooks fail without harm', async t => {
  const { stack, receiver, records, lab, add, confirm, listed, tenant, said, hooks, makeRecord } = await gatewayScene(t)
  const worker = await stack.startWorker(lab)

  await t.test('a gateway that Microsoft refuses is taken back, and the error webhook says why', async t => {
    const before = await tenant()
    const refusals: Array<[name: string, fault: object, step: string, reason: RegExp]> = [
      [
        'domain',
        {
          method: 'POST', path: '/domains$', status: 400,
          body: { error: { code: 'Request_BadRequest', message: 'No more domains.' } }
        },
        'register',
        /does not take the domain domain\.sbc\.example: No more domains/
      ],
      [
        'verify',
        {
          path: '/verify$',
          status: 400,
          body: {
            error: { code: 'Request_BadRequest', message: 'The domain is already verified in another directory.' }
          }
        },
        'verify',
        /does not verify the domain .*another directory/
      ],
      [
        'user',
        {
          method: 'POST', path: '/users$', status: 400,
          body: { error: { code: 'Request_BadRequest', message: 'Quota.' } }
        },
        'add-user',
        /does not take the user .*Quota/
      ],
      [
        'licence',
        { path: '/assignLicense$', status: 400, body: { error: { code: 'Request_BadRequest', message: 'No unit.' } } },
        'add-user', /gives no licence of SPE_E5: No unit/
      ]
    ]
    for (const [name, fault, step, reason] of refusals) {
      await stack.microsoft.control('POST', '/_mock/faults', fault)
      const created = await add({ fqdn: `${name}.sbc.example`, webhooks: hooks(name) })
      if (step !== 'register') {
        await makeRecord((await receiver.received(`/${name}/dns`)).body.dnsRecord)
        await confirm(created.body.correlationId)
      }
      const error = await receiver.received(`/${name}/error`)
      t.match(error.body, {
        event: 'error', fqdn: `${name}.sbc.example`, error: { status: 'Failed', reason, step, leftInTenant: [] }
      }, name)
      t.match(await stack.finished(taskOf(created)), {
        status: 'Failed', details: ['GatewayNotAdded'], outputData: { State: 'Failed' }
      }, name)
      t.same(await tenant(), before, name)
      t.equal(
        receiver.calls.filter(({ path }) => path === `/${name}/done`).length, 0,
        `the webhook done is not called for ${name}`
      )
    }
    t.same(
      (await listed()).filter(gateway => refusals.some(([name]) => gateway.startsWith(name))), [],
      'no refused gateway is listed'
    )
  })

  await t.test('a domain that cannot be taken back is named', async t => {
    const created = await add({ fqdn: 'stays.sbc.example', webhooks: hooks('stays') })
    await receiver.received('/stays/dns')
    await stack.microsoft.control('POST', '/_mock/faults', {
      method: 'DELETE', path: '/domains/', status: 403, times: 9,
      body: { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' } }
    })
    await stack.call('POST', `/api/v3/task/${taskOf(created)}/cancel`)
    t.match(await stack.finished(taskOf(created)), {
      status: 'Canceled', outputData: { LeftInTenant: ['Domain stays.sbc.example'] }
    })
    t.match((await receiver.received('/stays/error')).body.error.leftInTenant, ['Domain stays.sbc.example'])
    await said(taskOf(created), /Domain stays\.sbc\.example stays in the tenant: .*Remove it by hand/)
    await stack.microsoft.control('DELETE', '/_mock/faults')
  })

  await t.test('a gateway is refused in words when a licence or a permission is missing', async t => {
    const { tenants: { [israeli]: { subscribedSkus } }, applications } = await stack.microsoft.control(
      'GET', '/_mock/state'
    )
    const full = subscribedSkus.map((sku: { prepaidUnits: { enabled: number } }) => ({
      ...sku, consumedUnits: sku.prepaidUnits.enabled
    }))
    await stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [israeli]: { subscribedSkus: full } } })
    const unlicensed = await add({ fqdn: 'full.negevrobotics.example', webhooks: hooks('full') })
    t.match(await stack.finished(taskOf(unlicensed)), {
      status: 'Failed',
      executionMessages: [{}, { level: 'Error', message: /no subscription with Teams and a free licence/ }]
    })
    const granted = (roles: string[]): Promise<unknown> =>
      stack.microsoft.control('PATCH', '/_mock/state', {
        applications: applications.map((one: { tenantId: string }) =>
          one.tenantId === israeli ? { ...one, roles: { 'https://graph.microsoft.com': roles } } : one
        ),
        tenants: { [israeli]: { subscribedSkus } }
      })
    await granted(['TeamsTelephoneNumber.ReadWrite.All', 'User.ReadWrite.All', 'Organization.Read.All'])
    const forbidden = await add({ fqdn: 'forbidden.sbc.example', webhooks: hooks('forbidden') })
    t.match(await stack.finished(taskOf(forbidden)), {
      status: 'Failed',
      executionMessages: [{ message: /lacks Domain\.ReadWrite\.All; an administrator of the customer must consent/ }]
    })
    t.match((await receiver.received('/forbidden/error')).body.error, { code: 'connection_broken', step: 'register' })
    t.match(
      (await records.query('select status from tenant_connection'))[0], { status: 'Connected' },
      'for numbers the connection is as good as before'
    )
    await granted([
      'TeamsTelephoneNumber.ReadWrite.All', 'User.ReadWrite.All', 'Organization.Read.All', 'Domain.ReadWrite.All'
    ])
  })

  await t.test('a receiver that is down or says no fails no task', async t => {
    receiver.respond = (response, { path }) => {
      response.writeHead(path.endsWith('/dns') ? 503 : 404).end()
    }
    const created = await add({
      fqdn: 'down.sbc.example', trunkModel: 'AzureAdDomainOnly',
      webhooks: { ...hooks('down'), error: 'https://127.0.0.1:9/nobody' }
    })
    const record = await said(taskOf(created), /Make a DNS record/)
    await receiver.received('/down/dns', 1)
    await said(taskOf(created), /Webhook dnsConfirmation could not be delivered: .* answered 503\. Tried 2 times/)
    await makeRecord({ name: 'down.sbc.example', text: /text (\S+),/.exec(record)?.[1] ?? '' })
    await confirm(created.body.correlationId)
    const task = await stack.finished(taskOf(created))
    t.match(task, { status: 'CompletedSuccess' })
    t.match(task.executionMessages.filter(({ level }: { level: string }) => level === 'Warning'), [{
      message: /dnsConfirmation/
    }, { message: /Webhook done could not be delivered: .* answered 404/ }])
    t.same(
      new Set(receiver.calls.filter(({ path }) => path === '/down/dns').map(({ headers }) => headers['webhook-id']))
        .size,
      1,
      'each time with the same id'
    )
    receiver.respond = response => {
      response.writeHead(204).end()
    }
  })

  await t.test('a receiver in our own network is not called unless that is allowed', async t => {
    await worker.stop()
    const guarded = await stack.startWorker({ ...lab, WEBHOOK_ADDRESSES: 'public', WEBHOOK_TRIES: '1' })
    const created = await add({
      fqdn: 'inside.negevrobotics.example', trunkModel: 'AzureAdDomainOnly',
      webhooks: { done: `${receiver.url}/inside/done` }
    })
    const task = await stack.finished(taskOf(created))
    t.match(task, { status: 'CompletedSuccess' })
    t.ok(
      messagesOf(task).some(message => /^Webhook done could not be delivered: .*public host/.test(message)),
      'the task says what a receiver must be'
    )
    t.notOk(receiver.calls.some(({ path }) => path.startsWith('/inside')), 'the receiver was not called')
    await guarded.stop()
  })

  await t.test('a request with a fault is refused with the field of the fault', async t => {
    const cases: Array<[body: object, field: string, message: RegExp]> = [
      [{}, 'Fqdn', /required/],
      [{ fqdn: 'nowhere' }, 'Fqdn', /FQDN/],
      [{ fqdn: 'DOWN.sbc.example' }, 'Fqdn', /already/],
      [{ fqdn: 'a.example', trunkModel: 'Pigeon' }, 'TrunkModel', /DerivedTrunk/],
      [{ fqdn: 'a.example', webhooks: { done: 'http://example.com' } }, 'Webhooks.Done', /https/],
      [
        { fqdn: 'a.example', webhooks: { error: 'https://user:secret@example.com' } }, 'Webhooks.Error',
        /without user and password/
      ],
      [{ fqdn: 'a.example', scriptParameters: { Nobody: 'x' } }, 'ScriptParameters.Nobody', /neither/]
    ]
    for (const [body, field, message] of cases) {
      t.match(await add(body), { status: 400, body: { errors: { [field]: [message] } } }, `${field} ${message.source}`)
    }
    const australian = `/api/v3/customer/${demo.australianCustomer}`
    t.match(await stack.call('POST', `${australian}/addNewOnlinePstnGateway`, { body: { fqdn: 'a.example' } }), {
      status: 400, body: { errorCode: 'connection_required' }
    })
    const { body } = await add({ fqdn: 'b.example' })
    t.match(await stack.call('POST', `${australian}/addNewOnlinePstnGateway/${body.correlationId}`), {
      status: 404, body: { errorCode: 'gateway_not_found' }
    }, 'of another customer')
    for (const id of ['7a5f7e44-0bb0-4f66-9d0a-3f3f2f0a9c11', 'nonsense']) {
      t.match(await confirm(id), { status: 404, body: { errorCode: 'gateway_not_found' } }, id)
    }
    t.equal(
      (await stack.call('GET', `${customer}/onlinepstngateway`, { role: 'customer' })).status, 404,
      'a customer of another tenant does not see the gateways'
    )
    t.equal(
      (await stack.call('POST', `${customer}/addNewOnlinePstnGateway/${body.correlationId}`, { role: 'customer' }))
        .status,
      404, 'a customer of another tenant cannot confirm the gateway'
    )
  })
})

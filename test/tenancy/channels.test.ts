import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Answer } from '../support/stack.ts'

t.test('channels are administered by the provider and own customers and leads', async t => {
  const stack = await startStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  const records = await openRecords(t, stack.databaseUrl)
  const ovoc = (method: string, path = '', options: Parameters<typeof stack.call>[2] = {}): Promise<Answer> =>
    stack.call(method, `/api/ovoc/v1/topology/channels${path}`, options)
  const v3 = (method: string, path = '', options: Parameters<typeof stack.call>[2] = {}): Promise<Answer> =>
    stack.call(method, `/api/v3/ovoc/channel${path}`, options)
  const assign = (body: object, options: Parameters<typeof stack.call>[2] = {}): Promise<Answer> =>
    v3('PUT', '/action/assign', { body, ...options })
  const remove = (query: string): Promise<Answer> => v3('PUT', `/action/remove/${query}`)
  const channelOf = async (tenant: string): Promise<unknown[]> =>
    (await stack.call('GET', `/api/v3/oc/lead?msTenantId=${tenant}`)).body.data.map((
      lead: { ovocChannelId: number }
    ) => lead.ovocChannelId)
  const leadOf = async (tenant: string): Promise<string> =>
    (await stack.call('GET', `/api/v3/oc/lead?msTenantId=${tenant}`)).body.data[0].id

  await t.test('channels are read in the shape that clients of OVOC know', async t => {
    const { body } = await ovoc('GET')
    t.match(body, { channels: [{ id: demo.channelId, name: 'Pacific Resellers' }] })
    const one = await ovoc('GET', `/${demo.channelId}`)
    t.same(one.body, body.channels[0], 'one channel reads as it does in the list')
    t.match(one.body, {
      url: `/ovoc/v1/topology/channels/${demo.channelId}`, definedAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/,
      servicesNumber: 1, services: { OC: { enabled: true }, ZOOM: { enabled: false } }, appRegistrationSettings: null
    })
    t.equal(Object.keys(one.body.services).length, 16, 'all services of OVOC are listed')
    t.match(await ovoc('GET', '/7'), { status: 404, body: { errorCode: 'channel_not_found' } })
  })

  let id = 0
  await t.test('a channel is added with the documented body and answered with 201', async t => {
    const body = {
      name: 'Nordic Resellers', tenantId: 868, msTenantId: tenants.unlicensed, description: 'Sells in Norway',
      operatorConnectEnabled: true, ticketId: 'INC-1'
    }
    const answer = await ovoc('POST', '/', { body, headers: { 'idempotency-key': 'channel-1' } })
    id = answer.body.id
    t.match(answer, {
      status: 201, headers: { location: /^\/api\/v3\/task\/wca_/ },
      body: { id: Number, url: `ovoc/v1/topology/channels/${id}` }
    })
    t.same(
      await ovoc('POST', '/', { body, headers: { 'idempotency-key': 'channel-1' } }).then(({ status, body }) => ({
        status, body
      })),
      { status: 201, body: answer.body },
      'the same request again gets the same answer'
    )
    t.match((await ovoc('GET', `/${id}`)).body, {
      name: 'Nordic Resellers', description: 'Sells in Norway', msTenantId: tenants.unlicensed, maxCustomers: null,
      servicesNumber: 0
    })
    t.match((await stack.call('GET', '/api/v3/task?ticketId=INC-1')).body.data, [{
      kind: 'add-channel', details: ['ChannelAdded']
    }])
    t.match(await ovoc('POST', '', { body: { name: 'Nordic Resellers' } }), {
      status: 400, body: { errors: { Name: ['Another channel is named Nordic Resellers.'] } }
    })
    t.match(await ovoc('POST', '', { body: { name: 'Other', msTenantId: 'contoso' } }), {
      status: 400, body: { errors: { MsTenantId: ['msTenantId has not a Guid format'] } }
    })
    t.match(await ovoc('POST', '', { body: {} }), {
      status: 400, body: { errors: { Name: ['The Name field is required.'] } }
    })
  })

  await t.test('requests for one name at the same time make one channel', async t => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => v3('POST', '', { body: { name: 'Only One' } })))
    const [{ body }, ...joined] = answers.filter(({ status }) => status === 200) as [Answer, ...Answer[]]
    for (const one of joined) t.equal(one.body.id, body.id, 'an equal request joins the one that is under way')
    for (const { status } of answers.filter(({ status }) => status !== 200)) {
      t.equal(status, 400, 'one that comes later is refused')
    }
    t.match(await v3('DELETE', `/${body.id}?ticketId=INC-2`), { status: 200, body: { taskId: /^wcd_/ } })
  })

  await t.test('channels are served below the prefix of Live Cloud, also without the slash that its documents ' +
    'lack', async t => {
    for (const prefix of ['/tenantui/', '/tenantui']) {
      t.match(await stack.call('GET', `${prefix}api/ovoc/v1/topology/channels/`), {
        status: 200, body: { channels: [{}, {}] }
      }, prefix)
    }
    t.match(await stack.call('GET', '/api/ovoc/v1/openapi.json', { role: null }), {
      status: 200, body: { openapi: '3.1.0', paths: { '/api/ovoc/v1/topology/channels': {} } }
    })
    t.match(await stack.call('GET', '/api/v3/topology/channels'), { status: 404 })
  })

  await t.test('a channel is changed in the fields that are sent', async t => {
    t.match(await ovoc('PUT', `/${id}`, { body: { description: 'Sells in the north' } }), {
      status: 200, body: { id, url: `ovoc/v1/topology/channels/${id}` }
    })
    t.match(await v3('PATCH', `/${id}`, { body: { maxCustomers: '5', msTenantId: '' } }), {
      status: 200,
      body: { name: 'Nordic Resellers', description: 'Sells in the north', maxCustomers: 5, msTenantId: null }
    })
    t.match(await v3('PATCH', `/${id}`, { body: { name: 'Pacific Resellers' } }), {
      status: 400, body: { errors: { Name: [/Another channel/] } }
    })
    t.match(await ovoc('PUT', `/${id}`, { body: {} }), { status: 400, body: { errors: { '': [/at least one/] } } })
    t.match(await v3('PATCH', '/7', { body: { name: 'Seven' } }), {
      status: 404, body: { errorCode: 'channel_not_found' }
    })
    t.match((await v3('GET', '?PageSize=1&PageNumber=2')).body, {
      totalRecords: 2, totalPages: 2, data: [{ id: demo.channelId }]
    })
  })

  await t.test('leads and customers are assigned to a channel in every documented spelling', async t => {
    const newer = { status: 'success', succeeded: true, message: 'Lead successfully assigned to the channel' }
    const answer = await assign({ leadMsTenantId: tenants.unlicensed, ChannelId: String(id), ticketId: 'INC-3' })
    t.same([answer.status, answer.body], [200, newer], 'the documented answer comes for a lead')
    t.same(await channelOf(tenants.unlicensed), [id], 'the lead belongs to the channel')
    t.same((await assign({ leadId: await leadOf(tenants.unlicensed), channelId: id })).body, newer, 'again is fine')
    t.same(
      (await assign({ umpCustomerGuid: demo.israeliCustomer, channelId: id })).body, newer,
      'the documented answer comes for a customer'
    )
    t.same(await channelOf(tenants.israeli), [id], 'the lead of the customer belongs to the channel too')
    t.same(
      (await assign({ msTenantId: tenants.unlicensed, ovocChannelId: String(id), additionalProperties: true })).body,
      { status: true, data: `new lead ovocChannelId: ${id}` }, 'older clients are answered in their form'
    )
    t.match((await stack.call('GET', '/api/v3/task?ticketId=INC-3')).body.data, [{ kind: 'assign-channel' }])
    const customers = await records.query('select channel_id from customer where id = $1', [demo.israeliCustomer])
    t.same(customers, [{ channel_id: id }], 'the customer belongs to the channel')
  })

  await t.test('an assignment that is not possible is refused with the reason', async t => {
    const errors = async (body: object): Promise<unknown> => {
      const answer = await assign(body)
      t.match(answer, {
        status: 400,
        body: {
          type: 'https://tools.ietf.org/html/rfc7231#section-6.5.1', title: 'One or more validation errors occurred.',
          traceId: /^00-/
        }
      }, 'the answer is a validation problem in the documented shape')
      return answer.body.errors
    }
    t.match(await errors({ leadMsTenantId: tenants.unlicensed, channelId: demo.channelId }), {
      TenantId: ['This MsTenant already exists as an UMP lead!', new RegExp(`channel ${id}`)]
    })
    t.match(await errors({ leadMsTenantId: tenants.suspended, channelId: id }), {
      TenantId: [/"Active" status.*Suspended/]
    })
    t.match(await errors({ leadId: 'LEAD-2024-001', channelId: 15 }), {
      LeadId: ['There is no such lead.'], ChannelId: ['Channel 15 does not exist.']
    })
    t.match(await errors({ umpCustomerGuid: tenants.unlicensed, channelId: id }), {
      UmpCustomerGuid: ['There is no such customer.']
    })
    t.match(await errors({ channelId: id }), { LeadMsTenantId: [/Exactly one/] })
    t.match(
      await errors({ leadMsTenantId: tenants.unlicensed, umpCustomerGuid: demo.israeliCustomer, channelId: id }),
      { LeadMsTenantId: [/Exactly one/] }
    )
    t.match(await errors({ leadMsTenantId: tenants.unlicensed }), { ChannelId: ['The ChannelId field is required.'] })
    t.match(await errors({ leadMsTenantId: tenants.unlicensed, channelId: id, ovocChannelId: demo.channelId }), {
      ChannelId: [/different/]
    })
    t.match(await errors({ leadMsTenantId: 'x'.repeat(151), channelId: id }), { LeadMsTenantId: [/150/] })
    await v3('PATCH', `/${demo.channelId}`, { body: { maxCustomers: 1 } })
    await records.query('update customer set channel_id = null where id = $1', [demo.israeliCustomer])
    await records.query('update lead set channel_id = null where ms_tenant_id = $1', [tenants.israeli])
    t.match(await errors({ umpCustomerGuid: demo.israeliCustomer, channelId: demo.channelId }), {
      ChannelId: [/all the 1 customers/]
    })
    await v3('PATCH', `/${demo.channelId}`, { body: { operatorConnectEnabled: false } })
    t.match(await errors({ umpCustomerGuid: demo.israeliCustomer, channelId: demo.channelId }), {
      ChannelId: [/not enabled for Operator Connect/]
    })
    t.match(await v3('PATCH', `/${demo.channelId}`, { body: { operatorConnectEnabled: true, maxCustomers: -1 } }), {
      body: { maxCustomers: null }
    }, 'a limit can be taken away')
  })

  await t.test('a channel is deleted only when nothing belongs to it any more', async t => {
    t.match(await ovoc('DELETE', `/${id}`), { status: 409, body: { errorCode: 'channel_in_use', detail: /1 leads/ } })
    t.same(
      (await remove(`?msTenantId=${tenants.unlicensed}`)).body, { status: true, data: `Removed channel ${id}` },
      'the answer names the channel that the lead left'
    )
    t.same(await channelOf(tenants.unlicensed), [null], 'the lead belongs to no channel')
    t.match(await remove(`?msTenantId=${tenants.unlicensed}`), {
      status: 400,
      body: {
        errorCode: 'channel_not_assigned', title: 'The tenant belongs to no channel.', detail: /belongs to no channel/,
        errorTicket: /./, instance: /remove/
      }
    })
    t.match(await remove('?msTenantId=contoso'), {
      status: 400, body: { errorCode: 'tenant_id_invalid', title: 'Invalid msTenantId' }
    })
    t.match(await remove(''), { status: 400, body: { errorCode: 'tenant_id_invalid' } })
    t.match(await ovoc('DELETE', `/${id}`), { status: 200, body: { id } })
    t.match(await ovoc('DELETE', `/${id}`), { status: 404, body: { errorCode: 'channel_not_found' } })
  })

  await t.test('a channel sees only its own customers and leads, in every list', async t => {
    const role = 'channel'
    await records.query('insert into channel (provider_id, id, name) values (1, 2000, $1)', ['Elsewhere'])
    await records.query('update customer set channel_id = 2000 where id = $1', [demo.israeliCustomer])
    await records.query('update lead set channel_id = 2000 where ms_tenant_id = $1', [tenants.unlicensed])
    t.match(
      (await v3('GET', '', { role })).body, { totalRecords: 1, data: [{ id: demo.channelId }] },
      'it sees itself in the list of version 3'
    )
    t.match((await ovoc('GET', '', { role })).body.channels.map((channel: { id: number }) => channel.id), [
      demo.channelId
    ], 'it sees itself in the list of OVOC')
    t.match(await ovoc('GET', '/2000', { role }), { status: 404 }, 'it does not see another channel')
    t.match((await v3('GET', '', { role: 'customer' })).body, { totalRecords: 0 }, 'a customer sees no channel')
    for (const path of ['/api/v2/oc/lead?PageSize=100', '/api/v3/oc/lead']) {
      const { body } = await stack.call('GET', path, { role })
      t.match(body.data ?? body, [{ tenantId: tenants.australian }], path)
      t.equal((body.data ?? body).length, 1, path)
    }
    t.match(
      (await stack.call('GET', '/api/v3/oc/lead', { headers: { 'X-Ovoc-Channel-Id': '2000' } })).body.data.map((
        lead: { tenantId: string }
      ) => lead.tenantId).sort(),
      [tenants.israeli, tenants.unlicensed], 'the header narrows the list of the provider to one channel'
    )
    t.match(await stack.call('GET', '/api/v3/oc/lead', { role, headers: { 'X-Ovoc-Channel-Id': '2000' } }), {
      status: 403, body: { errorCode: 'out_of_scope' }
    })
    t.match(await stack.call('GET', '/api/v3/oc/lead', { headers: { 'X-Ovoc-Channel-Id': 'one' } }), {
      status: 400, body: { errors: { 'X-Ovoc-Channel-Id': [/whole number/] } }
    })
  })

  await t.test('only the provider changes and assigns channels', async t => {
    for (const role of ['channel', 'customer', 'monitor'] as const) {
      t.match(await assign({ leadMsTenantId: tenants.unlicensed, channelId: demo.channelId }, { role }), {
        status: 403
      }, role)
      t.match(await v3('POST', '', { role, body: { name: role } }), { status: 403 }, role)
    }
    t.match(await v3('POST', '', { role: 'operator', body: { name: 'operator' } }), {
      status: 403, body: { errorCode: 'role_missing' }
    }, 'channels are for administrators')
    await records.query('update lead set channel_id = null where ms_tenant_id = $1', [tenants.unlicensed])
    t.match(await assign({ leadMsTenantId: tenants.unlicensed, channelId: demo.channelId }, { role: 'operator' }), {
      status: 200
    }, 'whose leads operators assign')
  })

  await t.test('channels are assigned at most 300 times a minute by all callers together', async t => {
    const wrong = { leadMsTenantId: 'contoso', channelId: 7 }
    await records.query('truncate rate_use')
    const answers = await Promise.all(
      Array.from({ length: 310 }, (_, index) => assign(wrong, { role: index % 2 === 0 ? 'admin' : 'operator' }))
    )
    const refused = answers.filter(({ status }) => status === 429)
    t.equal(refused.length, 10, 'ten requests of 310 are refused')
    t.match(refused[0], {
      headers: { 'retry-after': /^\d+$/, 'ratelimit-policy': /;q=300;w=60/ }, body: { errorCode: 'rate_limited' }
    })
  })
})

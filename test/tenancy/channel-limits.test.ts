import t from 'tap'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, tenants } from '../support/stack.ts'
import { messagesOf } from '../support/uploads.ts'

const freshStack = stackOfFile(t)
const otherTenant = 'c1a7e2d0-5555-4a61-9b01-0000000000e5'
const customer = (name: string, msTenantId: string): object => ({
  configurationName: 'OcEssential_TENANT_TYPE', customerShortName: name, msTenantId, channelId: demo.channelId
})

t.test('limits of a channel are checked at the moment it gets a customer', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  await records.query(
    "insert into lead (provider_id, ms_tenant_id, is_direct, status, seen_at) values (1, $1, true, 'Active', now())",
    [otherTenant]
  )
  await records.query(
    "insert into channel (provider_id, id, name) overriding system value values (1, 9001, 'Gone soon')"
  )
  await records.query('update customer set channel_id = null')
  await records.query('update lead set channel_id = null')
  await records.query('update channel set max_customers = 2 where id = $1', [demo.channelId])

  await t.test('requests at the same time do not give a channel more customers than it may have', async t => {
    // Nothing of it has happened yet when the next one is asked for.
    const creations = [
      await stack.call('POST', '/api/v3/customer', { body: customer('One', tenants.unlicensed) }),
      await stack.call('POST', '/api/v3/customer', { body: customer('Two', otherTenant) })
    ]
    const assignments = []
    for (const umpCustomerGuid of [demo.israeliCustomer, demo.australianCustomer]) {
      assignments.push(
        await stack.call('PUT', '/api/v3/ovoc/channel/action/assign', {
          body: { umpCustomerGuid, channelId: demo.channelId }, headers: { prefer: 'wait=0' }
        })
      )
    }
    await stack.startWorker()
    const tasks = await Promise.all(
      [
        ...creations.map(({ body }) => body.jobId),
        ...assignments.map(({ headers }) => String(headers['location']).split('/').at(-1))
      ].map(id => stack.finished(id))
    )
    t.same(
      tasks.map(({ status }) => status).sort(), ['CompletedSuccess', 'CompletedSuccess', 'Failed', 'Failed'],
      'two of the four tasks find room in the channel'
    )
    for (const task of tasks.filter(({ status }) => status === 'Failed')) {
      t.ok(messagesOf(task).some(message => message.includes('has all the 2 customers that it may have')), task.kind)
    }
    t.equal(
      (await records.query('select from customer where channel_id = $1', [demo.channelId])).length, 2,
      'the channel has two customers'
    )
  })

  await t.test('a channel that was deleted meanwhile gets no customer', async t => {
    for (const table of ['site', 'customer']) {
      await records.query(
        `delete from ${table} where ${table === 'site' ? 'customer_id' : 'id'} in (select id from customer
          where short_name in ('One', 'Two'))`
      )
    }
    await records.query(
      "insert into task (provider_id, id, kind, partition_key, state, step, input, caller) values (1, 'wst_1', " +
      "'create-customer', 'x', 'parked', 'validate', $1, " +
      "'a0000000-0000-4000-8000-000000000001@0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40')",
      [{
        customerId: 'e0000000-0000-4000-8000-000000000001',
        leadId: (await records.query('select id from lead where ms_tenant_id = $1', [otherTenant]))[0].id,
        msTenantId: otherTenant,
        shortName: 'Three',
        fullName: 'Three',
        channelId: 9001,
        site: {
          id: 'e0000000-0000-4000-8000-000000000002', name: 'Three', sbcId: 8, customerType: 'TENANT_TYPE',
          parameters: {}
        },
        tellsCustomer: true
      }]
    )
    await records.query('delete from channel where id = 9001')
    t.equal((await stack.call('POST', '/api/v3/task/wst_1/release')).status, 200, 'an operator lets the task go on')
    const task = await stack.finished('wst_1')
    t.match(task, { status: 'Failed' }, 'the task fails')
    t.ok(messagesOf(task).includes('Channel 9001 does not exist.'), 'it says that the channel does not exist')
  })

  await t.test('a channel that is not enabled for Operator Connect cannot add leads', async t => {
    await records.query('update channel set operator_connect_enabled = false where id = $1', [demo.channelId])
    t.match(
      await stack.call('POST', '/api/v3/oc/lead', {
        role: 'channel', body: { tenantId: '41747617-089b-4128-a9c8-7c9c2c596c25', companyName: 'Own' }
      }),
      { status: 400, body: { errors: { ChannelId: [/not enabled for Operator Connect/] } } }
    )
  })
})

t.test('a tenant that took its consent back can become a lead again', async t => {
  const stack = await freshStack(t, 'running')
  const records = await openRecords(t, stack.databaseUrl)
  const tenantId = '41747617-089b-4128-a9c8-7c9c2c596c25'
  await records.query(
    'insert into lead (provider_id, ms_tenant_id, is_direct, status, company_name, seen_at) values (1, $1, false, ' +
    "'Removed', 'Northwind', now())",
    [tenantId]
  )
  t.match(await stack.call('POST', '/api/v3/oc/lead', { body: { tenantId, companyName: 'Northwind' } }), {
    status: 200
  })
  t.same(await records.query('select is_direct, status from lead where ms_tenant_id = $1 order by 1', [tenantId]), [{
    is_direct: false, status: 'Removed'
  }, { is_direct: true, status: 'Active' }], 'the new lead stands beside the removed one')
})

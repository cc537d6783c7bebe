import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Answer } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'

const unknown = 'da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11'

t.test('a customer can be deleted', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  type Options = Parameters<typeof stack.call>[2]
  const remove = (
    id: string, { query = '', version = 'v2', ...options }: { query?: string, version?: string } & Options = {}
  ): Promise<Answer> => stack.call('DELETE', `/api/${version}/customer/${id}${query}`, options)
  const create = async (name: string): Promise<string> => {
    const { body } = await stack.call('POST', '/api/v3/customer', {
      body: {
        configurationName: 'OcEssential_IPGROUP_TYPE', customerShortName: name, msTenantId: tenants.unlicensed,
        siteLocation: { siteLocationName: name },
        scriptParameters: { ProxySet: 'SIPTrunk', OnlinePstnGateway: 'oc1.sbc.dialplane.example' }
      }
    })
    return (await stack.finished(body.jobId)).outputData.umpCustomerGuid
  }
  const devices = async (): Promise<unknown[]> =>
    Promise.all(stack.sbcs.map(async sbc => {
      const { rows, saved } = await sbc.control('GET', '/_mock/state')
      return [rows['voip ip-group'] ?? [], saved]
    }))
  const held = async (tenant: string): Promise<string[]> =>
    (await stack.microsoft.control('GET', '/_mock/state')).tenants[tenant].numbers.map((
      number: { telephoneNumber: string }
    ) => number.telephoneNumber)
  const everything = async (): Promise<unknown> => [
    await devices(),
    ...await Promise.all(
      ['customer', 'site', 'number', 'number_on_sbc', 'tenant_user', 'tenant_connection', 'credential', 'lead']
        .map(table => records.query(
          // When an application called last is told by reading alone.
          `select to_jsonb(r) - 'status' - 'last_used_at' as row from ${table} r
            order by (to_jsonb(r) - 'last_used_at')::text`
        ))
    )
  ]
  const phoneNumbers = ['+97239764533', '+97239764534']
  const uploadSome = async (): Promise<void> => {
    const { body } = await upload(stack, uploadBody({ phoneNumbers, country: 'IL' }), { tenant: tenants.israeli })
    t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' }, 'the upload succeeds')
  }

  await t.test('the documented request answers 1 and removes the sites and the licence, and the lead ' +
    'stays', async t => {
    const before = await everything()
    const id = await create('Gone_soon')
    t.notSame(await everything(), before, 'the creation changed records or SBCs')
    const { status, headers, body } = await remove(id)
    t.same([status, body], [200, 1], 'the documented answer is 1')
    t.match(headers, { 'content-type': /^application\/json/, location: /^\/api\/v2\/task\/tsk_\d+$/ })
    t.same(await everything(), before, 'records and SBCs are as before the creation')
    t.match(await remove(id), {
      status: 404, headers: { 'content-type': /^application\/json/ }, body: `Customer with ${id} not found`
    })
    t.type(await create('Gone_soon'), 'string', 'and the lead can be licensed again, by the same names')
  })

  await t.test('version 3 answers a reference to the task', async t => {
    const [{ id }] = await records.query("select id from customer where short_name = 'Gone_soon'")
    const { body } = await remove(id, { version: 'v3' })
    t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess', details: [null] })
    t.match(await remove(id, { version: 'v3' }), {
      status: 404, headers: { 'content-type': /problem/ },
      body: { errorCode: 'customer_not_found', detail: `Customer with ${id} not found` }
    })
  })

  await t.test('a repeated request gets the same answer and makes no second task', async t => {
    const id = await create('Once_only')
    const headers = { 'idempotency-key': 'delete-1' }
    for (const time of ['first', 'second']) t.match(await remove(id, { headers }), { status: 200, body: 1 }, time)
    t.equal(
      (await records.query("select from task where kind = 'delete-customer' and customer_id = $1", [id])).length, 1,
      'one task deletes the customer'
    )
  })

  await t.test('a customer with numbers is deleted only when they are to be released with it', async t => {
    await uploadSome()
    const before = await everything()
    t.match(await remove(demo.israeliCustomer), {
      status: 409,
      body: {
        errorCode: 'customer_has_numbers',
        detail:
          /^Customer Negev has 2 numbers \(\+97239764533, \+97239764534\)\. Release them first, or delete the customer with releaseNumbers=true\.$/
      }
    })
    t.same(await everything(), before, 'the refused deletion changed nothing')

    await records.query("update number set assignment_status = 'UserAssigned' where number = $1", [phoneNumbers[0]])
    t.match(await remove(demo.israeliCustomer, { query: '?releaseNumbers=true' }), {
      status: 409, body: { errorCode: 'customer_has_numbers', detail: /assigned: \+97239764533\. Unassign them first/ }
    })
    await records.query('update number set assignment_status = null')

    const assign = async (assignmentStatus: string): Promise<void> => {
      const state = await stack.microsoft.control('GET', '/_mock/state')
      const numbers = state.tenants[tenants.israeli].numbers.map((number: { telephoneNumber: string }) =>
        number.telephoneNumber === phoneNumbers[0] ? { ...number, assignmentStatus } : number
      )
      await stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenants.israeli]: { numbers } } })
    }
    await assign('UserAssigned') // behind our back
    const halfway = await remove(demo.israeliCustomer, { query: '?releaseNumbers=true' })
    t.match(halfway, {
      status: 409,
      body: {
        errorCode: 'customer_has_numbers', detail: 'The customer still has numbers and was not deleted: +97239764533.'
      }
    })
    const half = String(halfway.headers['location']).split('/').at(-1) ?? ''
    t.match((await stack.call('GET', `/api/v3/task/${half}/items`)).body.data, [{
      outcome: 'failed', errorCode: 'number_assigned'
    }, { outcome: 'succeeded', step: 'release-complete', error: null }], 'what was released is told to be')
    t.same(await held(tenants.israeli), [phoneNumbers[0]], 'only the assigned number is still at Microsoft')
    await assign('Unassigned')
    const moveTo = (channelId: number | null): Promise<unknown> =>
      records.query('update customer set channel_id = $1 where id = $2', [channelId, demo.israeliCustomer])
    await moveTo(demo.channelId)
    for (const action of ['retry', 'cancel']) {
      t.match(await stack.call('POST', `/api/v3/task/${half}/${action}`, { role: 'channel' }), {
        status: 403, body: { errorCode: 'out_of_scope' }
      }, `a channel, which may not delete a customer, may not ${action} it either`)
    }
    await moveTo(null)

    const { status, body } = await remove(demo.israeliCustomer, { query: '?releaseNumbers=true' })
    t.same([status, body], [200, 1], 'the deletion is answered with 1')
    t.same(await held(tenants.israeli), [], 'Microsoft holds no number of the tenant')
    t.same(await records.query('select * from number'), [], 'the records hold no number')
    t.match(
      await devices(), [[[], { OCDialPlan: [] }], [[], { OCDialPlan: [] }]], 'neither SBC has an IP group or a rule'
    )
    for (const table of ['customer', 'tenant_connection', 'site']) {
      t.equal(
        (await records.query(`select from ${table} where ${table === 'customer' ? 'id' : 'customer_id'} = $1`, [
          demo.israeliCustomer
        ])).length,
        0,
        table
      )
    }
    t.equal(
      (await records.query('select from lead where ms_tenant_id = $1', [tenants.israeli])).length, 1, 'the lead stays'
    )
    t.match(
      await records.query("select count(*)::int from number_history where change = 'released'"), [{ count: 2 }],
      'the history of its numbers stays'
    )
  })

  await t.test('a customer is not deleted while another task works for it', async t => {
    await records.query(
      `insert into task (provider_id, id, kind, partition_key, state, step, input, caller, customer_id)
        values (1, 'wup_under_way', 'kind', 'partition', 'parked', 'step', '{}', 'caller', $1)`,
      [demo.australianCustomer]
    )
    t.match(await remove(demo.australianCustomer), {
      status: 409, body: { errorCode: 'customer_busy', detail: /wup_under_way/ }
    })
    await records.query("delete from task where id = 'wup_under_way'")
  })

  await t.test('a deletion waits for a reading of users that a look at the licence began', async t => {
    const id = await create('Read_first')
    await records.query(`insert into task (provider_id, id, kind, partition_key, state, run_at, step, input, caller,
      customer_id, ms_tenant_id)
      values (1, 'usr_under_way', 'synchronize-users', 'partition', 'waiting', now() + interval '1 second', 'connect',
        jsonb_build_object('msTenantId', $2::text), 'caller', $1, $2::uuid)`, [id, tenants.unlicensed])
    t.match(await remove(id), { status: 200, body: 1 })
    t.match(await records.query("select state from task where id = 'usr_under_way'"), [{ state: 'finished' }])
  })

  await t.test('a deletion waits for an SBC that is away, and a caller that waits less is given the task', async t => {
    const id = await create('Patience')
    await stack.sbcs[0].control('POST', '/_mock/faults', { times: 'always', cut: 'before' })
    const { status, body, headers } = await remove(id, { headers: { prefer: 'wait=0' } })
    t.match([status, body], [504, { errorCode: 'task_unfinished' }], 'the caller is told that the task is not finished')
    const task = String(headers['location']).split('/').at(-1) ?? ''
    await stack.sbcs[0].control('DELETE', '/_mock/faults')
    t.match(await stack.finished(task), { status: 'CompletedSuccess' }, 'the task succeeds when the SBC is back')
    t.equal((await records.query('select from customer where id = $1', [id])).length, 0, 'the customer is gone')
  })

  await t.test('only the provider deletes customers', async t => {
    for (const role of ['channel', 'customer'] as const) {
      t.match(
        await remove(demo.australianCustomer, { role }), { status: 403, body: { errorCode: 'out_of_scope' } }, role
      )
    }
    t.match(await remove(unknown), { status: 404, body: `Customer with ${unknown} not found` })
    t.match(await remove('nonsense'), {
      status: 404, headers: { 'content-type': /problem/ }, body: { errorCode: 'customer_not_found' }
    })
    t.match(await remove(demo.australianCustomer), { status: 200, body: 1 })
    t.same(
      await records.query('select name from credential where customer_id is not null'), [],
      'its own application acts for nobody any more'
    )
  })
})

import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { withClient } from '../support/database.ts'
import { until } from '../support/until.ts'
import { demo, type Answer } from '../support/stack.ts'

const freshStack = stackOfFile(t)
const { australianCustomer, israeliCustomer, channelId } = demo
const path = '/api/v3/allocation'

t.test('allocations are given, listed and taken away', async t => {
  const stack = await freshStack(t, 'running')
  const records = await openRecords(t, stack.databaseUrl)
  type Role = Parameters<typeof stack.token>[0]
  const give = (body: object, role: Role = 'admin'): Promise<Answer> => stack.call('POST', path, { body, role })
  const given = async (body: object, role: Role = 'admin'): Promise<Anything> => {
    const answer = await give(body, role)
    t.match(answer, { status: 200, body: { taskId: /^wal_/ } }, JSON.stringify(body))
    return stack.finished(answer.body.taskId)
  }
  const list = async (query: string, role: Role = 'admin'): Promise<string[]> =>
    (await stack.call('GET', `${path}?${query}`, { role })).body.data
      .map((one: Record<string, string>) => `${one['kind']} ${one['value']}`).sort()
  const ofIsraeli = { umpCustomerGuid: israeliCustomer }
  const ofAustralian = { umpCustomerGuid: australianCustomer }

  await t.test('a node is given numbers, names and devices, and is listed with them', async t => {
    const task = await given({ kind: 'number', value: '+972397640', ...ofIsraeli })
    const { AllocationId: id } = task.outputData
    t.match(task, { status: 'CompletedSuccess', details: ['Allocated'] })
    t.match((await stack.call('GET', `${path}/${id}`)).body, {
      id, kind: 'number', value: '+972397640', umpCustomerGuid: israeliCustomer, channelId: null, siteGuid: null,
      source: 'staff', reason: null
    })
    t.match(await stack.call('GET', `${path}/${id}`, { role: 'channel' }), {
      status: 404, body: { errorCode: 'allocation_not_found' }
    }, 'others do not see it')
    await given({ kind: 'sbc', value: '08', channelId: 1574 }).then(task =>
      t.match(task, { status: 'Failed' }, 'what the node has already')
    )
    t.match(await list(`umpCustomerGuid=${israeliCustomer}&kind=number`), ['number +972397640'])
    t.same(await list(`channelId=${channelId}`), [
      'number +6139555[7-9]', 'number +6139557', 'number +613956', 'sbc 8'
    ])
    t.same(await list('', 'channel'), [
      'number +6139555[7-9]', 'number +6139555[7-9]', 'number +6139557', 'number +6139557', 'number +613956', 'sbc 8',
      'sbc 8'
    ], 'a channel sees its own and those of its customers')
    t.same(await list('', 'customer'), [
      'number +6139555[7-9]', 'number +6139557', 'sbc 8'
    ], 'a customer sees its own')
    t.same(await list('umpCustomerGuid=nobody'), [])
  })

  await t.test('what others have is refused, and whose it is is not told', async t => {
    await given({ kind: 'gateway', value: 'gw.negev.example', ...ofIsraeli })
    for (const [kind, value, node] of [
      ['number', '+97239764012', ofAustralian], ['number', '+9723', ofAustralian],
      ['number', '+97[1-3]3', ofAustralian],
      ['number', '+61395', ofIsraeli], ['number', '+613955579', ofIsraeli], ['number', '+9723976401', { channelId }],
      ['number', '+61395556000-+61395557000', ofIsraeli], ['number', '+61395557', {}],
      ['gateway', 'GW.negev.example', ofAustralian], ['tag', 'gw.negev.example', ofAustralian],
      ['number', '112', ofAustralian], ['number', '1[01]', ofAustralian], ['number', '000', { channelId }]
    ] as const) {
      const answer = await give({ kind, value, ...node })
      t.match(answer, { status: 409, body: { errorCode: 'allocated_elsewhere', errors: { Value: [/\w/] } } }, value)
      const { detail, errors } = answer.body
      t.notMatch(JSON.stringify({ detail, errors }), /Negev|Southern|d0000000|1574/, 'nobody is named')
    }
  })

  await t.test('the provider gives it all the same with a reason, which is kept', async t => {
    const task = await given({ kind: 'number', value: '+97239764012', ...ofAustralian, reason: 'Shared desk' })
    t.match(task, { status: 'CompletedSuccess' })
    t.ok(JSON.stringify(task.executionMessages).includes('Reason: Shared desk'))
    const { body } = await stack.call('GET', `${path}/${task.outputData.AllocationId}`)
    t.equal(body.reason, 'Shared desk')
    t.match(await give({ kind: 'tag', value: 'x', ...ofAustralian, reason: 'Mine' }, 'channel'), {
      status: 403, body: { errorCode: 'out_of_scope' }
    })
  })

  await t.test('a channel gives its customers of what it has, and nobody else anything', async t => {
    t.match(await given({ kind: 'number', value: '+6139560', ...ofAustralian }, 'channel'), {
      status: 'CompletedSuccess'
    })
    t.match(await give({ kind: 'number', value: '+61299', ...ofAustralian }, 'channel'), {
      status: 403, body: { errorCode: 'not_allocated', errors: { Value: [/is not allocated to you/] } }
    })
    t.match(await give({ kind: 'sbc', value: '11', ...ofAustralian }, 'channel'), { status: 403 })
    t.match(await give({ kind: 'number', value: '+6139557', ...ofIsraeli }, 'channel'), {
      status: 404, body: { errorCode: 'customer_not_found' }
    })
    t.match(await give({ kind: 'number', value: '+6139557' }, 'channel'), { status: 403 }, 'not to the whole provider')
    t.match(await give({ kind: 'tag', value: 'x', ...ofAustralian }, 'customer'), {
      status: 403, body: { errorCode: 'out_of_scope' }
    })
    t.match(await give({ kind: 'tag', value: 'x' }, 'monitor'), { status: 403 })
  })

  await t.test('a request with a fault is refused with the field', async t => {
    const before = await records.counts()
    for (const [body, field] of [
      [{ kind: 'colour', value: 'red' }, 'Kind'], [{ kind: 'number', value: '+49[9-1]' }, 'Value'],
      [{ kind: 'number', value: '+49#' }, 'Value'], [{ kind: 'number', value: '+49(12)' }, 'Value'],
      [{ kind: 'number', value: '*' }, 'Value'], [{ kind: 'number', value: '+493012345-+493012' }, 'Value'],
      [{ kind: 'sbc', value: '99' }, 'Value'], [{ kind: 'sbc', value: '9999999999999' }, 'Value'],
      [{ kind: 'tag', value: 'é' }, 'Value'], [{ kind: 'tag', value: 'x', channelId, ...ofIsraeli }, 'UmpCustomerGuid']
    ] as const) {
      const answer = await give(body)
      t.equal(answer.status, 400, JSON.stringify(body))
      t.ok(answer.body.errors[field], `${field}: ${JSON.stringify(answer.body)}`)
    }
    t.match(await give({ kind: 'tag', value: 'x', channelId: 7 }), { status: 404 })
    t.match(await give({ kind: 'tag', value: 'x', siteGuid: 'nowhere' }), { status: 404 })
    t.same(await records.counts(), before, 'nothing was made')
  })

  await t.test('an allocation to a SIP connection is for that one alone', async t => {
    const sites = `/api/v3/customer/${australianCustomer}/sitelocation`
    const [{ id }] = (await stack.call('GET', sites)).body
    t.match(await given({ kind: 'gateway', value: 'one.gw.example', siteGuid: id }, 'admin'), {
      status: 'CompletedSuccess'
    })
    t.match(
      await stack.call('POST', sites, {
        role: 'customer', body: { siteLocationName: 'Other', sbcId: 8, onlinePstnGateway: 'one.gw.example' }
      }), { status: 403, body: { errorCode: 'not_allocated' } }
    )
    const changed = await stack.call('PATCH', `${sites}/${id}`, {
      role: 'customer', body: { onlinePstnGateway: 'one.gw.example' }
    })
    t.equal(changed.status, 200)
    t.match(await stack.finished(changed.body.taskId), { status: 'CompletedSuccess' })
  })

  await t.test('an allocation is taken away by the node above', async t => {
    const { body: { data } } = await stack.call('GET', `${path}?kind=number&PageSize=1000`)
    const idOf = (value: string): string =>
      data.find((one: { value: string, channelId: number | null }) =>
        one.value === value && (one.channelId === null || value === '+613956')
      ).id
    t.match(await stack.call('DELETE', `${path}/${idOf('+6139555[7-9]')}`, { role: 'customer' }), { status: 403 })
    t.match(await stack.call('DELETE', `${path}/${idOf('+613956')}`, { role: 'channel' }), { status: 403 })
    t.match(await stack.call('DELETE', `${path}/${idOf('+972397640')}`, { role: 'channel' }), { status: 404 })
    const { body } = await stack.call('DELETE', `${path}/${idOf('+6139560')}`, { role: 'channel' })
    t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess', details: ['AllocationRemoved'] })
    t.match(await stack.call('GET', `${path}/${idOf('+6139560')}`), { status: 404 })
  })
})

t.test('two requests at once never give the same to two nodes', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  const insert = async (node: string, id: unknown, value: string): Promise<unknown> =>
    (await openRecords(t, stack.databaseUrl)).query(
      `insert into allocation (provider_id, ${node}, kind, value, digits)
        values (1, $1, 'number', $2, int8multirange(dialled_range($2)))`, [id, value]
    )
  for (const [node, id, value, within] of [
    ['customer_id', australianCustomer, '+44200', '+442001'], ['channel_id', channelId, '+44201', '+442011']
  ] as const) {
    await withClient(stack.databaseUrl, async first => {
      await first.query('begin')
      await first.query(`insert into allocation (provider_id, customer_id, kind, value, digits)
        values (1, $1, 'number', $2, int8multirange(dialled_range($2)))`, [israeliCustomer, value])
      let isSettled = false
      const second = insert(node, id, within).finally(() => { isSettled = true })
      second.catch(() => {})
      await until('the second waits for the first, or did not', async () => isSettled || (await records.query(
        "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
      )).length > 0)
      await first.query('commit')
      await t.rejects(second, /others have some of these digits|allocation/, `${node} does not get ${within}`)
    })
  }
  await records.query(
    `insert into number (provider_id, number, source, ms_tenant_id)
      select 1, '+442085550001', 'webapi', ms_tenant_id from customer where id = $1`, [israeliCustomer]
  )
  await t.rejects(insert('customer_id', australianCustomer, '+44208555'), 'nor what another has uploaded')
  await insert('customer_id', israeliCustomer, '+44208555')
})

t.test('records that were made before get allocations from what they hold', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  const held = (): Promise<Anything[]> =>
    records.query(
      "select kind, value, channel_id, customer_id from allocation where source = 'held' order by 1, 2, 3, 4"
    )
  await records.query('update site set script_parameters = $1 where customer_id = $2', [
    { OnlinePstnGateway: 'gw.negev.example', ProxySet: 'Carrier' }, israeliCustomer
  ])
  await records.query(
    `insert into site_rule (provider_id, sbc_id, plan, prefix, name, tag, site_id)
      select 1, 11, plan, prefix, 'x', 'their-tag', id from site
      cross join (values ('Zoom', '+97239769'), ('Zoom', '5[1-3]'), ('CustDialPlan', '112')) as r (plan, prefix)
      where customer_id = $1`, [israeliCustomer]
  )
  const before = await held()
  await records.query("delete from allocation where source = 'held'")
  await records.query('select allocate_what_is_held()')
  t.same(await held(), before, 'as it would have got them one by one')
  t.same((await held()).map(({ kind, value }) => `${kind} ${value}`), [
    'dial-plan CustDialPlan', 'dial-plan CustDialPlan', 'dial-plan Zoom', 'gateway gw.negev.example',
    'number +97239769', 'proxy-set Carrier', 'proxy-set Teams-OC', 'sbc 11', 'sbc 8', 'sbc 8', 'tag their-tag'
  ], 'and no pattern, nor a code of a public service')
  await records.query('select allocate_what_is_held()')
  t.same(await held(), before, 'twice is once')
})

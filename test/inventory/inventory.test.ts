import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { openRecords, type Records } from '../support/records.ts'
import { demo, startStack, tenants, type Answer, type Stack } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'

const inventory = '/api/v3/inventory/numbers'
const { australianCustomer, israeliCustomer } = demo

type Role = 'admin' | 'channel' | 'customer'
interface Scene { stack: Stack, records: Records }

const act = ({ stack }: Scene, action: string, body: object, role: Role = 'admin'): Promise<Answer> =>
  stack.call('POST', `${inventory}/action/${action}`, { body, role })

async function ended ({ stack }: Scene, answer: Promise<Answer>): Promise<Anything> {
  const { status, body } = await answer
  if (status !== 200) throw new Error(JSON.stringify(body))
  return stack.finished(body.taskId)
}

/** What became of each number of a task: its outcome, and why. */
async function outcomes ({ stack }: Scene, task: Anything): Promise<Record<string, string>> {
  const { body } = await stack.call('GET', `/api/v3/task/${task.id}/items?PageSize=1000`)
  return Object.fromEntries(body.data.map(({ number, key, outcome, code, errorCode }: Anything) => [
    number ?? key, [outcome, code ?? errorCode].filter(word => word != null).join(' ')
  ]))
}

const shown = async ({ stack }: Scene, number: string, role: Role = 'admin'): Promise<Anything> =>
  (await stack.call('GET', `${inventory}/${number}`, { role })).body
const listed = async ({ stack }: Scene, query: string, role: Role = 'admin'): Promise<string[]> =>
  (await stack.call('GET', `${inventory}?${query}`, { role })).body.data.map((one: Anything) => one.telephoneNumber)

async function uploaded ({ stack }: Scene, phoneNumbers: string[]): Promise<void> {
  const { status, details } = await ended({ stack } as Scene, upload(stack, uploadBody({ phoneNumbers })))
  if (status !== 'CompletedSuccess') throw new Error(String(details))
}
const released = async (scene: Scene, numbers: string[]): Promise<Anything> =>
  ended(scene, scene.stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, {
    body: numbers
  }))

const block = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `+613955${first + index}`)

t.test('the number inventory', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  const scene = { stack, records }
  await stack.startApi()
  await stack.startWorker()
  const add = (body: object, role: Role = 'admin'): Promise<Answer> => stack.call('POST', inventory, { body, role })
  const [{ id: site }] = await records.query('select id from site where customer_id = $1', [australianCustomer])

  await t.test('has each number of a range at the customer or site, and leaves what is there alone', async t => {
    const first = await ended(scene, add({
      startTelephoneNumber: '+6139556000X', range: 3, umpCustomerGuid: australianCustomer, vendor: 'Telco',
      labels: 'gold'
    }))
    t.match(first, { status: 'CompletedSuccess', details: ['NumbersAdded'], outputData: { Succeeded: 3 } })
    const second = await ended(scene, add({ startTelephoneNumber: '+61395560001', range: 4, siteGuid: site }))
    t.match(second, { status: 'CompletedSuccess', details: ['NumbersAdded'] })
    t.same(await outcomes(scene, second), {
      '+61395560001': 'unchanged already_there', '+61395560002': 'unchanged already_there',
      '+61395560003': 'succeeded', '+61395560004': 'succeeded'
    })
    t.match(await shown(scene, '+61395560001'), {
      status: 'Available', locatedAt: 'Customer', umpCustomerGuid: australianCustomer, siteGuid: null,
      vendor: 'Telco', labels: ['gold'], internalNumberType: null, tenantId: null, country: 'AU'
    })
    t.match(await shown(scene, '+61395560004'), { locatedAt: 'Site', siteGuid: site, labels: [] })
    await ended(scene, add({ phoneNumbers: ['+61395560090'] }))
    t.match(await shown(scene, '+61395560090'), { locatedAt: 'Provider', umpCustomerGuid: null })
  })

  await t.test('shows what an upload brings as OperatorConnect, and who uses it', async t => {
    await uploaded(scene, ['+61395560000', ...block(60010, 4)])
    t.match(await shown(scene, '+61395560010'), {
      status: 'Available', internalNumberType: 'OperatorConnect', vendor: 'Microsoft', locatedAt: 'Customer',
      umpCustomerGuid: australianCustomer, tenantId: tenants.australian
    })
    t.match(await shown(scene, '+61395560000'), {
      internalNumberType: 'OperatorConnect', vendor: 'Telco', labels: ['gold']
    }, 'one that was there keeps what people said of it')
    await records.query("update number set assignment_status = 'UserAssigned' where number = '+61395560010'")
    await records.query("update number set assignment_status = 'VoiceApp' where number = '+61395560011'")
    t.match(await shown(scene, '+61395560010'), { status: 'Used', usage: 'UserAssigned' })
    t.match(await shown(scene, '+61395560011'), { status: 'Used-Utility', usage: 'VoiceApp' })
  })

  await t.test('reserves for an owner, for a time that is computed when it is read', async t => {
    const reserve = await ended(scene, act(scene, 'reserve', {
      phoneNumbers: [...block(60010, 3), '+61395560099'], days: 30, owner: 'Perth office', note: 'Opens in spring'
    }))
    t.match(reserve, { status: 'CompletedWithErrors', details: ['NumbersReserved'] })
    t.same(await outcomes(scene, reserve), {
      '+61395560010': 'failed number_used', '+61395560011': 'failed number_used', '+61395560012': 'succeeded',
      '+61395560099': 'failed not_in_inventory'
    })
    const { reservation, status } = await shown(scene, '+61395560012')
    t.equal(status, 'Reserved')
    t.match(reservation, { owner: 'Perth office', note: 'Opens in spring', umpCustomerGuid: australianCustomer })
    const days = (Date.parse(reservation.until) - Date.parse(reserve.createTime ?? reservation.since)) / 86_400_000
    t.equal(Math.round(days), 30)

    const extended = await ended(scene, act(scene, 'extend-reservation', { phoneNumbers: '+61395560012', days: 5 }))
    t.match(extended, { details: ['ReservationsExtended'] })
    const { reservation: longer } = await shown(scene, '+61395560012')
    t.equal(Date.parse(longer.until) - Date.parse(reservation.until), 5 * 86_400_000)

    const other = await ended(scene, act(scene, 'reserve', { phoneNumbers: '+61395560012', owner: 'Hobart' }))
    t.match(other, { status: 'Failed', details: ['InventoryNotChanged'] })
    t.same(await outcomes(scene, other), { '+61395560012': 'failed number_reserved' }, 'not for another owner')

    await records.query("update number_inventory set reserved_until = now() where number = '+61395560012'")
    t.match(await shown(scene, '+61395560012'), { status: 'Available', reservation: null }, 'nothing has to end it')
    await ended(scene, act(scene, 'reserve', { phoneNumbers: '+61395560012', owner: 'Hobart' }))
    t.match(await shown(scene, '+61395560012'), { reservation: { owner: 'Hobart', until: null } }, 'until it is ended')
    t.match(await ended(scene, act(scene, 'end-reservation', { phoneNumbers: '+61395560012' })), {
      details: ['ReservationsEnded']
    })
    t.match(await ended(scene, act(scene, 'end-reservation', { phoneNumbers: '+61395560012' })), {
      status: 'CompletedSuccess', details: ['InventoryUnchanged']
    })
    const { body } = await stack.call('GET', '/api/v3/oc/numbers/+61395560012/history')
    t.match(body.data.slice(0, 4).map(({ change }: Anything) => change), [
      'reservation-ended', 'reserved', 'reservation-extended', 'reserved'
    ], 'the history of the number tells all of it')
  })

  await t.test('reserves a number for one of many that ask at once', async t => {
    const owners = ['A', 'B', 'C', 'D', 'E', 'F']
    const answers = await Promise.all(owners.map(owner =>
      act(scene, 'reserve', { startTelephoneNumber: '+6139556000X', range: 3, owner, days: 1 })
    ))
    const results = await Promise.all(answers.map(async ({ status, body }) =>
      status === 409 ? body.errorCode : (await stack.finished(body.taskId)).status
    ))
    t.equal(results.filter(result => result === 'CompletedSuccess').length, 1, results.join())
    t.same(results.filter(result => !['CompletedSuccess', 'Failed', 'number_busy'].includes(result)), [])
    const had = await Promise.all(block(60000, 3).map(number => shown(scene, number)))
    const winner = owners[results.indexOf('CompletedSuccess')]
    t.same(had.map(({ reservation }) => reservation.owner), [winner, winner, winner], 'all three for the same one')
    await ended(scene, act(scene, 'end-reservation', { startTelephoneNumber: '+6139556000X', range: 3 }))
  })

  await t.test('keeps reserved and cooling numbers from other customers, at the door', async t => {
    await ended(scene, add({ startTelephoneNumber: '+6139556020X', range: 4, umpCustomerGuid: israeliCustomer }))
    await ended(scene, act(scene, 'reserve', { phoneNumbers: ['+61395560200'], days: 1 }))
    await ended(scene, act(scene, 'cool', { phoneNumbers: ['+61395560201'], days: 10, reason: 'Prank calls' }))
    const before = await records.counts()
    t.match(await upload(stack, uploadBody({ phoneNumbers: ['+61395560200', '+61395560203'] })), {
      status: 409,
      body: { errorCode: 'number_reserved', errors: { PhoneNumbers: [/^\+61395560200 is reserved until/] } }
    })
    t.match(await upload(stack, uploadBody({ phoneNumbers: ['+61395560201'], reason: 'Urgent' })), {
      status: 409, body: { errorCode: 'number_cooling', errors: { PhoneNumbers: [/^\+61395560201 is cooling until/] } }
    }, 'a reason overrides allocations, and no cooling')
    t.same(await records.counts(), before, 'nothing is stored')
    await ended(scene, act(scene, 'end-cooling', { phoneNumbers: ['+61395560201'], reason: 'They agree' }))
    await uploaded(scene, ['+61395560201'])
    t.match(await shown(scene, '+61395560201'), { umpCustomerGuid: australianCustomer }, 'and it is elsewhere')
    await ended(scene, act(scene, 'reserve', {
      phoneNumbers: ['+61395560090'], days: 1, umpCustomerGuid: australianCustomer
    }))
    await uploaded(scene, ['+61395560090'])
    t.match(await shown(scene, '+61395560090'), { status: 'Reserved', tenantId: tenants.australian }, 'but for the one')
  })

  await t.test('takes a released number out when it is available, and its type off when it is not', async t => {
    await uploaded(scene, block(60300, 2))
    await ended(scene, act(scene, 'reserve', { phoneNumbers: ['+61395560301'], days: 1 }))
    t.match(await released(scene, block(60300, 2)), { status: 'CompletedSuccess' })
    t.equal((await stack.call('GET', `${inventory}/+61395560300`)).status, 404)
    t.match(await shown(scene, '+61395560301'), {
      status: 'Reserved', internalNumberType: null, tenantId: null, umpCustomerGuid: australianCustomer
    })
  })

  await t.test('cools released numbers by the policy of their country and type, at the provider', async t => {
    const policies = await stack.call('PUT', '/api/v3/inventory/cooling-policies', {
      body: {
        policies: [{ days: 30 }, { country: 'au', days: 10, maximumDays: 20 }, { numberType: 'Toll Free', days: 0 }]
      }
    })
    t.match(await stack.finished(policies.body.taskId), { details: ['CoolingPoliciesKept'] })
    t.match((await stack.call('GET', '/api/v3/inventory/cooling-policies')).body, [
      { country: 'AU', numberType: '*', days: 10 }, { country: '*', numberType: 'TollFree' }, { country: '*', days: 30 }
    ])
    await uploaded(scene, block(60400, 2))
    await released(scene, block(60400, 2))
    const cooling = await shown(scene, '+61395560400')
    t.match(cooling, {
      status: 'Cooling', locatedAt: 'Provider', internalNumberType: null,
      cooling: { umpCustomerGuid: australianCustomer }
    })
    t.equal(Math.round((Date.parse(cooling.cooling.until) - Date.parse(cooling.cooling.since)) / 86_400_000), 10)
    await uploaded(scene, ['+61395560400'])
    t.match(await shown(scene, '+61395560400'), { status: 'Available', cooling: null }, 'who had it may have it again')

    const long = await ended(scene, act(scene, 'cool', { phoneNumbers: '+61395560401', days: 21, reason: 'Long' }))
    t.same(await outcomes(scene, long), { '+61395560401': 'failed beyond_maximum' })
    t.match(await act(scene, 'end-cooling', { phoneNumbers: '+61395560401' }), {
      status: 400, body: { errors: { Reason: [/required/i] } }
    }, 'nobody ends it early without saying why')
    await records.query(
      "update number_inventory set cooling_until = now() - interval '1 year' where number = '+61395560401'"
    )
    t.match(await shown(scene, '+61395560401'), { status: 'Available', cooling: null }, 'never stranded')
    await ended(scene, act(scene, 'cool', { phoneNumbers: '+61395560401', reason: 'By policy' }))
    t.match(await shown(scene, '+61395560401'), { status: 'Cooling' })
    await ended(scene, act(scene, 'end-cooling', { phoneNumbers: '+61395560401', reason: 'They agree' }))
    t.match(await shown(scene, '+61395560401'), { status: 'Available' })
    const [last] = await records.query(
      "select after from number_history where number = '+61395560401' order by sequence desc limit 1"
    )
    t.match(last?.after, { reason: 'They agree' })
    const none = await stack.call('PUT', '/api/v3/inventory/cooling-policies', { body: { policies: [] } })
    await stack.finished(none.body.taskId)
  })

  await t.test('deletes only what nobody needs, and says of every other number why it stays', async t => {
    await ended(scene, add({ startTelephoneNumber: '+6139556050X', range: 3, umpCustomerGuid: australianCustomer }))
    await ended(scene, act(scene, 'reserve', { phoneNumbers: '+61395560501' }))
    await ended(scene, act(scene, 'cool', { phoneNumbers: '+61395560502', days: 1, reason: 'Noise' }))
    const task = await ended(scene, act(scene, 'delete', {
      startTelephoneNumber: '+61395560500', range: 4, phoneNumbers: ['+61395560010', '+61395560013']
    }))
    t.match(task, { status: 'CompletedWithErrors', details: ['NumbersDeleted'] })
    t.same(await outcomes(scene, task), {
      '+61395560500': 'succeeded', '+61395560501': 'failed number_reserved', '+61395560502': 'failed number_cooling',
      '+61395560503': 'unchanged', '+61395560010': 'failed number_held', '+61395560013': 'failed number_held'
    })
  })

  await t.test('moves numbers between customers and sites, but none from under its tenant', async t => {
    await ended(scene, add({ phoneNumbers: ['+61395560600'], umpCustomerGuid: australianCustomer }))
    const task = await ended(scene, act(scene, 'move', {
      phoneNumbers: ['+61395560600', '+61395560013'], umpCustomerGuid: israeliCustomer
    }))
    t.same(await outcomes(scene, task), { '+61395560600': 'succeeded', '+61395560013': 'failed held_by_tenant' })
    await ended(scene, act(scene, 'move', { phoneNumbers: '+61395560013', siteGuid: site }))
    t.match(await shown(scene, '+61395560013'), { locatedAt: 'Site', siteGuid: site })
    const twoPlaces = { phoneNumbers: '+61395560013', siteGuid: site, umpCustomerGuid: israeliCustomer }
    t.match(await act(scene, 'move', twoPlaces), {
      status: 400, body: { errors: { SiteGuid: [/not one of the customer/] } }
    })
  })

  await t.test('lets people write labels and notes, and nothing that tasks keep', async t => {
    const patch = (body: object): Promise<Answer> => stack.call('PATCH', `${inventory}/61395560013`, { body })
    await ended(scene, patch({ labels: ['silver', 'silver'], notes: 'On the lorries' }))
    t.match(await shown(scene, '+61395560013'), { labels: ['silver'], notes: 'On the lorries' })
    await ended(scene, patch({ notes: '' }))
    t.match(await shown(scene, '+61395560013'), { labels: ['silver'], notes: null })
    for (const managed of [{ vendor: 'X' }, { status: 'Available' }, { internalNumberType: 'CallingPlan' }]) {
      t.match(await patch(managed), { status: 400 }, Object.keys(managed).join())
    }
    const many = await ended(scene, act(scene, 'describe', { startTelephoneNumber: '+6139556001X', labels: ['even'] }))
    t.match(many, { status: 'CompletedWithErrors', outputData: { Succeeded: 4, Failed: 6 } })
  })

  await t.test('is narrowed by filters, and exported with them', async t => {
    t.same(await listed(scene, 'numberPrefix=613955600&status=Used'), ['+61395560010'])
    t.same(await listed(scene, 'status=Used-Utility'), ['+61395560011'])
    t.same(await listed(scene, `siteGuid=${site}&label=even`), ['+61395560013'])
    t.same(await listed(scene, 'vendor=telco&locatedAt=Customer'), block(60000, 3))
    t.same(await listed(scene, 'internalNumberType=none&numberPrefix=%2B6139556050'), block(60501, 2))
    t.same(await listed(scene, 'freeBefore=2100-01-01T00:00:00Z&numberPrefix=%2B6139556050'), ['+61395560502'])
    t.same(await listed(scene, `umpCustomerGuid=${israeliCustomer}&country=AU`), [
      '+61395560200', '+61395560202', '+61395560203', '+61395560600'
    ])
    const page = (await stack.call('GET', `${inventory}?PageSize=2&PageNumber=2&numberPrefix=61395560`)).body
    t.match(page, { currentPage: 2, pageSize: 2, data: [{ telephoneNumber: '+61395560002' }, Object] })
    const ofTenant = async (query: string): Promise<string[]> =>
      (await stack.call('GET', `/api/v3/oc/numbers?${query}`)).body.data.map((one: Anything) => one.telephoneNumber)
    t.same(await ofTenant('inventoryStatus=used'), ['+61395560010'], 'and so is the list of numbers')
    t.same(await ofTenant(`siteGuid=${site}&label=even`), ['+61395560013'])
    const { body: numbersFile } = await stack.call('GET', '/api/v3/oc/numbers/export?telephoneNumber=61395560013')
    t.match(numbersFile, /,Available,[^,]+,even,\r\n$/, 'whose export tells the state, the site and the labels')
    const { body: csv } = await stack.call('GET', `${inventory}/export?label=even`)
    const [header, ...rows] = csv.trim().split('\r\n')
    t.match(header, /^telephoneNumber,status,usage,/)
    t.equal(rows.length, 4)
    t.match(rows[0], /^'\+61395560010,Used,UserAssigned,OperatorConnect,Microsoft,AU,Customer,Southern Cross Logistics/)
  })

  await t.test('shows and gives each node of the tree only what is its own', async t => {
    t.same(await listed(scene, 'numberPrefix=6139556020', 'customer'), ['+61395560201'])
    t.equal((await stack.call('GET', `${inventory}/+61395560200`, { role: 'customer' })).status, 404)
    t.match(await act(scene, 'reserve', { phoneNumbers: '+61395560202', days: 1 }, 'customer'), {
      status: 400, body: { errors: { PhoneNumbers: ['+61395560202 is not in your inventory.'] } }
    })
    t.match(await act(scene, 'reserve', {
      phoneNumbers: ['+61395560202', '+61395560012'], days: 1, owner: 'Us'
    }, 'customer'), {
      status: 400, body: { errors: { PhoneNumbers: ['+61395560202 is not in your inventory.'] } }
    }, 'also beside one of its own: the task would hold a number of others')
    for (const action of ['cool', 'end-cooling']) {
      const answer = await act(scene, action, { phoneNumbers: '+61395560012', reason: 'Why not' }, 'customer')
      t.match(answer, { status: 403 }, action)
    }
    t.match(await add({ phoneNumbers: ['+61395569999'], umpCustomerGuid: australianCustomer }, 'customer'), {
      status: 403, body: { errorCode: 'not_allocated' }
    })
    await ended(scene, act(scene, 'reserve', { phoneNumbers: '+61395560000', owner: 'Provider' }))
    const below = await ended(scene, act(scene, 'end-reservation', { phoneNumbers: '+61395560000' }, 'customer'))
    t.same(await outcomes(scene, below), { '+61395560000': 'failed reserved_above' })
  })

  await t.test('says what is wrong with a request', async t => {
    for (const [action, body, errors] of [
      ['reserve', { days: 1 }, { PhoneNumbers: [/At least one/] }],
      ['reserve', { phoneNumbers: '+61395560012', days: 1, until: '2099-01-01' }, { Until: [/not both/] }],
      ['reserve', { phoneNumbers: '+61395560012', until: '2020-01-01' }, { Until: [/past/] }],
      ['reserve', { range: 3 }, { StartTelephoneNumber: [/from which number/] }],
      ['extend-reservation', { phoneNumbers: '+61395560012' }, { Days: [/how many days/] }],
      ['describe', { phoneNumbers: '+61395560012' }, { Labels: [/labels, notes/] }],
      ['delete', { startTelephoneNumber: '+6139XXXXXXX' }, { Range: [/stand for 10000000/] }]
    ] as const) {
      t.match(await act(scene, action, body), { status: 400, body: { errors } }, JSON.stringify(body))
    }
  })

  await t.test('is audited against Microsoft, SBCs and users, which proposes before anything is written', async t => {
    const { tenants: held } = await stack.microsoft.control('GET', '/_mock/state')
    const { numbers } = held[tenants.australian]
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [tenants.australian]: { numbers: [...numbers, { telephoneNumber: '+61395560700' }] } }
    })
    const { dialPlans } = await stack.sbcs[0].control('GET', '/_mock/state')
    await stack.sbcs[0].control('PUT', '/_mock/state', {
      dialPlans: {
        ...dialPlans, OCDialPlan: [...dialPlans.OCDialPlan, { name: 'x', prefix: '+61395560701', tag: 'Trunk=other' }]
      }
    })
    await records.query(
      `insert into tenant_user (provider_id, ms_tenant_id, id, user_principal_name, account_enabled,
        is_resource_account, has_teams, has_teams_phone, number, number_type, round)
      values (1, $1, gen_random_uuid(), 'a@b.example', true, false, true, true, '+61395560702', 'directRouting', 1)`,
      [tenants.australian]
    )
    await records.query("update number set assignment_status = 'UserAssigned' where number = '+61395560090'")
    const state = (): Promise<unknown> => records.query('select * from number_inventory order by number')
    const before = await state()
    const audit = await ended(scene, stack.call('POST', '/api/v3/inventory/audits'))
    t.match(audit, {
      status: 'CompletedSuccess', details: ['InventoryDiffers'],
      outputData: { Found: { only_at_microsoft: 1, only_on_sbc: 1, only_at_user: 1, used_while_reserved: 1 } }
    })
    t.same(await state(), before, 'nothing is written')
    const findings = `/api/v3/inventory/audits/${audit.id}/findings`
    t.match((await stack.call('GET', `${findings}?code=only_at_user`)).body.data, [{
      telephoneNumber: '+61395560702', codes: ['only_at_user'], proposal: { add: true, type: 'DirectRouting' }
    }])
    t.match((await outcomes(scene, audit))['+61395560700'], 'unchanged only_at_microsoft')

    await ended(scene, act(scene, 'end-reservation', { phoneNumbers: '+61395560090' }))
    const applied = await ended(scene, stack.call('POST', `/api/v3/inventory/audits/${audit.id}/action/apply`, {
      body: { codes: ['only_at_microsoft', 'only_on_sbc', 'only_at_user', 'used_while_reserved'] }
    }))
    t.same(await outcomes(scene, applied), {
      '+61395560700': 'succeeded', '+61395560701': 'succeeded', '+61395560702': 'succeeded',
      '+61395560090': 'failed changed_since'
    })
    t.match(await shown(scene, '+61395560700'), {
      internalNumberType: 'OperatorConnect', vendor: 'Microsoft', umpCustomerGuid: australianCustomer, country: 'AU'
    })
    t.match(await shown(scene, '+61395560701'), { status: 'Used-Utility', usage: 'SBC', locatedAt: 'Provider' })
    t.match(await shown(scene, '+61395560702'), {
      status: 'Used', internalNumberType: 'DirectRouting', umpCustomerGuid: australianCustomer
    })
    const second = await ended(scene, stack.call('POST', '/api/v3/inventory/audits'))
    const { Found } = second.outputData
    for (const code of ['only_at_microsoft', 'only_on_sbc', 'only_at_user', 'used_while_reserved']) {
      t.equal(Found[code], undefined, `${code} is settled`)
    }
  })

  await t.test('changes tens of thousands of numbers in one statement', async t => {
    const set = { startTelephoneNumber: '+61280000000', range: 20_000 }
    t.match(await ended(scene, add({ ...set, umpCustomerGuid: australianCustomer })), {
      status: 'CompletedSuccess', outputData: { Succeeded: 20_000 }
    })
    t.match(await ended(scene, act(scene, 'reserve', { ...set, owner: 'Many' })), { outputData: { Succeeded: 20_000 } })
    const page = (await stack.call('GET', `${inventory}?owner=Many&PageSize=1&PageNumber=20000`)).body
    t.match(page, { totalRecords: 20_000, data: [{ telephoneNumber: '+61280019999', status: 'Reserved' }] })
  })
})

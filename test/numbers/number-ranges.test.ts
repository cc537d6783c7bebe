import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { openRecords } from '../support/records.ts'
import { demo, profiles, startStack, tenants, type Answer, type Stack } from '../support/stack.ts'

const ranges = '/api/v3/operator-connect/number-ranges/action'
const orders = '/api/v3/operator-connect/number-orders'
const releases = '/api/v3/operator-connect/number-releases'
const { australianCustomer } = demo

const upload = (stack: Stack, body: object): Promise<Answer> =>
  stack.call('POST', `${ranges}/upload`, {
    body: { umpCustomerGuid: australianCustomer, callingProfile: profiles.withSbcs, ...body }
  })
const release = (stack: Stack, body: object): Promise<Answer> =>
  stack.call('POST', `${ranges}/release`, { body: { umpCustomerGuid: australianCustomer, ...body } })

async function ended (stack: Stack, answer: Promise<Answer>): Promise<Anything> {
  const { status, body } = await answer
  if (status !== 200) throw new Error(JSON.stringify(body))
  return stack.finished(body.taskId)
}

async function outcomes (stack: Stack, taskId: string): Promise<Record<string, string>> {
  const { body } = await stack.call('GET', `/api/v3/task/${taskId}/items?PageSize=1000`)
  return Object.fromEntries(body.data.map((item: Anything) => [item.number ?? item.key, item.outcome]))
}

/** The numbers of the Australian tenant at Microsoft, and on each SBC. */
async function held (stack: Stack): Promise<{ microsoft: Anything[], sbcs: string[][] }> {
  const { tenants: all } = await stack.microsoft.control('GET', '/_mock/state')
  const sbcs = await Promise.all(stack.sbcs.map(async sbc => {
    const { saved } = await sbc.control('GET', '/_mock/state')
    return saved.OCDialPlan.map(({ prefix }: { prefix: string }) => prefix).sort()
  }))
  return { microsoft: all[tenants.australian].numbers, sbcs }
}

const block = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `+613955${first + index}`)

t.test('a number range', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await stack.startApi()
  await stack.startWorker()

  await t.test('with an X for the last digit is uploaded, to the SBCs as well', async t => {
    const task = await ended(stack, upload(stack, {
      'Start Telephone Number': '+6139555 620X', Range: '10', Usage: ['InboundCalling', 'OutboundCalling'],
      'Type of Service': 'Geographic', productContext: 'teams', ticketId: 'SR-1'
    }))
    t.match(task, { status: 'CompletedSuccess', details: ['NumbersUploaded'] })
    const { microsoft, sbcs } = await held(stack)
    t.same(microsoft.map(({ telephoneNumber }) => telephoneNumber).sort(), block(56200, 10), 'at Microsoft')
    t.match(microsoft[0].acquiredCapabilities, /InboundCalling/, 'with the capabilities that were asked for')
    t.same(sbcs, [block(56200, 10), block(56200, 10)], 'and on both SBCs')
    const { body: { data: [order] } } = await stack.call('GET', `${orders}?number=%2B61395556205`)
    t.match(order, {
      orderId: task.id, productContext: 'teams', ticketId: 'SR-1', customerId: australianCustomer,
      totalNumbersCount: 10, succeededCount: 10, ranges: [{ start: '+61395556200', end: '+61395556209', count: 10 }]
    }, 'and the order history shows it')
  })

  await t.test('may have several Xs, none, and more numbers than they stand for', async t => {
    for (const [body, first, count] of [
      [{ startTelephoneNumber: '+61395557XXx', range: 3 }, 57000, 3],
      [{ startTelephoneNumber: '+61395557105' }, 57105, 1],
      [{ startTelephoneNumber: '+61395557205', range: 7 }, 57205, 7],
      [{ startTelephoneNumber: '+6139555730x', range: 12 }, 57300, 12],
      [{ startTelephoneNumber: '+6139555740X' }, 57400, 10]
    ] as const) {
      const { id, status } = await ended(stack, upload(stack, body))
      t.equal(status, 'CompletedSuccess', JSON.stringify(body))
      t.same(Object.keys(await outcomes(stack, id)).sort(), block(first, count), JSON.stringify(body))
    }
  })

  await t.test('may be far more than a thousand numbers', async t => {
    const { id, status } = await ended(stack, upload(stack, { startTelephoneNumber: '+613955520XX', range: 1001 }))
    t.equal(status, 'CompletedSuccess')
    const { body } = await stack.call('GET', `${orders}/${id}`)
    t.match(body, { totalNumbersCount: 1001, ranges: [{ start: '+61395552000', end: '+61395553000' }] })
  })

  await t.test('goes to the site that is named, under whose name it is on the SBC', async t => {
    const [{ id: hobart }] = await records.query(
      `insert into site (provider_id, customer_id, sbc_id, name) values (1, $1, 8, 'HOBART') returning id`,
      [australianCustomer]
    )
    const task = await ended(stack, stack.call('POST', `${ranges}/upload`, {
      body: { siteGuid: hobart, callingProfile: profiles.withSbcs, startTelephoneNumber: '+6139555621X', range: 2 }
    }))
    t.match(task, { status: 'CompletedSuccess' })
    const { saved } = await stack.sbcs[0].control('GET', '/_mock/state')
    t.match(saved.OCDialPlan.filter(({ prefix }: Anything) => prefix.startsWith('+6139555621')), [
      { name: 'HOBART' }, { name: 'HOBART' }
    ])
  })

  await t.test('of one site is not released by naming another', async t => {
    const [{ id: perth }] = await records.query(
      `insert into site (provider_id, customer_id, sbc_id, name) values (1, $1, 8, 'PERTH') returning id`,
      [australianCustomer]
    )
    t.match(await release(stack, { siteGuid: perth, startTelephoneNumber: '+61395556210', range: 2 }), {
      status: 400, body: { errors: { SiteGuid: ['+61395556210 is not at this SIP connection.', String] } }
    })
  })

  await t.test('is released the same way; what Microsoft and we do not have is unchanged', async t => {
    const task = await ended(stack, release(stack, {
      startTelephoneNumber: '+61395556208', range: 4, removeFromOperatorConnect: true
    }))
    t.match(task, { status: 'CompletedSuccess', details: ['NumbersReleased'] })
    t.same(await outcomes(stack, task.id), {
      '+61395556208': 'succeeded', '+61395556209': 'succeeded', '+61395556210': 'succeeded',
      '+61395556211': 'succeeded'
    })
    const again = await ended(stack, release(stack, { startTelephoneNumber: '+61395556208', range: 2 }))
    t.match(again, { status: 'CompletedSuccess', details: ['NumbersUnchanged'] })
    t.same(await outcomes(stack, again.id), { '+61395556208': 'unchanged', '+61395556209': 'unchanged' })
    const { sbcs } = await held(stack)
    t.notOk(sbcs.flat().includes('+61395556208'), 'and it is on no SBC')
    const { body } = await stack.call('GET', releases)
    t.same(body.data.map(({ orderId }: Anything) => orderId), [again.id, task.id], 'the history shows both')
  })

  await t.test('of a customer that has left Microsoft is released without Microsoft', async t => {
    const task = await ended(stack, release(stack, {
      startTelephoneNumber: '+6139555620X', range: 8, 'Remove Numbers from Operator Connect Tenant': false
    }))
    t.match(task, { status: 'CompletedSuccess', details: ['NumbersReleased'] })
    const { microsoft, sbcs } = await held(stack)
    t.equal(microsoft.filter(({ telephoneNumber }) => telephoneNumber.startsWith('+6139555620')).length, 8)
    t.notOk(sbcs.flat().some(prefix => prefix.startsWith('+6139555620')), 'but the SBCs are cleaned')
  })

  for (const [what, body, errors] of [
    ['no customer', { umpCustomerGuid: undefined }, { UmpCustomerGuid: [/umpCustomerGuid, siteGuid or msTenantId/] }],
    ['two customers', { msTenantId: tenants.israeli }, { UmpCustomerGuid: [/not of one/] }],
    ['an X in the middle', { startTelephoneNumber: '+61X95556200' }, { StartTelephoneNumber: [/only at the end/] }],
    ['a range of none', { range: 0 }, { Range: [/1/] }],
    ['too many', { range: 10_001 }, { Range: [/10000/] }],
    ['too many Xs', { startTelephoneNumber: '+61395XXXXXX', range: undefined }, { Range: [/stand for 1000000/] }],
    ['a strange usage', { usage: ['Fax'] }, { Usage: [/Fax is neither a usage/] }],
    ['a strange product', { productContext: 'zoom' }, { ProductContext: [/teams/] }],
    ['a number of no plan', { startTelephoneNumber: '+6100000000X' }, { 'phoneNumberRanges[0]': [/not a valid number/] }],
    ['no address and no leave', { allowTenantAddressUpdate: false }, { Address: [/mandatory/] }],
    ['toll-free of a geographic number', { typeOfService: 'Toll Free' }, { TypeOfService: [/not a toll-free/] }]
  ] as const) {
    await t.test(`is refused for ${what}`, async t => {
      const answer = await upload(stack, { startTelephoneNumber: '+6139555629X', range: 1, ...body })
      t.match(answer, { status: 400, body: { errors } })
    })
  }

  await t.test('of another customer does not exist', async t => {
    const named = { umpCustomerGuid: demo.israeliCustomer, startTelephoneNumber: '+97239764660' }
    for (const [action, body] of [
      ['upload', { ...named, callingProfile: profiles.withSbcs }], ['release', named]
    ] as const) {
      const answer = await stack.call('POST', `${ranges}/${action}`, { role: 'customer', body })
      t.match(answer, { status: 404, body: { errorCode: 'customer_not_found' } }, action)
    }
  })
})

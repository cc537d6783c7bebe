import t, { type Test } from 'tap'
import type { Anything } from '../support/anything.ts'
import { imported, importFile, numberFile } from '../support/files.ts'
import type { Program } from '../support/program.ts'
import { openRecords, type Records } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, tenants, type Answer, type Stack } from '../support/stack.ts'
import { messagesOf, upload, uploadBody } from '../support/uploads.ts'

const { australianCustomer, israeliCustomer, channelId } = demo
const freshStack = stackOfFile(t)
const below = ['customer', 'channel'] as const

interface Scene {
  stack: Stack
  records: Records
  worker: Program
  /** The path of the only site of the Australian customer. */
  own: string
  allocate (kind: string, value: string, node: object): Promise<Anything>
}

async function scene (t: Test): Promise<Omit<Scene, 'worker'>> {
  return openScene(t, await freshStack(t, 'running'))
}

/** With a worker that can be stopped. */
async function sceneWithWorker (t: Test): Promise<Scene> {
  const stack = await freshStack(t)
  await stack.startApi()
  const worker = await stack.startWorker()
  return { ...await openScene(t, stack), worker }
}

async function openScene (t: Test, stack: Stack): Promise<Omit<Scene, 'worker'>> {
  const records = await openRecords(t, stack.databaseUrl)
  const path = `/api/v3/customer/${australianCustomer}/sitelocation`
  return {
    stack, records, own: `${path}/${(await stack.call('GET', path)).body[0].id}`,
    async allocate (kind, value, node) {
      const { status, body } = await stack.call('POST', '/api/v3/allocation', { body: { kind, value, ...node } })
      t.equal(status, 200, `${kind} ${value} is allocated`)
      return stack.finished(body.taskId)
    }
  }
}

const rule = (change: object) => ({ add: [{ name: 'x', prefix: '+61395557', tag: 'mine.example', ...change }] })
const refused = (field: string): object => ({
  status: 403, body: { errorCode: 'not_allocated', errors: { [field]: [/is not allocated to you/] } }
})

t.test('a caller below the provider uses in dial plans only what was allocated', async t => {
  const { stack, records, own, allocate } = await scene(t)
  const israeli = { umpCustomerGuid: israeliCustomer }
  await allocate('number', '+12125557', israeli)
  await allocate('gateway', 'their.gw.example', israeli)
  await allocate('tag', 'their-tag', israeli)
  await allocate('tag', 'mine.example', { umpCustomerGuid: australianCustomer })
  const before = await records.counts()
  const cases: Array<[change: object, field: string]> = [
    [{ prefix: '+12125557[001-999]' }, 'add[0].prefix'],
    [{ prefix: '+1' }, 'add[0].prefix'],
    [{ prefix: '+6139' }, 'add[0].prefix'],
    [{ prefix: '+61[2-3]95557' }, 'add[0].prefix'],
    [{ prefix: '+61395557(00)', tag: 'their-tag' }, 'add[0].tag'],
    [{ prefix: '112' }, 'add[0].prefix'],
    [{ prefix: '*' }, 'add[0].prefix'],
    [{ prefix: 'x.' }, 'add[0].prefix'],
    [{ prefix: '+.' }, 'add[0].prefix'],
    [{ prefix: 'sip' }, 'add[0].prefix'],
    [{ prefix: '+(0000)' }, 'add[0].prefix'],
    [{ tag: 'their.gw.example' }, 'add[0].tag'],
    [{ tag: 'evil.gw.example' }, 'add[0].tag'],
    [{ tag: `Trunk=${tenants.israeli}` }, 'add[0].tag'],
    [{ tag: 'mine.example;gw=their.gw.example' }, 'add[0].tag']
  ]
  for (const role of below) {
    for (const [change, field] of cases) {
      const answer = await stack.call('PATCH', `${own}/dialplan/CustDialPlan`, { role, body: rule(change) })
      t.match(answer, refused(field), `${role}: ${JSON.stringify(change)}`)
      t.notMatch(JSON.stringify(answer.body), /Negev|d0000000-0000-4000-8000-0000000000b2/, 'and names nobody')
    }
    t.match(
      await stack.call('PATCH', `${own}/dialplan/Zoom`, { role, body: rule({}) }), refused('DialPlanId'),
      `${role}: a plan that was not allocated`
    )
  }
  t.same(await records.counts(), before, 'nothing was made')
  for (const change of [{}, { prefix: '+6139555801', tag: `Trunk=${tenants.australian}` }, {
    prefix: '+61395559[000-499]', tag: 'mine.example'
  }]) {
    const { status, body } = await stack.call('PATCH', `${own}/dialplan/CustDialPlan`, {
      role: 'customer', body: rule(change)
    })
    t.equal(status, 200, `${JSON.stringify(change)} is within what was allocated`)
    t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' })
  }
})

t.test('a site takes only an SBC, a proxy set and a gateway that were allocated', async t => {
  const { stack, records, allocate } = await scene(t)
  const sites = `/api/v3/customer/${australianCustomer}/sitelocation`
  await allocate('gateway', 'their.gw.example', { umpCustomerGuid: israeliCustomer })
  await allocate('proxy-set', 'TheirCarrier', { umpCustomerGuid: israeliCustomer })
  const wanted = { siteLocationName: 'Site2', sbcId: 8 }
  const before = await records.counts()
  const cases: Array<[change: object, field: string]> = [
    [{ sbcId: 11 }, 'SbcId'],
    [{ proxySet: 'TheirCarrier' }, 'ScriptParameters.ProxySet'],
    [{ scriptParameters: { ProxySet: 'SIPTrunk' } }, 'ScriptParameters.ProxySet'],
    [{ onlinePstnGateway: 'their.gw.example' }, 'ScriptParameters.OnlinePstnGateway'],
    [{ onlinePstnGateway: 'evil.gw.example' }, 'ScriptParameters.OnlinePstnGateway']
  ]
  for (const role of below) {
    for (const [change, field] of cases) {
      t.match(
        await stack.call('POST', sites, { role, body: { ...wanted, ...change } }), refused(field),
        `${role}: ${JSON.stringify(change)}`
      )
    }
  }
  t.same(await records.counts(), before, 'nothing was made')
  const { status, body } = await stack.call('POST', sites, { role: 'customer', body: wanted })
  t.equal(status, 200, 'what a site has by itself needs no allocation')
  t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' })
  for (const [change, field] of cases) {
    t.match(
      await stack.call('PATCH', `${sites}/${body.siteGuid}`, { role: 'customer', body: change }), refused(field),
      `nor does it get it by a change: ${JSON.stringify(change)}`
    )
  }
  await allocate('proxy-set', 'SIPTrunk', {})
  const shared = await stack.call('PATCH', `${sites}/${body.siteGuid}`, {
    role: 'customer', body: { proxySet: 'SIPTrunk' }
  })
  t.equal(shared.status, 200, 'what the whole provider has is for all')
  await stack.finished(shared.body.taskId)
})

t.test('the first site of a customer is on an SBC that its channel may use, unless another is named', async t => {
  const { stack, records, allocate } = await scene(t)
  await records.query('update lead set channel_id = $1 where ms_tenant_id = $2', [channelId, tenants.unlicensed])
  await records.query("delete from allocation where kind = 'sbc'")
  await allocate('sbc', '11', { channelId })
  const { status, body } = await stack.call('POST', '/api/v3/customer', {
    role: 'channel',
    body: {
      customerShortName: 'Third', customerFullName: 'Third', configurationName: 'OcEssential_TENANT_TYPE',
      msTenantId: tenants.unlicensed
    }
  })
  t.equal(status, 200, JSON.stringify(body))
  const { outputData } = await stack.finished(body.jobId ?? body.taskId)
  const customer = outputData.umpCustomerGuid
  t.match((await stack.call('GET', `/api/v3/customer/${customer}/sitelocation`)).body, [{
    sbcInfo: { sbcId: 11 }
  }])
})

t.test('a number is uploaded below the provider only where it was allocated', async t => {
  const { stack, records, allocate } = await scene(t)
  await allocate('number', '+61299990', { channelId })
  const send = (number: string, role: typeof below[number]): Promise<Answer> =>
    upload(stack, uploadBody({ phoneNumbers: [number] }), { role })
  const before = await records.counts()
  t.match(await send('+61299991234', 'channel'), refused('PhoneNumbers'))
  t.match(await send('+61299991234', 'customer'), refused('PhoneNumbers'))
  t.match(await send('+61299990001', 'customer'), refused('PhoneNumbers'), 'what its channel has it must be given')
  t.same(await records.counts(), before, 'nothing was made')

  const ofChannel = await send('+61299990001', 'channel')
  t.equal(ofChannel.status, 200, 'a channel uploads what it has to its customer')
  t.match(await stack.finished(ofChannel.body.taskId), { status: 'CompletedSuccess' })
  t.equal((await send('+61299990001', 'customer')).status, 200, 'a number that the customer has is its own')
  const own = await send('+61395558001', 'customer')
  t.equal(own.status, 200, 'and so is what it was given')
  await stack.finished(own.body.taskId)

  const file = numberFile([{ telephoneNumber: '+61299991234' }, { telephoneNumber: '+61395558002' }])
  for (const role of below) {
    const { body: { taskId } } = await stack.call('POST', '/api/v3/oc/numbers/import', {
      role, body: file, headers: { 'content-type': 'text/csv' }
    })
    await stack.finished(taskId)
    const { body } = await stack.call('GET', `/api/v3/oc/numbers/import/${taskId}`, { role })
    t.match(body.errors, [{ column: 'telephoneNumber', error: /is not allocated to you/ }], `${role}: by a file`)
    t.equal(body.errors.length, 1, 'the other row is uploaded')
  }
})

t.test('the provider uses what others have only with a reason, which is kept', async t => {
  const { stack, own, allocate } = await scene(t)
  await allocate('number', '+12125557', { umpCustomerGuid: israeliCustomer })
  await allocate('number', '+61299990', { umpCustomerGuid: israeliCustomer })
  const edit = (body: object, role: 'admin' | 'customer' = 'admin'): Promise<Answer> =>
    stack.call('PATCH', `${own}/dialplan/CustDialPlan`, { role, body })
  for (const prefix of ['+1212555700', '+1', '+x.', '*']) {
    const answer = await edit(rule({ prefix }))
    t.match(answer, {
      status: 409, body: { errorCode: 'allocated_elsewhere', errors: { 'add[0].prefix': [/allocated to others/] } }
    }, prefix)
    t.notMatch(JSON.stringify(answer.body), /Negev/, 'it is not told whose it is')
  }
  t.match(await edit({ ...rule({ prefix: '+121' }), reason: 'I may' }, 'customer'), {
    status: 403, body: { errorCode: 'out_of_scope' }
  }, 'a customer overrides nothing')
  t.equal((await edit(rule({ prefix: '112' }))).status, 200, 'codes of public services are its own')
  const { status, body } = await edit({ ...rule({ prefix: '+121' }), reason: 'Moved by agreement, INC-7' })
  t.equal(status, 200, 'with a reason it may')
  const task = await stack.finished(body.taskId)
  t.match(task, { status: 'CompletedSuccess' })
  t.ok(messagesOf(task).some(text => /\+121\. Reason: Moved by agreement, INC-7/.test(text)), 'the task tells it')

  const numbers = { phoneNumbers: ['+61299990001'] }
  t.match(await upload(stack, uploadBody(numbers)), {
    status: 409, body: { errorCode: 'allocated_elsewhere', errors: { PhoneNumbers: [/^\+61299990001 is allocated/] } }
  })
  const overriding = await upload(stack, uploadBody({ ...numbers, reason: 'Moved by agreement' }))
  t.equal(overriding.status, 200)
  const uploaded = await stack.finished(overriding.body.taskId)
  t.match(uploaded, { status: 'CompletedSuccess' })
  t.ok(messagesOf(uploaded).some(text => /Reason: Moved by agreement/.test(text)), 'and so with numbers')

  const file = numberFile([{ telephoneNumber: '+61299990002' }])
  t.match((await imported(stack, file)).rows, [{ result: 'failed', errorCode: 'allocated_elsewhere' }])
  const query = '?reason=Moved%20by%20agreement'
  t.match(await importFile(stack, file, { query, role: 'customer' }), {
    status: 403, body: { errorCode: 'out_of_scope' }
  }, 'a customer overrides nothing by a file')
  const { rows } = await imported(stack, file, { query })
  t.match(rows, [{ result: 'succeeded' }], 'the provider may')
  t.ok(
    messagesOf(await stack.finished(rows[0]?.['taskId'] ?? '')).some(text => /Reason: Moved by agreement/.test(text)),
    'the upload tells it'
  )
})

t.test('what was allowed at the door is judged again before the device is written', async t => {
  const { stack, records, worker, own, allocate } = await sceneWithWorker(t)
  const [sbc] = stack.sbcs
  await allocate('tag', 'mine.example', { umpCustomerGuid: australianCustomer })
  await allocate('sbc', '11', { umpCustomerGuid: australianCustomer })
  await worker.stop()
  const edit = await stack.call('PATCH', `${own}/dialplan/CustDialPlan`, { role: 'customer', body: rule({}) })
  const added = await stack.call('POST', `/api/v3/customer/${australianCustomer}/sitelocation`, {
    role: 'customer', body: { siteLocationName: 'Site2', sbcId: 11 }
  })
  const uploaded = await upload(stack, uploadBody({ phoneNumbers: ['+61395558001'] }), { role: 'customer' })
  const ids = [edit, added, uploaded].map(({ status, body }) => {
    t.equal(status, 200, 'it is accepted')
    return body.taskId
  })
  await records.query("delete from allocation where source = 'staff'")
  await records.query("delete from allocation where kind = 'sbc' and value = '11'")
  await stack.startWorker()
  for (const [place, name] of ['Tag mine.example', 'SBC 11', '+61395558001'].entries()) {
    const task = await stack.finished(ids[place])
    t.match(task, { status: 'Failed' }, name)
    t.ok(
      messagesOf(task).some(text => text.includes('Not allocated: ') && text.includes(name)),
      JSON.stringify(messagesOf(task))
    )
  }
  t.same((await sbc.control('GET', '/_mock/state')).saved.CustDialPlan, [], 'no rule was written')
  t.same((await stack.sbcs[1].control('GET', '/_mock/state')).rows['voip ip-group'] ?? [], [], 'nor any row')
  t.same(await records.query('select number from number'), [], 'nor was a number uploaded')
})

t.test('a request of the provider that a customer tries again is judged by what the customer may', async t => {
  const { stack, records, worker, allocate } = await sceneWithWorker(t)
  await allocate('number', '+61299990', { umpCustomerGuid: israeliCustomer })
  await worker.stop()
  const first = await upload(stack, uploadBody({ phoneNumbers: ['+61299990001'], reason: 'Moved by agreement' }))
  await stack.call('POST', `/api/v3/task/${first.body.taskId}/cancel`)
  await stack.startWorker()
  t.match(await stack.finished(first.body.taskId), { status: 'Canceled' })
  const { status, body } = await stack.call('POST', `/api/v3/task/${first.body.taskId}/retry`, { role: 'customer' })
  t.equal(status, 200)
  const task = await stack.finished(body.taskId)
  t.match(task, { status: 'Failed' })
  t.ok(messagesOf(task).some(text => /Not allocated: \+61299990001/.test(text)), 'it is told why')
  t.same(await records.query('select number from number'), [])
})

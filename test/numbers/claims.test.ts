import t from 'tap'
import { stackOfFile } from '../support/shared-stack.ts'
import { tenants, type Stack } from '../support/stack.ts'
import { messagesOf, upload, uploadBody } from '../support/uploads.ts'
import type { Anything } from '../support/anything.ts'

const freshStack = stackOfFile(t)
const itemsOf = async (stack: Stack, id: string): Promise<Anything[]> =>
  (await stack.call('GET', `/api/v3/task/${id}/items`)).body.data

const hold = (stack: Stack, tenant: string, numbers: object[]): Promise<unknown> =>
  stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenant]: { numbers } } })

/** Numbers with a rule on the first SBC. */
const onSbc = async (stack: Stack): Promise<string[]> =>
  (await stack.sbcs[0].control('GET', '/_mock/state')).dialPlans.OCDialPlan.map((rule: Anything) => rule.prefix)

t.test('a release claims only what there was to release', async t => {
  const stack = await freshStack(t, 'running')
  const release = async (body: unknown, version = 'v2'): Promise<Anything> => {
    const answer = await stack.call(
      'POST', `/api/${version}/oc/numbers/action/release?msTenantId=${tenants.israeli}`, { body }
    )
    return stack.finished(answer.body.taskId)
  }
  const never = '+97239769998'

  await t.test('a number that the tenant never had is named, and nothing counts as released', async t => {
    const task = await release([never])
    t.match(task, { status: 'CompletedSuccess', details: ['NumbersUnchanged'], outputData: { TotalNumbersCount: 0 } })
    t.match(task.executionMessages, [{ level: 'Information' }, { level: 'Warning', message: new RegExp(`\\${never}`) }])
    t.match(await itemsOf(stack, task.id), [{
      number: never, outcome: 'unchanged', code: 'not_held', reason: /nothing was released/, errorCode: null, error: null
    }])
  })

  await t.test('the same holds when Microsoft is left out', async t => {
    const task = await release({ phoneNumbers: [never], removeFromOperatorConnect: false }, 'v3')
    t.match(task, { details: ['NumbersUnchanged'], outputData: { TotalNumbersCount: 0 } })
    t.match(await itemsOf(stack, task.id), [{ outcome: 'unchanged', code: 'not_held' }])
  })

  await t.test('beside it, what was held is released and counted, and one that Microsoft lost says so', async t => {
    const [held, lost] = ['+97239764578', '+97239764579'] as const
    await stack.finished((await upload(
      stack, uploadBody({ phoneNumbers: [held, lost], country: 'IL' }), { tenant: tenants.israeli }
    )).body.taskId)
    const { tenants: { [tenants.israeli]: { numbers } } } = await stack.microsoft.control('GET', '/_mock/state')
    await hold(stack, tenants.israeli, numbers.filter((one: Anything) => one.telephoneNumber === held))
    const task = await release([held, lost, never])
    t.match(task, { status: 'CompletedSuccess', details: ['NumbersReleased'], outputData: { TotalNumbersCount: 2 } })
    t.match(await itemsOf(stack, task.id), [
      { number: held, outcome: 'succeeded', code: null },
      { number: lost, outcome: 'succeeded', code: 'gone_at_microsoft' },
      { number: never, outcome: 'unchanged', code: 'not_held' }
    ])
  })
})

t.test('an upload of numbers that are there says what it leaves as it is', async t => {
  const stack = await freshStack(t, 'running')
  const uploaded = async (changes: object, path?: string): Promise<Anything> => {
    const { status, body } = await upload(stack, uploadBody({ ...changes }), path === undefined ? {} : { path })
    t.equal(status, 200, JSON.stringify(body))
    return stack.finished(body.taskId)
  }
  const record = async (number: string): Promise<Anything> =>
    (await stack.call('GET', `/api/v3/oc/numbers/${number}`)).body
  const phoneNumbers = ['+61395557001']

  await t.test('another usage, capability and address are named for the number', async t => {
    await uploaded({ phoneNumbers })
    const task = await uploaded({
      phoneNumbers, usage: 'ConferenceAssignment', capabilities: ['InboundCalling'],
      civicAddressId: '815aa0c1-cc95-425f-8315-11757c906aec'
    })
    t.match(task, { status: 'CompletedSuccess', details: ['NumbersUnchanged'] })
    const [item] = await itemsOf(stack, task.id)
    t.match(item, { outcome: 'unchanged', code: 'held_differently', errorCode: null })
    for (const words of [
      'usage CallingUserAssignment instead of ConferenceAssignment',
      'capabilities InboundCalling OutboundCalling instead of InboundCalling',
      'civic address none instead of 815aa0c1-cc95-425f-8315-11757c906aec'
    ]) t.match(item.reason, words)
    t.match(task.executionMessages.filter((entry: { level: string }) => entry.level === 'Warning'), [{
      message: /^\+61395557001: It has usage/
    }])
  })

  await t.test('the same settings again have nothing to say', async t => {
    t.match(await itemsOf(stack, (await uploaded({ phoneNumbers })).id), [{ outcome: 'unchanged', code: null }])
  })

  const found = '+61395557002'
  const importing = async (query: string, file: string): Promise<Anything> => {
    const answer = await stack.call('POST', `/api/v3/oc/numbers/import${query}`, {
      body: file, headers: { 'content-type': 'text/csv' }
    })
    t.equal(answer.status, 200, JSON.stringify(answer.body))
    return stack.finished(answer.body.taskId)
  }

  await t.test('a number that came by synchronization is left alone by an upload, and by an import of the ' +
    'export', async t => {
    const { tenants: { [tenants.australian]: { numbers } } } = await stack.microsoft.control('GET', '/_mock/state')
    await hold(stack, tenants.australian, [...numbers, { telephoneNumber: found }])
    await stack.finished(
      (await stack.call('POST', `/api/v3/oc/numbers/action/synchronize?msTenantId=${tenants.australian}`)).body.taskId
    )
    const task = await uploaded({ phoneNumbers: [found] })
    t.match(task, { status: 'CompletedSuccess', details: ['NumbersUnchanged'], outputData: { SbcIdList: [] } })
    t.match(await itemsOf(stack, task.id), [{ outcome: 'unchanged', code: 'not_adopted', reason: /adopt=true/ }])
    t.ok(messagesOf(task).some(message => message.startsWith(`${found}: The number came from elsewhere`)), 'it is said')
    const file = (await stack.call('GET', `/api/v3/oc/numbers/export?telephoneNumber=%2B${found.slice(1)}`)).body
    const imported = await importing('', file)
    t.match(imported, { status: 'CompletedSuccess', details: ['NumbersUnchanged'] })
    t.match(
      (await stack.call('GET', `/api/v3/oc/numbers/import/${imported.id}/result.csv`)).body, /unchanged,,not_adopted/,
      'the result of the import names it'
    )
    t.notOk((await onSbc(stack)).includes(found), 'no SBC has it')
    t.match(await record(found), { source: 'ocsync', sbcList: [] })
  })

  await t.test('an upload that adopts it changes records, rules and source together', async t => {
    const task = await uploaded({ phoneNumbers: [found], adopt: true })
    t.match(task, { status: 'CompletedSuccess', outputData: { SbcIdList: [8, 11] } })
    t.match(await itemsOf(stack, task.id), [{ code: 'adopted' }])
    t.match(await record(found), { source: 'webapi', sbcList: [{ sbcId: 8 }, { sbcId: 11 }] })
    t.ok((await onSbc(stack)).includes(found), 'the SBCs have it')
    const { body: { data: [change] } } = await stack.call('GET', `/api/v3/oc/numbers/${found}/history`)
    t.match(change, { taskId: task.id, before: { source: 'ocsync' }, after: { source: 'webapi' } })
  })

  await t.test('an adoption that is taken back leaves the number as it was', async t => {
    const next = '+61395557003'
    const { tenants: { [tenants.australian]: { numbers } } } = await stack.microsoft.control('GET', '/_mock/state')
    await hold(stack, tenants.australian, [...numbers, { telephoneNumber: next }])
    await stack.finished(
      (await stack.call('POST', `/api/v3/oc/numbers/action/synchronize?msTenantId=${tenants.australian}`)).body.taskId
    )
    const { dialPlans } = await stack.sbcs[1].control('GET', '/_mock/state')
    const theirs = { name: 'somebody', prefix: next, tag: 'Trunk=somebody-else' }
    await stack.sbcs[1].control('PUT', '/_mock/state', {
      dialPlans: { ...dialPlans, OCDialPlan: [...dialPlans.OCDialPlan, theirs] }
    })
    const task = await uploaded({ phoneNumbers: [next], adopt: true })
    await stack.sbcs[1].control('PUT', '/_mock/state', { dialPlans })
    t.equal(task.status, 'Failed', 'an SBC refuses it')
    t.match(await record(next), { source: 'ocsync', sbcList: [] })
    t.notOk((await onSbc(stack)).includes(next), 'and the other SBC does not keep it')
  })

  await t.test('a number that Microsoft lost and an upload brings back is ours, wherever it came from', async t => {
    const { tenants: { [tenants.australian]: { numbers } } } = await stack.microsoft.control('GET', '/_mock/state')
    await hold(stack, tenants.australian, numbers.filter((one: { telephoneNumber: string }) =>
      one.telephoneNumber !== '+61395557003'
    ))
    t.match(await uploaded({ phoneNumbers: ['+61395557003'] }), { details: ['NumbersUploaded'] })
    t.match(await record('+61395557003'), { source: 'webapi', sbcList: [{ sbcId: 8 }, { sbcId: 11 }] })
  })

  await t.test('an import that adopts makes the numbers ours', async t => {
    const last = '+61395557004'
    const { tenants: { [tenants.australian]: { numbers } } } = await stack.microsoft.control('GET', '/_mock/state')
    await hold(stack, tenants.australian, [...numbers, { telephoneNumber: last }])
    await stack.finished(
      (await stack.call('POST', `/api/v3/oc/numbers/action/synchronize?msTenantId=${tenants.australian}`)).body.taskId
    )
    const file = (await stack.call('GET', `/api/v3/oc/numbers/export?telephoneNumber=%2B${last.slice(1)}`)).body
    await importing('?adopt=true', file)
    t.match(await record(last), { source: 'webui', sbcList: [{ sbcId: 8 }, { sbcId: 11 }] })
  })

  await t.test('an upload of which every number is another tenant’s says nothing of success', async t => {
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [tenants.israeli]: { numbers: [{ telephoneNumber: '+61395557010' }] } }
    })
    await stack.finished(
      (await stack.call('POST', `/api/v3/oc/numbers/action/synchronize?msTenantId=${tenants.israeli}`)).body.taskId
    )
    const task = await uploaded({ phoneNumbers: ['+61395557010'] })
    t.match(task, { status: 'Failed', details: ['NumbersNotUploaded'] })
    t.notOk(messagesOf(task).some(message => /not present|completed|Moving on/i.test(message)), messagesOf(task).join('\n'))
  })
})

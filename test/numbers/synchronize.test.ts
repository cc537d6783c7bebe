import t from 'tap'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { profiles, tenants, type Answer } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'
import { until } from '../support/until.ts'
import type { Anything } from '../support/anything.ts'

const freshStack = stackOfFile(t)
const [stays, comes, goes, other] = ['+61395556880', '+61395556881', '+61395556882', '+97239764533']

t.test('a synchronization brings our records to what Microsoft holds', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const worker = await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  const hold = (tenant: string, numbers: object[]): Promise<unknown> =>
    stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenant]: { numbers } } })
  const ask = (query: string, options = {}): Promise<Answer> =>
    stack.call('POST', `/api/v3/oc/numbers/action/synchronize${query}`, options)
  const synchronize = async (tenant?: string): Promise<Anything> => {
    const { body } = await ask(tenant === undefined ? '' : `?msTenantId=${tenant}`)
    return stack.finished(body.taskId)
  }
  const read = async (number: string): Promise<Anything> =>
    (await stack.call('GET', `/api/v3/oc/numbers/${number}`)).body
  const history = async (number: string): Promise<Anything> =>
    (await stack.call('GET', `/api/v3/oc/numbers/${number}/history`)).body.data
  const at = { acquiredOn: '2026-02-16T16:15:02.4471180Z' }

  await t.test('numbers that a synchronization finds are kept as ocsync, and no SBC is touched for them', async t => {
    await hold(tenants.australian, [{ telephoneNumber: stays, ...at }, {
      telephoneNumber: goes, ...at, assignmentStatus: 'UserAssigned'
    }])
    const task = await synchronize(tenants.australian)
    t.match(task, {
      status: 'CompletedSuccess',
      kind: 'synchronize-numbers',
      details: ['NumbersSynchronized'],
      outputData: {
        MsTenantId: tenants.australian, NumbersAdded: 2, NumbersUpdated: 0, NumbersMarkedForRemoval: 0,
        NumbersUnchanged: 0
      }
    })
    t.match(await read(goes), {
      source: 'ocsync', sbcList: [], acquiredNumberStatus: 0, tenantId: tenants.australian,
      callingProfileId: profiles.withSbcs, isoCountryCode: 'AU', assignmentStatus: 'UserAssigned',
      acquiredOn: '2026-02-16T16:15:02.4471180+00:00',
      acquiredCapabilities: ['Office365', 'InboundCalling', 'OutboundCalling', 'UserAssignment']
    })
    t.match(await history(goes), [{ change: 'discovered', taskId: task.id, after: { source: 'ocsync' } }])
    for (const sbc of stack.sbcs) {
      t.same((await sbc.control('GET', '/_mock/state')).saved.OCDialPlan, [], 'no rule is on the SBC')
    }
  })

  await t.test('a second synchronization changes nothing', async t => {
    t.match((await synchronize(tenants.australian)).outputData, {
      NumbersAdded: 0, NumbersUpdated: 0, NumbersMarkedForRemoval: 0, NumbersUnchanged: 2
    })
    t.equal((await history(goes)).length, 1, 'the history has no new entry')
  })

  await t.test('changed numbers are renewed, new ones added, and missing ones marked for removal', async t => {
    const [address] = (await stack.microsoft.control('GET', '/_mock/state')).tenants[tenants.australian].civicAddresses
    await hold(tenants.australian, [
      {
        telephoneNumber: stays, ...at, assignmentStatus: 'ConferenceAssigned', usage: 'ConferenceAssignment',
        locationId: address.defaultLocationId, civicAddressId: address.id
      },
      { telephoneNumber: comes, ...at }
    ])
    const task = await synchronize(tenants.australian)
    t.match(task.outputData, { NumbersAdded: 1, NumbersUpdated: 1, NumbersMarkedForRemoval: 1, NumbersUnchanged: 0 })
    t.match(await read(stays), {
      assignmentStatus: 'ConferenceAssigned', locationId: address.defaultLocationId, civicAddressId: address.id,
      acquiredNumberStatus: 0
    })
    t.ok(
      (await read(stays)).acquiredCapabilities.includes('ConferenceAssignment'),
      'the new usage is among the capabilities'
    )
    t.match(await history(stays), [{
      change: 'observed', taskId: task.id, before: { assignmentStatus: 'Unassigned', locationId: null },
      after: { assignmentStatus: 'ConferenceAssigned', locationId: address.defaultLocationId }
    }, { change: 'discovered' }])
    t.match(await read(goes), { acquiredNumberStatus: 2 })
    t.match((await history(goes))[0], {
      change: 'removal-status', taskId: task.id, before: { removalStatus: 0 }, after: { removalStatus: 2 }
    })
    t.match((await stack.call('GET', '/api/v3/oc/numbers/removal-status/summary')).body, { markedForRemovalCount: 1 })
  })

  await t.test('a number that reappears becomes active again', async t => {
    await hold(tenants.australian, [stays, comes, goes].map(telephoneNumber => ({ telephoneNumber, ...at })))
    t.match((await synchronize(tenants.australian)).outputData, { NumbersAdded: 0, NumbersMarkedForRemoval: 0 })
    t.match(await read(goes), { acquiredNumberStatus: 0 })
    t.match((await history(goes))[0], { change: 'observed', before: { removalStatus: 2 }, after: { removalStatus: 0 } })
  })

  await t.test('a number is not marked as missing when it was just uploaded or when a task works on it', async t => {
    await records.query('update number set uploaded_at = now() where number = $1', [stays])
    await records.query(
      "insert into task_item (provider_id, task_id, ordinal, key) values (1, 'wup_other', 0, $1)", [comes]
    )
    await hold(tenants.australian, [])
    t.match((await synchronize(tenants.australian)).outputData, { NumbersMarkedForRemoval: 1 })
    t.match([await read(stays), await read(comes), await read(goes)].map(number => number.acquiredNumberStatus), [
      0, 0, 2
    ])
    await records.query("update number set uploaded_at = now() - interval '1 hour' where number = $1", [stays])
    await records.query("delete from task_item where task_id = 'wup_other'")
    t.match((await synchronize(tenants.australian)).outputData, { NumbersMarkedForRemoval: 2 }, 'but later it does')
  })

  await t.test('a number is not added while a task uploads it, nor just after it was released', async t => {
    await records.query(
      "insert into task_item (provider_id, task_id, ordinal, key) values (1, 'wup_other', 0, '+61395556890')"
    )
    await records.query(
      "insert into number_history (provider_id, number, change) values (1, '+61395556891', 'released')"
    )
    await hold(
      tenants.australian,
      [stays, comes, goes, '+61395556890', '+61395556891'].map(telephoneNumber => ({ telephoneNumber, ...at }))
    )
    t.match((await synchronize(tenants.australian)).outputData, {
      NumbersAdded: 0, NumbersUpdated: 3, NumbersHeldByTasks: 1
    })
    await records.query("delete from task_item where task_id = 'wup_other'")
    await records.query("delete from number_history where number = '+61395556891'")
    t.match((await synchronize(tenants.australian)).outputData, { NumbersAdded: 2 })
  })

  await t.test('all tenants of the provider are synchronized, and one that refuses is passed over', async t => {
    await hold(tenants.israeli, [{ telephoneNumber: other, ...at }])
    await stack.microsoft.control('POST', '/_mock/faults', {
      path: `${tenants.unlicensed}/TelephoneNumbers`, status: 403,
      body: { code: 'ConsentRemoved', message: 'The tenant has removed the operator.' }
    })
    const task = await synchronize()
    t.match(task, {
      status: 'CompletedWithErrors', details: ['NumbersPartiallySynchronized'],
      outputData: { MsTenantId: null, NumbersAdded: 1, TenantsFailed: [tenants.unlicensed] }
    })
    t.ok(task.outputData.TenantsSynchronized >= 3, 'the other tenants are synchronized')
    t.ok(
      task.executionMessages.some((entry: { message: string }) => entry.message.includes('has removed the operator')),
      'the refusal of Microsoft is in the messages'
    )
    t.match(await read(other), { source: 'ocsync', tenantId: tenants.israeli })
    t.match((await synchronize()), { status: 'CompletedSuccess', outputData: { TenantsFailed: [] } })
  })

  await t.test('a number that our records hold for another tenant is not moved', async t => {
    await hold(tenants.israeli, [])
    await hold(
      tenants.australian,
      [stays, comes, goes, '+61395556890', '+61395556891', other].map(telephoneNumber => ({ telephoneNumber, ...at }))
    )
    const task = await synchronize(tenants.australian)
    t.match(task.outputData, { NumbersAdded: 0, NumbersOfOtherTenants: 1 })
    t.ok(
      task.executionMessages.some((entry: { message: string }) => entry.message.includes('another tenant')),
      "the messages name the other tenant's number"
    )
    t.match(await read(other), { tenantId: tenants.israeli })
  })

  await t.test('a synchronization is refused for tenants of others, and for all tenants below the ' +
    'provider', async t => {
    t.match(await ask('?msTenantId=contoso'), { status: 400, body: { errors: { MsTenantId: [/Guid/] } } })
    t.match(await ask('?msTenantId=11111111-1111-4111-8111-111111111111'), {
      status: 400, body: { errors: { MsTenantId: [/not one of your/] } }
    })
    t.match(await ask(`?msTenantId=${tenants.israeli}`, { role: 'channel' }), { status: 400 })
    t.match(await ask('', { role: 'channel' }), { status: 403, body: { errorCode: 'out_of_scope' } })
  })

  await t.test('only one synchronization of a tenant runs at a time, that of the first request', async t => {
    await worker.stop()
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(`?msTenantId=${tenants.israeli}`)))
    const [first] = answers
    for (const answer of answers) t.match(answer, { status: 200, body: first?.body }, 'equal requests join it')
    const other = await ask(`?msTenantId=${tenants.israeli}&removalPercentMax=100`)
    t.match(
      other, { status: 409, headers: { 'retry-after': /\d/ }, body: { errorCode: 'synchronization_running' } },
      'another one is told that one runs'
    )
    t.match(other.body.detail, first?.body.taskId, 'and which')
    const all = await ask('')
    t.match(await ask('?removalPercentMax=100'), { status: 409, body: { errorCode: 'synchronization_running' } })
    const key = { headers: { 'idempotency-key': 'sync-1' } }
    const keyed = await ask(`?msTenantId=${tenants.australian}`, key)
    t.match(
      await ask(`?msTenantId=${tenants.australian}`, key), { status: 200, body: keyed.body },
      'a repeated request is the same request'
    )
    await stack.startWorker()
    for (const answer of [first, all, keyed]) {
      t.match(await stack.finished(answer?.body.taskId), { status: 'CompletedSuccess' }, 'the synchronization succeeds')
    }
  })
})

t.test('a number that is released after the synchronization read about it is neither counted nor brought ' +
  'back', async t => {
  const stack = await freshStack(t, 'running')
  const records = await openRecords(t, stack.databaseUrl)
  await stack.finished((await upload(stack, uploadBody({ phoneNumbers: [stays, goes] }))).body.taskId)
  // It has read the list, and waits before it may write down what it saw.
  await records.query(
    'create function hold() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(1); return ' +
    'new; end $$'
  )
  await records.query(`create trigger hold before update on task for each row
    when (new.kind = 'synchronize-numbers'
      and new.progress -> 'current' ? 'cursor') execute function hold()`)
  await records.query('select pg_advisory_lock(1)')
  const { body: { taskId } } = await stack.call(
    'POST', `/api/v3/oc/numbers/action/synchronize?msTenantId=${tenants.australian}`
  )
  await until('the synchronization waits for the lock', async () =>
    (await records.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    )).length > 0
  )
  const release = await stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, {
    body: [goes]
  })
  t.match(await stack.finished(release.body.taskId), { status: 'CompletedSuccess' })
  await records.query('select pg_advisory_unlock(1)')
  const task = await stack.finished(taskId)
  t.match(task, {
    status: 'CompletedSuccess',
    outputData: { NumbersAdded: 0, NumbersUpdated: 0, NumbersMarkedForRemoval: 0, NumbersUnchanged: 1 }
  })
  t.same(await records.query('select number from number'), [{ number: stays }], 'nor brings it back')
})

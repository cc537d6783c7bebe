import { randomUUID } from 'node:crypto'
import t from 'tap'
import { ReachedRecords, reachOf } from '../../src/database/reach.ts'
import type { Database } from '../../src/database/connect.ts'
import { beginLeaving, endLeaving } from '../../src/tenancy/records/leaving-customers.ts'
import { markPoisonSuspect } from '../../src/engine/records/claims.ts'
import { beginPart } from '../../src/numbers/records/import-parts.ts'
import { keepLead, retireLead } from '../../src/customers/records/direct-leads.ts'
import { writeLicence } from '../../src/users/records/licences.ts'
import {
  absorbSeen, leaveTenant, markMissing, missingNumbers, takeTenant
} from '../../src/numbers/records/number-sync.ts'
import { moveMarked } from '../../src/numbers/records/removal.ts'
import { takeUnwatched } from '../../src/sbcs/records/sbc-health.ts'
import { abandonSite, holdSite, joinEditors, leaveEditors, releaseSite } from '../../src/sites/records/held-sites.ts'
import { requestCancellation } from '../../src/engine/records/task-control.ts'
import { addTask, demoRecords, finishTask } from '../support/demo-records.ts'
import { demo, tenants } from '../support/stack.ts'

// What one task has taken, another one leaves alone, whatever a worker that was left behind still tries.

async function twoTasks (db: Database): Promise<void> {
  for (const id of ['tsk_1', 'tsk_2']) await addTask(db, id)
}

t.test('a site is changed by one task at a time, and a task lets go of no site but its own', async t => {
  const db = await demoRecords(t)
  await twoTasks(db)
  const { rows: [{ id } = { id: '' }] } = await db.query<{ id: string }>({ text: 'select id from site limit 1' })
  const site = async (): Promise<unknown> =>
    (await db.query({
      text: 'select held_by, deployment_state as state from site where id = $1', values: [id]
    })).rows[0]
  t.equal(await holdSite(db, 1, id, 'tsk_1'), true)
  t.equal(await holdSite(db, 1, id, 'tsk_1'), true, 'taking it twice is taking it once')
  t.equal(await holdSite(db, 1, id, 'tsk_2'), false)
  await db.query({ text: "update site set deployment_state = 'Deploying' where id = $1", values: [id] })
  const held = await site()
  await releaseSite(db, 1, id, 'tsk_2')
  t.same(await site(), held)
  await abandonSite(db, 1, id, 'tsk_2')
  t.same(await site(), held)
  await finishTask(db, 'tsk_1')
  t.equal(await holdSite(db, 1, id, 'tsk_2'), true, 'what a task that is over held is free')
})

t.test('dial plans of a site are edited by several tasks, and by none while it is held', async t => {
  const db = await demoRecords(t)
  await twoTasks(db)
  await addTask(db, 'tsk_3')
  const { rows: [{ id } = { id: '' }] } = await db.query<{ id: string }>({ text: 'select id from site limit 1' })
  for (const task of ['tsk_1', 'tsk_2', 'tsk_2']) t.equal(await joinEditors(db, 1, id, task), true, `${task} edits`)
  t.equal(await holdSite(db, 1, id, 'tsk_3'), false, 'it is not held meanwhile')
  await leaveEditors(db, 1, id, 'tsk_1')
  t.equal(await holdSite(db, 1, id, 'tsk_3'), false, 'nor while one is left')
  await finishTask(db, 'tsk_2')
  t.equal(await holdSite(db, 1, id, 'tsk_3'), true, 'what a task that is over edited is free')
  t.equal(await joinEditors(db, 1, id, 'tsk_1'), false, 'nobody edits what is held')
  await finishTask(db, 'tsk_3')
  t.equal(await joinEditors(db, 1, id, 'tsk_1'), true, 'until that is over')
})

t.test('a lead that one task is deleting is left alone by the others', async t => {
  const db = await demoRecords(t)
  const id = randomUUID()
  await db.query({
    text: `insert into lead (provider_id, id, ms_tenant_id, is_direct, status) values (1, $1, $1, true, 'Active')`,
    values: [id]
  })
  const lead = async (): Promise<unknown> =>
    (await db.query({ text: 'select status, deleting_task from lead where id = $1', values: [id] })).rows[0]
  await db.transaction(trx => retireLead(trx, 1, id, 'wld_1'))
  await t.rejects(db.transaction(trx => retireLead(trx, 1, id, 'wld_2')), { message: /another task/ })
  await keepLead(db, 1, id, 'wld_2', 'Active')
  t.same(await lead(), { status: 'Removed', deleting_task: 'wld_1' })
})

t.test('a customer that one task takes away stays so, whatever another one ends', async t => {
  const db = await demoRecords(t)
  await beginLeaving(db, 1, demo.australianCustomer, 'tsk_1')
  await endLeaving(db, 1, demo.australianCustomer, 'tsk_2')
  t.same((await db.query({ text: 'select task_id from customer_leaving' })).rows, [{ task_id: 'tsk_1' }])
})

t.test('a tenant is synchronized by one task at a time, and what another one writes of it is not kept', async t => {
  const db = await demoRecords(t)
  for (const id of ['wns_1', 'wns_2']) await addTask(db, id)
  const keyOf = (taskId: string) => ({ providerId: 1, msTenantId: tenants.australian, taskId, caller: 'test' })
  const [own, other] = [keyOf('wns_1'), keyOf('wns_2')]
  t.equal(await takeTenant(db, own), 'wns_1')
  t.equal(await takeTenant(db, other), 'wns_1', 'it is told who has the tenant')
  await db.query({
    text: `insert into number (provider_id, number, source, ms_tenant_id, created_at)
      values (1, '+61395556880', 'webapi', $1, now() - interval '1 day')`,
    values: [tenants.australian]
  })
  const statuses = async (): Promise<unknown[]> =>
    (await db.query({ text: 'select removal_status as status from number' })).rows
  t.same(await missingNumbers(db, other, 5), [])
  await markMissing(db, other, undefined, 5)
  t.same(await statuses(), [{ status: 0 }])
  await leaveTenant(db, other)
  t.equal(await takeTenant(db, other), 'wns_1', 'nor can it leave the tenant to others')
  await markMissing(db, own, undefined, 5)
  t.same(await statuses(), [{ status: 2 }])
  await finishTask(db, 'wns_1')
  t.equal(await takeTenant(db, other), 'wns_2', 'what a task that is over had is free')
})

t.test('a number that a running task holds is not changed by a synchronization', async t => {
  const db = await demoRecords(t)
  await twoTasks(db)
  const key = { providerId: 1, msTenantId: tenants.australian, taskId: 'tsk_1', caller: 'test' }
  await takeTenant(db, key)
  await db.query({
    text: `insert into number (provider_id, number, source, ms_tenant_id, created_at, assignment_status)
      select 1, n, 'webapi', $1, now() - interval '1 day', 'Unassigned'
      from unnest(array['+61395556880', '+61395556881', '+61395556882']) n`,
    values: [tenants.australian]
  })
  await db.query({
    text: `insert into task_item (provider_id, task_id, ordinal, key)
      values (1, 'tsk_2', 0, '+61395556880'), (1, 'tsk_2', 1, '+61395556881')`
  })
  await absorbSeen(db, key, ['+61395556880', '+61395556882'].map(number => ({
    number, country: 'AU', callingProfileId: null, usage: null, capabilities: [], acquired: [], available: [],
    acquiredOn: null, jobId: null, civicAddressId: null, locationId: null, status: 'UserAssigned'
  })))
  t.same(await missingNumbers(db, key, 5), [], 'one that Microsoft does not show is not missing')
  t.same(
    (await db.query({ text: 'select number, assignment_status as status from number order by number' })).rows,
    [
      { number: '+61395556880', status: 'Unassigned' }, { number: '+61395556881', status: 'Unassigned' },
      { number: '+61395556882', status: 'UserAssigned' }
    ],
    'one that it shows is not renewed'
  )
})

t.test('a removal status is changed within the scope of its caller only', async t => {
  const db = await demoRecords(t)
  await db.query({
    text: `insert into number (provider_id, number, source, ms_tenant_id, removal_status)
      values (1, '+61395556880', 'webapi', $1, 2), (1, '+97239760001', 'webapi', $2, 2)`,
    values: [tenants.australian, tenants.israeli]
  })
  const scopes = [{ channelId: demo.channelId }, { customerId: demo.australianCustomer }]
  for (const [index, scope] of scopes.entries()) {
    await db.query({ text: 'update number set removal_status = 2' })
    const by = { caller: 'test', taskId: `tsk_${index}` }
    const records = new ReachedRecords(db, reachOf({ providerId: 1, ...scope }))
    await moveMarked(records, ['+61395556880', '+97239760001'], 0, by)
    t.same((await db.query({ text: 'select removal_status as status from number order by number' })).rows, [
      { status: 0 }, { status: 2 }
    ], Object.keys(scope).join())
  }
})

t.test('a licence is changed only by a task that knows what it is now', async t => {
  const db = await demoRecords(t)
  const write = (licenseType: number, to: number): Promise<boolean> =>
    writeLicence(db, 1, { id: demo.australianCustomer, licenseType }, { licenseType: to })
  t.equal(await write(3, 4), true)
  t.equal(await write(3, 5), false)
  const { rows } = await db.query({
    text: 'select license_type as type from customer where id = $1', values: [demo.australianCustomer]
  })
  t.same(rows, [{ type: 4 }])
})

t.test('each SBC is given to one of those that look for unwatched ones', async t => {
  const db = await demoRecords(t)
  t.same((await takeUnwatched(db, 60)).map(({ sbcId }) => sbcId).sort(), [11, 8])
  t.same(await takeUnwatched(db, 60), [])
})

t.test('a part of an import is begun once', async t => {
  const db = await demoRecords(t)
  const key = { providerId: 1, id: 'wni_1' }
  await db.query({
    text: `insert into number_import_part (provider_id, task_id, part, settings, row_count)
      values (1, 'wni_1', 1, '{}', 1)`
  })
  await db.query({
    text: `insert into number_import_row (provider_id, task_id, line, cells, number, part)
      values (1, 'wni_1', 2, '{}', '+61395556880', 1)`
  })
  const begin = (id: string): Promise<boolean> =>
    db.transaction(trx =>
      beginPart(trx, key, 1, {
        id, providerId: 1, kind: 'upload-numbers', partitionKey: 'one', step: 'validate', input: {}, caller: 'test'
      })
    )
  t.equal(await begin('wup_1'), true)
  await t.rejects(begin('wup_2'), { message: /begun already/ })
  t.same((await db.query({ text: 'select outcome from number_import_row' })).rows, [{ outcome: 'pending' }])
})

t.test('a suspect is marked as running alone only by the worker that holds it, under its last claim', async t => {
  const db = await demoRecords(t)
  await addTask(db, 'tsk_1')
  await db.query({ text: 'update task set claimed_by = 1, fencing_token = 2' })
  const mark = (workerId: number, fencingToken: number): Promise<boolean> =>
    markPoisonSuspect(db, workerId, { providerId: 1, id: 'tsk_1', fencingToken })
  t.equal(await mark(2, 2), false)
  t.equal(await mark(1, 1), false)
  t.equal(await mark(1, 2), true)
})

t.test('a cancellation wakes a task that waits or is parked, and comes too late for one that is over', async t => {
  const db = await demoRecords(t)
  for (const state of ['waiting', 'parked', 'finished']) {
    await addTask(db, state)
    await db.query({ text: 'update task set state = $1 where id = $1', values: [state] })
  }
  const cancel = (id: string): Promise<string> => requestCancellation(db, { providerId: 1, id })
  t.same(await Promise.all(['waiting', 'parked', 'finished'].map(cancel)), ['requested', 'requested', 'finished'])
  t.same(
    (await db.query({ text: 'select id, state, cancellation_requested as asked from task order by id' })).rows,
    [
      { id: 'finished', state: 'finished', asked: false }, { id: 'parked', state: 'ready', asked: true },
      { id: 'waiting', state: 'ready', asked: true }
    ]
  )
})

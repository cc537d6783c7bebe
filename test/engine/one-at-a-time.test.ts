import { randomUUID } from 'node:crypto'
import t from 'tap'
import { insertCustomer } from '../../src/customers/records/customer-creation.ts'
import { lockTemplate } from '../../src/sites/records/script-templates.ts'
import type { Database, Queryable } from '../../src/database/connect.ts'
import { recordsOfProvider } from '../../src/database/reach.ts'
import { holdLicence } from '../../src/users/records/licence-holds.ts'
import { takeTenantsToAskForAddresses } from '../../src/customers/records/asked-addresses.ts'
import { retireLead } from '../../src/customers/records/direct-leads.ts'
import { sweep } from '../../src/engine/records/retention.ts'
import { takeRows } from '../../src/sites/records/site-claims.ts'
import { takeOutOfUse } from '../../src/sites/records/held-sites.ts'
import { addTask, demoRecords } from '../support/demo-records.ts'
import { doneOrWaiting, untilWaiting } from '../support/locks.ts'
import { demo, tenants } from '../support/stack.ts'

// Two who want the last of something in the same instant: the first is stopped in the middle by a lock of the test.

/**
 * Runs `first` until it meets the lock, then `second`; answers what both came to after the lock was gone, and with it
 * whatever its statement wrote; and whether the second one was done before that.
 */
async function inTheMiddle<First, Second> (
  db: Database, lock: { text: string, values?: unknown[] }, first: () => Promise<First>, second: () => Promise<Second>
): Promise<[PromiseSettledResult<First>, PromiseSettledResult<Second>, 'done' | 'waiting']> {
  const client = await db.pool.connect()
  try {
    await client.query('begin')
    await client.query(lock)
    const one = Promise.allSettled([first()])
    await untilWaiting(db, 1)
    const other = Promise.allSettled([second()])
    const met = await doneOrWaiting(db, other, 2)
    await client.query('rollback')
    const [[result], [otherResult]] = await Promise.all([one, other])
    return [result, otherResult, met]
  } finally {
    client.release()
  }
}

const sitesOf = async (db: Queryable, customerId: string): Promise<string[]> =>
  (await db.query<{ id: string }>({
    text: 'select id from site where customer_id = $1 order by created_at', values: [customerId]
  })).rows.map(row => row.id)

async function addLead (db: Database, id: string, isDirect = false): Promise<string> {
  await db.query({
    text: `insert into lead (provider_id, id, ms_tenant_id, is_direct, status, company_name)
      values (1, $1, $1, $2, 'Active', 'Lead ' || $1::uuid)`,
    values: [id, isDirect]
  })
  return id
}

const license = (db: Database, leadId: string, channelId?: number, siteId = randomUUID()) =>
  insertCustomer(
    db, 1,
    { id: randomUUID(), leadId, msTenantId: leadId, shortName: leadId.slice(0, 8), fullName: leadId, channelId },
    { id: siteId, name: leadId.slice(0, 8), sbcId: demo.sbcIds[0] },
    channel => (channel?.customersCount ?? 0) >= (channel?.maxCustomers ?? Infinity) ? 'full' : undefined
  )

t.test('of two tasks that want the last licence of a customer one gets it', async t => {
  const db = await demoRecords(t)
  const key = { providerId: 1, msTenantId: tenants.australian }
  const [one, other] = [randomUUID(), randomUUID()]
  for (const id of ['tsk_1', 'tsk_2']) await addTask(db, id)
  await db.query({ text: 'update customer set licensed_users_count = 1' })
  const results = await inTheMiddle(
    db,
    {
      // A hold of the first task that comes to nothing.
      text: "insert into licence_hold (provider_id, task_id, ms_tenant_id, user_id) values (1, 'tsk_1', $1, $2)",
      values: [tenants.australian, one]
    },
    () => holdLicence(db, key, 'tsk_1', one, []), () => holdLicence(db, key, 'tsk_2', other, [])
  )
  t.match(results, [{ value: { held: true } }, { value: { held: false } }])
})

t.test('of two sites that want one row of an SBC one gets it, and the other is told whose it is', async t => {
  const db = await demoRecords(t)
  const [one = ''] = await sitesOf(db, demo.australianCustomer)
  const [other = ''] = await sitesOf(db, demo.israeliCustomer)
  const rows = [{ sbcId: 8, section: 'voip', table: 'ip-group', name: 'wanted' }]
  const results = await inTheMiddle(
    db, { text: 'select from site where id = $1 for update', values: [one] },
    () => takeRows(db, 1, one, rows), () => takeRows(db, 1, other, rows)
  )
  t.match(results, [{ value: undefined }, { value: { name: 'wanted', site: 'GRXRATNEUZMNZ' } }])
  t.same((await db.query({ text: 'select claims from site where id = $1', values: [other] })).rows, [{ claims: [] }])
})

t.test('of the two last sites of a customer with numbers only one can be taken out of use', async t => {
  const db = await demoRecords(t)
  await db.query({
    text: `insert into site (provider_id, customer_id, sbc_id, name) values (1, $1, 11, 'Second')`,
    values: [demo.australianCustomer]
  })
  await db.query({
    text: `insert into number (provider_id, number, source, ms_tenant_id) values (1, '+61395556880', 'webapi', $1)`,
    values: [tenants.australian]
  })
  const [one = '', other = ''] = await sitesOf(db, demo.australianCustomer)
  const take = (id: string) => () => db.transaction(trx => takeOutOfUse(trx, 1, id))
  const results = await inTheMiddle(
    db, { text: 'select from site where id = $1 for update', values: [one] }, take(one), take(other)
  )
  t.match(results, [{ value: true }, { value: false }])
})

t.test('of two leads for which a channel has one place one is licensed', async t => {
  const db = await demoRecords(t)
  await db.query({ text: 'update channel set max_customers = 2' }) // it has one customer
  const [one, other] = [await addLead(db, randomUUID()), await addLead(db, randomUUID())]
  const results = await inTheMiddle(
    db, { text: 'select from lead where id = $1 for update', values: [one] },
    () => license(db, one, demo.channelId), () => license(db, other, demo.channelId)
  )
  t.match(results, [{ value: 'made' }, { value: { fault: 'full' } }])
})

t.test('a lead that is just being licensed cannot be taken back', async t => {
  const db = await demoRecords(t)
  const [lead, site] = [await addLead(db, randomUUID()), randomUUID()]
  const results = await inTheMiddle(
    db,
    {
      // A site of that id that comes to nothing: whoever adds another one waits to see.
      text: "insert into site (provider_id, id, customer_id, sbc_id, name) values (1, $1, $2, 8, 'Nothing')",
      values: [site, demo.australianCustomer]
    },
    () => license(db, lead, undefined, site), () => db.transaction(trx => retireLead(trx, 1, lead, 'wld_1'))
  )
  t.match(results, [{ status: 'fulfilled' }, { status: 'rejected' }])
})

t.test('two edits of one script template come one after the other', async t => {
  const db = await demoRecords(t)
  for (const id of ['tsk_1', 'tsk_2']) await addTask(db, id)
  await db.query({
    text: "insert into script_template (provider_id, id, name, script_type, script) values (1, 20000, 'Own', 0, '')"
  })
  const [editing] = await db.transaction(async trx => {
    t.match(await lockTemplate(trx, 1, 20000, 'tsk_1'), { id: 20000 })
    const editing = db.transaction(trx => lockTemplate(trx, 1, 20000, 'tsk_2'))
    t.equal(await doneOrWaiting(db, editing), 'waiting')
    return [editing]
  })
  t.match(await editing, { id: 20000 })
})

t.test('civic addresses of a new lead are asked for by one of those that want them in the same instant', async t => {
  const db = await demoRecords(t)
  const lead = await addLead(db, randomUUID(), true)
  const take = (trx: Queryable): Promise<string[]> => takeTenantsToAskForAddresses(recordsOfProvider(trx, 1), [lead], 5)
  await db.transaction(async trx => {
    t.same(await take(trx), [lead])
    const other = take(db)
    t.equal(await doneOrWaiting(db, other), 'done', 'the other waits for nobody')
    t.same(await other, [])
  })
  t.same(await take(db), [], 'nor is Microsoft asked again soon')
})

t.test('one worker at a time deletes what is old, and the others do not wait for it', async t => {
  const db = await demoRecords(t)
  await addTask(db, 'tsk_1')
  await db.query({ text: "update task set state = 'finished', finished_at = now() - interval '90 days'" })
  await db.query({
    text: `insert into worker (host, boot, process_id, version, ended_at, returned_at)
      values ('here', 'now', 1, 'test', now() - interval '2 days', now())`
  })
  const policy = { taskDays: 30, idempotencyHours: 24, eventDays: 30 }
  const results = await inTheMiddle(
    db, { text: 'select from worker for update' }, () => sweep(db, policy), () => sweep(db, policy)
  )
  t.match(results, [{ value: 1 }, { value: 0 }, 'done'])
})

import t from 'tap'
import type { Database } from '../../src/database/connect.ts'
import { violates } from '../../src/database/connect.ts'
import type { Precondition } from '../../src/engine/records/preconditions.ts'
import { readUploadContexts, stillSays } from '../../src/numbers/records/upload-context.ts'
import { openQueue, type Accepted, type Order, type Queue } from '../../src/engine/enqueue.ts'
import { deleteCustomer } from '../../src/customers/tasks/delete-customer.ts'
import { synchronizeNumbers } from '../../src/numbers/tasks/synchronize-numbers.ts'
import { customerStays } from '../../src/tenancy/records/leaving-customers.ts'
import { demoRecords } from '../support/demo-records.ts'
import { engineOf } from '../support/engine.ts'
import { demo, profiles, tenants } from '../support/stack.ts'
import { until } from '../support/until.ts'

// What a request may count on that becomes a task: all of it is stored in one statement, or nothing.

const number = '+61395556880'
const kind = { name: 'upload-numbers', idPrefix: 'wup', steps: [{ name: 'validate' }], partitionKey: () => 'one' }

type Wish = Partial<Order<object>>

const ask = (queue: Queue, wish: Wish = {}): Promise<Accepted> =>
  queue.enqueue<object>({ kind, input: {}, providerId: 1, caller: 'somebody', ...wish })

const countOf = async (db: Database, table: 'task' | 'task_item' | 'idempotency_key'): Promise<number> =>
  (await db.query({ text: `select from ${table}` })).rows.length

t.test('a number is in one running task at most', async t => {
  const db = await demoRecords(t)
  const queue = openQueue(db)
  const { taskId } = await ask(queue, { items: [number] })
  const held = await ask(queue, { items: ['+61395556881', number] }).catch((error: unknown) => error)
  t.match(held, { holders: [{ key: number, taskId }] }, 'who holds it is said')
  t.equal(await countOf(db, 'task_item'), 1, 'what is refused holds none of its numbers')
  await t.resolves(ask(queue, { items: [number], providerId: 2 }), 'another provider has numbers of its own')
  await db.query({ text: 'update task_item set active = false where task_id = $1', values: [taskId] })
  await t.resolves(ask(queue, { items: [number] }), 'when the task is over, the next one may have it')
})

t.test('a key makes one task, also for two requests in the same instant', async t => {
  const db = await demoRecords(t)
  const queue = openQueue(db)
  const wish = { idempotency: { key: 'one', request: ['POST', '/x'] } }
  const answers = await Promise.allSettled([ask(queue, wish), ask(queue, wish)])
  const [{ id } = { id: '' }] = (await db.query<{ id: string }>({ text: 'select id from task' })).rows
  t.match(answers, [{ value: { taskId: id } }, { value: { taskId: id } }])
  t.equal(await countOf(db, 'task'), 1)
  t.match(await ask(queue, wish), { taskId: id, replayed: true }, 'nor does one that comes later make another')
})

t.test('a request that comes again is not refused for the number that its own task holds', async t => {
  const db = await demoRecords(t)
  const queue = openQueue(db)
  const wish = { idempotency: { key: 'one', request: ['POST', '/x'] }, items: [number] }
  const { taskId } = await ask(queue, wish)
  t.match(await ask(queue, wish), { taskId, replayed: true })
})

t.test('a key of one caller says nothing to another', async t => {
  const db = await demoRecords(t)
  const queue = openQueue(db)
  const idempotency = { key: 'one', request: ['POST', '/x'] }
  const { taskId } = await ask(queue, { idempotency })
  t.equal(await queue.remembered(1, 'somebody else', idempotency), undefined)
  t.not((await ask(queue, { idempotency, caller: 'somebody else' })).taskId, taskId)
  await t.rejects(
    ask(queue, { idempotency: { key: 'one', request: ['POST', '/y'] } }), { code: 'idempotency_key_reused' },
    'nor is it good for another request'
  )
})

t.test('a request that is refused uses up no key', async t => {
  const db = await demoRecords(t)
  const queue = openQueue(db)
  await ask(queue, { items: [number] })
  await t.rejects(ask(queue, { items: [number], idempotency: { key: 'one', request: ['x'] } }))
  t.equal(await countOf(db, 'idempotency_key'), 0)
})

t.test('of requests that are stored together only the one that is refused fails', async t => {
  const db = await demoRecords(t)
  const queue = openQueue(db)
  await ask(queue, { items: [number] })
  const answers = await Promise.allSettled([ask(queue), ask(queue, { items: [number] }), ask(queue)])
  t.same(answers.map(answer => answer.status), ['fulfilled', 'rejected', 'fulfilled'])
})

t.test('no task begins for a customer that is being taken away, but for others', async t => {
  const db = await demoRecords(t)
  const queue = openQueue(db, { guard: customerStays })
  await db.query({
    text: "insert into customer_leaving (provider_id, customer_id, task_id) values (1, $1, 'tsk_1')",
    values: [demo.australianCustomer]
  })
  await t.rejects(ask(queue, { customerId: demo.australianCustomer }), { code: 'customer_busy', message: /tsk_1/ })
  await t.resolves(ask(queue, { customerId: demo.israeliCustomer }))
  await t.resolves(ask(queue, { customerId: demo.australianCustomer, kind: deleteCustomer }), 'but for its deletion')
})

t.test('a task that was accepted in the last instant is waited for before its customer is taken away', async t => {
  const { db, start, row } = await engineOf(t, [deleteCustomer])
  for (
    const text of [
      "insert into provider (id, name) overriding system value values (1, 'one')",
      `insert into lead (provider_id, id, ms_tenant_id, is_direct, status)
        values (1, '${tenants.australian}', '${tenants.australian}', false, 'Active')`,
      `insert into customer (provider_id, id, ms_tenant_id, lead_id, short_name, full_name, license_type)
        values (1, '${demo.australianCustomer}', '${tenants.australian}', '${tenants.australian}', 'x', 'x', 3)`,
      // It comes between the last look and the mark that keeps others away.
      `create function come_late () returns trigger language plpgsql as $$ begin
        insert into task (provider_id, id, kind, partition_key, step, state, run_at, input, caller, customer_id)
          values (1, 'late', 'add-site', 'one', 'store', 'waiting', now() + interval '1 day', '{}', 'x',
            new.customer_id);
        return new;
      end $$`,
      `create trigger come_late before insert on customer_leaving for each row when (new.task_id = 'tsk_1')
        execute function come_late()`
    ]
  ) await db.query({ text })
  await openQueue(db).enqueue({
    id: 'tsk_1', kind: deleteCustomer, providerId: 1, caller: 'test',
    customerId: demo.australianCustomer, msTenantId: tenants.australian,
    input: {
      customerId: demo.australianCustomer, msTenantId: tenants.australian, removeFromOperatorConnect: true,
      duplicates: []
    }
  })
  await start()
  await until('it is so', async () => ['waiting', 'finished'].includes((await row('tsk_1')).state))
  t.match(await row('tsk_1'), { state: 'waiting', step: 'clean-sites', attempt: 0 })
  t.equal((await db.query({ text: 'select from customer' })).rows.length, 1)
})

t.test('a task is stored only when the records still say what its request was judged by', async t => {
  const db = await demoRecords(t)
  const queue = openQueue(db)
  const assumptionOf = async (msTenantId: string): Promise<Precondition> => {
    const question = { providerId: 1, msTenantId, callingProfile: profiles.withSbcs }
    const [facts] = await readUploadContexts(db, [question])
    return stillSays(question, { version: facts?.version ?? '' })
  }
  const assumptions = [await assumptionOf(tenants.australian), await assumptionOf(tenants.israeli)]
  await db.query({ text: 'update customer set license_type = 4 where id = $1', values: [demo.australianCustomer] })
  const answers = await Promise.allSettled(assumptions.map(precondition => ask(queue, { precondition })))
  t.match(answers, [{ status: 'rejected', reason: { message: /^The records have changed/ } }, { status: 'fulfilled' }])
  t.equal(await countOf(db, 'task'), 1)
})

t.test('one synchronization of a tenant is under way at a time', async t => {
  const db = await demoRecords(t)
  const queue = openQueue(db)
  for (const msTenantId of [tenants.australian, undefined]) {
    const wish = { kind: synchronizeNumbers, msTenantId }
    const { taskId } = await ask(queue, wish)
    t.match(await ask(queue, wish), { taskId }, 'an equal wish joins it')
    const other = { ...wish, input: { removalPercentMax: 100 } }
    const refusal: unknown = await ask(queue, other).catch((error: unknown) => error)
    t.ok(violates(refusal, 'one_number_sync'), msTenantId ?? 'all of them')
  }
})

t.test('an equal request is judged by what holds now before it joins a task', async t => {
  const db = await demoRecords(t)
  const queue = openQueue(db)
  const ownPrecondition: Precondition = {
    sql: 'not exists (select from customer c where c.short_name = p.value1)', values: ['Newcomer']
  }
  const wish = { equality: ['one'], ownPrecondition, idempotency: { key: 'first', request: ['one'] } }
  const { taskId } = await ask(queue, wish)
  const again = { ...wish, idempotency: { key: 'second', request: ['one'] } }
  t.match(await ask(queue, again), { taskId, joined: true }, 'as long as it holds')
  await db.query({ text: "update customer set short_name = 'Newcomer' where id = $1", values: [demo.israeliCustomer] })
  await t.rejects(
    ask(queue, { ...wish, idempotency: { key: 'third', request: ['one'] } }), { message: /records have changed/ }
  )
})

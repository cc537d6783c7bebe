import t from 'tap'
import { openRecords } from '../support/records.ts'
import { startStack } from '../support/stack.ts'

t.test('a request that changes a task leaves neither the change nor its key when it comes to nothing', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  await records.query(
    `insert into task (provider_id, id, kind, partition_key, step, input, caller)
      values (1, 'tsk_1', 'add-site', 'one', 'x',
      '{}', 'somebody')`
  )
  // The last thing that can fail is the end of the transaction.
  await records.query(
    `create function break_off () returns trigger language plpgsql as $$ begin
      raise exception 'broken off';
    end $$`
  )
  const cancel = () => stack.call('POST', '/api/v3/task/tsk_1/cancel', { headers: { 'idempotency-key': 'one' } })
  for (const [event, table] of [['update', 'task'], ['insert', 'idempotency_key']] as const) {
    await records.query(
      `create constraint trigger break_off after ${event} on ${table} deferrable initially deferred for each row
        execute function break_off()`
    )
    t.equal((await cancel()).status, 500)
    t.same(await records.query('select cancellation_requested as asked from task'), [{ asked: false }], table)
    t.same(await records.query('select key from idempotency_key'), [], table)
    await records.query(`drop trigger break_off on ${table}`)
  }
  t.match(await cancel(), { status: 200, body: { id: 'tsk_1', cancellationRequested: true } })
  t.same(await records.query('select key from idempotency_key'), [{ key: 'one' }])
})

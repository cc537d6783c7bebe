import t from 'tap'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, tenants, type Answer, type Stack } from '../support/stack.ts'
import type { Anything } from '../support/anything.ts'
import { upload, uploadBody } from '../support/uploads.ts'

const freshStack = stackOfFile(t)
const orders = '/api/v3/operator-connect/number-orders'
const releases = '/api/v3/operator-connect/number-releases'
const job = '899c58a5-92df-4e93-a142-a35e72b7b743'

const list = async (
  stack: Stack, path: string, query = '', role: 'admin' | 'customer' = 'admin'
): Promise<Anything[]> =>
  (await stack.call('GET', `${path}?${query}`, { role })).body.data

async function uploaded (stack: Stack, phoneNumbers: string[]): Promise<string> {
  const { body: { taskId } } = await upload(stack, uploadBody({ phoneNumbers }))
  await stack.finished(taskId)
  return taskId
}

const synchronize = async (stack: Stack): Promise<Anything> => {
  const { body }: Answer = await stack.call(
    'POST', `/api/v3/oc/numbers/action/synchronize?msTenantId=${tenants.australian}`
  )
  return stack.finished(body.taskId)
}

t.test('each order and each release is kept with its numbers, beyond the task that did it', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await stack.startApi()
  await stack.startWorker()
  const first = await uploaded(stack, ['+61395551000', '+61395551001', '+61395551002', '+61395551010'])
  const second = await uploaded(stack, ['+61395551002', '+61395551003'])
  const { body: { taskId: release } } = await stack.call(
    'POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}&ticketId=SR-9`,
    { body: ['+61395551000', '+61395551001'] }
  )
  t.match(await stack.finished(release), { status: 'CompletedSuccess' })
  await records.query('delete from task_item')
  await records.query("delete from task where state = 'finished'")

  const [newest, oldest] = await list(stack, orders)
  t.same([newest.orderId, oldest.orderId], [second, first], 'the newest first')
  t.same((await list(stack, orders, 'sort=orderedAt')).map(({ orderId }) => orderId), [first, second])
  t.match(oldest, {
    type: 'order', source: 'task', status: 'CompletedSuccess', productContext: 'teams', locatedAt: 'Customer',
    customerId: demo.australianCustomer, taskId: first, jobIds: [String], totalNumbersCount: 4, succeededCount: 4,
    ranges: [
      { start: '+61395551000', end: '+61395551002', count: 3, outcome: 'succeeded' },
      { start: '+61395551010', end: '+61395551010', count: 1 }
    ]
  })
  t.match(newest, { totalNumbersCount: 2, succeededCount: 1, unchangedCount: 1, rangeCount: 2 })
  t.match(await list(stack, releases), [{
    orderId: release, type: 'release', ticketId: 'SR-9', caller: /^a0000000-/, succeededCount: 2,
    ranges: [{ start: '+61395551000', end: '+61395551001' }]
  }])
  t.same((await list(stack, orders, 'number=%2B61395551010')).map(({ orderId }) => orderId), [first])
  t.same(await list(stack, orders, 'status=Failed'), [])
  t.same(await list(stack, orders, `tenantId=${tenants.israeli}`), [])
  t.match(await stack.call('GET', `${orders}/${first}`), { status: 200, body: { orderId: first } })
  t.match(await stack.call('GET', `${orders}/${release}`), { status: 404 }, 'a release is no order')
  t.equal((await list(stack, orders, '', 'customer')).length, 2, 'a customer sees its own')
})

t.test('what others ordered and released is found by a synchronization, once', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  const give = (numbers: object[]): Promise<unknown> =>
    stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenants.australian]: { numbers } } })
  const acquired = (telephoneNumber: string): object => ({
    telephoneNumber, tnUploadJobId: job, acquiredOn: '2026-02-16T16:15:02.4471180Z'
  })
  await give(['+61395551000', '+61395551001', '+61395551005'].map(acquired))
  await stack.startApi()
  await stack.startWorker()
  await synchronize(stack)
  await synchronize(stack)
  const [found, ...others] = await list(stack, orders, 'source=sync')
  t.match(found, {
    source: 'sync', jobIds: [job], orderedAt: /^2026-02-16T16:15:02/, totalNumbersCount: 3,
    ranges: [{ start: '+61395551000', end: '+61395551001' }, { start: '+61395551005', end: '+61395551005' }]
  })
  t.same(others, [], 'one order for one job')

  await records.query("update number set created_at = now() - interval '1 day'")
  await give(['+61395551000'].map(acquired))
  const { id } = await synchronize(stack)
  t.match(await list(stack, releases), [{
    type: 'release', source: 'sync', taskId: id, totalNumbersCount: 2,
    ranges: [{ start: '+61395551001' }, { start: '+61395551005' }]
  }])
})

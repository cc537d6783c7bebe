import t from 'tap'
import { openRecords } from '../support/records.ts'
import { secondAdmin } from '../support/second-admin.ts'
import { startStack, tenants } from '../support/stack.ts'
import { until } from '../support/until.ts'

const at = { acquiredOn: '2026-02-16T16:15:02.4471180Z' }
const numbers = Array.from({ length: 3500 }, (_, index) => `+613${95500000 + index}`)

t.test('many numbers are synchronized in pages', async t => {
  const stack = await startStack(t)
  stack.env['WORKER_LEASE_SECONDS'] = '1'
  await secondAdmin(stack)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  const hold = (held: string[]): Promise<unknown> =>
    stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [tenants.australian]: { numbers: held.map(telephoneNumber => ({ telephoneNumber, ...at })) } }
    })
  const ask = async (more = ''): Promise<string> =>
    (await stack.call('POST', `/api/v3/oc/numbers/action/synchronize?msTenantId=${tenants.australian}${more}`)).body
      .taskId
  const asking = (taskId: string): Promise<unknown> => until('it asks for an approval', async () =>
    (await stack.call('GET', `/api/v3/task/${taskId}`)).body.awaitsApproval !== null)
  const decide = (taskId: string, verb: string, body: object): Promise<unknown> =>
    stack.call('POST', `/api/v3/task/${taskId}/${verb}`, { role: 'operator', body })
  const pages = async (): Promise<string[]> =>
    (await stack.microsoft.control('GET', '/_mock/requests'))
      .map((request: { url?: string, path?: string }) =>
        /TelephoneNumbers\?skip=(\d+)/.exec(request.url ?? request.path ?? '')?.[1]
      ).filter((skip: string | undefined) => skip !== undefined)

  await t.test('a synchronization goes on in the middle when its worker is killed', async t => {
    await hold(numbers)
    const doomed = await stack.startWorker()
    await stack.microsoft.control('POST', '/_mock/faults', {
      path: 'TelephoneNumbers\\?skip=2000', delayMilliseconds: 20_000
    })
    const taskId = await ask()
    await until('the third page was asked for', async () => (await pages()).includes('2000'))
    doomed.signal('SIGKILL')
    await stack.startWorker()
    const task = await stack.finished(taskId)
    t.match(task, {
      status: 'CompletedSuccess', outputData: { NumbersAdded: 3500, NumbersUnchanged: 0, NumbersMarkedForRemoval: 0 }
    })
    t.same((await pages()).sort(), ['0', '1000', '2000', '2000', '3000'], 'no page is read again that was kept')
    t.match(
      await records.query('select count(*)::int as count from number_history'), [{ count: 3500 }],
      'and each change is told once'
    )
    t.same(await records.query('select * from number_seen limit 1'), [], 'nothing is remembered of the reading')
  })

  await t.test('the list is read again before many numbers are marked, so that one bad list does no harm', async t => {
    await stack.microsoft.control('POST', '/_mock/faults', {
      path: 'TelephoneNumbers\\?skip=0', status: 200, body: { value: [] }
    })
    const task = await stack.finished(await ask())
    t.match(task.outputData, { NumbersUnchanged: 3500, NumbersMarkedForRemoval: 0 })
    t.ok(
      task.executionMessages.some((entry: { message: string }) => entry.message.includes('a second time')),
      'the task says that it read a second time'
    )
  })

  await t.test('a list that has become much shorter is not believed, and nothing is marked', async t => {
    await hold(numbers.slice(0, 10))
    const taskId = await ask()
    await asking(taskId)
    t.match((await stack.call('GET', `/api/v3/task/${taskId}`)).body.awaitsApproval, {
      what: /3490 of 3500 numbers would be removed, which is more than 20 %/, count: 3490
    })
    t.match(
      await records.query('select count(*)::int as count from number where removal_status <> 0'), [{ count: 0 }],
      'no number is marked'
    )
    t.same(await records.query('select ms_tenant_id from number_sync'), [], 'and the tenant is free for others')
    await decide(taskId, 'refuse', { reason: 'Microsoft is asked first.' })
    t.match(await stack.finished(taskId), {
      status: 'Failed', details: ['NumbersNotSynchronized'], outputData: { NumbersMarkedForRemoval: 0 }
    })
  })

  await t.test('what is missing when it is approved is marked, but no more than that', async t => {
    const taskId = await ask()
    await asking(taskId)
    await hold(numbers.slice(0, 5))
    await decide(taskId, 'approve', {})
    await until('it asks again', async () =>
      (await stack.call('GET', `/api/v3/task/${taskId}`)).body.awaitsApproval?.count === 3495)
    await hold(numbers.slice(0, 10))
    await stack.call('POST', `/api/v3/task/${taskId}/cancel`)
    t.match(await stack.finished(taskId), { status: 'Canceled' })
  })

  await t.test('all missing numbers are marked when somebody else says that they are gone', async t => {
    const taskId = await ask('&removalPercentMax=100')
    await asking(taskId)
    await decide(taskId, 'approve', {})
    t.match((await stack.finished(taskId)).outputData, {
      NumbersUnchanged: 10, NumbersMarkedForRemoval: 3490
    })
    await hold(numbers)
    t.match((await stack.finished(await ask())).outputData, {
      NumbersUpdated: 3490, NumbersUnchanged: 10, NumbersMarkedForRemoval: 0
    })
  })

  await t.test('a canceled synchronization leaves nothing that holds the tenant', async t => {
    await stack.microsoft.control('POST', '/_mock/faults', {
      path: 'TelephoneNumbers\\?skip=1000', status: 503, times: 1000
    })
    await stack.microsoft.control('DELETE', '/_mock/requests')
    const taskId = await ask()
    await until('the second page was asked for', async () => (await pages()).includes('1000'))
    await stack.call('POST', `/api/v3/task/${taskId}/cancel`)
    t.match(await stack.finished(taskId), { status: 'Canceled', details: ['SynchronizationCanceled'] })
    await stack.microsoft.control('DELETE', '/_mock/faults')
    t.same(
      await records.query('select ms_tenant_id from number_sync union all select ms_tenant_id from number_seen'), [],
      'nothing is remembered of the reading'
    )
    t.match(await stack.finished(await ask()), { status: 'CompletedSuccess' })
  })
})

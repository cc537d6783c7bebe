import pg from 'pg'
import t from 'tap'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, profiles, tenants, type Stack } from '../support/stack.ts'
import { until } from '../support/until.ts'

const freshStack = stackOfFile(t)
const upload = async (stack: Stack, phoneNumbers: string[], ticketId?: string): Promise<string> =>
  (await stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}`, {
    body: { callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', phoneNumbers, ticketId }
  })).body.taskId

const post = (
  stack: Stack, id: string, verb: string, role: 'admin' | 'operator' | 'channel' = 'admin'
): ReturnType<Stack['call']> => stack.call('POST', `/api/v3/task/${id}/${verb}`, { role })
/** The same under a ticket, once for each key. */
const postUnder = (stack: Stack, ticketId: string, key: string, id: string, verb: string): ReturnType<Stack['call']> =>
  stack.call('POST', `/api/v3/task/${id}/${verb}?ticketId=${ticketId}`, { headers: { 'idempotency-key': key } })
const messagesOf = ({ executionMessages }: { executionMessages: Array<{ message: string }> }): string[] =>
  executionMessages.map(({ message }) => message)

t.test('a task can be canceled and takes back what it did', async t => {
  const stack = await freshStack(t)
  await stack.startApi()

  await t.test('a task is canceled before a worker has taken it', async t => {
    const id = await upload(stack, ['+61395556880'])
    t.match(await post(stack, id, 'cancel'), {
      status: 200, body: { id, status: 'InProgress', cancellationRequested: true }
    })
    t.match(await post(stack, id, 'cancel'), { status: 200 }, 'asking twice is asking once')
    await stack.startWorker()
    t.match(await stack.finished(id), { status: 'Canceled', details: ['UploadCanceled'] })
    t.match((await stack.call('GET', `/api/v3/task/${id}/items`)).body, {
      totalRecords: 1, data: [{ number: '+61395556880', outcome: 'canceled' }]
    })
  })

  await t.test('a task is canceled while Microsoft works on it', async t => {
    await stack.microsoft.control('POST', '/_mock/behaviour', { stuckJobs: true })
    const id = await upload(stack, ['+61395556881'])
    await until('the task waits for Microsoft', async () =>
      (await stack.call('GET', `/api/v3/task/${id}`)).body.step === 'await-microsoft'
    )
    await post(stack, id, 'cancel')
    await stack.microsoft.control('POST', '/_mock/behaviour', { stuckJobs: false })
    t.match(await stack.finished(id), { status: 'Canceled' })
    const { tenants: held } = await stack.microsoft.control('GET', '/_mock/state')
    t.same(held[tenants.australian].numbers, [], 'Microsoft holds no number')
    t.same((await stack.call('GET', '/api/v3/oc/numbers')).body.data, [], 'the records hold no number')
  })

  await t.test('a task that has finished cannot be canceled', async t => {
    const id = await upload(stack, ['+61395556882'])
    await stack.finished(id)
    t.match(await post(stack, id, 'cancel'), { status: 409, body: { errorCode: 'task_finished' } })
  })
})

t.test('a cancellation under a ticket of its own is kept on the task, which is found by both tickets', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  await upload(stack, ['+61395556883'], 'INC-2')
  const id = await upload(stack, ['+61395556884'], 'INC-1')
  const first = await postUnder(stack, 'INC-2', 'stop', id, 'cancel')
  t.match(first, {
    status: 200, headers: { location: `/api/v3/task/${id}` },
    body: { id, ticketId: 'INC-1', cancellationRequested: true }
  })
  const note = /^Cancellation requested under ticket INC-2 by a0000000-0000-4000-8000-000000000001@[0-9a-f-]{36}\.$/
  t.match(first.body.executionMessages.at(-1), { level: 'Information', message: note, step: 'validate', at: /Z$/ })
  t.same(
    messagesOf((await postUnder(stack, 'INC-2', 'stop-2', id, 'cancel')).body).filter(message => note.test(message))
      .length,
    1,
    'asking twice is noted once'
  )
  await stack.startWorker()
  t.match(await stack.finished(id), { status: 'Canceled' })
  const again = await postUnder(stack, 'INC-2', 'stop', id, 'cancel')
  t.same(
    [again.status, again.body, again.headers['idempotency-replayed']], [200, first.body, 'true'],
    'the first answer again, although the task has ended since'
  )
  t.match(await postUnder(stack, 'INC-3', 'stop', id, 'cancel'), {
    status: 422, body: { errorCode: 'idempotency_key_reused' }
  })
  t.match(await postUnder(stack, 'INC-3', 'stop-3', id, 'cancel'), {
    status: 409, body: { errorCode: 'task_finished' }
  })
  const list = async (query: string): Promise<object> => (await stack.call('GET', `/api/v3/task?${query}`)).body
  t.match(await list('ticketId=INC-1'), { totalRecords: 1, data: [{ id }] })
  t.match(
    await list('ticketId=INC-2&PageSize=1'), { totalRecords: 2, totalPages: 2, data: [{ id }] },
    'beside the task that was made under it'
  )
  t.match(await list('ticketId=INC-2&status=Canceled'), { totalRecords: 1, totalPages: 1 })
  t.match(await list('ticketId=INC-3'), { totalRecords: 0, data: [] }, 'a refused request leaves nothing')
})

t.test('the failed numbers of a task can be tried again', async t => {
  const stack = await freshStack(t, 'running')
  await stack.microsoft.control('POST', '/_mock/behaviour', {
    numberErrors: { '+61395556881': 'UnableToMatchGeographyEntry' }
  })
  const id = await upload(stack, ['+61395556880', '+61395556881'], 'CHG-4711')
  t.match(await stack.finished(id), { status: 'CompletedWithErrors' })
  t.match((await stack.call('GET', `/api/v3/task/${id}/items?outcome=failed`)).body.data, [{
    number: '+61395556881', errorCode: 'UnableToMatchGeographyEntry', step: 'await-microsoft'
  }])

  await stack.microsoft.control('POST', '/_mock/behaviour', { numberErrors: {} })
  await t.test('a channel cannot retry a task when the customer has left it', async t => {
    await stack.call('PUT', `/api/v3/ovoc/channel/action/remove?msTenantId=${tenants.australian}`)
    t.match(await post(stack, id, 'retry', 'channel'), { status: 404, body: { errorCode: 'task_not_found' } })
    await stack.call('PUT', '/api/v3/ovoc/channel/action/assign', {
      body: { leadMsTenantId: tenants.australian, channelId: demo.channelId }
    })
  })
  const given = await stack.call('POST', '/api/v3/allocation', {
    body: { kind: 'number', value: '+61395556881', umpCustomerGuid: demo.australianCustomer }
  })
  t.match(await stack.finished(given.body.taskId), { status: 'CompletedSuccess' }, 'the customer is given the number')
  const { body } = await post(stack, id, 'retry', 'channel')
  t.match(await stack.finished(body.taskId), {
    status: 'CompletedSuccess', retryOf: id, totalNumbersCount: 1, ticketId: 'CHG-4711'
  })
  const anew = await postUnder(stack, 'CHG-4712', 'again', id, 'retry')
  t.match(
    await stack.finished(anew.body.taskId), { retryOf: id, ticketId: 'CHG-4712' },
    'under another ticket when the caller names one'
  )
  t.same(
    (await postUnder(stack, 'CHG-4712', 'again', id, 'retry')).body, anew.body,
    'the same request gets the first answer again'
  )
  t.match(await post(stack, body.taskId, 'retry'), { status: 409, body: { errorCode: 'nothing_to_retry' } })

  await t.test('a retried task is found by its ticket, its kind and its status', async t => {
    const list = async (query: string): Promise<string[]> =>
      (await stack.call('GET', `/api/v3/task?${query}`)).body.data.map((task: { id: string }) => task.id)
    t.same(await list('ticketId=CHG-4711'), [body.taskId, id], 'newest first')
    t.same(await list('status=CompletedWithErrors'), [id], 'the status finds the first task')
    t.same(await list('kind=release-numbers'), [], 'no task is of another kind')
    t.same(await list(`msTenantId=${tenants.israeli}`), [], 'no task is of another tenant')
    t.same(await list('kind=upload-numbers&PageSize=1&PageNumber=3'), [id], 'the last page has the oldest task')
  })
})

t.test('a parked task waits for an operator', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const id = await upload(stack, ['+61395556880'])
  const client = new pg.Client({ connectionString: stack.databaseUrl })
  await client.connect()
  await client.query(`update task set state = 'parked', crashes = 5 where id = $1`, [id])
  await client.end()
  await stack.startWorker()
  t.match((await stack.call('GET', '/api/v3/task?parked=true')).body.data, [{
    id, parked: true, status: 'InProgress'
  }])
  t.match(await post(stack, id, 'release', 'operator'), { status: 403 })
  const released = await postUnder(stack, 'PRB-1', 'go', id, 'release')
  t.match(released, { status: 200, body: { id, parked: false } })
  t.match(await stack.finished(id), { status: 'CompletedSuccess' })
  t.match(await post(stack, id, 'release'), { status: 409, body: { errorCode: 'task_not_parked' } })
  t.same(
    (await postUnder(stack, 'PRB-1', 'go', id, 'release')).body, released.body,
    'the same request gets the first answer again'
  )
  t.match((await stack.call('GET', '/api/v3/task?ticketId=PRB-1')).body, {
    totalRecords: 1, data: [{ id, executionMessages: [{ message: /^Released under ticket PRB-1 by a0000000/ }] }]
  })
})

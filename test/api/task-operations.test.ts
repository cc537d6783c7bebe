import pg from 'pg'
import t from 'tap'
import { demo, profiles, startStack, tenants, type Stack } from '../support/stack.ts'

const upload = async (stack: Stack, phoneNumbers: string[], ticketId?: string): Promise<string> => (await stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}`, {
  body: { callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', phoneNumbers, ticketId }
})).body.taskId

const post = (stack: Stack, id: string, verb: string, role: 'admin' | 'operator' | 'channel' = 'admin'): ReturnType<Stack['call']> => stack.call('POST', `/api/v3/task/${id}/${verb}`, { role })

t.test('a task can be canceled, and takes back what it did', async t => {
  const stack = await startStack(t)
  await stack.startApi()

  await t.test('before a worker has taken it', async t => {
    const id = await upload(stack, ['+61395556880'])
    t.match(await post(stack, id, 'cancel'), { status: 200, body: { id, status: 'InProgress', cancellationRequested: true } })
    t.match(await post(stack, id, 'cancel'), { status: 200 }, 'asking twice is asking once')
    await stack.startWorker()
    t.match(await stack.finished(id), { status: 'Canceled', details: ['UploadCanceled'] })
    t.match((await stack.call('GET', `/api/v3/task/${id}/items`)).body, { totalRecords: 1, data: [{ number: '+61395556880', outcome: 'canceled' }] })
  })

  await t.test('while Microsoft works on it', async t => {
    await stack.microsoft.control('POST', '/_mock/behaviour', { stuckJobs: true })
    const id = await upload(stack, ['+61395556881'])
    for (let waiting = false; !waiting;) {
      waiting = (await stack.call('GET', `/api/v3/task/${id}`)).body.step === 'await-microsoft'
      if (!waiting) await new Promise(resolve => setTimeout(resolve, 50))
    }
    await post(stack, id, 'cancel')
    await stack.microsoft.control('POST', '/_mock/behaviour', { stuckJobs: false })
    t.match(await stack.finished(id), { status: 'Canceled' })
    const { tenants: held } = await stack.microsoft.control('GET', '/_mock/state')
    t.same(held[tenants.australian].numbers, [])
    t.same((await stack.call('GET', '/api/v3/oc/numbers')).body.data, [])
  })

  await t.test('but not when it has finished', async t => {
    const id = await upload(stack, ['+61395556882'])
    await stack.finished(id)
    t.match(await post(stack, id, 'cancel'), { status: 409, body: { errorCode: 'task_finished' } })
  })
})

t.test('what failed of a task can be tried again', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  await stack.microsoft.control('POST', '/_mock/behaviour', { numberErrors: { '+61395556881': 'UnableToMatchGeographyEntry' } })
  const id = await upload(stack, ['+61395556880', '+61395556881'], 'CHG-4711')
  t.match(await stack.finished(id), { status: 'CompletedWithErrors' })
  t.match((await stack.call('GET', `/api/v3/task/${id}/items?outcome=failed`)).body.data, [{ number: '+61395556881', errorCode: 'UnableToMatchGeographyEntry', step: 'await-microsoft' }])

  await stack.microsoft.control('POST', '/_mock/behaviour', { numberErrors: {} })
  await t.test('but not by a channel that the customer has left', async t => {
    await stack.call('PUT', `/api/v3/ovoc/channel/action/remove?msTenantId=${tenants.australian}`)
    t.match(await post(stack, id, 'retry', 'channel'), { status: 404, body: { errorCode: 'customer_not_found' } })
    await stack.call('PUT', '/api/v3/ovoc/channel/action/assign', { body: { leadMsTenantId: tenants.australian, channelId: demo.channelId } })
  })
  const { body } = await post(stack, id, 'retry', 'channel')
  t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess', retryOf: id, totalNumbersCount: 1, ticketId: 'CHG-4711' })
  t.match(await post(stack, body.taskId, 'retry'), { status: 409, body: { errorCode: 'nothing_to_retry' } })

  await t.test('and is found again by its ticket, its kind and its status', async t => {
    const list = async (query: string): Promise<string[]> => (await stack.call('GET', `/api/v3/task?${query}`)).body.data.map((task: { id: string }) => task.id)
    t.same(await list('ticketId=CHG-4711'), [body.taskId, id], 'newest first')
    t.same(await list('status=CompletedWithErrors'), [id])
    t.same(await list('kind=release-numbers'), [])
    t.same(await list(`msTenantId=${tenants.israeli}`), [])
    t.same(await list('kind=upload-numbers&PageSize=1&PageNumber=2'), [id])
  })
})

t.test('a task that was set aside waits for an operator', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const id = await upload(stack, ['+61395556880'])
  const client = new pg.Client({ connectionString: stack.databaseUrl })
  await client.connect()
  await client.query(`update task set state = 'set-aside', crashes = 5 where id = $1`, [id])
  await client.end()
  await stack.startWorker()
  t.match((await stack.call('GET', '/api/v3/task?setAside=true')).body.data, [{ id, setAside: true, status: 'InProgress' }])
  t.match(await post(stack, id, 'release', 'operator'), { status: 403 })
  t.match(await post(stack, id, 'release'), { status: 200, body: { id, setAside: false } })
  t.match(await stack.finished(id), { status: 'CompletedSuccess' })
  t.match(await post(stack, id, 'release'), { status: 409, body: { errorCode: 'task_not_set_aside' } })
})

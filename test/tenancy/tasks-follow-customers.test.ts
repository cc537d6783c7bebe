import t, { type Test } from 'tap'
import { armBarrier } from '../support/barriers.ts'
import { importFile, importPath, numberFile } from '../support/files.ts'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, tenants, type Answer, type Stack } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'

const freshStack = stackOfFile(t)
const otherChannel = 9999

/** The demo with a second channel, for which the application `operator` acts. */
async function twoChannels (t: Test): Promise<Stack> {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await records.query(
    "insert into channel (provider_id, id, name) overriding system value values (1, $1, 'Second')", [otherChannel]
  )
  await records.query("update credential set channel_id = $1 where name = 'operator'", [otherChannel])
  await stack.startApi()
  await stack.startWorker()
  return stack
}

/** Takes the Australian customer from its channel. */
async function take (stack: Stack): Promise<void> {
  const { status, body } = await stack.call(
    'PUT', `/api/v3/ovoc/channel/action/remove?msTenantId=${tenants.australian}`
  )
  if (status !== 200) throw new Error(`It stays: ${JSON.stringify(body)}`)
}

async function give (stack: Stack, channelId: number): Promise<void> {
  const { status, body } = await stack.call('PUT', '/api/v3/ovoc/channel/action/assign', {
    body: { umpCustomerGuid: demo.australianCustomer, channelId }
  })
  if (status !== 200) throw new Error(`It does not go: ${JSON.stringify(body)}`)
}

const former = 'channel'
const present = 'operator'
type Asker = typeof former | typeof present | 'customer' | 'admin'

t.test('tasks, jobs and imports follow a customer to another channel, those that run as well', async t => {
  const stack = await twoChannels(t)
  const { body: { taskId: done } } = await upload(stack, uploadBody({ phoneNumbers: ['+61395557001'] }))
  await stack.finished(done)
  const file = numberFile([{ telephoneNumber: '+61395557002' }, { telephoneNumber: 'none' }])
  const { body: { taskId: imported } } = await importFile(stack, file, { role: former })
  await stack.finished(imported)
  const barrier = await armBarrier(stack.microsoft, { method: 'POST', path: `${tenants.australian}.*Upload` })
  const { body: { taskId: running } } = await upload(stack, uploadBody({ phoneNumbers: ['+61395557003'] }))
  await barrier.arrived()

  const ask = (role: Asker, path: string, method = 'GET'): Promise<Answer> =>
    stack.call(method, `/api/v3${path}`, { role })
  const reads = [
    ...[done, running, imported].flatMap(id => [`/task/${id}`, `/task/${id}/items`]),
    `/oc/numbers/import/${imported}`, `/oc/numbers/import/${imported}/result.csv`
  ]
  const listed = async (role: Asker): Promise<unknown> => {
    const { data, totalRecords } = (await ask(role, '/task?kind=upload-numbers')).body
    const ids = data.map((task: { id: string }) => task.id).filter((id: string) => [done, running].includes(id))
    return { ids, totalRecords }
  }
  const jobs = async (role: Asker): Promise<unknown> =>
    (await ask(role, `/oc/job?taskId=${done}`)).body.totalRecords
  const sees = async (t: Test, role: Asker, what: string): Promise<void> => {
    for (const path of reads) t.equal((await ask(role, path)).status, 200, `${what} reads ${path}`)
    t.same(await listed(role), { ids: [running, done], totalRecords: 3 }, `${what} lists the uploads`)
    t.equal(await jobs(role), 1, `${what} sees the job`)
  }
  const seesNothing = async (t: Test, role: Asker, what: string): Promise<void> => {
    for (const path of reads) {
      t.match(await ask(role, path), { status: 404, body: { errorCode: /not_found/ } }, `${what} does not find ${path}`)
    }
    t.same(await listed(role), { ids: [], totalRecords: 0 }, `${what} counts none`)
    t.equal(await jobs(role), 0, `${what} sees no job`)
    for (const verb of ['cancel', 'retry', 'release']) {
      const { status } = await ask(role, `/task/${running}/${verb}`, 'POST')
      t.ok([403, 404].includes(status), `${what} cannot ${verb} it: ${status}`)
    }
  }

  await sees(t, former, 'its channel')
  await seesNothing(t, present, 'another channel')
  await take(stack)
  await seesNothing(t, former, 'the channel that it left')
  await give(stack, otherChannel)
  await seesNothing(t, former, 'the former channel')
  await sees(t, present, 'the present channel')
  await sees(t, 'customer', 'the customer itself')
  await sees(t, 'admin', 'the provider')

  t.equal((await ask(present, `/task/${running}/cancel`, 'POST')).status, 200, 'the present channel may cancel it')
  await barrier.release()
  await stack.finished(running)
  t.equal((await ask(former, `/task/${running}`)).status, 404, 'its end is no affair of the former channel')
})

t.test('an import that the provider makes for a channel or a customer is read by it', async t => {
  const stack = await twoChannels(t)
  const importing = async (rows: Array<Record<string, string>>): Promise<string> => {
    const { body: { taskId } } = await importFile(stack, numberFile(rows))
    await stack.finished(taskId)
    return taskId
  }
  const readBy = async (id: string): Promise<string[]> => {
    const roles = ['admin', 'channel', 'customer', 'operator'] as const
    const found = await Promise.all(roles.map(async role => {
      const answers = await Promise.all(['', '/result.csv'].map(path =>
        stack.call('GET', `${importPath}/${id}${path}`, { role })))
      return answers.every(({ status }) => status === 200) ? role : []
    }))
    return found.flat()
  }
  const australian = { telephoneNumber: '+61395557010', msTenantId: tenants.australian }
  const israeli = { telephoneNumber: '+97239760090', msTenantId: tenants.israeli, country: 'IL' }

  const one = await importing([australian, { ...australian, telephoneNumber: 'no number' }])
  t.same(await readBy(one), ['admin', 'channel', 'customer'], 'of one customer: by it and by its channel')
  t.same(await readBy(await importing([australian, israeli])), ['admin'], 'of others as well: by nobody else')
  t.same(
    await readBy(await importing([australian, { telephoneNumber: 'none', msTenantId: tenants.israeli }])), ['admin'],
    'also when only a row that cannot be read names another tenant'
  )
  const records = await openRecords(t, stack.databaseUrl)
  await records.query('update customer set channel_id = $1 where id = $2', [demo.channelId, demo.israeliCustomer])
  t.same(
    await readBy(await importing([australian, israeli])), ['admin', 'channel'],
    'of two customers of a channel: by the channel'
  )
  await take(stack)
  t.same(await readBy(one), ['admin', 'customer'], 'that of a customer follows it')
})

t.test('what a channel asks about a tenant of nobody stays its own', async t => {
  const stack = await twoChannels(t)
  const validate = (role: Asker): Promise<Answer> =>
    stack.call('GET', `/api/v3/oc/tenant/validation?msTenantId=${tenants.australian}`, { role })
  t.equal((await validate(present)).status, 200)
  const tasks = (role: Asker): Promise<Answer> => stack.call('GET', '/api/v3/task?kind=validate-tenant', { role })
  t.equal((await tasks(present)).body.totalRecords, 1, 'who asked sees the task')
  t.equal((await tasks(former)).body.totalRecords, 0, 'the channel of the tenant does not')
  t.equal((await tasks('admin')).body.totalRecords, 1, 'the provider sees it')
})

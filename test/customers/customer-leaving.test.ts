import t from 'tap'
import { openRecords } from '../support/records.ts'
import { startStack, tenants } from '../support/stack.ts'
import { messagesOf, upload, uploadBody } from '../support/uploads.ts'
import { until } from '../support/until.ts'

const number = '+12124567890'
const wanted = {
  configurationName: 'OcEssential_IPGROUP_TYPE', customerShortName: 'Leaving', msTenantId: tenants.unlicensed,
  siteLocation: { siteLocationName: 'Leaving', sbcId: 8 },
  scriptParameters: { ProxySet: 'SIPTrunk', OnlinePstnGateway: 'oc1.sbc.dialplane.example' }
}

t.test('a customer that is being taken away gets nothing new to do', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  const [sbc] = stack.sbcs
  const away = (isAway: boolean): Promise<unknown> =>
    isAway
      ? sbc.control('POST', '/_mock/faults', { times: 'always', cut: 'before' })
      : sbc.control('DELETE', '/_mock/faults')
  const stands = (taskId: string, step: string): Promise<unknown> =>
    until(`task ${taskId} stands at ${step}`, async () =>
      (await records.query('select from task where id = $1 and step = $2', [taskId, step])).length === 1
    )
  const customers = async (): Promise<string[]> =>
    (await records.query("select id from customer where short_name = 'Leaving'")).map(row => row['id'])
  const uploading = (): ReturnType<typeof upload> =>
    upload(stack, uploadBody({ phoneNumbers: [number], country: 'US', address: '350 Fifth Avenue' }), {
      tenant: tenants.unlicensed
    })
  const taskOf = (answer: Awaited<ReturnType<typeof stack.call>>): string =>
    String(answer.headers['location']).split('/').at(-1) ?? ''

  await t.test('a customer stays when it has numbers by the time its creation is canceled', async t => {
    await away(true)
    const { body: { jobId } } = await stack.call('POST', '/api/v3/customer', { body: wanted })
    await until('the customer is in the records', async () => (await customers()).length === 1)
    const { body: { taskId } } = await uploading()
    await stands(taskId, 'program-sbcs')
    t.equal((await stack.call('POST', `/api/v3/task/${jobId}/cancel`)).status, 200, 'the creation is canceled')
    await until('the customer is marked as leaving', async () =>
      (await records.query('select from customer_leaving where task_id = $1', [jobId])).length === 1
    )
    t.match(await uploading(), { status: 409 }, 'nothing new begins for it')
    await away(false)
    t.match(await stack.finished(taskId), { status: 'CompletedSuccess' })
    const creation = await stack.finished(jobId)
    t.match(creation, { status: 'Failed' })
    t.ok(
      messagesOf(creation).some(message => message.includes(`The customer has numbers by now and stays: ${number}`)),
      'the creation says which number keeps the customer'
    )
    t.equal((await customers()).length, 1, 'the customer is still there')
    t.same(await records.query('select * from customer_leaving'), [], 'the customer is not leaving any more')
    const { body } = await stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.unlicensed}`, {
      body: [number]
    })
    t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' }, 'and is as usable as before')
  })

  await t.test('a customer gets no new task while it waits for an SBC to be cleaned', async t => {
    const [id] = await customers()
    const [site] = (await stack.call('GET', `/api/v3/customer/${id}/sitelocation`)).body
    const again = await stack.call('PATCH', `/api/v3/customer/${id}/sitelocation/${site.id}`, {
      body: { enableCAC: false }
    })
    t.match(await stack.finished(again.body.taskId), { status: 'CompletedSuccess' })
    await away(true)
    const deletion = taskOf(await stack.call('DELETE', `/api/v3/customer/${id}`, { headers: { prefer: 'wait=0' } }))
    await stands(deletion, 'clean-sites')
    const refused = await uploading()
    t.match(refused, { status: 409, headers: { 'retry-after': '5' }, body: { errorCode: 'customer_busy' } })
    t.ok(refused.body.detail.includes(deletion), 'the refusal names the deletion')
    t.match(
      await stack.call('PATCH', `/api/v3/customer/${id}/sitelocation/${site.id}`, { body: { enableCAC: true } }),
      { status: 409, body: { errorCode: 'customer_busy' } }
    )
    t.equal((await stack.call('POST', `/api/v3/task/${deletion}/cancel`)).status, 200, 'the deletion is canceled')
    await away(false)
    t.match(await stack.finished(deletion), { status: 'Canceled' })
    const free = await uploading()
    t.equal(free.status, 200, 'until it is known that it stays')
    t.match(await stack.finished(free.body.taskId), { status: 'CompletedSuccess' })
  })

  await t.test('a deletion waits for a task that was accepted just before, and keeps a customer that got numbers by ' +
    'it', async t => {
    const [id] = await customers()
    const { body } = await stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.unlicensed}`, {
      body: [number]
    })
    await stack.finished(body.taskId)
    await away(true)
    const [site] = (await stack.call('GET', `/api/v3/customer/${id}/sitelocation`)).body
    await records.query(
      `update site set claims = '[{"sbcId": 8, "section": "voip", "table": "ip-group", "name": "Leaving-c"}]'
        where id = $1`,
      [site.id]
    )
    const deletion = taskOf(await stack.call('DELETE', `/api/v3/customer/${id}`, { headers: { prefer: 'wait=0' } }))
    await stands(deletion, 'clean-sites')
    await records.query(
      'insert into task (provider_id, id, kind, partition_key, state, step, input, caller, customer_id) values (1, ' +
      "'wup_late', 'upload-numbers', 'x', 'parked', 'validate', '{}', 'x', $1)",
      [id]
    )
    await away(false)
    await until('the deletion waits for the late task', async () =>
      (await records.query("select from task where id = $1 and step = 'clean-sites' and state = 'waiting'", [deletion]))
        .length === 1
    )
    await records.query("insert into number (provider_id, number, source, ms_tenant_id) values (1, $1, 'webapi', $2)", [
      number, tenants.unlicensed
    ])
    await records.query("update task set state = 'finished' where id = 'wup_late'")
    t.match(await stack.finished(deletion), { status: 'Failed', executionMessages: { length: Number } })
    t.same(await customers(), [id], 'the customer is still there')
  })
})

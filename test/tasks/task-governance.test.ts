import t from 'tap'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, tenants, type Answer } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'

const freshStack = stackOfFile(t)
const audience = 'api://9d576dc4-b85d-4571-880e-4c6ed4c08c31'
const taskOf = (answer: Answer): string => String(answer.headers['location']).split('/').at(-1) ?? ''

t.test('a caller that may not ask for a task may not cancel, retry or release it', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  // An administrator of the customer's own.
  const { applications } = await stack.microsoft.control('GET', '/_mock/state')
  await stack.microsoft.control('PATCH', '/_mock/state', {
    applications: applications.map((one: { name: string }) =>
      one.name === 'customer' ? { ...one, roles: { [audience]: ['Admin'] } } : one
    )
  })
  const soon = { headers: { prefer: 'wait=0' } }
  const change = (id: string, verb: string, role: 'admin' | 'channel' | 'customer'): Promise<Answer> =>
    stack.call('POST', `/api/v3/task/${id}/${verb}`, { role })

  await t.test('a customer cannot cancel or release changes of its licence, of its channel, or its ' +
    'deletion', async t => {
    const upgrade =
      (await stack.call('POST', `/api/v3/customer/${demo.australianCustomer}/action/upgrade`, {
        body: { upgradeToLicense: 4, licenseCount: 20 }
      })).body.taskId
    t.match(await change(upgrade, 'cancel', 'customer'), { status: 403, body: { errorCode: 'out_of_scope' } })
    t.match(await change(upgrade, 'cancel', 'channel'), { status: 200 }, 'its channel may')
    await records.query("update task set state = 'finished', status = 'Canceled'")
    const removal = taskOf(
      await stack.call('PUT', `/api/v3/ovoc/channel/action/remove?msTenantId=${tenants.australian}`, soon)
    )
    t.match(await change(removal, 'cancel', 'customer'), { status: 403 })
    await records.query("update task set state = 'finished', status = 'Canceled'")
    await records.query(
      'insert into task (provider_id, id, kind, partition_key, state, step, input, caller, customer_id) ' +
      "values (1, 'tsk_1', " +
      "'delete-customer', 'x', 'parked', 'clean-sites', '{}', 'x', $1)",
      [demo.australianCustomer]
    )
    t.match(await change('tsk_1', 'release', 'customer'), { status: 403, body: { errorCode: 'out_of_scope' } })
  })

  await t.test('a channel cannot cancel what the provider assigns to it', async t => {
    await records.query("update task set state = 'finished', status = 'Canceled'")
    const assignment = taskOf(
      await stack.call('PUT', '/api/v3/ovoc/channel/action/assign', {
        body: { umpCustomerGuid: demo.israeliCustomer, channelId: demo.channelId }, ...soon
      })
    )
    t.match(
      await change(assignment, 'cancel', 'channel'), { status: 404, body: { errorCode: 'task_not_found' } },
      'the customer is not there for it yet'
    )
    await records.query("update task set customer_id = $1, ms_tenant_id = $2 where kind = 'assign-channel'", [
      demo.australianCustomer, tenants.australian
    ])
    t.match(await change(assignment, 'cancel', 'channel'), { status: 403, body: { errorCode: 'out_of_scope' } })
    await records.query("update task set state = 'finished', status = 'Canceled'")
  })
})

t.test('a retry belongs to those who see the customer by then', async t => {
  const stack = await freshStack(t, 'running')
  await stack.microsoft.control('POST', '/_mock/behaviour', {
    numberErrors: { '+61395556881': 'TelephoneNumberNotAllowed' }
  })
  const { body } = await upload(stack, uploadBody({ phoneNumbers: ['+61395556880', '+61395556881'] }))
  t.match(await stack.finished(body.taskId), { status: 'CompletedWithErrors' })
  t.equal(
    (await stack.call('PUT', `/api/v3/ovoc/channel/action/remove?msTenantId=${tenants.australian}`)).status, 200,
    'the customer leaves its channel'
  )
  const again = await stack.call('POST', `/api/v3/task/${body.taskId}/retry`)
  t.equal(again.status, 200, 'the retry is accepted')
  for (const path of ['', '/items']) {
    t.equal(
      (await stack.call('GET', `/api/v3/task/${again.body.taskId}${path}`, { role: 'channel' })).status, 404,
      'the channel that it left sees nothing of it'
    )
  }
})

t.test('an application from another directory is another caller', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  const application = 'a0000000-0000-4000-8000-000000000001'
  await records.query(
    'insert into credential (entra_tenant_id, client_id, provider_id, name, customer_id) values ($1, $2, 1, $3, $4)',
    [tenants.israeli, application, 'elsewhere', demo.israeliCustomer]
  )
  const { applications } = await stack.microsoft.control('GET', '/_mock/state')
  const twin = {
    tenantId: tenants.israeli, clientId: application, name: 'same client elsewhere',
    secrets: [{ value: 'demo-twin-secret' }], roles: { [audience]: ['Admin'] }
  }
  await stack.microsoft.control('PATCH', '/_mock/state', { applications: [...applications, twin] })
  const token = await (await fetch(`${stack.microsoft.url}/${tenants.israeli}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials', client_id: application, client_secret: 'demo-twin-secret',
      scope: `${audience}/.default`
    })
  })).json() as { access_token?: string }
  t.ok(token.access_token, JSON.stringify(token))
  const path = `/api/v3/ovoc/channel/action/remove?msTenantId=${tenants.australian}`
  const headers = { prefer: 'wait=0', 'idempotency-key': 'one' }
  t.equal((await stack.call('PUT', path, { headers })).status, 504, 'the task is made and waits')
  const other = await stack.call('PUT', path, {
    role: null, headers: { ...headers, authorization: `Bearer ${token.access_token}` }
  })
  t.match(other, { status: 403, body: { errorCode: 'out_of_scope' } })
  t.equal(other.headers['location'], undefined, 'the other caller is not told of the task')
})

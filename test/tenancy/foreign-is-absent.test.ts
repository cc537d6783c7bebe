import t from 'tap'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, tenants } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'

const freshStack = stackOfFile(t)

t.test('a caller below the provider is not told which task has a number', async t => {
  const stack = await freshStack(t)
  await stack.startApi() // and no worker: the first task stays as it was made
  const numbers = { phoneNumbers: ['+61395558001'] }
  const { body: { taskId } } = await upload(stack, uploadBody(numbers))
  for (const role of ['channel', 'customer'] as const) {
    const { status, body } = await upload(stack, uploadBody(numbers), { role })
    t.match({ status, body }, {
      status: 409,
      body: {
        errorCode: 'number_busy', errors: { PhoneNumbers: ['+61395558001 is being processed by another task.'] }
      }
    }, role)
    t.notOk(JSON.stringify(body).includes(taskId), 'no id of a task stands anywhere')
  }
  t.match((await upload(stack, uploadBody(numbers))).body.errors, { PhoneNumbers: [new RegExp(taskId)] })
})

t.test('one Operator Connect tenant belongs to one provider', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await records.query("insert into provider (id, name) overriding system value values (2, 'Another provider')")
  const insert = (tenant: string): Promise<unknown> =>
    records.query(
      `insert into operator_connect_tenant (provider_id, tenant_id, client_id, name, credential_encrypted)
        values (2, $1, $1, 'Theirs', '')`, [tenant]
    )
  const [{ tenant }] = await records.query('select tenant_id as tenant from operator_connect_tenant')
  await t.rejects(insert(tenant), { message: /operator_connect_tenant_of_one/ })
  await insert(tenants.unlicensed)
})

t.test('numbers of others and numbers of nobody are alike to a caller below the provider', async t => {
  const stack = await freshStack(t)
  await stack.startApi() // and no worker: what is begun stays
  const records = await openRecords(t, stack.databaseUrl)
  const [theirs, processed, nobodys] = ['+97239760001', '+97239760002', '+97239760003']
  await records.query(
    `insert into number (provider_id, number, source, ms_tenant_id, usage, country, assignment_status)
      values (1, $1, 'webapi', $2, 'CallingUserAssignment', 'IL', 'UserAssigned')`, [theirs, tenants.israeli]
  )
  await records.query(
    `insert into tenant_connection (provider_id, customer_id, client_id, credential_encrypted, status)
      values (1, $1, $1, '', 'Connected')`,
    [demo.australianCustomer]
  )
  const begun = await upload(stack, uploadBody({ phoneNumbers: [processed], country: 'IL' }), {
    tenant: tenants.israeli
  })
  t.equal(begun.status, 200, 'a task is about one of them')
  const unique = { traceId: undefined, errorTicket: undefined }
  /** The answer, with the number left out. */
  const answers = async (role: 'channel' | 'customer', action: string, bodyOf: (number: string) => object) => {
    const query = action === 'number-status' ? '' : `?msTenantId=${tenants.australian}`
    return Promise.all([theirs, processed, nobodys].map(async number => {
      const { status, body } = await stack.call('POST', `/api/v3/oc/numbers/action/${action}${query}`, {
        role, body: bodyOf(number)
      })
      return { status, body: { ...JSON.parse(JSON.stringify(body).replaceAll(number, 'it')), ...unique } }
    }))
  }
  for (const role of ['channel', 'customer'] as const) {
    for (const [action, bodyOf] of Object.entries({
      release: (number: string) => [number], unassign: (number: string) => [number],
      'update-capabilities': (number: string) => ({ phoneNumbers: [number], capabilities: ['InboundCalling'] }),
      upload: (number: string) => uploadBody({ phoneNumbers: [number], country: undefined }),
      'number-status': (number: string) => ({ msTenantId: tenants.australian, telephoneNumbers: [number] })
    })) {
      const [held, busy, free] = await answers(role, action, bodyOf)
      t.same(held, free, `${role}, ${action}: a number that another customer has`)
      t.same(busy, free, `${role}, ${action}: a number that a task of another customer is about`)
    }
  }
  const gone = await stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, {
    role: 'customer', body: ['+61395557099']
  })
  t.equal(gone.status, 200, 'what was allocated and is gone can be released again')
})

import t from 'tap'
import { openRecords } from '../support/records.ts'
import { startStack, tenants } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'

t.test('a caller below the provider is not told which task has a number', async t => {
  const stack = await startStack(t)
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
  const stack = await startStack(t)
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

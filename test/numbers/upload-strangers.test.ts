import t from 'tap'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, profiles, tenants } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'
import { until } from '../support/until.ts'

const freshStack = stackOfFile(t)
const [own, theirs] = ['+61395556880', '+97239764578'] as const

t.test('numbers of another tenant are left alone', async t => {
  const stack = await freshStack(t, 'running')
  const records = await openRecords(t, stack.databaseUrl)
  await stack.finished(
    (await upload(stack, uploadBody({ phoneNumbers: [theirs], country: 'IL' }), { tenant: tenants.israeli })).body
      .taskId
  )
  await records.query("update lead set consented_countries = '{AU,IL}' where ms_tenant_id = $1", [tenants.australian])

  await t.test('an upload does not hold numbers that belong to another tenant', async t => {
    const [sbc] = stack.sbcs
    await sbc.control('POST', '/_mock/behaviour', { refuseConnections: true })
    const { body: { taskId } } = await upload(stack, uploadBody({ phoneNumbers: [own, theirs], country: undefined }))
    await until('the task programs SBCs', async () =>
      (await records.query("select from task where id = $1 and step = 'program-sbcs'", [taskId]))[0]
    )
    t.match((await stack.call('GET', `/api/v3/task/${taskId}/items?outcome=failed`)).body.data, [{
      number: theirs, errorCode: 'number_owned_elsewhere'
    }])
    const change = await stack.call(
      'POST', `/api/v3/oc/numbers/action/update-capabilities?msTenantId=${tenants.israeli}`,
      { body: { phoneNumbers: [theirs], capabilities: ['InboundCalling'] } }
    )
    t.equal(change.status, 200, 'so that its owner can go on with them')
    await stack.finished(change.body.taskId)
    await sbc.control('POST', '/_mock/behaviour', { refuseConnections: false })
    t.match(await stack.finished(taskId), { status: 'CompletedWithErrors' })
  })

  await t.test("number-status tells nothing about numbers of a tenant that is not the caller's", async t => {
    for (const role of ['channel', 'customer'] as const) {
      const { status, body } = await stack.call('POST', '/api/v3/oc/numbers/action/number-status', {
        role, body: { msTenantId: tenants.israeli, telephoneNumbers: [theirs] }
      })
      t.equal(status, 200, 'the request is answered')
      t.match(body.telephoneNumbers, [{
        validationResult: 'Failed',
        telphoneNumberDetail: { numberFound: false, numberOffering: '', assignmentStatus: '' }
      }], role)
    }
  })
})

t.test('an upload that is taken back keeps the reasons of numbers that had failed before', async t => {
  const stack = await freshStack(t, 'running')
  const records = await openRecords(t, stack.databaseUrl)
  const [refused, good] = ['+61395556881', '+61395556882']
  await stack.microsoft.control('POST', '/_mock/behaviour', {
    numberErrors: { [refused]: 'TelephoneNumberOwnedByAnotherTenant' }
  })
  await stack.sbcs[0].control('POST', '/_mock/behaviour', { refuseConnections: true })
  const { body: { taskId } } = await upload(stack, uploadBody({ phoneNumbers: [refused, good] }))
  await until('the task programs SBCs', async () =>
    (await records.query("select from task where id = $1 and step = 'program-sbcs'", [taskId]))[0]
  )
  await stack.call('POST', `/api/v3/task/${taskId}/cancel`)
  await stack.sbcs[0].control('POST', '/_mock/behaviour', { refuseConnections: false })
  const task = await stack.finished(taskId)
  t.match(task, { status: 'Canceled' })
  t.match((await stack.call('GET', `/api/v3/task/${taskId}/items`)).body.data, [{
    number: refused, outcome: 'failed', errorCode: 'TelephoneNumberOwnedByAnotherTenant'
  }, { number: good, outcome: 'rolled-back' }])
  t.ok(
    task.executionMessages.some(({ message }: { message: string }) =>
      message === '1 number is taken back from Microsoft.'
    ), 'the task says how many numbers are taken back'
  )
})

t.test('an import goes on for the other customers when one of them is being taken away', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  const csv = [
    'telephoneNumber,msTenantId,callingProfileId,usage',
    `${own},${tenants.australian},${profiles.withSbcs},CallingUserAssignment`,
    `${theirs},${tenants.israeli},${profiles.withSbcs},CallingUserAssignment`, ''
  ].join('\r\n')
  const { body: { taskId } } = await stack.call('POST', '/api/v3/oc/numbers/import', {
    body: csv, headers: { 'content-type': 'text/csv' }
  })
  await records.query("insert into customer_leaving (provider_id, customer_id, task_id) values (1, $1, 'tsk_1')", [
    demo.israeliCustomer
  ])
  await stack.startWorker()
  t.match(await stack.finished(taskId), { status: 'CompletedWithErrors' })
  t.match(
    await records.query(
      'select number, outcome, error_code, error from number_import_row where task_id = $1 order by line', [taskId]
    ),
    [
      { number: own, outcome: 'succeeded' },
      {
        number: theirs, outcome: 'failed', error_code: 'customer_busy',
        error: 'The customer is being taken away by task tsk_1.'
      }
    ]
  )
})

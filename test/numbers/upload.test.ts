import t from 'tap'
import { openRecords } from '../support/records.ts'
import { profiles, startStack, tenants } from '../support/stack.ts'
import { messagesOf, upload, uploadBody } from '../support/uploads.ts'

t.test('an upload goes through validation, Microsoft and both SBCs', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await Promise.all([stack.startApi(), stack.startWorker()])

  async function heldBySbcs (): Promise<Array<Array<{ prefix: string, tag: string }>>> {
    return Promise.all(stack.sbcs.map(async sbc => {
      const { dialPlans, saved } = await sbc.control('GET', '/_mock/state')
      t.same(saved.OCDialPlan, dialPlans.OCDialPlan, 'what the SBC runs is saved')
      return dialPlans.OCDialPlan
    }))
  }

  await t.test('the first documented example is uploaded with the documented answers', async t => {
    const answer = await stack.call('POST', `/api/v2/oc/numbers/action/upload?msTenantId=${tenants.australian}`, {
      body: {
        callingProfile: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac', usage: 'CallingUserAssignment',
        capabilities: ['InboundCalling', 'OutboundCalling'], phoneNumbers: ['+61395556880'], workflowVersion: '3',
        country: 'AU'
      }
    })
    t.equal(answer.status, 200, 'the upload is accepted')
    t.match(answer.body, { taskId: /^wup_[0-9a-f-]{36}$/ })
    t.same(Object.keys(answer.body), ['taskId'], 'the answer holds the task id only')
    const task = await stack.finished(answer.body.taskId)
    t.match(task, {
      status: 'CompletedSuccess',
      details: ['NumbersUploaded'],
      outputData: {
        OcUploadNumberResult: 'NumbersUploaded', WorkflowVersion: 3, SbcIdList: [8, 11], MsJobStatus: 'Success'
      }
    })
    t.same(Object.keys(task.outputData), [
      'CreateTime', 'CompleteTime', 'OcUploadNumberResult', 'WorkflowVersion', 'SbcIdList', 'MsJobWhenUpdated',
      'MsJobId', 'MsJobStatus'
    ], 'the output has the documented members in their order')
    t.same(messagesOf(task), [
      'Input is valid.', 'All uploaded numbers are not present in Microsoft context.', 'Site GRXRATNEUZMNZ found.',
      'Number(s) accepted by Microsoft.', 'UploadToAccount job status: Success.', 'Moving on',
      'Telephone numbers programmed in SBC. 8', 'Telephone numbers programmed in SBC. 11', 'Workflow completed.'
    ], 'the task tells the documented messages in their order')
    const { tenants: held } = await stack.microsoft.control('GET', '/_mock/state')
    t.match(held[tenants.australian].numbers, [{ telephoneNumber: '+61395556880' }])
    for (const rules of await heldBySbcs()) {
      t.match(
        rules, [{ prefix: '+61395556880', tag: `Trunk=${tenants.australian}` }], 'the SBC has the rule of the number'
      )
    }
  })

  await t.test('the second documented example is uploaded, with a range and an additional usage', async t => {
    const answer = await stack.call('POST', `/api/v2/oc/numbers/action/upload?msTenantId=${tenants.israeli}`, {
      body: {
        callingProfile: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac', usage: 'CallingUserAssignment',
        additionalUsages: ['FirstPartyAppAssignment'], capabilities: ['InboundCalling', 'OutboundCalling'],
        phoneNumbers: ['+97239764533', '+97239764535'],
        phoneNumberRanges: [{ start: '+97239764660', end: '+97239764670' }], workflowVersion: 3
      }
    })
    const task = await stack.finished(answer.body.taskId)
    t.match(task, { status: 'CompletedSuccess', details: ['NumbersUploaded'], totalNumbersCount: 13 })
    t.same(messagesOf(task), [
      'Input is valid.', 'All uploaded numbers are not present in Microsoft context.', 'Site GSBFZUBGHWOFI found.',
      'Number(s) accepted by Microsoft.', 'UploadToAccount job status: Success.', 'Moving on',
      'Telephone numbers programmed in SBC. 8', 'Telephone numbers programmed in SBC. 11', 'Workflow completed.'
    ], 'the task tells the documented messages in their order')
    const expected = [
      '+97239764533', '+97239764535', ...Array.from({ length: 11 }, (_, index) => `+972397646${60 + index}`)
    ]
    const { body: numbers } = await stack.call('GET', `/api/v2/oc/numbers?msTenantId=${tenants.israeli}`)
    t.same(
      numbers.map((record: { telephoneNumber: string }) => record.telephoneNumber).sort(), expected,
      'all numbers are listed'
    )
    t.match(numbers[0], {
      source: 'webapi', isoCountryCode: 'IL', tenantId: tenants.israeli, sbcList: [{ sbcId: 8 }, { sbcId: 11 }],
      callingProfileId: profiles.withSbcs
    })
    for (const rules of await heldBySbcs()) {
      t.same(
        rules.filter(rule => rule.tag === `Trunk=${tenants.israeli}`).map(rule => rule.prefix).sort(), expected,
        'the SBC has the rule of each number'
      )
    }
  })

  await t.test('uploads are accepted under every path that clients know, and the Location leads to the ' +
    'task', async t => {
    const paths = ['/api/v3', '/tenantui/api/v2', '/tenantui/api/v3']
    await Promise.all(paths.map(async (path, index) => {
      const answer = await upload(stack, uploadBody({ phoneNumbers: [`+6139555689${index}`] }), {
        path: `${path}/oc/numbers/action/upload`
      })
      t.equal(
        answer.headers['location'], `${path}/task/${answer.body.taskId}`, `the Location of ${path} has the same prefix`
      )
      t.match(answer.headers['retry-after'], /^\d+$/, `the answer of ${path} says when to look again`)
      await stack.finished(answer.body.taskId)
      const { body } = await stack.call('GET', String(answer.headers['location']))
      t.match(body, { id: answer.body.taskId, status: 'CompletedSuccess' }, path)
    }))
  })

  await t.test('uploads are accepted in every spelling of names and values', async t => {
    const spellings: Record<
      string,
      { path?: string, tenant?: string, body: (numbers: string[]) => Record<string, unknown> }
    > = {
      'keys of an older document': {
        path: '/api/v2/oc/numbers/action/upload',
        body: numbers => ({
          CallingProfile: profiles.withSbcs, Usage: 'CallingUserAssignment', AdditionalUsage: 'FirstPartyAppAssignment',
          Capabilities: ['InboundCalling'], PhoneNumbersList: numbers, WorkflowVersion: '3'
        })
      },
      'a trailing slash': {
        path: '/api/v2/oc/numbers/action/upload/', body: numbers => uploadBody({ phoneNumbers: numbers })
      },
      'a path in another case': {
        path: '/API/V2/OC/Numbers/Action/Upload', body: numbers => uploadBody({ phoneNumbers: numbers })
      },
      'nulls for what is left out': {
        body: numbers =>
          uploadBody({
            phoneNumbers: numbers, country: null, ticketId: null, phoneNumberRanges: null, address: null,
            typeOfService: null
          })
      },
      'single values for lists': {
        body: numbers =>
          uploadBody({
            phoneNumbers: numbers[0], phoneNumberRanges: { start: numbers[1], end: numbers[1] },
            capabilities: 'InboundCalling'
          })
      },
      'one list under two names': {
        body: numbers => uploadBody({ phoneNumbers: [numbers[0]], phoneNumbersList: [numbers[1]] })
      },
      'names and ids in other cases': {
        tenant: tenants.australian.toUpperCase(),
        body: numbers =>
          uploadBody({
            phoneNumbers: numbers, callingProfile: profiles.withSbcs.toUpperCase(), usage: 'calling user assignment',
            capabilities: ['inboundCALLING', 'Outbound Calling'], country: '+61'
          })
      },
      'the profile by its name': {
        body: numbers => uploadBody({ phoneNumbers: numbers, callingProfile: 'Dialplane Calling', country: '61' })
      },
      'numbers as a spreadsheet has them': {
        body: numbers =>
          uploadBody({
            phoneNumbers: numbers.map(number => ` ${number.slice(0, 3)} (3) ${number.slice(4, 8)}-${number.slice(8)}`)
          })
      }
    }
    await Promise.all(
      Object.entries(spellings).map(async ([name, { path, tenant, body }], index) => {
        const numbers = [`+613955510${index}0`, `+613955510${index}1`]
        const answer = await upload(stack, body(numbers), {
          ...(path !== undefined && { path }), ...(tenant !== undefined && { tenant })
        })
        t.equal(answer.status, 200, `${name} ${answer.status === 200 ? '' : JSON.stringify(answer.body)}`)
        t.match(await stack.finished(answer.body.taskId), { status: 'CompletedSuccess' }, name)
        const items = await records.query('select key as number from task_item where task_id = $1 order by key', [
          answer.body.taskId
        ])
        t.same(items.map(item => item.number), numbers, name)
      })
    )
    const [older] = await records.query(
      "select additional_usages, capabilities from number where number = '+61395551000'"
    )
    t.same(
      older, { additional_usages: ['FirstPartyAppAssignment'], capabilities: ['InboundCalling'] },
      'the older names set usages and capabilities'
    )
    t.same(await records.query("select capabilities from number where number = '+61395551060'"), [{
      capabilities: ['InboundCalling', 'OutboundCalling']
    }], 'values in other cases set the capabilities')
  })

  await t.test('the tenant in the query may be written msTenantID', async t => {
    const answer = await stack.call('POST', `/api/v2/oc/numbers/action/upload?msTenantID=${tenants.australian}`, {
      body: uploadBody({ phoneNumbers: ['+61395552000'] })
    })
    t.match(await stack.finished(answer.body.taskId), { status: 'CompletedSuccess' })
  })

  await t.test('an upload keeps the trace and the ticket of its request', async t => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
    const answer = await upload(stack, uploadBody({ phoneNumbers: ['+61395552001'], 'Ticket ID': 'INC-4711' }), {
      headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` }
    })
    const task = await stack.finished(answer.body.taskId)
    const queried = await upload(stack, uploadBody({ phoneNumbers: ['+61395552002'] }), {
      path: '/api/v3/oc/numbers/action/upload', headers: {}, tenant: `${tenants.australian}&ticketId=INC-4712`
    })
    t.match(await stack.finished(queried.body.taskId), { ticketId: 'INC-4712' }, 'which the query may name as well')
    t.match(task, { ticketId: 'INC-4711', traceId: new RegExp(`^00-${trace}-[0-9a-f]{16}-00$`) })
  })
})

import t from 'tap'
import { profiles, startStack, tenants } from '../support/stack.ts'

const messagesOf = (task: { executionMessages: Array<{ message: string }> }): string[] => task.executionMessages.map(entry => entry.message)

t.test('an upload goes through validation, Microsoft and both SBCs', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()

  await t.test('as the first documented example prints it', async t => {
    const answer = await stack.call('POST', `/api/v2/oc/numbers/action/upload?msTenantId=${tenants.australian}`, {
      body: {
        callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', capabilities: ['InboundCalling', 'OutboundCalling'],
        phoneNumbers: ['+61395556880'], workflowVersion: '3', country: 'AU'
      }
    })
    t.equal(answer.status, 200)
    t.match(answer.body, { taskId: /^wup_[0-9a-f-]{36}$/ })
    const task = await stack.finished(answer.body.taskId)
    t.match(task, { status: 'CompletedSuccess', details: ['NumbersUploaded'], outputData: { OcUploadNumberResult: 'NumbersUploaded', SbcIdList: [8, 11], MsJobStatus: 'Success' } })
    t.same(Object.keys(task.outputData), ['CreateTime', 'CompleteTime', 'OcUploadNumberResult', 'WorkflowVersion', 'SbcIdList', 'MsJobWhenUpdated', 'MsJobId', 'MsJobStatus'])
    t.same(messagesOf(task), [
      'Input is valid.', 'All uploaded numbers are not present in Microsoft context.', 'Site GRXRATNEUZMNZ found.',
      'Number(s) accepted by Microsoft.', 'UploadToAccount job status: Success.', 'Moving on',
      'Telephone numbers programmed in SBC. 8', 'Telephone numbers programmed in SBC. 11', 'Workflow completed.'
    ])
    const { tenants: held } = await stack.microsoft.control('GET', '/_mock/state')
    t.match(held[tenants.australian].numbers, [{ telephoneNumber: '+61395556880' }])
    for (const sbc of stack.sbcs) {
      const { dialPlans, saved } = await sbc.control('GET', '/_mock/state')
      t.match(dialPlans.OCDialPlan, [{ prefix: '+61395556880', tag: `Trunk=${tenants.australian}` }])
      t.same(saved.OCDialPlan, dialPlans.OCDialPlan, 'and is saved')
    }
  })
})

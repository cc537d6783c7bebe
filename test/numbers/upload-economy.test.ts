import t from 'tap'
import { profiles, startStack, tenants } from '../support/stack.ts'

t.test("a large upload is cut into Microsoft's chunks, and each chunk is one script for each SBC", async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const { body } = await stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}`, {
    body: {
      callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment',
      phoneNumberRanges: [{ start: '+61395550000', end: '+61395551499' }]
    }
  })
  const task = await stack.finished(body.taskId)
  t.match(task, { status: 'CompletedSuccess', totalNumbersCount: 1500 })

  const state = await stack.microsoft.control('GET', '/_mock/state')
  t.equal(state.tenants[tenants.australian].numbers.length, 1500, 'Microsoft holds all numbers')
  t.same(
    state.tenants[tenants.australian].uploadJobs.map((job: { telephoneNumbers: unknown[] }) =>
      job.telephoneNumbers.length
    ).sort(),
    [1000, 500], 'the numbers went in two jobs'
  )
  for (const sbc of stack.sbcs) {
    const requests: Array<{ method: string, path: string }> = await sbc.control('GET', '/_mock/requests')
    t.equal(requests.filter(request => request.method === 'PUT').length, 2, 'two chunks, two scripts')
    const { saved, writersMaximum } = await sbc.control('GET', '/_mock/state')
    t.equal(saved.OCDialPlan.length, 1500, 'the SBC has saved all numbers')
    t.equal(writersMaximum, 1, 'only one writer worked at a time')
  }
})

import t from 'tap'
import { profiles, startStack, tenants } from '../support/stack.ts'

t.test('an emergency address may be given in words', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const { tenants: held } = await stack.microsoft.control('GET', '/_mock/state')
  const [known] = held[tenants.australian].civicAddresses
  const upload = async (
    phoneNumber: string, address: object
  ): Promise<{ status: string, executionMessages: Array<{ message: string }> }> => {
    const { body } = await stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}`, {
      body: {
        callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', phoneNumbers: [phoneNumber],
        allowTenantAddressUpdate: false, ...address
      }
    })
    return stack.finished(body.taskId)
  }

  await t.test('an address in words is found among those of the tenant', async t => {
    t.match(
      await upload('+61395556880', {
        address: `${known.streetName.toUpperCase()} ${known.houseNumber}`, location: known.cityOrTown
      }),
      { status: 'CompletedSuccess' }
    )
    t.match((await stack.call('GET', '/api/v3/oc/numbers/+61395556880')).body, { civicAddressId: known.id })
  })

  await t.test('an address in words that is not known fails the upload', async t => {
    const task = await upload('+61395556881', { address: '1 Nowhere Street' })
    t.equal(task.status, 'Failed', 'the task fails')
    t.match(task.executionMessages.at(-1)?.message, /"1 Nowhere Street" is not one of the tenant's. It has .*\(/)
  })
})

import t from 'tap'
import { armBarrier } from '../support/barriers.ts'
import { openRecords } from '../support/records.ts'
import { startStack, tenants } from '../support/stack.ts'
import { australianNumbers, messagesOf, upload, uploadBody } from '../support/uploads.ts'

const numbers = australianNumbers(56000, 2)
const removed = /tenant has removed the operator/

t.test('a release ends with the truth when the tenant removes its operator', async t => {
  const stack = await startStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  const records = await openRecords(t, stack.databaseUrl)
  const consent = (status: string, more: object = {}): Promise<unknown> =>
    stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [tenants.australian]: { consent: { status }, ...more } }
    })
  /** The tenant gives all its numbers back and removes its operator, which is what Microsoft demands of it. */
  const removeOperator = (): Promise<unknown> => consent('Removed', { numbers: [] })
  const uploaded = async (): Promise<void> => {
    await consent('Active')
    const { body } = await upload(stack, uploadBody({ phoneNumbers: numbers }))
    t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' })
  }
  const release = async (): Promise<string> => {
    const { body } = await stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, {
      body: { phoneNumbers: numbers }
    })
    return body.taskId
  }

  for (const [when, held] of [
    ['before its numbers are looked up', { path: '/TelephoneNumbers/' }],
    ['before the release is sent', { method: 'POST', path: 'ReleaseTelephoneNumbers$' }],
    ['while Microsoft releases', { path: 'ReleaseTelephoneNumbers/' }],
    ['before the end is confirmed', { path: '/TelephoneNumbers/', after: 2 }]
  ] as const) {
    await t.test(`it finishes when that happens ${when}`, async t => {
      await uploaded()
      const barrier = await armBarrier(stack.microsoft, held)
      const taskId = await release()
      await barrier.arrived()
      await removeOperator()
      await barrier.release()
      const task = await stack.finished(taskId)
      t.match(task, { status: 'CompletedSuccess', details: ['NumbersReleased'] })
      t.equal(messagesOf(task).filter(message => removed.test(message)).length, 1, 'the task says why, once')
      t.same(await records.query('select number from number'), [], 'no number is in the records')
      for (const sbc of stack.sbcs) {
        t.same((await sbc.control('GET', '/_mock/state')).saved.OCDialPlan, [], 'and none on an SBC')
      }
    })
  }

  await t.test('it goes on when the consent is suspended, and says nothing of a removal', async t => {
    await uploaded()
    await consent('Suspended')
    const task = await stack.finished(await release())
    t.match(task, { status: 'CompletedSuccess', details: ['NumbersReleased'] })
    t.notOk(messagesOf(task).some(message => removed.test(message)), 'nothing is said of a removal')
  })

  await t.test('numbers that were sent are gone also when it is canceled meanwhile', async t => {
    await uploaded()
    await stack.microsoft.control('POST', '/_mock/behaviour', { stuckJobs: true })
    const barrier = await armBarrier(stack.microsoft, { path: 'ReleaseTelephoneNumbers/', after: 1 })
    const taskId = await release()
    await barrier.arrived()
    await stack.call('POST', `/api/v3/task/${taskId}/cancel`)
    await removeOperator()
    await barrier.release()
    const task = await stack.finished(taskId)
    t.match(task, { status: /^(Canceled|CompletedSuccess)$/ })
    const { body } = await stack.call('GET', `/api/v3/task/${taskId}/items`)
    t.match(body.data, numbers.map(() => ({ outcome: 'succeeded' })), 'and counted as released')
    t.same(await records.query('select number from number'), [], 'no number is in the records')
  })
})

import t from 'tap'
import { stackOfFile } from '../support/shared-stack.ts'
import { openRecords } from '../support/records.ts'
import { demo, type Stack } from '../support/stack.ts'
import type { Anything } from '../support/anything.ts'
import { until } from '../support/until.ts'
import { australianNumbers, messagesOf, upload, uploadBody } from '../support/uploads.ts'

const freshStack = stackOfFile(t)
const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString()

async function freeze (stack: Stack, body: object): Promise<string> {
  const { body: { taskId } } = await stack.call('POST', '/api/v3/freeze', { body })
  const { outputData } = await stack.finished(taskId)
  return outputData.FreezeId
}

t.test('while a device is frozen tasks begin nothing on it, and say until when', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await Promise.all([stack.startApi(), stack.startWorker()])
  const freezeId = await freeze(stack, { sbcId: 11, endsAt: inAnHour(), reason: 'Work on the line' })
  t.match((await stack.call('GET', '/api/v3/freeze')).body, [
    { freezeId, sbcId: 11, customerId: null, reason: 'Work on the line' }
  ])
  const { body: { taskId } } = await upload(stack, uploadBody())
  const read = async (): Promise<Anything> => (await stack.call('GET', `/api/v3/task/${taskId}`)).body
  await until('it says what it waits for', async () => (await read()).executionMessages.length > 0)
  t.match(messagesOf(await read()), [/^Waiting until 20\d\d-.*Z: SBC 11 is left alone \(Work on the line\)\.$/])
  const { dialPlans } = await stack.sbcs[0].control('GET', '/_mock/state')
  t.notMatch(JSON.stringify(dialPlans), '61395556880', 'nothing is begun on the other device either')
  const { body: ended } = await stack.call('DELETE', `/api/v3/freeze/${freezeId}`)
  t.match(await stack.finished(ended.taskId), { status: 'CompletedSuccess' })
  await records.query('update task set run_at = now() where id = $1', [taskId])
  t.match(await stack.finished(taskId), { status: 'CompletedSuccess' })
})

t.test('a freeze of one customer lets the others go on, and one that is over nobody', async t => {
  const stack = await freshStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  await freeze(stack, { customerId: demo.israeliCustomer, endsAt: inAnHour(), reason: 'Moving house' })
  t.match(await stack.finished((await upload(stack, uploadBody())).body.taskId), { status: 'CompletedSuccess' })
  t.match((await stack.call('POST', '/api/v3/freeze', {
    body: { endsAt: '2020-01-01T00:00:00Z', reason: 'x', sbcId: 4 }
  })).body.errors, { EndsAt: [/is over/], SbcId: [/SBC 4 is not registered/] })
})

t.test('a change of more rules than a device takes at a time is refused before anything is changed', async t => {
  const stack = await freshStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  await stack.call('PATCH', '/api/v3/sbc/8', { body: { limits: { rowsPerChange: 2 } } })
  const task = await stack.finished(
    (await upload(stack, uploadBody({ phoneNumbers: australianNumbers(57000, 3) }))).body.taskId
  )
  t.match(task, { status: 'Failed' })
  t.match(messagesOf(task).join('\n'), /SBC 8 takes changes of 2 rules at most .* and this one has 3/)
  t.match(
    await stack.finished((await upload(stack, uploadBody({ phoneNumbers: australianNumbers(57000, 2) }))).body.taskId),
    { status: 'CompletedSuccess' }
  )
})

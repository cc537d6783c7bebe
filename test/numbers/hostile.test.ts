import t, { type Test } from 'tap'
import { request } from 'undici'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { startStack, tenants, type Stack } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { australianNumbers, messagesOf, upload, uploadBody } from '../support/uploads.ts'
import type { Anything } from '../support/anything.ts'

const freshStack = stackOfFile(t)
const numbers = australianNumbers(56000, 25)
const behave = (stack: Stack, behaviour: object): Promise<unknown> =>
  stack.microsoft.control('POST', '/_mock/behaviour', behaviour)

const uploaded = async (stack: Stack, phoneNumbers: string[]): Promise<Anything> =>
  stack.finished((await upload(stack, uploadBody({ phoneNumbers }))).body.taskId)

const released = async (stack: Stack, phoneNumbers: string[]): Promise<Anything> => {
  const { body } = await stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, {
    body: { phoneNumbers }
  })
  return stack.finished(body.taskId)
}

const heldAt = async (stack: Stack): Promise<string[]> => {
  const { tenants: held } = await stack.microsoft.control('GET', '/_mock/state')
  return held[tenants.australian].numbers.map(({ telephoneNumber }: { telephoneNumber: string }) => telephoneNumber)
}

async function ready (t: Test): Promise<Stack> {
  const stack = await freshStack(t, 'running')
  return stack
}

t.test('an upload and a release succeed though Microsoft is as unkind as it may be', async t => {
  const stack = await ready(t)
  const records = await openRecords(t, stack.databaseUrl)
  await behave(stack, { hostile: true })
  const up = await uploaded(stack, numbers)
  t.match(up, { status: 'CompletedSuccess', details: ['NumbersUploaded'], outputData: { MsJobStatus: 'Success' } })
  t.same((await heldAt(stack)).sort(), numbers, 'Microsoft holds all of them')
  const down = await released(stack, numbers)
  t.match(down, {
    status: 'CompletedSuccess', details: ['NumbersReleased'], outputData: { MsReleaseJobStatus: 'Complete' }
  })
  t.same(await heldAt(stack), [], 'Microsoft holds none of them')
  t.same(await records.query('select number from number'), [], 'and neither do our records')
})

t.test('a number that stays at Microsoft is not reported as released, however short its pages are', async t => {
  const stack = await ready(t)
  await behave(stack, { pageSize: 7 })
  await uploaded(stack, numbers)
  await behave(stack, { numberErrors: { [numbers[24] ?? '']: 'TelephoneNumberAssigned' } })
  t.match(await released(stack, numbers), { status: 'CompletedWithErrors', details: ['NumbersPartiallyReleased'] })
  t.same(await heldAt(stack), numbers.slice(24), 'the one that Microsoft refused is still there')
})

t.test('an unknown word undoes nothing: the task names it, and the numbers decide', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const worker = await stack.startWorker({ PORT: '0' })
  const port = await worker.waitFor(line => /"port":(\d+),"msg":"Probes/.exec(line)?.[1])
  const [one = '', two = ''] = numbers
  await behave(stack, { words: { Success: 'Bananas', Complete: 'Coconuts' } })
  const up = await uploaded(stack, [one, two])
  t.match(up, { status: 'CompletedSuccess', details: ['NumbersUploaded'] })
  t.match(up.executionMessages.find(({ message }: { message: string }) => message.includes('"Bananas"')), {
    level: 'Warning', message: /which we do not know; its numbers are looked up instead/
  })
  const down = await released(stack, [one, two])
  t.match(down, { status: 'CompletedSuccess', details: ['NumbersReleased'] })
  t.ok(messagesOf(down).some(message => message.includes('"Coconuts"')), 'the word of the release is named')
  // The log shows an event when everything before it is there, which may be a moment after its task is over.
  const told = await until('both words are told', async () => {
    const { body: { data } } = await stack.call('GET', '/api/v3/events?types=microsoft.unknown_word')
    return data.length > 1 && data
  })
  t.match(told, [
    { data: { word: 'Bananas', of: 'upload', taskId: /^wup_/ } },
    { data: { word: 'Coconuts', of: 'release' } }
  ], 'both words are events')
  t.match(
    await (await request(`http://127.0.0.1:${port}/metrics`)).body.text(),
    /dialplane_microsoft_unknown_words_total\{of="upload"\} [1-9]/, 'and they are counted'
  )
  t.same(await heldAt(stack), [], 'Microsoft holds none of them')
})

t.test('of an upload with an unknown end, what Microsoft shows is uploaded, and only the rest fails', async t => {
  const stack = await ready(t)
  const records = await openRecords(t, stack.databaseUrl)
  const [one = '', two = ''] = numbers
  await behave(stack, { words: { PartialSuccess: 'Bananas' }, numberErrors: { [two]: 'InternalError' } })
  const { body } = await upload(stack, uploadBody({ phoneNumbers: [one, two] }))
  const task = await until('the upload is over', async () => {
    // As if Microsoft had been asked for minutes.
    await records.query(
      `update task set progress = progress || '{"polls": 24, "confirmPolls": 12}' where state = 'waiting'`
    )
    const answer = await stack.call('GET', `/api/v3/task/${body.taskId}`)
    return answer.body.status !== 'InProgress' && answer.body
  })
  t.match(task, { status: 'CompletedWithErrors', details: ['NumbersPartiallyUploaded'] })
  t.same(await heldAt(stack), [one], 'nothing was taken back')
  t.match(await records.query('select key, outcome, error_code from task_item order by key'), [
    { key: one, outcome: 'succeeded' }, { key: two, outcome: 'failed', error_code: 'unknown_outcome' }
  ])
})

t.test('a number that is gone is released, whatever code Microsoft has for that', async t => {
  const stack = await ready(t)
  const records = await openRecords(t, stack.databaseUrl)
  await uploaded(stack, numbers.slice(0, 2))
  // It shows the number when the release looks, and has lost it when the release comes.
  const barrier = await stack.microsoft.control('POST', '/_mock/barriers', {
    method: 'POST', path: 'ReleaseTelephoneNumbers$'
  })
  await behave(stack, { integerCodes: true })
  const task = released(stack, numbers.slice(0, 2))
  await stack.microsoft.control('GET', `/_mock/barriers/${barrier.id}?seconds=20`)
  await stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenants.australian]: { numbers: [] } } })
  await stack.microsoft.control('POST', `/_mock/barriers/${barrier.id}/release`)
  const { status, details, executionMessages } = await task
  t.match({ status, details }, { status: 'CompletedSuccess', details: ['NumbersReleased'] })
  t.ok(
    executionMessages.some(({ message }: { message: string }) => /did not release them \(3042\)/.test(message)),
    'the code is named'
  )
  t.same(await records.query('select number from number'), [], 'our records have none of them')
})

t.test('a date in Retry-After is waited for, spends no attempt and undoes nothing', async t => {
  const stack = await ready(t)
  const records = await openRecords(t, stack.databaseUrl)
  const at = new Date(Date.now() + 8000).toUTCString() // what is nearer than two seconds is waited for in place
  await stack.microsoft.control('POST', '/_mock/faults', [
    { path: 'UploadTelephoneNumbers/', status: 429, headers: { 'retry-after': at } },
    { path: 'UploadTelephoneNumbers/', after: 1, status: 429, headers: { 'retry-after': '0.362' } }
  ])
  const task = await uploaded(stack, numbers.slice(0, 1))
  t.match(task, { status: 'CompletedSuccess', details: ['NumbersUploaded'] })
  t.ok(messagesOf(task).some(message => /slow down, until \d{4}-/.test(message)), 'the message says until when')
  t.match(await records.query('select attempt from task'), [{ attempt: 0 }])
})

t.test('a consent that is removed in the middle of an upload ends it with the truth', async t => {
  const stack = await ready(t)
  await behave(stack, { jobMilliseconds: 3000 })
  const { body } = await upload(stack, uploadBody({ phoneNumbers: numbers.slice(0, 2) }))
  const barrier = await stack.microsoft.control('POST', '/_mock/barriers', { path: 'UploadTelephoneNumbers/' })
  await stack.microsoft.control('GET', `/_mock/barriers/${barrier.id}?seconds=20`)
  await stack.microsoft.control('PATCH', '/_mock/state', {
    tenants: { [tenants.australian]: { consent: { status: 'Removed' } } }
  })
  await stack.microsoft.control('POST', `/_mock/barriers/${barrier.id}/release`)
  const task = await stack.finished(body.taskId)
  t.match(task, { status: 'Failed', details: ['NumbersNotUploaded'] })
  t.ok(messagesOf(task).some(message => /has removed the operator/.test(message)), 'the reason is said')
  t.same(await heldAt(stack), [], 'nothing is left at Microsoft')
})

t.test('what Microsoft refuses is explained, with what to do and what Microsoft calls the request', async t => {
  const stack = await ready(t)
  const records = await openRecords(t, stack.databaseUrl)
  await behave(stack, { numberErrors: { [numbers[0] ?? '']: 'UnableToMatchGeographyEntry' } })
  t.match(await uploaded(stack, numbers.slice(0, 2)), { status: 'CompletedWithErrors' })
  t.match(await records.query("select error_code, error from task_item where outcome = 'failed'"), [{
    error_code: 'UnableToMatchGeographyEntry', error: /Name an address in the region.*\(request-id [0-9a-f-]{36}\)/
  }])
})

t.test('what Microsoft calls a request that it had no time for is in the message and in the log', async t => {
  const stack = await startStack(t)
  const [, worker] = await Promise.all([stack.startApi(), stack.startWorker()])
  const id = '6f1c2a90-77aa-4c1b-9d0e-0a4f3f1b2c3d'
  await stack.microsoft.control('POST', '/_mock/faults', [
    { path: 'UploadTelephoneNumbers/', status: 429, headers: { 'retry-after': '3', 'request-id': id } }
  ])
  const task = await uploaded(stack, numbers.slice(0, 1))
  t.ok(messagesOf(task).some(message => message.includes(`(request-id ${id})`)), 'the message names it')
  const line = worker.output().split('\n').find(text => text.includes('An upstream failed a step'))
  t.match(JSON.parse(line ?? '{}'), { taskId: task.id, err: { requestId: id, kind: 'throttled' } }, 'so does the log')
})

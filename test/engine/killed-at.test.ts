import t from 'tap'
import { until } from '../support/until.ts'
import { heldOnce, scene, script, upload } from '../support/scene.ts'
import { stackOfFile } from '../support/shared-stack.ts'

const freshStack = stackOfFile(t)

// Workers are killed at the instants where a careless engine loses or doubles something.

t.test('an upload that reached Microsoft before its worker was killed is not sent again', async t => {
  const all = await scene(t, freshStack)
  const { stack, effects } = all
  await stack.microsoft.control('POST', '/_mock/faults', { ...upload, delayMilliseconds: 30_000, afterEffect: true })
  const victim = await stack.startWorker()
  const taskId = await all.post()
  await until('Microsoft has accepted the upload', async () =>
    (await effects(stack.microsoft, 'uploadAccepted')).length > 0
  )
  victim.signal('SIGKILL')
  await stack.startWorker()
  t.match(await stack.finished(taskId), { status: 'CompletedSuccess' })
  t.equal((await effects(stack.microsoft, 'uploadAccepted')).length, 1, 'one request, not two')
  await heldOnce(t, all)
})

t.test('an upload whose worker was killed before the request is sent by the next worker', async t => {
  const all = await scene(t, freshStack)
  const { stack, records, effects } = all
  await stack.microsoft.control('POST', '/_mock/faults', { ...upload, delayMilliseconds: 30_000, cut: 'before' })
  const victim = await stack.startWorker()
  const taskId = await all.post()
  await until('the worker has recorded its intention to send', async () =>
    (await records.query(`select from task where progress -> 'chunks' -> 0 -> 'sent' = 'true'`)).length > 0
  )
  victim.signal('SIGKILL')
  await stack.startWorker()
  t.match(await stack.finished(taskId), { status: 'CompletedSuccess' })
  t.equal((await effects(stack.microsoft, 'uploadAccepted')).length, 1, 'Microsoft got one request')
  await heldOnce(t, all)
})

t.test('a worker killed right after a device applied its script leaves the device free and the rule ' +
  'single', async t => {
  const all = await scene(t, freshStack)
  const { stack, effects } = all
  const [sbc] = stack.sbcs
  await sbc.control('POST', '/_mock/faults', { ...script, delayMilliseconds: 30_000, delayAfter: true })
  const victim = await stack.startWorker()
  const taskId = await all.post()
  await until('the device has applied the script', async () => (await effects(sbc, 'add')).length > 0)
  victim.signal('SIGKILL')
  await stack.startWorker()
  t.match(await stack.finished(taskId), { status: 'CompletedSuccess' })
  await heldOnce(t, all)
})

t.test('a worker killed between two steps loses nothing, and each step is reported once and in order', async t => {
  const all = await scene(t, freshStack)
  const { stack, records } = all
  let victim = await stack.startWorker()
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 1500 })
  const taskId = await all.post()
  for (const step of ['await-microsoft', 'program-sbcs']) {
    await until(`the task stands at ${step}`, async () => {
      const [task] = await records.query('select step, state from task where id = $1', [taskId])
      return task.step === step || task.state === 'finished'
    })
    victim.signal('SIGKILL')
    victim = await stack.startWorker()
  }
  const task = await stack.finished(taskId)
  t.equal(task.status, 'CompletedSuccess', 'the task succeeds')
  const steps = (await records.query('select messages from task'))[0].messages.map((message: { step: string }) =>
    message.step
  )
  t.same(steps, [
    'validate', 'look-at-microsoft', 'find-site', 'send-to-microsoft', 'await-microsoft', 'confirm', 'program-sbcs',
    'program-sbcs', 'complete'
  ], 'the steps have their messages in order')
  await heldOnce(t, all)
})

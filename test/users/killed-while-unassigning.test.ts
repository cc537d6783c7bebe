import t from 'tap'
import { assignBehindOurBack, assignmentsAt, connectAustralian, users } from '../support/connections.ts'
import { tenants } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { number, scene, type Scene } from '../support/scene.ts'
import { stackOfFile } from '../support/shared-stack.ts'

const freshStack = stackOfFile(t)
const { jack, ruby } = users[tenants.australian]

/** A worker dies after Microsoft has received the request and before it heard so; answers the task. */
async function killed (all: Scene): Promise<string> {
  const { stack, records, effects } = all
  await connectAustralian(stack, records.query)
  const victim = await stack.startWorker()
  await stack.finished(await all.post())
  await assignBehindOurBack(stack, tenants.australian, { [number]: jack })
  await stack.microsoft.control('POST', '/_mock/faults', {
    method: 'POST', path: 'unassignNumber', delayMilliseconds: 30_000, afterEffect: true
  })
  const { body } = await stack.call('POST', `/api/v3/oc/numbers/action/unassign?msTenantId=${tenants.australian}`, {
    body: [number]
  })
  await until('Microsoft has unassigned the number', async () =>
    (await effects(stack.microsoft, 'unassign')).length > 0
  )
  victim.signal('SIGKILL')
  return body.taskId
}

t.test('an unassignment that reached Microsoft before its worker was killed is not asked for again', async t => {
  const all = await scene(t, freshStack)
  const taskId = await killed(all)
  await all.stack.startWorker()
  t.match(await all.stack.finished(taskId), { status: 'CompletedSuccess', outputData: { NumbersUnassigned: 1 } })
  t.equal((await all.effects(all.stack.microsoft, 'unassignAccepted')).length, 1, 'Microsoft was asked once')
  t.same(await all.records.query('select * from task_item where active'), [], 'no number is held')
})

t.test('a user who was given the number while no worker ran keeps it', async t => {
  const all = await scene(t, freshStack)
  const taskId = await killed(all)
  await assignBehindOurBack(all.stack, tenants.australian, { [number]: ruby })
  await all.stack.startWorker()
  t.match(await all.stack.finished(taskId), {
    status: 'Failed', executionMessages: [{}, { message: /Somebody else was given the number/ }]
  })
  t.same(await assignmentsAt(all.stack, tenants.australian), { [number]: ruby }, 'the number belongs to the other user')
})

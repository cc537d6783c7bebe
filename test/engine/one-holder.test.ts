import t from 'tap'
import { profiles, tenants } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { heldOnce, number, scene, upload } from '../support/scene.ts'
import { stackOfFile } from '../support/shared-stack.ts'

const freshStack = stackOfFile(t)

// A task has one holder, and a number one task.

t.test('a worker that was paused beyond its lease writes nothing over the work of the next one', async t => {
  const all = await scene(t, freshStack)
  const { stack, records, effects } = all
  await stack.microsoft.control('POST', '/_mock/faults', { ...upload, delayMilliseconds: 2_000, afterEffect: true })
  const zombie = await stack.startWorker()
  const taskId = await all.post()
  await until('Microsoft has accepted the upload', async () =>
    (await effects(stack.microsoft, 'uploadAccepted')).length > 0
  )
  zombie.signal('SIGSTOP')
  await stack.startWorker()
  const task = await stack.finished(taskId)
  t.equal(task.status, 'CompletedSuccess', 'the task succeeds')
  const [before] = await records.query('select * from task where id = $1', [taskId])
  zombie.signal('SIGCONT')
  await zombie.waitFor(line => /taken over by another worker|lost its hold/.test(line) ? true : undefined)
  const [after] = await records.query('select * from task where id = $1', [taskId])
  t.same(after, before, 'the task is as the other worker left it')
  await heldOnce(t, all)
})

t.test('of many requests at the same time for one number only one gets it', async t => {
  const { stack } = await scene(t, freshStack)
  const answers = await Promise.all(
    Array.from({ length: 12 }, () =>
      stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}`, {
        body: {
          callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment',
          capabilities: ['InboundCalling', 'OutboundCalling'], phoneNumbers: [number]
        }
      }))
  )
  t.same(
    answers.map(answer => answer.status).sort(), [200, ...Array.from({ length: 11 }, () => 409)],
    'one request is accepted'
  )
  t.match(answers.find(answer => answer.status === 409)?.body, { errorCode: 'number_busy' })
})

t.test('a task that kills its workers is parked alone, and goes on when it is released', async t => {
  const all = await scene(t, freshStack)
  const { stack, records } = all
  const innocent = await all.post(['+61395556881'])
  const poison = await all.post()
  // As if so many workers in a row had died with it, each of them while it ran alone.
  await records.query(`update task set claimed_by = -1, crashes = 4, poison_suspect = true where id = $1`, [poison])
  await records.query(`update task set claimed_by = -1, crashes = 4 where id = $1`, [innocent])
  await stack.startWorker()
  t.match(await stack.finished(innocent), { status: 'CompletedSuccess' }, 'its neighbour is not blamed')
  const [task] = await records.query('select state, status from task where id = $1', [poison])
  t.same(task, { state: 'parked', status: 'InProgress' }, 'the task is parked and not over')
  t.match((await stack.call('GET', `/api/v3/task/${poison}`)).body, { status: 'InProgress' })
  await records.query(`update task set state = 'ready', crashes = 0 where id = $1`, [poison])
  t.match(await stack.finished(poison), { status: 'CompletedSuccess' })
})

t.test('tasks of a dead worker do not wait for one among them whose upstream is slow', async t => {
  const all = await scene(t, freshStack)
  const { stack, records } = all
  await stack.microsoft.control('POST', '/_mock/faults', {
    path: `TelephoneNumbers.*${number.slice(1)}`, delayMilliseconds: 25_000, times: 1000
  })
  const [slow, quick] = [await all.post(), await all.post(['+61395556881'])]
  await records.query(`update task set claimed_by = -1`)
  await stack.startWorker()
  t.match(await stack.finished(quick), { status: 'CompletedSuccess' })
  t.match((await stack.call('GET', `/api/v3/task/${slow}`)).body, { status: 'InProgress' })
})

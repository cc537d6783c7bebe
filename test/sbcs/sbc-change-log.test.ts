import t from 'tap'
import { stackOfFile } from '../support/shared-stack.ts'
import type { Anything } from '../support/anything.ts'
import { tenants } from '../support/stack.ts'
import { australianNumbers, upload, uploadBody } from '../support/uploads.ts'

const freshStack = stackOfFile(t)

t.test('what tasks change on a device is kept before it is made, can be planned, and taken back', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  await stack.startWorker()
  const there = async (): Promise<string[]> => {
    const { dialPlans } = await stack.sbcs[0].control('GET', '/_mock/state')
    return dialPlans.OCDialPlan.map(({ prefix }: Anything) => prefix).sort()
  }
  const [first = '', second = ''] = australianNumbers(57100, 2)
  await stack.finished((await upload(stack, uploadBody({ phoneNumbers: [first] }))).body.taskId)
  const { taskId } = (await upload(stack, uploadBody({ phoneNumbers: [second] }))).body
  await stack.finished(taskId)
  const before = await there()
  t.ok(before.includes(first) && before.includes(second))

  const { body: changes } = await stack.call('GET', '/api/v3/sbc/8/changes')
  t.match(changes[0], { sbcId: 8, plan: 'OCDialPlan', taskIds: [taskId], addedCount: 1, removedCount: 0 })
  const { changeId } = changes[0]
  t.match((await stack.call('GET', `/api/v3/sbc/8/changes/${changeId}`)).body, {
    added: [{ prefix: second, tag: `Trunk=${tenants.australian}` }], removed: []
  })

  const plan = await stack.call('POST', '/api/v3/sbc/8/action/plan', { body: { changeId } })
  t.match(plan.body, {
    status: 'CompletedSuccess',
    plans: [{ plan: 'OCDialPlan', added: [], removed: [{ prefix: second }], foreign: [], rules: before.length }]
  })
  t.match(plan.body.plans[0].text.join('\n'), /no dial-plan-rule/, 'in the language of the device')
  const foreign = await stack.call('POST', '/api/v3/sbc/8/action/plan', {
    body: { add: [{ name: 'x', prefix: first, tag: 'Trunk=other' }, { name: 'x', prefix: '+61', tag: 'Trunk=x' }] }
  })
  t.match(foreign.body.plans, [{
    added: [{ prefix: '+61' }], foreign: [{ prefix: first, reason: /is there with tag/ }],
    rulesAfter: before.length + 1
  }])
  t.same(await there(), before, 'nothing was changed by planning')

  const undone = await stack.call('POST', `/api/v3/sbc/8/changes/${changeId}/action/undo`)
  t.match(await stack.finished(undone.body.taskId), {
    status: 'CompletedSuccess', outputData: { Plans: [{ plan: 'OCDialPlan', added: 0, removed: 1, left: [] }] }
  })
  t.same(await there(), before.filter(prefix => prefix !== second))
  const [newest] = (await stack.call('GET', '/api/v3/sbc/8/changes?limit=1')).body
  t.match(newest, { taskIds: [undone.body.taskId], removedCount: 1 }, 'going back is a change as well')
  const again = await stack.call('POST', `/api/v3/sbc/8/changes/${newest.changeId}/action/undo`)
  await stack.finished(again.body.taskId)
  t.same(await there(), before, 'and can be taken back')
})

t.test('numbers in a row stand as one rule on a device that is told so, and are split when one goes', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  await stack.startWorker()
  await stack.call('PATCH', '/api/v3/sbc/8', { body: { limits: { groupNumbers: true } } })
  const rows = async (): Promise<string[]> => {
    const { saved } = await stack.sbcs[0].control('GET', '/_mock/state')
    return saved.OCDialPlan.map(({ prefix }: Anything) => prefix)
      .filter((prefix: string) => prefix.startsWith('+61395557')).sort()
  }
  const release = (number: string): Promise<Anything> => stack.call(
    'POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, { body: { phoneNumbers: [number] } }
  )
  const numbers = australianNumbers(57200, 40)
  t.match(await stack.finished((await upload(stack, uploadBody({ phoneNumbers: numbers }))).body.taskId), {
    status: 'CompletedSuccess'
  })
  t.same(await rows(), ['+613955572[00-39]'])
  t.match(await stack.finished((await upload(stack, uploadBody({ phoneNumbers: numbers }))).body.taskId), {
    status: 'CompletedSuccess'
  }, 'they are all there')
  await stack.finished((await stack.call('POST', '/api/v3/drift/readings')).body.taskId)
  const { body: { data: known } } = await stack.call('GET', '/api/v3/drift?sbcId=8&numberPrefix=61395557')
  t.same(known, [], 'a reading sees each of the numbers in a group')
  const { body: { seen } } = await stack.call('GET', '/api/v3/drift/numbers/+61395557220')
  t.match(seen.find(({ sbcId }: Anything) => sbcId === 8), { facts: { tag: `Trunk=${tenants.australian}` } })
  const released = await release('+61395557215')
  t.match(await stack.finished(released.body.taskId), { status: 'CompletedSuccess' })
  t.same(await rows(), ['+613955572[00-14]', '+613955572[16-39]'])
  await stack.call('PATCH', '/api/v3/sbc/8', { body: { limits: { groupNumbers: false } } })
  const last = await release('+61395557201')
  t.match(await stack.finished(last.body.taskId), { status: 'CompletedSuccess' })
  t.equal((await rows()).length, 15, 'switched off, a group that is touched becomes single rules')
})

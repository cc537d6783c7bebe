import t from 'tap'
import { openRecords } from '../support/records.ts'
import { secondAdmin } from '../support/second-admin.ts'
import { startStack, tenants, type Answer, type Stack } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { upload, uploadBody } from '../support/uploads.ts'

const numbers = ['+61395556880', '+61395556881', '+61395556882']

const release = async (stack: Stack): Promise<string> =>
  (await stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, { body: numbers }))
    .body.taskId
const post = (stack: Stack, id: string, verb: string, role: 'admin' | 'operator', body: object = {}): Promise<Answer> =>
  stack.call('POST', `/api/v3/task/${id}/${verb}`, { role, body })
const asking = (stack: Stack, id: string): Promise<unknown> =>
  until('the task waits for an approval', async () =>
    (await stack.call('GET', `/api/v3/task/${id}`)).body.awaitsApproval !== null)
const setBrakes = (stack: Stack, brakes: object[]): Promise<Answer> =>
  stack.call('PUT', '/api/v3/brakes', { body: { brakes } })

t.test('what is more than the brake allows waits for a second person', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await secondAdmin(stack)
  await stack.startApi()
  await stack.startWorker()
  await records.query(
    `insert into number (provider_id, number, source, ms_tenant_id) select 1, unnest($1::text[]), 'webapi', $2`,
    [numbers, tenants.australian]
  )

  await t.test('brakes are data: the defaults, and what was set for all or for a tenant', async t => {
    const { body: usual } = await stack.call('GET', '/api/v3/brakes')
    t.match(usual.find(({ action }: { action: string }) => action === 'release-numbers'), {
      msTenantId: null, countMax: 1000, percentMax: null, isDefault: true
    })
    const set = await setBrakes(stack, [
      { action: 'release-numbers', countMax: 500 },
      { action: 'release-numbers', msTenantId: tenants.australian, countMax: 2 }
    ])
    await stack.finished(set.body.taskId)
    const { body: now } = await stack.call('GET', '/api/v3/brakes')
    t.match(now.filter(({ action }: { action: string }) => action === 'release-numbers'), [
      { msTenantId: null, countMax: 500, isDefault: false },
      { msTenantId: tenants.australian, countMax: 2, isDefault: false }
    ])
  })

  await t.test('nobody loosens a brake alone', async t => {
    const { body: { taskId } } = await setBrakes(stack, [])
    await asking(stack, taskId)
    t.match((await stack.call('GET', `/api/v3/task/${taskId}`)).body.awaitsApproval, {
      what: /release-numbers.* to 1000/, count: 2
    })
    t.match(await post(stack, taskId, 'refuse', 'operator', { reason: 'They stay.' }), { status: 200 })
    t.match(await stack.finished(taskId), { status: 'Failed' })
    t.equal((await records.query('select count(*)::int as count from brake'))[0].count, 2)
  })

  await t.test('a plan says what would have to be approved', async t => {
    const planned = async (phoneNumbers: readonly string[]): Promise<unknown> => (await stack.call(
      'POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}&validateOnly=true`,
      { body: { phoneNumbers } }
    )).body.approval
    const held: string[] = (await records.query('select number from number order by number'))
      .map(({ number }: { number: string }) => number)
    t.same(await planned(held), { what: '3 of 3 numbers would be removed, which is more than 2.', count: 3 })
    t.equal(await planned(held.slice(1)), null, 'two may go')
  })

  await t.test('a release of more numbers does nothing before it is approved, and only by another', async t => {
    const taskId = await release(stack)
    await asking(stack, taskId)
    t.match((await stack.call('GET', `/api/v3/task/${taskId}`)).body, {
      status: 'InProgress', parked: true,
      awaitsApproval: { what: '3 of 3 numbers would be removed, which is more than 2.', count: 3, since: String }
    })
    t.match((await stack.call('GET', '/api/v3/task?parked=true')).body, { totalRecords: 1 }, 'it is in the list')
    t.equal((await records.query('select count(*)::int as count from number'))[0].count, 3, 'nothing was done')
    t.match(await post(stack, taskId, 'approve', 'admin'), { status: 409, body: { errorCode: 'approval_needed' } })
    t.match(await post(stack, taskId, 'release', 'operator'), { status: 409, body: { errorCode: 'approval_needed' } })
    t.match(await stack.call('POST', `/api/v3/task/${taskId}/approve`, { role: 'channel', body: {} }), { status: 403 })
    t.match(await post(stack, taskId, 'approve', 'operator', { reason: 'They leave.', ticketId: 'CHG-7' }), {
      status: 200, body: { awaitsApproval: null }
    })
    t.match(await stack.finished(taskId), { status: 'CompletedSuccess', details: ['NumbersReleased'] })
    t.equal((await records.query('select count(*)::int as count from number'))[0].count, 0)
    t.match(
      await records.query(
        "select request from audit_entry where operation = 'approveTask' and verdict = 'accepted'"
      ),
      [{ request: { reason: 'They leave.' } }], 'the audit log keeps who approved'
    )
    t.match((await stack.call('GET', '/api/v3/task?ticketId=CHG-7')).body.data, [{ id: taskId }])
    const { body: { data } } = await stack.call('GET', '/api/v3/events?limit=200')
    t.same(
      data.filter((event: { subject: string }) => event.subject === taskId)
        .map(({ type }: { type: string }) => type).filter((type: string) => /approv/.test(type)),
      ['task.awaiting_approval', 'task.approved']
    )
  })

  await t.test('leads are not marked as removed in number, nor rules taken off an SBC, before that', async t => {
    const set = await setBrakes(stack, [
      { action: 'release-numbers', countMax: 500 },
      { action: 'release-numbers', msTenantId: tenants.australian, countMax: 2 },
      { action: 'mark-leads', countMax: 1 }, { action: 'undo-sbc-changes', countMax: 0 }
    ])
    t.match(await stack.finished(set.body.taskId), { status: 'CompletedSuccess' })
    await records.query(`insert into lead (provider_id, id, ms_tenant_id, is_direct, status)
      select 1, gen_random_uuid(), ('00000000-0000-4000-8000-00000000dea' || n)::uuid, false, 'Active'
      from generate_series(1, 3) n`)
    const statuses = async (): Promise<unknown[]> => (await records.query(
      "select status from lead where ms_tenant_id::text like '00000000-0000-4000-8000-00000000dea%'"
    )).map(({ status }) => status)
    const leads = (await stack.call('POST', '/api/v3/oc/lead/action/synchronize')).body.taskId
    await asking(stack, leads)
    t.match((await stack.call('GET', `/api/v3/task/${leads}`)).body.awaitsApproval, {
      what: /^3 of \d+ leads would be removed, which is more than 1\.$/, count: 3
    })
    t.same(await statuses(), ['Active', 'Active', 'Active'], 'nothing was marked')
    t.match(await post(stack, leads, 'approve', 'operator'), { status: 200 })
    t.match(await stack.finished(leads), { status: 'CompletedSuccess', outputData: { LeadsRemoved: 3 } })
    t.same(await statuses(), ['Removed', 'Removed', 'Removed'])

    const uploaded = await upload(stack, uploadBody({ phoneNumbers: numbers.slice(0, 1) }))
    t.match(await stack.finished(uploaded.body.taskId), { status: 'CompletedSuccess' })
    const rules = async (): Promise<number> =>
      (await stack.sbcs[0].control('GET', '/_mock/state')).dialPlans.OCDialPlan.length
    const before = await rules()
    const { body: [{ changeId }] } = await stack.call('GET', '/api/v3/sbc/8/changes?limit=1')
    const undo = (await stack.call('POST', `/api/v3/sbc/8/changes/${changeId}/action/undo`)).body.taskId
    await asking(stack, undo)
    t.match((await stack.call('GET', `/api/v3/task/${undo}`)).body.awaitsApproval, {
      what: '1 of 1 rules would be removed, which is more than 0.', count: 1
    })
    t.match(await post(stack, undo, 'refuse', 'operator', { reason: 'They stay.' }), { status: 200 })
    t.match(await stack.finished(undo), { status: 'Failed' })
    t.equal(await rules(), before, 'what is refused is not done')
  })
})

import t from 'tap'
import { openRecords } from '../support/records.ts'
import { secondAdmin } from '../support/second-admin.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { tenants, type Answer, type Stack } from '../support/stack.ts'
import type { Anything } from '../support/anything.ts'
import { until } from '../support/until.ts'

const freshStack = stackOfFile(t)
const operator = '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'
const path = '/api/v3/operator-connect/syncs'

const listed = async (stack: Stack, query = ''): Promise<Anything[]> =>
  (await stack.call('GET', `${path}?${query}`)).body.data

const idOf = async (stack: Stack, name: string): Promise<string> => {
  const [sync] = (await listed(stack)).filter(({ name: known }) => known === name)
  return sync.syncId
}

/** Begins with a data sync by name. */
const began = async (stack: Stack, name: string, options: object = {}): Promise<string> =>
  (await stack.call('POST', `${path}/${await idOf(stack, name)}/action/run`, { body: options })).body.taskId

/** Runs a data sync by name and answers its task. */
const run = async (stack: Stack, name: string, options: object = {}): Promise<Anything> =>
  stack.finished(await began(stack, name, options))

const asking = (stack: Stack, taskId: string, what: RegExp): Promise<unknown> =>
  until('it asks for an approval', async () =>
    what.test((await stack.call('GET', `/api/v3/task/${taskId}`)).body.awaitsApproval?.what ?? ''))
const decide = (stack: Stack, taskId: string, verb: 'approve' | 'refuse'): Promise<Answer> =>
  stack.call('POST', `/api/v3/task/${taskId}/${verb}`, {
    role: 'operator', body: verb === 'approve' ? {} : { reason: 'Not now.' }
  })

const itemsOf = async (stack: Stack, { id }: { id: string }): Promise<Anything[]> =>
  (await stack.call('GET', `/api/v3/task/${id}/items?PageSize=1000`)).body.data

const numbersFrom = (first: number, count: number): object[] => Array.from({ length: count }, (_, index) => ({
  telephoneNumber: `+${first + index}`, acquiredOn: '2026-02-16T16:15:02.4471180Z'
}))

const giveNumbers = (stack: Stack, tenant: string, numbers: object[]): Promise<unknown> =>
  stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenant]: { numbers } } })

t.test('four data syncs come with a tenant, are found as in VOSS, and can be given a schedule', async t => {
  const stack = await freshStack(t, 'running')
  const names = [
    'SyncMSOperatorConnect', 'SyncMSOperatorConnectNumber', 'SyncPartnerOperatorConsents', 'PurgeMSOperatorConnect'
  ]
  t.same(new Set((await listed(stack)).map(({ name }) => name)), new Set(names))
  for (const query of ['name=operator connect', 'deviceType=Operator%20Connect']) {
    const found = await listed(stack, query)
    t.ok(found.length >= 3, `${query} finds those of Operator Connect`)
  }
  t.same((await listed(stack, 'name=purge')).map(({ name }) => name), ['PurgeMSOperatorConnect'])

  const one = `${path}/${await idOf(stack, 'SyncMSOperatorConnectNumber')}`
  const change = (body: object): Promise<Answer> => stack.call('PATCH', one, { body })
  const answer = await change({ schedule: '30 2 * * *', timeZone: 'Europe/Berlin' })
  t.equal(answer.body.sync.nextRuns.length, 5, 'the next five runs are shown')
  const winter = answer.body.sync.nextRuns.map((time: string) => new Date(time).toLocaleTimeString('de-DE', {
    timeZone: 'Europe/Berlin', timeStyle: 'short'
  }))
  t.same(new Set(winter), new Set(['02:30']), 'at the time of the place, whatever the season')
  t.match(await change({ schedule: 'every night' }), { status: 400, body: { errors: { Schedule: [/five fields/] } } })
  t.match(await change({ schedule: '0 0 31 2 *' }), { status: 400, body: { errors: { Schedule: [/never/] } } })
  t.match(await change({ timeZone: 'Mars/Olympus' }), { status: 400, body: { errors: { TimeZone: [/time zone/] } } })
  t.match(await change({ modelTypes: ['Numbers'] }), { status: 409, body: { errorCode: 'data_sync_is_default' } })
  t.match(await change({ schedule: '' }), { body: { sync: { schedule: null, nextRunAt: null, nextRuns: [] } } })

  const added = await stack.call('POST', path, {
    body: { operatorTenantId: operator, name: 'Numbers of Contoso', modelTypes: ['Numbers'], removes: false }
  })
  t.match(added, { status: 200, body: { sync: { isDefault: false, removes: false, syncType: 'pull' } } })
  t.match(await stack.call('POST', path, {
    body: { operatorTenantId: operator, name: 'Numbers of Contoso', modelTypes: ['Numbers'] }
  }), { status: 400, body: { errors: { Name: [/named Numbers of Contoso/] } } })
  t.match(await stack.call('DELETE', `${path}/${added.body.sync.syncId}`), { status: 200 })
  t.match(await stack.call('GET', `${path}/${added.body.sync.syncId}`), { status: 404 })
})

t.test('a run brings every sort of record in line, and a second one changes nothing and says so', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await records.query('delete from calling_profile_trunk')
  await records.query('delete from calling_profile')
  await records.query('delete from capability_plan')
  await records.query("update lead set company_name = 'Wrong', contact = '{}' where ms_tenant_id = $1", [
    tenants.unlicensed
  ])
  await giveNumbers(stack, tenants.australian, numbersFrom(61395551000, 2500))
  await stack.startApi()
  await stack.startWorker()

  const dry = await run(stack, 'SyncMSOperatorConnect', { dryRun: true })
  t.match(dry, { status: 'CompletedSuccess', outputData: { DryRun: true, Counts: { numbers: { added: 2500 } } } })
  t.match(JSON.stringify(dry.executionMessages), /dry run: nothing was changed/)
  t.same(await records.query('select count(*)::int as count from number'), [{ count: 0 }], 'and nothing was')
  t.same(new Set((await itemsOf(stack, dry)).map(({ outcome }) => outcome)), new Set(['unchanged']))

  const first = await run(stack, 'SyncMSOperatorConnect')
  t.match(first, {
    status: 'CompletedSuccess',
    outputData: {
      Counts: {
        consents: { changed: Number, removed: 0 }, callingProfiles: { added: 3, unchanged: 0 },
        numbers: { added: 2500, changed: 0, removed: 0, unchanged: 0 }
      }
    }
  })
  const items = await itemsOf(stack, first)
  t.ok(items.every(({ outcome }) => outcome === 'succeeded'), 'an item for each change that was made')
  const { body: { totalRecords } } = await stack.call('GET', `/api/v3/task/${first.id}/items?PageSize=1`)
  const made = Object.values<Anything>(first.outputData.Counts)
    .reduce((sum, { added, changed }) => sum + added + changed, 0)
  t.equal(totalRecords, made, 'as many items as there were changes')

  const second = await run(stack, 'SyncMSOperatorConnect')
  for (const [what, { added, changed, removed }] of Object.entries<Anything>(second.outputData.Counts)) {
    t.same([added, changed, removed], [0, 0, 0], `a second run changes no ${what}`)
  }
  t.match(JSON.stringify(second.executionMessages), /Nothing has changed/, 'and says so')
  t.same(await itemsOf(stack, second), [])
  const left = await records.query('select 1 from sync_staged union all select 1 from sync_turn')
  t.same(left, [], 'nothing is left over')
  const [sync] = await listed(stack, 'name=SyncMSOperatorConnect')
  t.match(sync.lastRun, { taskId: second.id, status: 'CompletedSuccess' })
})

t.test('what Microsoft lacks is proved to be gone, and a run that removes too much waits for an approval', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await giveNumbers(stack, tenants.australian, numbersFrom(61395551000, 300))
  await secondAdmin(stack)
  await stack.startApi()
  await stack.startWorker()
  await run(stack, 'SyncMSOperatorConnect')
  await records.query("update number set created_at = now() - interval '1 day'")
  const marked = async (): Promise<number> =>
    (await records.query('select count(*)::int as count from number where removal_status = 2'))[0].count

  await giveNumbers(stack, tenants.australian, numbersFrom(61395551000, 100))
  const first = await began(stack, 'SyncMSOperatorConnectNumber')
  await asking(stack, first, /200 of 300 numbers would be removed, which is more than 20 %/)
  t.equal(await marked(), 0, 'nothing was marked')
  t.same(await records.query('select 1 from sync_turn'), [], 'others have their turn meanwhile')
  await decide(stack, first, 'refuse')
  const stopped = await stack.finished(first)
  t.match(stopped, { status: 'Failed' })
  t.same(new Set((await itemsOf(stack, stopped)).map(({ code }) => code)), new Set(['not_removed']))
  const second = await began(stack, 'SyncMSOperatorConnectNumber', { removalMax: 199, removalPercentMax: 100 })
  await asking(stack, second, /which is more than 199\./)
  await decide(stack, second, 'approve')
  const done = await stack.finished(second)
  t.match(done.outputData.Counts.numbers, { removed: 200, unchanged: 100 })
  t.equal(await marked(), 200)

  await giveNumbers(stack, tenants.australian, numbersFrom(61395551000, 103))
  const back = await run(stack, 'SyncMSOperatorConnectNumber')
  t.match(back.outputData.Counts.numbers, { changed: 3, removed: 0 })
  t.equal(await marked(), 197, 'what reappears is active again')
})

t.test('a data sync does only what it is told: some numbers, and no removals', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await giveNumbers(stack, tenants.australian, [...numbersFrom(61395551000, 5), ...numbersFrom(61295551000, 5)])
  await giveNumbers(stack, tenants.israeli, numbersFrom(97239760000, 5))
  await records.query(
    `insert into number (provider_id, number, source, ms_tenant_id, created_at)
      values (1, '+61395559999', 'ocsync', $1, now() - interval '1 day')`, [tenants.australian]
  )
  await stack.startApi()
  await stack.startWorker()
  await stack.call('POST', path, {
    body: {
      operatorTenantId: operator, name: 'Melbourne', modelTypes: ['Numbers'], tenantIds: [tenants.australian],
      numberPrefixes: ['+613'], removes: false
    }
  })
  const task = await run(stack, 'Melbourne')
  t.match(task.outputData.Counts.numbers, { added: 5, removed: 0, ignored: 1 })
  t.match(await itemsOf(stack, task), [{}, {}, {}, {}, {}, { number: '+61395559999', code: 'not_removed' }])
  t.same(await records.query('select distinct left(number, 4) as start from number'), [{ start: '+613' }])
})

t.test('a purge takes out what was synchronized, and nothing that customers and tasks need', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await giveNumbers(stack, tenants.australian, numbersFrom(61395551000, 3))
  await stack.startApi()
  const worker = await stack.startWorker()
  await run(stack, 'SyncMSOperatorConnect')
  await records.query("update number set source = 'webapi' where number = '+61395551000'")
  await records.query(
    `insert into task_item (provider_id, task_id, ordinal, key, active)
      values (1, 'wup_somebody', 0, '+61395551001', true)`
  )
  const task = await run(stack, 'PurgeMSOperatorConnect')
  t.match(task, { status: 'CompletedSuccess', outputData: { Counts: { numbers: { removed: 1, unchanged: 1 } } } })
  t.same(await records.query('select number from number order by 1'), [
    { number: '+61395551000' }, { number: '+61395551001' }
  ])
  t.same(await records.query('select ms_tenant_id from lead where ms_tenant_id = $1', [tenants.unlicensed]), [],
    'consents without a customer are gone')
  t.equal((await records.query('select 1 from lead where ms_tenant_id = $1', [tenants.australian])).length, 1,
    'those of customers stay')
  t.same(await records.query(
    `select name from calling_profile p where operator_tenant_id is not null
      and not exists (select from number n where n.calling_profile_id = p.id)`
  ), [], 'profiles that no number needs are gone')
  const again = await run(stack, 'SyncMSOperatorConnect')
  t.match(again.outputData.Counts, { consents: { added: Number }, callingProfiles: { added: Number } })
  t.equal((await records.query('select 1 from lead where ms_tenant_id = $1', [tenants.unlicensed])).length, 1,
    'a synchronization brings them back')
  await worker.stop()
})

t.test('numbers belong to the provider until a customer has their tenant, and again when it goes', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await giveNumbers(stack, tenants.unlicensed, numbersFrom(14255551000, 2))
  await stack.startApi()
  await stack.startWorker()
  await run(stack, 'SyncMSOperatorConnect')
  const seenBy = async (role: 'admin' | 'customer'): Promise<number> => {
    const { body } = await stack.call('GET', `/api/v3/oc/numbers?msTenantId=${tenants.unlicensed}`, { role })
    return body.totalRecords ?? 0
  }
  t.same([await seenBy('admin'), await seenBy('customer')], [2, 0], 'at first the provider alone sees them')
  const [{ id }] = await records.query(
    `insert into customer (provider_id, ms_tenant_id, short_name, full_name, license_type)
      values (1, $1, 'Late', 'Late Customer', 4) returning id`, [tenants.unlicensed]
  )
  await records.query("update credential set customer_id = $1 where name = 'customer'", [id])
  await until('the customer sees its numbers', async () => await seenBy('customer') === 2)
  t.match((await run(stack, 'SyncMSOperatorConnect')).outputData.Counts.numbers, { added: 0, changed: 0 })
})

t.test('a schedule runs by itself, once for all that was missed', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await records.query(
    `update data_sync set schedule = '* * * * *', next_run_at = now() - interval '3 hours'
      where name = 'SyncPartnerOperatorConsents'`
  )
  await stack.startApi()
  await stack.startWorker()
  const runs = (): Promise<Anything[]> => records.query(
    "select id, state from task where kind = 'synchronize-operator-tenant' and input #>> '{run,name}' = $1",
    ['SyncPartnerOperatorConsents']
  )
  await until('the missed run is made up for', async () => (await runs()).length > 0)
  t.equal((await runs()).length, 1, 'three hours of missed minutes are one run')
  const [{ due }] = await records.query(
    "select next_run_at > now() as due from data_sync where name = 'SyncPartnerOperatorConsents'"
  )
  t.equal(due, true, 'and the next one is ahead')
})

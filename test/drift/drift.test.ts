import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { openRecords } from '../support/records.ts'
import type { Role } from '../../scripts/stack/demo.ts'
import { startStack, tenants, type Answer } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { classes, plantWorld } from './seeded-world.ts'

/** With DRIFT_NUMBERS=100000 TAP_TIMEOUT=3600 the world is as large as a large operator's, and has the time for it. */
const count = Number(process.env['DRIFT_NUMBERS'] ?? 2000)
const each = Math.max(3, Math.floor(count / 1000))

t.test('differences between records, Microsoft and SBCs', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await stack.startApi()
  await stack.startWorker()
  const { all, planted } = await plantWorld(stack, records, count, each)
  const detect = async (): Promise<Anything> => {
    const { status, body } = await stack.call('POST', '/api/v3/drift/readings')
    if (status !== 200) throw new Error(JSON.stringify(body))
    return stack.finished(body.taskId)
  }
  const found = async (query: string): Promise<Anything[]> => {
    const rows: Anything[] = []
    for (let page = 1; ; page++) {
      const { body } = await stack.call('GET', `/api/v3/drift?${query}&PageSize=1000&PageNumber=${page}`)
      rows.push(...body.data)
      if (page >= body.totalPages) return rows
    }
  }

  /** The data of all events of a type, once there are any. */
  const toldOf = (type: string): Promise<Anything[]> => until(`events of ${type} are told`, async () => {
    const data: Anything[] = []
    for (let after = '0', more = true; more;) {
      const { body } = await stack.call('GET', `/api/v3/events?types=${type}&limit=1000&after=${after}`)
      data.push(...body.data.map((event: Anything) => event.data))
      ;({ next: after, more } = body)
    }
    return data.length > 0 && data
  })

  await t.test('are found exactly, each in its class', async t => {
    await records.query(`insert into drift_reading (provider_id, side, place, round, task_id, begun_at)
      values (1, 'sbc', '99', 0, 'drf_0', now() - interval '8 days')`)
    await records.query(`insert into drift_seen (provider_id, side, place, number, round, facts)
      values (1, 'sbc', '99', '+61399999999', 0, '{}')`)
    const task = await detect()
    t.same(await records.query("select from drift_seen where place = '99'"), [], 'a device that is gone is forgotten')
    t.match(task, { status: 'CompletedSuccess', details: ['DriftFound'], outputData: { Unread: [] } })
    for (const name of classes) {
      t.same((await found(`class=${name}`)).map(({ telephoneNumber }) => telephoneNumber), planted[name], name)
    }
    const { body } = await stack.call('GET', '/api/v3/drift/counts')
    t.match(body, {
      total: each * classes.length, classes: [...classes].sort().map(name => ({ class: name, count: each }))
    })
    t.same(body.sbcs, [{ sbcId: 8, count: each * 3 }, { sbcId: 11, count: each }])
  })

  await t.test('tell what each side says, since when, and who can lift it', async t => {
    const [one] = await found('class=other_tag')
    t.match(one, {
      sbcId: 8, msTenantId: tenants.australian, liftedBy: 'provider', since: /^20/,
      evidence: {
        records: { msTenantId: tenants.australian, sbcs: [{ sbcId: 8 }, { sbcId: 11 }] },
        sbc: { tag: `Trunk=${tenants.israeli}` }, sbcReadAt: /^20/, microsoftReadAt: /^20/
      }
    })
    t.match((await found('class=attribute_mismatch'))[0], {
      attributes: ['capabilities'], evidence: { microsoft: { capabilities: ['InboundCalling'] } }
    })
    t.match((await found('class=consent_ended'))[0], { liftedBy: 'customer' })
    t.match(await found('sbcId=11'), planted.missing_on_sbc.map(telephoneNumber => ({ telephoneNumber })))
    t.same(await found('since=2100-01-01'), [])
    t.same((await found(`numberPrefix=${all[0]?.slice(1)}`)).map(({ class: name }) => name), ['records_only'])
    const { body } = await stack.call('GET', `/api/v3/drift/numbers/${planted.missing_on_sbc[0]}`)
    t.match(body, {
      records: { removalStatus: 0 }, drift: [{ class: 'missing_on_sbc' }],
      seen: [{ side: 'microsoft', msTenantId: tenants.australian, ageSeconds: Number }, { side: 'sbc', sbcId: 8 }]
    })
    t.equal(body.seen.length, 2, 'and not on the other SBC')
    const { body: readings } = await stack.call('GET', '/api/v3/drift/readings')
    t.match(readings.find(({ msTenantId }: Anything) => msTenantId === tenants.australian), {
      numbers: count - each * 4, failure: null
    })
  })

  await t.test('are told as events when they appear, by class and place', async t => {
    const told = (await toldOf('drift.appeared')).map(({ class: name, numbers }) => `${name} ${numbers.length}`).sort()
    t.same(told, classes.map(name => `${name} ${each}`).sort())
  })

  await t.test('stay as they are while a place cannot be read, or a number is being worked on', async t => {
    const before = await found('')
    const { tenants: known } = await stack.microsoft.control('GET', '/_mock/state')
    const { numbers: held } = known[tenants.australian]
    await stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenants.australian]: { numbers: [] } } })
    await records.query(
      `insert into task_item (provider_id, task_id, ordinal, key)
        select 1, 'wup_held', place, number from unnest($1::text[]) with ordinality n (number, place)`, [all]
    )
    await records.query(
      `insert into task (provider_id, id, kind, partition_key, step, state, input, caller)
        values (1, 'wup_held', 'upload-numbers', 'held', 'validate', 'parked', '{}', 'test')`
    )
    t.match(await detect(), { outputData: { Appeared: 0 } })
    t.same((await found('')).map(({ class: name }) => name), before.map(({ class: name }) => name))
    await records.query("delete from task_item where task_id = 'wup_held'")
    await records.query("delete from task where id = 'wup_held'")
    await stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenants.australian]: { numbers: held } } })
  })

  const call = (method: string, path: string, body?: object, role: Role = 'admin'): Promise<Answer> =>
    stack.call(method, `/api/v3/drift/${path}`, { body, role })
  const done = async (answer: Promise<Answer>): Promise<Anything> => {
    const { status, body } = await answer
    if (status !== 200) throw new Error(JSON.stringify(body))
    return stack.finished(body.taskId)
  }
  const made = async (body: object): Promise<string> => {
    const task = await done(call('POST', 'plans', body))
    t.match(task, { status: 'CompletedSuccess', details: ['RepairPlanned'] })
    return task.id
  }
  const itemsOf = async (plan: string): Promise<Anything[]> =>
    (await call('GET', `plans/${plan}/items?PageSize=1000`)).body.data

  /** A second administrator of the provider. */
  const second = async (): Promise<void> => {
    const { applications } = await stack.microsoft.control('GET', '/_mock/state')
    await stack.microsoft.control('PATCH', '/_mock/state', {
      applications: applications.map((one: Anything) => one.name === 'operator'
        ? { ...one, roles: { 'api://9d576dc4-b85d-4571-880e-4c6ed4c08c31': ['Admin'] } }
        : one)
    })
  }
  const approve = async (plan: string): Promise<unknown> => done(call('POST', `plans/${plan}/approve`, {}, 'operator'))
  /** What no plan can do: rules of others go, and profiles get their SBCs. And a rule is lost. */
  const byHand = async (): Promise<void> => {
    const { dialPlans: second } = await stack.sbcs[1].control('GET', '/_mock/state')
    await stack.sbcs[1].control('PUT', '/_mock/state', {
      dialPlans: {
        ...second, OCDialPlan: second.OCDialPlan.filter(({ prefix }: Anything) => prefix !== planted.missing_on_sbc[0])
      }
    })
    const { dialPlans } = await stack.sbcs[0].control('GET', '/_mock/state')
    const foreign = new Set(planted.foreign_rule)
    await stack.sbcs[0].control('PUT', '/_mock/state', {
      dialPlans: {
        ...dialPlans, OCDialPlan: dialPlans.OCDialPlan.filter(({ prefix }: Anything) => !foreign.has(prefix))
      }
    })
    await records.query('delete from number where number = any($1)', [planted.no_sbc])
    const { tenants: held } = await stack.microsoft.control('GET', '/_mock/state')
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: {
        [tenants.australian]: {
          numbers: held[tenants.australian].numbers.filter(({ telephoneNumber }: Anything) =>
            !planted.no_sbc.includes(telephoneNumber))
        }
      }
    })
  }

  await t.test('are planned number by number: what, where and why, and what needs a person', async t => {
    const plan = await made({ classes })
    t.match((await call('GET', `plans/${plan}`)).body, {
      planId: plan, state: 'open', fingerprint: /^[0-9a-f]{64}$/, needsApproval: true, effects: [
        { class: 'attribute_mismatch', repair: 'change', count: each },
        { class: 'consent_ended', repair: 'forget', count: each },
        { class: 'foreign_rule', repair: 'none', count: each },
        { class: 'microsoft_only', repair: 'adopt', count: each },
        { class: 'missing_on_sbc', repair: 'put-on-sbc', count: each },
        { class: 'no_sbc', repair: 'none', count: each },
        { class: 'other_tag', repair: 'retag', count: each }, { class: 'records_only', repair: 'forget', count: each },
        { class: 'sbc_only', repair: 'take-off-sbc', count: each },
        { class: 'stale_pending', repair: 'clear-mark', count: each }
      ]
    })
    const foreign = (await itemsOf(plan)).find(item => item.class === 'foreign_rule')
    t.match(foreign, { repair: 'none', why: /^A person must: Move the rule/, where: null })
    const one = await made({ classes: 'other_tag', phoneNumbers: planted.other_tag[0], msTenantId: tenants.australian })
    t.match(await itemsOf(one), [{ telephoneNumber: planted.other_tag[0], sbcId: 8, repair: 'retag', where: 'sbc' }])
    t.match(await call('POST', 'plans', {}), { status: 400, body: { errors: { Classes: [/Say which/] } } })
    t.match(await call('POST', 'plans', { classes: 'no_sbc', repairs: { no_sbc: 'adopt' } }), {
      status: 400, body: { errors: { Repairs: ['adopt is nothing to do about no_sbc. Use one of none, none.'] } }
    })
  })

  await t.test('are repaired only with the approval of another application, where no policy says else', async t => {
    const plan = await made({ classes: 'stale_pending', phoneNumbers: planted.stale_pending[0] })
    t.match(await call('POST', `plans/${plan}/apply`, {}), { status: 409, body: { errorCode: 'approval_needed' } })
    t.match(await call('POST', `plans/${plan}/approve`, {}), { status: 409, body: { errorCode: 'approval_needed' } })
    await second()
    await done(call('POST', `plans/${plan}/approve`, {}, 'operator'))
    t.match((await call('GET', `plans/${plan}`)).body, { state: 'approved', approvedBy: /^a0000000/ })
    t.match(await done(call('POST', `plans/${plan}/apply`, {})), {
      status: 'CompletedSuccess', details: ['Repaired'], outputData: { Planned: 1, Repaired: 1, Failed: 0 }
    })
    t.match(await itemsOf(plan), [{ outcome: 'succeeded' }])
    t.match(await call('POST', `plans/${plan}/apply`, {}), {
      status: 409, body: { errorCode: 'plan_stale', detail: /has applied the plan/ }
    }, 'once')
    const policies = classes.map(name => ({
      class: name, mode: name === 'sbc_only' ? 'report' : 'repair',
      ...(name === 'records_only' && { hourlyMax: each - 1 })
    }))
    await done(call('PUT', 'policies', { policies }))
    t.equal((await call('GET', 'policies')).body.length, classes.length)
    t.match(await itemsOf((await done(call('POST', 'plans', { classes: 'sbc_only' }))).id), [
      { repair: 'none', why: 'The policy only reports.' }
    ])
    const many = await made({ classes: 'records_only' })
    t.match(await call('POST', `plans/${many}/apply`, {}), { status: 409, body: { errorCode: 'repair_limit' } })
    await records.query("update drift_policy set hourly_max = null, mode = 'approve'")
  })

  await t.test('are not repaired by a plan that the world has left behind, which says what moved', async t => {
    const [number] = planted.missing_on_sbc
    const plan = await made({ classes: ['missing_on_sbc', 'attribute_mismatch'] })
    await records.query("update number set usage = 'ConferenceAssignment' where number = $1", [number])
    await approve(plan)
    t.match(await call('POST', `plans/${plan}/apply`, {}), {
      status: 409, body: {
        errorCode: 'plan_stale', errors: { Plan: [`${number} (missing_on_sbc) was changed in the records.`] }
      }
    })
    await records.query("update number set usage = 'CallingUserAssignment' where number = $1", [number])
  })

  await t.test('are repaired by one plan, which leaves alone what others have changed meanwhile', async t => {
    const plan = await made({ classes })
    await approve(plan)
    const [other = ''] = planted.missing_on_sbc
    const { body: frozen } = await stack.call('POST', '/api/v3/freeze', {
      body: { sbcId: 11, endsAt: new Date(Date.now() + 3_600_000).toISOString(), reason: 'Work on the line' }
    })
    const { outputData: { FreezeId: freezeId } } = await stack.finished(frozen.taskId)
    const { body: { taskId } } = await call('POST', `plans/${plan}/apply`, {})
    const said = async (): Promise<string> =>
      JSON.stringify((await stack.call('GET', `/api/v3/task/${taskId}`)).body.executionMessages)
    await until('it says what it waits for', async () => (await said()).includes('SBC 11 is left alone'))
    t.equal((await call('GET', `plans/${plan}`)).body.state, 'approved', 'nothing is begun while an SBC is frozen')
    const { dialPlans } = await stack.sbcs[1].control('GET', '/_mock/state')
    await stack.sbcs[1].control('PUT', '/_mock/state', {
      dialPlans: { ...dialPlans, OCDialPlan: [...dialPlans.OCDialPlan, { name: 'x', prefix: other, tag: 'Other=one' }] }
    })
    await stack.finished((await stack.call('DELETE', `/api/v3/freeze/${freezeId}`)).body.taskId)
    await records.query('update task set run_at = now() where id = $1', [taskId])
    const task = await stack.finished(taskId)
    const open = (await itemsOf(plan)).filter(({ repair, outcome }) => repair !== 'none' && outcome !== 'succeeded' &&
      outcome !== 'unchanged')
    t.match(open, [{ telephoneNumber: other, outcome: 'failed', errorCode: 'refused_by_sbc' }])
    t.match(task, { status: 'CompletedWithErrors', outputData: { Failed: 1 } })
    const { dialPlans: after } = await stack.sbcs[1].control('GET', '/_mock/state')
    t.match(after.OCDialPlan.find(({ prefix }: Anything) => prefix === other), { tag: 'Other=one' })
    await stack.sbcs[1].control('PUT', '/_mock/state', {
      dialPlans: { ...after, OCDialPlan: after.OCDialPlan.filter(({ prefix }: Anything) => prefix !== other) }
    })
    const again = await done(stack.call('POST', `/api/v3/task/${taskId}/retry`))
    t.match(again, { status: 'CompletedSuccess', outputData: { PlanId: plan, Failed: 0 } }, 'a retry does the rest')
    const { body: { data: tried } } = await stack.call('GET', `/api/v3/task/${again.id}/items`)
    t.match(tried, [{ outcome: 'succeeded' }], 'and that alone')
    t.equal((await call('GET', `plans/${plan}`)).body.appliedBy, again.id)
    t.match(await stack.call('POST', `/api/v3/task/${again.id}/retry`), { body: { errorCode: 'nothing_to_retry' } })
  })

  await t.test('are gone then, but for what a person must lift; and that is told', async t => {
    await detect()
    const left = new Set((await found('')).map(({ class: name }) => name))
    t.same([...left].sort(), ['foreign_rule', 'no_sbc'])
    const told = new Set((await toldOf('drift.gone')).map(({ class: name }) => name))
    t.ok(['microsoft_only', 'records_only', 'other_tag'].every(name => told.has(name)), [...told].join())
  })

  await t.test('repair themselves after a reading where a policy says so', async t => {
    await records.query("update drift_policy set mode = 'repair' where class = 'missing_on_sbc'")
    await byHand()
    const { body: frozen } = await stack.call('POST', '/api/v3/freeze', {
      body: { sbcId: 11, endsAt: new Date(Date.now() + 3_600_000).toISOString(), reason: 'Work on the line' }
    })
    const { outputData: { FreezeId: freezeId } } = await stack.finished(frozen.taskId)
    t.match(await itemsOf((await detect()).id), [{ repair: 'none', why: /left alone at present/ }], 'not in a freeze')
    await stack.finished((await stack.call('DELETE', `/api/v3/freeze/${freezeId}`)).body.taskId)
    const task = await detect()
    t.match(task, { status: 'CompletedSuccess' })
    t.equal((await call('GET', `plans/${task.id}`)).body.state, 'applied')
    await detect()
    t.same(await found(''), [], 'nothing differs any more')
  })

  await t.test('repair at Microsoft by themselves, too, as the provider would', async t => {
    await records.query("update drift_policy set mode = 'repair' where class = 'microsoft_only'")
    const number = '+61395558899'
    const { tenants: held } = await stack.microsoft.control('GET', '/_mock/state')
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: {
        [tenants.australian]: {
          numbers: [
            ...held[tenants.australian].numbers,
            { telephoneNumber: number, acquiredOn: '2026-02-16T16:15:02.4471180Z' }
          ]
        }
      }
    })
    const task = await detect()
    t.match(await itemsOf(task.id), [
      { telephoneNumber: number, repair: 'adopt', outcome: 'unchanged', errorCode: 'found_at_microsoft' }
    ])
    await detect()
    t.same(await found(''), [], 'it is in the records and on the SBCs')
  })
})

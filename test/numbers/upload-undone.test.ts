import t, { type Test } from 'tap'
import { openRecords, type Records } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { tenants, type Mock, type Stack } from '../support/stack.ts'
import { messagesOf, upload, uploadBody } from '../support/uploads.ts'
import { until } from '../support/until.ts'
import { script } from '../support/scene.ts'

const freshStack = stackOfFile(t)
const [fresh, ruled, held, marked, gone, lagging, raced] = [
  '+61395557001', '+61395557002', '+61395557003', '+61395557004', '+61395557005', '+61395557006', '+61395557007'
] as const
const numbers = [fresh, ruled, held, marked, gone, lagging, raced]
const tag = `Trunk=${tenants.australian}`
const address = 'c9d41a3c-0d5e-4c55-9a55-6d6b2b1f4f01'

const ruleOf = (prefix: string, name = 'by-hand'): object => ({ name, prefix, tag })
const addRules = async (sbc: Mock, rules: readonly object[]): Promise<void> => {
  const { dialPlans } = await sbc.control('GET', '/_mock/state')
  await sbc.control('PUT', '/_mock/state', {
    dialPlans: { ...dialPlans, OCDialPlan: [...dialPlans.OCDialPlan, ...rules] }
  })
}

/** Everything that an upload can change: at Microsoft, on both SBCs, and in the records. */
async function world (stack: Stack, records: Records): Promise<object> {
  const { tenants: state } = await stack.microsoft.control('GET', '/_mock/state')
  const plans = await Promise.all(stack.sbcs.map(async sbc => {
    const { dialPlans, saved } = await sbc.control('GET', '/_mock/state')
    return { running: dialPlans.OCDialPlan, saved: saved.OCDialPlan }
  }))
  return {
    microsoft: state[tenants.australian].numbers,
    sbcs: plans,
    // What was seen of a number that Microsoft had all the time may be newer.
    numbers: await records.query(`select to_jsonb(n) - case number
      when $1 then '{microsoft_seen_at,acquired_on,microsoft_job_id,acquired_capabilities,available_capabilities,
      observed_calling_profile_id}'::text[] else '{}' end as number from number n order by n.number`, [marked]),
    onSbcs: await records.query('select * from number_on_sbc order by number, sbc_id')
  }
}

/** Numbers of every past that an upload can come upon. */
async function prepare (stack: Stack, records: Records): Promise<void> {
  const acquired = { acquiredOn: '2026-01-02T03:04:05.0000000Z', tnUploadJobId: '0b5c1a3e-aaaa-4a61-9b01-0000000000f7' }
  const there = [held, marked, lagging].map(telephoneNumber => ({ telephoneNumber, ...acquired }))
  // Somebody else's job brings this one after the upload has looked for it.
  const late = { ...acquired, telephoneNumber: raced, acquiredOn: '2099-01-02T03:04:05.0000000Z' }
  await stack.microsoft.control('PATCH', '/_mock/state', {
    tenants: { [tenants.australian]: { numbers: [...there, late] } }
  })
  for (const [number, tenant] of [[marked, tenants.australian], [gone, tenants.australian]]) {
    await records.query(`insert into number (provider_id, number, country, source, ms_tenant_id, usage, capabilities,
      civic_address_id, removal_status, acquired_capabilities, assignment_status, acquired_on,
      task_id, uploaded_at) values (1, $1, 'AU', 'ocsync', $2, 'FirstPartyAppAssignment', '{InboundCalling}', $3, 3,
        '{FirstPartyAppAssignment}', 'Unassigned', '2025-01-02', 'wup_before', '2025-01-02')`,
    [number, tenant, address])
  }
  await records.query(
    'insert into number_on_sbc (provider_id, number, sbc_id, rule_name, rule_tag, programmed_at) values (1, $1, 8, ' +
    "'before', $2, '2025-01-02')",
    [marked, tag]
  )
  for (const sbc of stack.sbcs) await addRules(sbc, [ruleOf(ruled)])
  await addRules(stack.sbcs[0], [ruleOf(marked)])
}

/** Its own look-up does not show it yet, as with Microsoft's lists. */
const hide = (stack: Stack, number: string): Promise<unknown> =>
  stack.microsoft.control('POST', '/_mock/faults', {
    method: 'GET', path: `TelephoneNumbers/.*${number.slice(1)}`, status: 404,
    body: { code: 'TelephoneNumberNotFound', message: 'not there' }
  })

async function scene (
  t: Test
): Promise<{ stack: Stack, records: Records, programmed: (taskId: string) => Promise<unknown> }> {
  const stack = await freshStack(t)
  stack.env['WORKER_LEASE_SECONDS'] = '1'
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  return {
    stack,
    records,
    programmed: taskId =>
      until('the first SBC is programmed', async () =>
        (await records.query("select from task where id = $1 and progress -> 'programmed' = '[8]'", [taskId])).length >
          0
      )
  }
}

t.test('an upload that is canceled leaves Microsoft, the SBCs and the records as they were before', async t => {
  const { stack, records, programmed } = await scene(t)
  await stack.startWorker()
  await prepare(stack, records)
  const before = await world(stack, records)
  await stack.sbcs[1].control('POST', '/_mock/behaviour', { refuseConnections: true })
  for (const number of [lagging, raced]) await hide(stack, number)
  const { body: { taskId } } = await upload(stack, uploadBody({ phoneNumbers: numbers, adopt: true }))
  await programmed(taskId)
  t.match(
    await records.query('select number, removal_status from number order by number'),
    numbers.map(number => ({ number, removal_status: 0 })), 'all of them are active numbers of ours'
  )
  t.equal(
    (await records.query('select from number_on_sbc where sbc_id = 8')).length, numbers.length,
    'the first SBC has all numbers'
  )
  await stack.call('POST', `/api/v3/task/${taskId}/cancel`)
  await stack.sbcs[1].control('POST', '/_mock/behaviour', { refuseConnections: false })
  const task = await stack.finished(taskId)
  t.match(task, { status: 'Canceled', outputData: { SbcIdList: [] } })
  t.same(await world(stack, records), before, 'Microsoft, both SBCs and the records are as before')
  const items = await records.query('select key as number, outcome from task_item where task_id = $1', [taskId])
  t.same(Object.fromEntries(items.map(item => [item.number, item.outcome])), {
    [fresh]: 'rolled-back', [ruled]: 'rolled-back', [held]: 'unchanged', [marked]: 'unchanged', [gone]: 'rolled-back',
    [lagging]: 'unchanged', [raced]: 'unchanged'
  }, 'each number has its outcome')
  t.ok(
    task.executionMessages.some(({ level, message }: { level: string, message: string }) =>
      level === 'Warning' &&
      message ===
        `2 numbers are left at Microsoft, for they were there before or another upload brought them: ${lagging}, ` +
        `${raced}.`
    ),
    messagesOf(task).join('\n')
  )
  t.ok(messagesOf(task).includes('3 numbers are taken back from Microsoft.'), messagesOf(task).join('\n'))

  await t.test('a synchronization after the cancellation finds at once what Microsoft had all the time', async t => {
    const { body } = await stack.call('POST', `/api/v3/oc/numbers/action/synchronize?msTenantId=${tenants.australian}`)
    await stack.finished(body.taskId)
    t.match(await records.query('select source from number where number = $1', [held]), [{ source: 'ocsync' }])
  })
})

t.test('a killed worker that ran its script but did not record it removes no rule that was there before', async t => {
  const { stack, records } = await scene(t)
  const [sbc] = stack.sbcs
  for (const device of stack.sbcs) await addRules(device, [ruleOf(ruled)])
  const before = await world(stack, records)
  const victim = await stack.startWorker()
  await stack.sbcs[1].control('POST', '/_mock/behaviour', { refuseConnections: true })
  await sbc.control('POST', '/_mock/faults', { ...script, delayMilliseconds: 30_000, delayAfter: true })
  const { body: { taskId } } = await upload(stack, uploadBody({ phoneNumbers: [fresh, ruled] }))
  await until('the device has applied the script', async () =>
    (await sbc.control('GET', '/_mock/state')).dialPlans.OCDialPlan.some((rule: { prefix: string }) =>
      rule.prefix === fresh
    )
  )
  victim.signal('SIGKILL')
  await victim.gone
  await stack.call('POST', `/api/v3/task/${taskId}/cancel`)
  await stack.sbcs[1].control('POST', '/_mock/behaviour', { refuseConnections: false })
  await stack.startWorker()
  t.match(await stack.finished(taskId), { status: 'Canceled' })
  t.same(await world(stack, records), before, 'Microsoft, both SBCs and the records are as before')
})

t.test('numbers that an SBC refuses are left as before, also those that Microsoft had', async t => {
  const { stack, records } = await scene(t)
  await stack.startWorker()
  await prepare(stack, records)
  await addRules(
    stack.sbcs[1], [fresh, held, marked, gone].map(prefix => ({ name: 'somebody', prefix, tag: 'Trunk=somebody-else' }))
  )
  const before = await world(stack, records)
  const phoneNumbers = [fresh, held, marked, gone]
  const { body: { taskId } } = await upload(stack, uploadBody({ phoneNumbers, adopt: true }))
  const task = await stack.finished(taskId)
  t.match(task, { status: 'Failed', outputData: { SbcIdList: [] } })
  t.same(await world(stack, records), before, 'Microsoft, both SBCs and the records are as before')
})

t.test('an upload that an SBC keeps from being taken back is parked, and taken back when released', async t => {
  const { stack, records } = await scene(t)
  await stack.startWorker()
  const [, dead] = stack.sbcs
  await addRules(dead, [{ name: 'somebody', prefix: held, tag: 'Trunk=somebody-else' }])
  await stack.microsoft.control('POST', '/_mock/faults', {
    method: 'POST', path: 'ReleaseTelephoneNumbers', status: 503, times: 1000
  })
  const { body: { taskId } } = await upload(stack, uploadBody({ phoneNumbers: [fresh, held] }))
  const task = async (condition: string): Promise<boolean> =>
    (await records.query(`select from task where id = $1 and ${condition}`, [taskId])).length > 0
  await until(
    'the task waits to take numbers back from Microsoft', () => task("step = 'take-back-refused' and state = 'waiting'")
  )
  t.same(
    (await records.query('select sbc_id from number_on_sbc where number = $1 order by 1', [fresh])).map(row =>
      row.sbc_id
    ),
    [8, 11],
    'both have it'
  )
  await dead.control('POST', '/_mock/behaviour', { refuseConnections: true })
  await stack.call('POST', `/api/v3/task/${taskId}/cancel`)
  await until(
    'the task waits to remove rules',
    () => task("step = 'program-sbcs' and direction = 'undo' and state = 'waiting'")
  )
  const age = async (days: number): Promise<void> => {
    await records.query(
      `update task set step_entered_at = now() - make_interval(days => $2), run_at = now() where id = $1`,
      [taskId, days]
    )
  }
  await age(6)
  await until('it was tried again', () => task("state = 'waiting' and run_at > now()"))
  t.ok(await task("state = 'waiting'"), 'six days are no reason to give up')
  await age(8)
  await until('it is parked', () => task("state = 'parked'"))
  const parked = (await stack.call('GET', `/api/v3/task/${taskId}`)).body
  t.match(parked, { status: 'InProgress', parked: true })
  const said: Array<{ step: string, message: string }> = parked.executionMessages
  t.match(said.at(-1), {
    level: 'Error', message: /what step program-sbcs did is not taken back yet.*Release the task/
  })
  t.ok(said.some(({ step, message }) => step === 'program-sbcs' && /SBC 11 does not answer/.test(message)), 'and why')
  t.match(
    (await stack.call('GET', `/api/v3/oc/numbers/${fresh}`)).body.sbcList.map(({ sbcId }: { sbcId: number }) => sbcId),
    [11], 'the number lists the second SBC only'
  )
  t.same((await stack.sbcs[0].control('GET', '/_mock/state')).saved.OCDialPlan, [], 'what is not listed has nothing')
  await dead.control('POST', '/_mock/behaviour', { refuseConnections: false })
  await stack.microsoft.control('DELETE', '/_mock/faults')
  await stack.call('POST', `/api/v3/task/${taskId}/release`)
  t.match(await stack.finished(taskId), {
    status: 'Canceled', details: ['UploadCanceled'], outputData: { SbcIdList: [] }
  })
  const { saved } = await dead.control('GET', '/_mock/state')
  t.same(
    saved.OCDialPlan.map(({ prefix }: { prefix: string }) => prefix), [held],
    'the rule of somebody else is all that is left'
  )
})

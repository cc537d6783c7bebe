import t, { type Test } from 'tap'
import { openRecords, type Records } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { profiles, tenants, type Stack } from '../support/stack.ts'
import { until } from '../support/until.ts'

const freshStack = stackOfFile(t)
const upload = async (stack: Stack, numbers: string[]): Promise<void> => {
  const { body } = await stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}`, {
    body: { callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', phoneNumbers: numbers, country: 'AU' }
  })
  const task = await stack.finished(body.taskId)
  if (task.status !== 'CompletedSuccess') throw new Error(JSON.stringify(task))
}

const release = (stack: Stack, body: unknown, tenant: string = tenants.australian): ReturnType<Stack['call']> =>
  stack.call('POST', `/api/v2/oc/numbers/action/release?msTenantId=${tenant}`, { body })

const held = async (stack: Stack): Promise<unknown[]> => {
  const { tenants: held } = await stack.microsoft.control('GET', '/_mock/state')
  const plans = await Promise.all(
    stack.sbcs.map(async sbc => (await sbc.control('GET', '/_mock/state')).saved.OCDialPlan)
  )
  const { body } = await stack.call('GET', '/api/v3/oc/numbers')
  return [held[tenants.australian].numbers, plans, body.data]
}

/**
 * All that Microsoft, both SBCs and our records hold of tenants and numbers, but not what was asked of them and when.
 */
async function everything (stack: Stack, records: Records): Promise<object> {
  const microsoft = await stack.microsoft.control('GET', '/_mock/state')
  const sbcs = await Promise.all(stack.sbcs.map(sbc => sbc.control('GET', '/_mock/state')))
  return {
    microsoft: Object.entries<object>(microsoft.tenants).map((
      [id, tenant]
    ) => [id, { ...tenant, uploadJobs: [], releaseJobs: [] }]),
    sbcs: sbcs.map(({ dialPlans, saved }) => ({ dialPlans, saved })),
    numbers: await records.query('select * from number order by number'),
    programmed: await records.query('select * from number_on_sbc order by number, sbc_id'),
    counted: await records.query('select * from number_block where count <> 0 order by 1, 2, 3, 4'),
    held: await records.query('select key as number from task_item where active')
  }
}

t.test('a release takes numbers from Microsoft, from every SBC and from the records', async t => {
  const stack = await freshStack(t, 'running')
  const records = await openRecords(t, stack.databaseUrl)
  const other = '+61395556899' // of the tenant too, and nobody's business here
  await upload(stack, [other])
  const before = await everything(stack, records)

  await t.test('a release after an upload leaves everything as before', async t => {
    await upload(stack, ['+61395556880', '+61395556881'])
    const answer = await release(stack, ['+61395556880', '+61395556881'])
    t.match(answer.body, { taskId: /^tsk_msjob_[0-9a-f-]{36}$/ })
    const task = await stack.finished(answer.body.taskId)
    t.match(task, {
      status: 'CompletedSuccess', totalNumbersCount: 2,
      outputData: { MsTenantId: tenants.australian, MsReleaseJobStatus: 'Complete' }
    })
    t.match(task.outputData.MsReleaseJobId, /^[0-9a-f-]{36}$/, 'the job at Microsoft is named')
    t.match((await stack.call('GET', `/api/v2/task/${task.id.replace('tsk_msjob_', '').toUpperCase()}`)).body, {
      id: task.id
    }, 'which is found without its prefix too, as it is documented')
    t.same(await everything(stack, records), before, 'Microsoft, SBCs and records are as before the upload')
  })

  await t.test('a second release of the same numbers changes nothing', async t => {
    const task = await stack.finished(
      (await release(stack, {
        phoneNumbers: ['+61395556880'], phoneNumberRanges: [{ start: '+61395556880', end: '+61395556881' }]
      })).body.taskId
    )
    t.match(task, { status: 'CompletedSuccess', details: ['NumbersUnchanged'] })
    t.ok(
      task.executionMessages.some((entry: { message: string }) =>
        entry.message.startsWith('Not held by the tenant, at Microsoft or in our records')
      ), 'the task says that the tenant does not have the numbers any more'
    )
    t.same(await everything(stack, records), before, 'Microsoft, SBCs and records are as before')
  })

  await t.test('a release of a synchronized number touches no SBC, whatever is there', async t => {
    const found = '+61395556898'
    const { tenants: { [tenants.australian]: tenant } } = await stack.microsoft.control('GET', '/_mock/state')
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [tenants.australian]: { numbers: [...tenant.numbers, { telephoneNumber: found }] } }
    })
    const { dialPlans } = await stack.sbcs[0].control('GET', '/_mock/state')
    const theirs = { name: 'somebody', prefix: found, tag: `Trunk=${tenants.australian}` }
    await stack.sbcs[0].control('PUT', '/_mock/state', {
      dialPlans: { ...dialPlans, OCDialPlan: [...dialPlans.OCDialPlan, theirs] }
    })
    await stack.finished(
      (await stack.call('POST', `/api/v3/oc/numbers/action/synchronize?msTenantId=${tenants.australian}`)).body.taskId
    )
    const task = await stack.finished((await release(stack, [found])).body.taskId)
    t.match(task, { status: 'CompletedSuccess' })
    t.notOk(
      task.executionMessages.some((entry: { message: string }) => /SBC/.test(entry.message)), 'no SBC is spoken of'
    )
    t.match(
      (await stack.sbcs[0].control('GET', '/_mock/state')).dialPlans.OCDialPlan.filter((rule: { prefix: string }) =>
        rule.prefix === found
      ),
      [theirs], 'the rule on the SBC is untouched'
    )
    await stack.sbcs[0].control('PUT', '/_mock/state', { dialPlans })
    t.same(await everything(stack, records), before, 'Microsoft, SBCs and records are as before')
    await stack.finished((await release(stack, [other])).body.taskId)
  })

  await t.test('a number that Microsoft has assigned meanwhile stays everywhere', async t => {
    await upload(stack, ['+61395556882', '+61395556883'])
    const state = await stack.microsoft.control('GET', '/_mock/state')
    const numbers = state.tenants[tenants.australian].numbers.map((number: { telephoneNumber: string }) =>
      number.telephoneNumber === '+61395556882' ? { ...number, assignmentStatus: 'UserAssigned' } : number)
    await stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenants.australian]: { numbers } } })
    const task = await stack.finished((await release(stack, ['+61395556882', '+61395556883'])).body.taskId)
    t.equal(task.status, 'CompletedWithErrors', 'one of the numbers fails')
    const [microsoft, plans, kept] = await held(stack)
    t.match(microsoft, [{ telephoneNumber: '+61395556882' }])
    t.match(plans, [[{ prefix: '+61395556882' }], [{ prefix: '+61395556882' }]])
    t.match(kept, [{ telephoneNumber: '+61395556882', acquiredNumberStatus: 0 }])
  })

  await t.test('a release can leave out Microsoft when the customer is gone there', async t => {
    const task = await stack.finished(
      (await release(stack, { phoneNumbers: ['+61395556882'], removeFromOperatorConnect: false })).body.taskId
    )
    t.equal(task.status, 'CompletedSuccess', 'the release succeeds')
    const [microsoft, plans, kept] = await held(stack)
    t.match(microsoft, [{ telephoneNumber: '+61395556882' }])
    t.same([plans, kept], [[[], []], []], 'SBCs and records hold no number')
  })
})

t.test('a wrong release is refused at once and changes nothing', async t => {
  const stack = await freshStack(t)
  await stack.startApi()

  await t.test('a release without numbers or with malformed ones is refused', async t => {
    t.match(await release(stack, []), {
      status: 400, body: { errors: { PhoneNumbers: ['At least one number or range of numbers is required.'] } }
    })
    t.match(await release(stack, ['+61395556880', '0395556880']), {
      status: 400, body: { errors: { 'phoneNumbers[1]': [/is not a valid number/] } }
    })
    t.match(await release(stack, { phoneNumberRanges: [{ start: '+61395556881', end: '+61395556880' }] }), {
      status: 400
    })
  })

  await t.test('a release for a tenant that is not a licensed customer of the caller is refused', async t => {
    t.match(await release(stack, ['+12125550123'], tenants.unlicensed), {
      status: 400, body: { errors: { MsTenantId: [/not one of your/] } }
    })
  })

  await t.test('more than ten releases in ten seconds are refused', async t => {
    const records = await openRecords(t, stack.databaseUrl)
    await records.query('truncate rate_use')
    const burst = async (): Promise<number> =>
      (await Promise.all(Array.from({ length: 15 }, () => release(stack, [])))).filter(({ status }) => status === 400)
        .length
    t.equal(await burst(), 10, 'ten of fifteen requests are judged')
    t.match(await release(stack, []), {
      status: 429, body: { errorCode: 'rate_limited' }, headers: { 'retry-after': /^\d+$/ }
    })
    // As time would do: four of them become older than ten seconds, whatever the clock shows.
    await records.query(
      "update rate_use set times = (select array_agg(case when place <= 4 then t - interval '10 seconds' else t end " +
      'order by place) from unnest(times) with ordinality as u (t, place))'
    )
    t.equal(await burst(), 4, 'and the six others still count')
  })
})

t.test('a release of which a part is not possible is refused as a whole', async t => {
  const stack = await freshStack(t)
  await stack.startApi({ RELEASE_NUMBERS_MAX: '3' })
  const records = await openRecords(t, stack.databaseUrl)
  const [free, assigned, elsewhere, ranged] = ['+61395556880', '+61395556881', '+61395556882', '+61395556883']
  for (
    const [number, tenant, status] of [
      [free, tenants.australian, null], [assigned, tenants.australian, 'UserAssigned'],
      [elsewhere, tenants.israeli, null], [ranged, tenants.australian, null]
    ]
  ) {
    await records.query(
      `insert into number (provider_id, number, source, ms_tenant_id, assignment_status)
        values (1, $1, 'webapi', $2, $3)`,
      [number, tenant, status]
    )
  }
  await records.query(
    `insert into number_on_sbc (provider_id, number, sbc_id, rule_name, rule_tag)
      values (1, $1, 11, 'GRXRATNEUZMNZ', 'x')`,
    [ranged]
  )
  await records.query(
    `insert into upstream (key, failures) values ('sbc:1:11', 3) on conflict (key) do update set failures = 3`
  )
  const before = await records.counts()
  const refused = async (t: Test, body: unknown, errors: object): Promise<void> => {
    t.match(await release(stack, body), { status: 400, body: { errors } }, 'the release is refused with the reason')
  }

  await t.test('a release with an assigned number is refused', t =>
    refused(t, [free, assigned], { PhoneNumbers: [`${assigned} is assigned (UserAssigned); unassign it first.`] }))
  await t.test('a release with a number of another tenant is refused', t =>
    refused(t, [free, elsewhere], { PhoneNumbers: [`${elsewhere} does not belong to this tenant.`] }))
  await t.test('a release of a range is refused while an SBC is offline', t =>
    refused(t, { phoneNumbers: [free], phoneNumberRanges: [{ start: ranged, end: ranged }] }, {
      PhoneNumbers: [/^SBC 11 is offline; ranges are released only when/]
    }))
  await t.test('a release of more numbers than the provider allows is refused, one by one or by ranges', async t => {
    await refused(t, [free, '+61395556884', '+61395556885', '+61395556886'], {
      PhoneNumbers: ['At most 3 numbers can be named at once; there are 4.']
    })
    await refused(t, { phoneNumberRanges: [{ start: '+61395556884', end: '+61395556887' }] }, {
      'phoneNumberRanges[0]': [/holds 4 numbers; a request may have 3/]
    })
  })
  t.same(await records.counts(), before, 'the refusals wrote nothing')

  await t.test('a release with a number that another task works on is refused', async t => {
    const { status, body } = await release(stack, [ranged]) // one by one it waits for its SBC
    t.equal(status, 200, 'the first release is accepted')
    t.match(await release(stack, [free, ranged]), {
      status: 409,
      body: {
        errorCode: 'number_busy', errors: { PhoneNumbers: [`${ranged} is being processed by task ${body.taskId}.`] }
      }
    })
    t.match(
      await records.query(
        'select key as number from task_item'
      ), [{ number: ranged }], 'only the first release holds a number'
    )
  })
})

t.test('numbers that Microsoft was asked to release are reported with their outcome, whatever the task ' +
  'does', async t => {
  const stack = await freshStack(t, 'running')
  const records = await openRecords(t, stack.databaseUrl)
  const outcomes = async (taskId: string): Promise<unknown> =>
    records.query(
      'select outcome, error_code, count(*)::int from task_item where task_id = $1 group by 1, 2 order by 3', [taskId]
    )

  await t.test('a canceled release waits for Microsoft and says which numbers are gone', async t => {
    await upload(stack, ['+61395556880', '+61395556881'])
    await stack.microsoft.control('POST', '/_mock/behaviour', {
      stuckJobs: true, numberErrors: { '+61395556881': 'TelephoneNumberAssigned' }
    })
    const { body } = await release(stack, ['+61395556880', '+61395556881'])
    await until('the task waits for Microsoft', async () =>
      (await records.query("select from task where id = $1 and step = 'await-microsoft'", [body.taskId]))[0]
    )
    await stack.call('POST', `/api/v3/task/${body.taskId}/cancel`)
    await stack.microsoft.control('POST', '/_mock/behaviour', { stuckJobs: false })
    const task = await stack.finished(body.taskId)
    t.match(task, { status: 'Canceled' }, 'the task is canceled')
    t.ok(
      task.executionMessages.some(({ message }: { message: string }) =>
        message.startsWith('1 number is released all the same: Microsoft had been asked before. +61395556880')
      ), 'the task names the number that is gone'
    )
    const outcomes = 'select key as number, outcome from task_item where task_id = $1 order by 1'
    t.same(await records.query(outcomes, [task.id]), [{
      number: '+61395556880', outcome: 'succeeded'
    }, { number: '+61395556881', outcome: 'canceled' }], 'each number has its outcome')
    const [microsoft, plans, data] = await held(stack)
    t.match([microsoft, plans], [[{ telephoneNumber: '+61395556881' }], [[{ prefix: '+61395556881' }], [{
      prefix: '+61395556881'
    }]]])
    t.match(data, [{ telephoneNumber: '+61395556881', acquiredNumberStatus: 0 }])
    await stack.microsoft.control('POST', '/_mock/behaviour', { numberErrors: {} })
    await stack.finished((await release(stack, ['+61395556881'])).body.taskId)
  })

  await t.test('in a large release the part that Microsoft refuses stays, and the rest goes', async t => {
    const numbers = Array.from({ length: 1001 }, (_, index) => `+613955${60000 + index}`)
    await upload(stack, numbers)
    await records.query( // so many at once need the approval of another person otherwise
      "insert into brake (provider_id, action, count_max, percent_max) values (1, 'release-numbers', 2000, 100)"
    )
    await stack.microsoft.control('POST', '/_mock/faults', {
      method: 'POST', path: 'ReleaseTelephoneNumbers', after: 1, status: 400,
      body: { code: 'InvalidRequest', message: 'no' }
    })
    const task = await stack.finished((await release(stack, numbers)).body.taskId)
    t.match(task, { status: 'CompletedWithErrors', details: ['NumbersPartiallyReleased'] })
    t.same(await outcomes(task.id), [{ outcome: 'failed', error_code: 'refused_by_microsoft', count: 1 }, {
      outcome: 'succeeded', error_code: null, count: 1000
    }], 'one number is refused and the others have gone')
    t.match(
      await records.query("select error from task_item where task_id = $1 and outcome = 'failed'", [task.id]),
      [{ error: /^Microsoft refused the request to release it: no \(request-id [0-9a-f-]{36}\) \(InvalidRequest\)\.$/ }],
      'its error names the request'
    )
    t.match((await held(stack))[0], { length: 1 })
    t.match(await records.query('select removal_status, count(*)::int from number group by 1'), [{
      removal_status: 0, count: 1
    }])
  })
})

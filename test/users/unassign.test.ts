import t from 'tap'
import { assignBehindOurBack, assignmentsAt, users } from '../support/connections.ts'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { profiles, tenants, type Answer, type Stack } from '../support/stack.ts'
import { messagesOf } from '../support/uploads.ts'

const freshStack = stackOfFile(t)
const { amit, yael } = users[tenants.israeli]
const number = (last: number): string => `+9723976457${last}`

/** Numbers that users have: the customer gave them out in the Teams admin center. */
async function given (stack: Stack, targets: Record<string, string | null>): Promise<void> {
  const { body } = await stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.israeli}`, {
    body: {
      callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', phoneNumbers: Object.keys(targets),
      country: 'IL'
    }
  })
  const task = await stack.finished(body.taskId)
  if (task.status !== 'CompletedSuccess') throw new Error(JSON.stringify(task))
  await assignBehindOurBack(stack, tenants.israeli, targets)
}

const unassign = (
  stack: Stack, body: unknown, { version = 'v2', tenant = tenants.israeli as string } = {}
): Promise<Answer> => stack.call('POST', `/api/${version}/oc/numbers/action/unassign?msTenantId=${tenant}`, { body })

const itemsOf = async (stack: Stack, taskId: string): Promise<Record<string, string>> => {
  const { body } = await stack.call('GET', `/api/v3/task/${taskId}/items`)
  return Object.fromEntries(
    body.data.map((
      item: { number: string, outcome: string, errorCode: string | null }
    ) => [item.number, item.errorCode ?? item.outcome])
  )
}

t.test('unassigning takes numbers from their users', async t => {
  const stack = await freshStack(t, 'running')
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })

  await t.test('unassigned numbers can be released', async t => {
    await given(stack, { [number(0)]: amit, [number(1)]: yael })
    const release = await stack.call('POST', `/api/v2/oc/numbers/action/release?msTenantId=${tenants.israeli}`, {
      body: [number(0)]
    })
    t.match(
      await itemsOf(stack, (await stack.finished(release.body.taskId)).id), { [number(0)]: 'number_assigned' },
      'which they cannot be before'
    )
    const answer = await unassign(stack, { telephoneNumbers: [number(0), number(1)] })
    t.match(answer, { status: 200, body: { taskId: /^tsk_msjob_[0-9a-f-]{36}$/ } })
    const task = await stack.finished(answer.body.taskId)
    t.match(task, {
      status: 'CompletedSuccess',
      details: ['NumbersUnassigned'],
      totalNumbersCount: 2,
      outputData: {
        MsTenantId: tenants.israeli, NumbersUnassigned: 2, NumbersUnchanged: 0, NumbersFailed: 0, TotalNumbersCount: 2
      }
    })
    t.same(
      messagesOf(task), ['Input is valid.', `Unassigned: ${number(0)}, ${number(1)}.`, 'Workflow completed.'],
      'the task tells its steps'
    )
    t.same(
      await assignmentsAt(stack, tenants.israeli), { [number(0)]: null, [number(1)]: null },
      'no user has a number at Microsoft'
    )
    t.match((await stack.call('GET', `/api/v2/oc/numbers/${number(0)}`)).body, { assignmentStatus: 'Unassigned' })
    const history = (await stack.call('GET', `/api/v3/oc/numbers/${number(0)}/history`)).body.data
    t.match(history[0], { change: 'unassigned', taskId: task.id, after: { assignmentStatus: 'Unassigned' } })
    const again = await stack.call('POST', `/api/v2/oc/numbers/action/release?msTenantId=${tenants.israeli}`, {
      body: [number(0), number(1)]
    })
    t.match(await stack.finished(again.body.taskId), { status: 'CompletedSuccess' })
    t.same(await assignmentsAt(stack, tenants.israeli), {}, 'the released numbers are gone at Microsoft')
  })

  await t.test('numbers are named as a bare array or by ranges, also in version 3, and free numbers are ' +
    'unchanged', async t => {
    await given(stack, { [number(0)]: amit, [number(1)]: null, [number(2)]: yael })
    const ranges = await stack.finished(
      (await unassign(stack, { phoneNumberRanges: [{ start: number(0), end: number(2) }] }, { version: 'v3' })).body
        .taskId
    )
    t.match(ranges, { status: 'CompletedSuccess', outputData: { NumbersUnassigned: 2, NumbersUnchanged: 1 } })
    t.same(await itemsOf(stack, ranges.id), {
      [number(0)]: 'succeeded', [number(1)]: 'unchanged', [number(2)]: 'succeeded'
    }, 'each number has its outcome')
    const bare = await stack.finished((await unassign(stack, [number(0)])).body.taskId)
    t.match(bare, { status: 'CompletedSuccess', details: ['NumbersUnchanged'] })
  })

  await t.test('each number is unassigned by itself, so that one that fails does not keep the others', async t => {
    const effects = (await stack.microsoft.control('GET', '/_mock/effects')).value.length
    await assignBehindOurBack(stack, tenants.israeli, { [number(0)]: amit, [number(1)]: yael })
    await stack.microsoft.control('POST', '/_mock/behaviour', {
      numberErrors: { [number(1)]: 'The user is protected' }
    })
    const task = await stack.finished((await unassign(stack, [number(0), number(1), '+97239764599'])).body.taskId)
    await stack.microsoft.control('POST', '/_mock/behaviour', { numberErrors: {} })
    t.match(task, {
      status: 'CompletedWithErrors', details: ['NumbersPartiallyUnassigned'],
      outputData: { NumbersUnassigned: 1, NumbersFailed: 2 }
    })
    t.same(await itemsOf(stack, task.id), {
      [number(0)]: 'succeeded', [number(1)]: 'refused_by_microsoft', '+97239764599': 'number_not_found'
    }, 'each number has its outcome')
    t.ok(messagesOf(task).some(message => /The user is protected/.test(message)), 'in the words of Microsoft')
    t.match(await assignmentsAt(stack, tenants.israeli), { [number(0)]: null, [number(1)]: yael })
    const asked = (await stack.microsoft.control('GET', '/_mock/effects')).value.slice(effects).filter((
      { kind }: { kind: string }
    ) => kind === 'unassignAccepted')
    t.same(asked.flatMap((effect: { telephoneNumbers: string[] }) => effect.telephoneNumbers).sort(), [
      number(0), number(1)
    ], 'and nothing is asked for twice')
  })

  await t.test('an unassignment waits as long as Microsoft asks for, and asks again when Microsoft ' +
    'forgets', async t => {
    await assignBehindOurBack(stack, tenants.israeli, { [number(0)]: amit })
    await stack.microsoft.control('POST', '/_mock/faults', [
      {
        method: 'POST', path: 'unassignNumber', status: 429, headers: { 'retry-after': '1' },
        body: { error: { code: 'TooManyRequests', message: 'Please retry again later.' } }
      },
      { method: 'GET', path: 'operations', status: 404, body: { error: { code: 'NotFound', message: 'gone' } } }
    ])
    t.match(await stack.finished((await unassign(stack, [number(0), number(1)])).body.taskId), {
      status: 'CompletedSuccess', outputData: { NumbersUnassigned: 2 }
    })
  })

  await t.test('an unassignment over a broken connection fails and says what to mend', async t => {
    await assignBehindOurBack(stack, tenants.israeli, { [number(0)]: amit })
    const records = await openRecords(t, stack.databaseUrl)
    const { applications } = await stack.microsoft.control('GET', '/_mock/state')
    const changed = (change: object): Promise<unknown> =>
      stack.microsoft.control('PATCH', '/_mock/state', {
        applications: applications.map((entry: { tenantId: string }) =>
          entry.tenantId === tenants.israeli ? { ...entry, ...change } : entry
        )
      })
    await changed({ secrets: [{ value: 'another' }] })
    const task = await stack.finished((await unassign(stack, [number(0)])).body.taskId)
    t.match(task, {
      status: 'Failed', details: ['NumbersNotUnassigned'],
      executionMessages: [{ level: 'Error', message: /does not accept the client secret/ }]
    })
    t.match(await records.query('select status, reason from tenant_connection'), [{
      status: 'BadCredentials', reason: /secret/
    }])
    await changed({ roles: {} })
    const other = await stack.finished((await unassign(stack, [number(0)])).body.taskId)
    t.match(other, { status: 'Failed', executionMessages: [{ message: /TeamsTelephoneNumber.ReadWrite.All/ }] })
    await changed({})
    t.match(await stack.finished((await unassign(stack, [number(0)])).body.taskId), { status: 'CompletedSuccess' })
    t.match(await records.query('select status, reason from tenant_connection'), [{
      status: 'Connected', reason: null
    }])
  })
})

t.test('an unassignment is refused as a whole while another task works on one of the numbers', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  for (const last of [0, 1]) {
    await records.query("insert into number (provider_id, number, source, ms_tenant_id) values (1, $1, 'webapi', $2)", [
      number(last), tenants.israeli
    ])
  }
  const { body: { taskId } } = await stack.call(
    'POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.israeli}`, { body: [number(1)] }
  )
  const before = await records.counts()
  t.match(await unassign(stack, [number(0), number(1)]), {
    status: 409,
    headers: { 'retry-after': /^\d+$/ },
    body: {
      errorCode: 'number_busy', errors: { PhoneNumbers: [`${number(1)} is being processed by task ${taskId}.`] }
    }
  })
  t.same(await records.counts(), before, 'no row was written')
})

t.test('a wrong unassignment is refused at once and changes nothing', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  t.match(await unassign(stack, ['+61395556880'], { tenant: tenants.australian }), {
    status: 400, body: { errorCode: 'connection_required', detail: /Teams admin center/ }
  }, 'without a token connection')
  t.match(await unassign(stack, ['+12125550123'], { tenant: tenants.unlicensed }), {
    status: 400, body: { errors: { MsTenantId: [/not one of your/] } }
  })
  t.match(await unassign(stack, []), {
    status: 400, body: { errors: { PhoneNumbers: ['At least one number or range of numbers is required.'] } }
  })
  t.match(await unassign(stack, [number(0), '039764570']), {
    status: 400, body: { errors: { 'phoneNumbers[1]': [/is not a valid number/] } }
  })
  t.match(await unassign(stack, { phoneNumberRanges: [{ start: number(2), end: number(0) }] }), { status: 400 })
  await records.query(
    `insert into number (provider_id, number, source, ms_tenant_id) values (1, '+61395556881', 'webapi', $1)`,
    [tenants.australian]
  )
  t.match(await unassign(stack, [number(0), '+61395556881']), {
    status: 400, body: { errors: { PhoneNumbers: ['+61395556881 does not belong to this tenant.'] } }
  })
  t.match(
    await stack.call('POST', `/api/v3/oc/numbers/action/unassign?msTenantId=${tenants.israeli}`, {
      body: [number(0)], role: 'channel'
    }),
    { status: 400 }
  )
  t.match(await records.counts(), { tasks: 0, items: 0 })
})

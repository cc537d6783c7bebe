import pg from 'pg'
import t from 'tap'
import { openRecords } from '../support/records.ts'
import { profiles, startStack, tenants, type Stack } from '../support/stack.ts'

const validate = async (stack: Stack, msTenantId: string, telephoneNumbers: string[]): Promise<{ status: number, body: { validationResult: string, telephoneNumbers: Array<Record<string, unknown>> } }> =>
  stack.call('POST', '/api/v2/oc/numbers/action/number-status', { body: { msTenantId, TelephoneNumbers: telephoneNumbers } })

async function insertNumbers (stack: Stack, rows: ReadonlyArray<{ number: string, status: number, tenant?: string, assignment?: string }>): Promise<void> {
  const client = new pg.Client({ connectionString: stack.databaseUrl })
  await client.connect()
  for (const { number, status, tenant = tenants.australian, assignment = null } of rows) {
    await client.query(`insert into number (provider_id, number, source, ms_tenant_id, removal_status, assignment_status) values (1, $1, 'ocsync', $2, $3, $4)`, [number, tenant, status, assignment])
  }
  await client.end()
}

t.test('validation judges numbers by the rules of the upload', async t => {
  const stack = await startStack(t)
  await stack.startApi()

  await t.test('good numbers, in the documented shape', async t => {
    const { body } = await validate(stack, tenants.australian, ['+61395556880'])
    t.same(body, {
      validationResult: 'Success',
      telephoneNumbers: [{
        telephoneNumber: '+61395556880', validationResult: 'Success', actionRequired: false, validationDetail: [],
        telphoneNumberDetail: { numberFound: false, numberOffering: '', assignmentStatus: '' }
      }]
    })
  })

  await t.test('whatever the client calls its JSON', async t => {
    for (const type of ['application/json;charset=utf-8', 'text/json', 'application/json-patch+json; charset=utf-8', 'application/vnd.api+json']) {
      const body = JSON.stringify({ msTenantId: tenants.australian, telephoneNumbers: ['+61395556880'] })
      t.match(await stack.call('POST', '/api/v2/oc/numbers/action/number-status', { body, headers: { 'content-type': type } }), { status: 200, body: { validationResult: 'Success' } }, type)
    }
    t.match(await stack.call('POST', '/api/v2/oc/numbers/action/number-status', { body: '{"a":,', headers: { 'content-type': 'application/json-patch+json' } }), { status: 400, body: { errors: { a: [/Path 'a', line 1, position 6/] } } })
  })

  await t.test('each bad number with its reasons, beside the good ones', async t => {
    await insertNumbers(stack, [{ number: '+61395556890', status: 0, assignment: 'UserAssigned' }, { number: '+61395556891', status: 0, tenant: tenants.israeli }])
    const { body } = await validate(stack, tenants.australian, ['+61395556880', '0395556880', '+97239764533', '+61395556890', '+61395556891'])
    t.equal(body.validationResult, 'Failed')
    t.same(body.telephoneNumbers.map(entry => entry['validationResult']), ['Success', 'Failed', 'Failed', 'Success', 'Failed'])
    t.match(body.telephoneNumbers, [
      {}, { validationDetail: [/must start with \+/] }, { validationDetail: [/consent of the tenant does not cover IL/] },
      { telphoneNumberDetail: { numberFound: true, numberOffering: 'OperatorConnect', assignmentStatus: 'UserAssigned' } },
      { validationDetail: ['The number is held by another tenant.'] }
    ])
  })

  await t.test('and says what the upload will say', async t => {
    for (const [tenant, number] of [[tenants.unlicensed, '+12125550123'], [tenants.suspended, '+4722225555'], [tenants.australian, '+61395556880'], [tenants.australian, '+611800123456'], [tenants.australian, '+12125550123']] as const) {
      const { body: verdicts } = await validate(stack, tenant, [number])
      const upload = await stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenant}`, {
        body: { callingProfile: profiles.withSbcs, usage: number.startsWith('+611800') ? 'FirstPartyAppAssignment' : 'CallingUserAssignment', phoneNumbers: [number] }
      })
      t.equal(verdicts.validationResult === 'Success', upload.status === 200, `${number} for ${tenant}`)
    }
  })
})

t.test('numbers missing at Microsoft leave in two steps', async t => {
  const stack = await startStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  await insertNumbers(stack, [{ number: '+61395556880', status: 2 }, { number: '+61395556881', status: 2 }, { number: '+61395556882', status: 0 }, { number: '+61395556883', status: 2 }, { number: '+61395556884', status: 2 }])
  const post = (path: string, telephoneNumbers: string[], headers = {}): ReturnType<Stack['call']> => stack.call('POST', path, { body: { telephoneNumbers }, headers })
  const confirm = '/api/v3/oc/numbers/action/ready-for-removal'
  const records = await openRecords(t, stack.databaseUrl)
  const listed = async (): Promise<unknown> => (await stack.call('GET', '/api/v3/oc/numbers')).body.data
  const hold = (number: string): Promise<unknown> => records.query("insert into task_item (provider_id, task_id, ordinal, number) values (1, 'wup_other', 0, $1)", [number])

  await t.test('confirmed', async t => {
    const key = { 'idempotency-key': 'removal-1' }
    const answer = await post(`${confirm}?ticketId=INC-9`, ['+61395556880'], key)
    t.match(answer, { status: 200, headers: { location: /\/task\/wrs_/ }, body: { data: { processedCount: 1, successCount: 1 }, status: 'success', succeeded: true, message: 'Numbers successfully transitioned to ReadyForRemoval status' } })
    t.same((await post(`${confirm}?ticketId=INC-9`, ['+61395556880'], key)).body, answer.body, 'the same request again gets the same answer')
    t.match((await stack.call('GET', '/api/v3/task?ticketId=INC-9')).body, { totalRecords: 1, data: [{ kind: 'change-removal-status', details: ['StatusChanged'] }] })
  })
  await t.test('or partly, with the reasons', async t => {
    t.match(await post(confirm, ['+61395556881', '+61395556882', '+61395556899']), {
      body: { data: { processedCount: 3, successCount: 1, errors: [{ telephoneNumber: '+61395556882', error: /is Active, not MarkedForRemoval/ }, { error: /not among your numbers/ }] }, succeeded: false }
    })
  })
  await t.test('which the task knows for each number', async t => {
    const [task] = (await stack.call('GET', '/api/v3/task?kind=change-removal-status')).body.data
    t.match(await stack.call('GET', `/api/v3/task/${task.id}/items`), { body: { totalRecords: 1, data: [{ number: '+61395556881', outcome: 'succeeded' }] } })
  })
  await t.test('or refused as a whole, when one is malformed or in another task', async t => {
    const before = await listed()
    for (const path of [confirm, '/api/v3/oc/action/clear-removal-status', '/api/v3/oc/numbers/action/clear-removal-status']) {
      t.match(await post(path, ['+61395556883', '0395556884', '+61395556884']), { status: 400, body: { errors: { 'telephoneNumbers[1]': [/"0395556884" is not a valid number/] } } })
      await hold('+61395556883')
      t.match(await post(path, ['+61395556884', '+61395556883']), { status: 409, body: { errorCode: 'number_busy', detail: /\+61395556883/ } })
      await records.query("delete from task_item where task_id = 'wup_other'")
      t.match(await post(path, ['+97239753000', '+61395556899']), { status: 400, body: { errors: { TelephoneNumbers: [/not among your numbers/] } } })
    }
    t.same(await listed(), before, 'and nothing is changed')
  })
  await t.test('at most 300 times a minute, by all callers together', async t => {
    await records.query("insert into rate_use (caller, operation, times, refused, used_at) values ('provider 1', 'removal', array_fill(now(), array[299]), false, now()) on conflict (caller, operation) do update set times = excluded.times")
    const answers = await Promise.all((['admin', 'operator'] as const).map(role => stack.call('POST', confirm, { role, body: { telephoneNumbers: ['x'] } })))
    t.same(answers.map(({ status }) => status).sort(), [400, 429])
    t.match(answers.find(({ status }) => status === 429), { headers: { 'retry-after': /^\d+$/, 'ratelimit-policy': '300;w=60' }, body: { errorCode: 'rate_limited' } })
    await records.query('truncate rate_use')
  })
  await t.test('or not at all', async t => {
    t.match(await post(confirm, ['+61395556880']), { status: 400, body: { errors: { TelephoneNumbers: [/is ReadyForRemoval/] } } })
    t.match(await post(confirm, []), { status: 400 })
    t.match(await post(confirm, ['nonsense']), { status: 400, body: { errors: { 'telephoneNumbers[0]': [/not a valid number/] } } })
  })
  await t.test('or made active again, at the documented path and the sensible one', async t => {
    t.match(await post('/api/v3/oc/action/clear-removal-status', ['+61395556883']), { body: { message: 'Removal status successfully cleared for all numbers' } })
    t.match(await post('/api/v3/oc/numbers/action/clear-removal-status', ['+61395556880']), { status: 400 }, 'but not when they are confirmed')
  })
  await t.test('and are counted', async t => {
    const summary = (query = ''): ReturnType<Stack['call']> => stack.call('GET', `/api/v3/oc/numbers/removal-status/summary${query}`)
    t.same((await summary()).body, { markedForRemovalCount: 1, readyForRemovalCount: 2, totalCount: 3 })
    t.same((await summary(`?msTenantId=${tenants.israeli}`)).body, { markedForRemovalCount: 0, readyForRemovalCount: 0, totalCount: 0 })
    t.match(await summary('?msTenantId=nonsense'), { status: 400, body: { title: 'Invalid msTenantId', detail: 'msTenantId has not a Guid format', instance: '/api/v3/oc/numbers/removal-status/summary' } })
  })
  await t.test('and their history says who did it', async t => {
    t.match((await stack.call('GET', '/api/v3/oc/numbers/+61395556880/history')).body.data, [{ change: 'removal-status', caller: /^a0000000/, taskId: /^wrs_/, before: { removalStatus: 2 }, after: { removalStatus: 3 } }])
    t.same((await stack.call('GET', '/api/v3/oc/numbers/%2B61%203%209555-6880/history', { role: 'customer' })).body.data.length, 1)
    t.match(await stack.call('GET', '/api/v3/oc/numbers/+61395556899/history'), { status: 404, body: { errorCode: 'number_not_found' } }, 'of one that never was ours there is none')
    t.match(await stack.call('GET', '/api/v3/oc/numbers/+61395556882/history'), { status: 200, body: { data: [] } }, 'and one that nothing happened to has an empty one')
  })
})

t.test('calling profiles are mapped to the SBCs that carry their numbers', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const { body } = await stack.call('GET', '/api/v3/oc/callingprofile/sbc')
  const sbcsOf = new Map(body.map((entry: { callingProfileId: string, sbcList: Array<{ sbcId: number }> }) => [entry.callingProfileId, entry.sbcList.map(sbc => sbc.sbcId)]))
  t.same(sbcsOf.get(profiles.withSbcs), [8, 11])
  for (const path of ['/api/v2/oc/callingprofile', '/api/v3/oc/callingprofile/sbc']) {
    t.match(JSON.stringify((await stack.call('GET', path)).body), '"ipAddress":"127.0.0.1"', path)
    t.notMatch(JSON.stringify((await stack.call('GET', path, { role: 'channel' })).body), /"ipAddress":"/, `${path}: where an SBC is, is the provider's own business`)
  }
  t.same(sbcsOf.get(profiles.withoutSbc), [])
  t.match((await stack.call('GET', '/api/v3/sbc')).body, [{ sbcId: 8, available: true }, { sbcId: 11, available: true }])
})

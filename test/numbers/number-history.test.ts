import t from 'tap'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { profiles, tenants } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'
import { until } from '../support/until.ts'

const freshStack = stackOfFile(t)

t.test('the history of a number can be read', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  const number = '+61395556880'
  const get = (of: string, role?: 'customer' | 'channel'): ReturnType<typeof stack.call> =>
    stack.call('GET', `/api/v3/oc/numbers/${of}`, role && { role })
  await records.query(
    `insert into number (provider_id, number, source, ms_tenant_id) values (1, '+61395556882', 'ocsync', $1)`,
    [tenants.australian]
  )
  // It was the Israeli customer's for 600 changes, then the Australian's for 1,900.
  await records.query(`
    insert into number_history (provider_id, number, change, task_id, caller, before, after)
    select 1, $1, 'changed', 'wcn_' || n, 'somebody', jsonb_build_object('step', n - 1), jsonb_build_object('step', n,
      'msTenantId', case when n <= 600 then $2::text else $3::text end)
    from generate_series(1, 2500) n`, [number, tenants.israeli, tenants.australian])
  const steps = (data: Array<{ after: { step: number } }>): number[] => data.map(change => change.after.step)

  await t.test('the history comes in pages, newest first, with all of several thousand changes', async t => {
    t.match((await get(`${number}/history`)).body, {
      currentPage: 1,
      pageSize: 200,
      totalPages: 13,
      totalRecords: 2500,
      data: [{
        change: 'changed', taskId: 'wcn_2500', caller: 'somebody', before: { step: 2499 }, after: { step: 2500 }
      }]
    })
    const seen: number[] = []
    for (const page of [1, 2, 3]) {
      seen.push(...steps((await get(`${number}/history?PageNumber=${page}&PageSize=1000`)).body.data))
    }
    t.same(
      seen, Array.from({ length: 2500 }, (_, index) => 2500 - index),
      'each change is listed once, from the newest to the oldest'
    )
    t.match((await get(`${number}/history?pagenumber=4&pagesize=1000`)).body, {
      currentPage: 4, totalRecords: 2500, data: []
    })
  })

  await t.test('the history shows a caller below the provider only what happened while the number was its ' +
    'own', async t => {
    const { body } = await get(`%2B61%203%209555-6880/history?PageSize=1000&PageNumber=2`, 'customer')
    t.match(body, { totalPages: 2, totalRecords: 1900 })
    t.same(steps(body.data).at(-1), 601, 'the oldest change it sees is its first own one')
  })

  await t.test('the history of a number without changes is empty, and that of an unknown number is not ' +
    'found', async t => {
    t.match(await get('+61395556882/history'), { status: 200, body: { totalPages: 0, totalRecords: 0, data: [] } })
    t.match(await get('+61395556899/history'), { status: 404, body: { errorCode: 'number_not_found' } })
    t.match(await get('nonsense/history'), { status: 404, body: { errorCode: 'number_not_found' } })
    t.match(await get(`${number}/history?PageSize=1001`), { status: 400 })
  })
})

t.test('each change of a number is in its history with time, caller, task, and the values before and ' +
  'after', async t => {
  const stack = await freshStack(t, 'running')
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  const [number, refused, canceled] = ['+61395556880', '+61395556881', '+61395556882']
  const history = async (of: string): Promise<unknown[]> =>
    (await stack.call('GET', `/api/v3/oc/numbers/${of}/history`)).body.data
  const uploaded = async (phoneNumbers: string[], changes = {}): Promise<string> => {
    const { body: { taskId } } = await upload(stack, uploadBody({ phoneNumbers, ...changes }))
    await stack.finished(taskId)
    return taskId
  }
  const as = {
    msTenantId: tenants.australian, callingProfileId: profiles.withSbcs, usage: 'CallingUserAssignment',
    capabilities: ['InboundCalling', 'OutboundCalling'], removalStatus: 0
  }
  const by = { at: /^20\d\d-.*Z$/, caller: 'a0000000-0000-4000-8000-000000000001' }

  const first = await uploaded([number])
  const fresh = { ...by, change: 'uploaded', taskId: first, before: null, after: as }
  await t.test('the history has the upload of a number', async t => { t.match(await history(number), [fresh]) })

  await t.test('an upload that changes nothing adds nothing to the history', async t => {
    await uploaded([number])
    t.equal((await history(number)).length, 1, 'the history still has one entry')
  })

  await t.test('an upload with other capabilities of a number that is held adds nothing, since Microsoft is not ' +
    'told', async t => {
    await uploaded([number], { capabilities: ['InboundCalling'] })
    t.match(await history(number), [fresh])
  })

  await t.test('the history has the release of a number', async t => {
    const { body: { taskId } } = await stack.call(
      'POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, { body: [number] }
    )
    t.match(await stack.finished(taskId), { status: 'CompletedSuccess' })
    const [last, ...before] = await history(number)
    t.match(last, {
      ...by, change: 'released', taskId,
      before: { msTenantId: as.msTenantId, callingProfileId: as.callingProfileId, usage: as.usage, source: 'webapi' },
      after: null
    })
    t.match(before, [{
      ...by, change: 'removal-status', taskId, before: { removalStatus: 0 }, after: { removalStatus: 1 }
    }, { change: 'uploaded' }])
  })

  await t.test('the history has both changes of status of a release that was canceled before anything was ' +
    'released', async t => {
    await uploaded([canceled])
    await stack.microsoft.control('POST', '/_mock/faults', {
      method: 'POST', path: 'ReleaseTelephoneNumbers', status: 503, times: 1000
    })
    const { body: { taskId } } = await stack.call(
      'POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, { body: [canceled] }
    )
    await until('the task sends to Microsoft', async () =>
      (await stack.call('GET', `/api/v3/task/${taskId}`)).body.step === 'send-to-microsoft'
    )
    await stack.call('POST', `/api/v3/task/${taskId}/cancel`)
    t.match(await stack.finished(taskId), { status: 'Canceled' })
    await stack.microsoft.control('DELETE', '/_mock/faults')
    t.match(
      (await stack.call('GET', `/api/v3/oc/numbers/${canceled}`)).body, { acquiredNumberStatus: 0 },
      'the number is as it was'
    )
    const changed = { ...by, change: 'removal-status', taskId }
    t.match(await history(canceled), [{ ...changed, after: { removalStatus: 0 } }, {
      ...changed, after: { removalStatus: 1 }
    }, { change: 'uploaded' }])
  })

  await t.test('the history has an upload that was taken back', async t => {
    const [, sbc] = stack.sbcs
    const { dialPlans } = await sbc.control('GET', '/_mock/state')
    await sbc.control('PUT', '/_mock/state', {
      dialPlans: { ...dialPlans, OCDialPlan: [{ name: 'somebody', prefix: refused, tag: 'Trunk=somebody-else' }] }
    })
    const taskId = await uploaded([refused])
    t.match(await history(refused), [{
      ...by, change: 'taken-back', taskId, before: { callingProfileId: as.callingProfileId }, after: null
    }, { ...by, change: 'uploaded', taskId }])
  })
})

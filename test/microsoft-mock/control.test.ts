import { randomUUID } from 'node:crypto'
import t from 'tap'
import { australian, operatorOf, startMock, uploadOf } from './start-mock.ts'

const uploads = `/tenants/${australian}/UploadTelephoneNumbers`

t.test('scripted faults hit the requests that they name, in order, and are then used up', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  await mock.call('POST', '/_mock/faults', [
    {
      method: 'get', path: 'TenantCallingProfiles', after: 1, times: 2, status: 503, headers: { 'retry-after': '7' },
      body: { code: 'Busy' }
    },
    { path: 'TenantCallingProfiles', after: 1, status: 500 }
  ])
  const answers = []
  for (let index = 0; index < 5; index++) answers.push(await operator.call('GET', '/TenantCallingProfiles'))
  t.same(answers.map(({ status }) => status), [200, 503, 503, 500, 200], 'the faults hit in their order')
  t.equal(answers[1]?.headers.get('retry-after'), '7', 'the header of the fault is sent')
  t.same(answers[1]?.body, { code: 'Busy' }, 'the body of the fault is sent')
  t.same((await mock.call('GET', '/_mock/faults')).body, [], 'no fault is left')

  await mock.call('POST', '/_mock/faults', { status: 500, times: 9 })
  t.match((await mock.call('GET', '/_mock/faults')).body, [{ status: 500, times: 9 }], 'control routes are never hit')
  await mock.call('DELETE', '/_mock/faults')
  t.equal((await operator.call('GET', '/TenantCallingProfiles')).status, 200, 'removed faults hit nothing')
  t.equal((await mock.call('POST', '/_mock/faults', { path: '(' })).status, 400, 'a fault with a bad path is refused')
  t.equal((await mock.call('POST', '/_mock/faults', { stauts: 500 })).status, 400, 'a misspelt fault is refused')
})

t.test('a connection can be cut before or after the effect', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const jobs = async (requestId: string) =>
    (await operator.call('GET', `${uploads}?requestId=${requestId}`)).body.value.length
  for (const [cut, made] of [['before', 0], ['after', 1]] as const) {
    const requestId = randomUUID()
    await mock.call('POST', '/_mock/faults', { method: 'POST', path: 'Upload', cut })
    await t.rejects(
      operator.call('POST', uploads, uploadOf(['+61395556880']), { 'Repeatability-Request-ID': requestId }),
      `the connection is cut ${cut} the effect`
    )
    t.equal(await jobs(requestId), made, `cut ${cut} the effect`)
  }
})

t.test('an effect can happen behind a failing or a late answer', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  await mock.call('POST', '/_mock/faults', [
    { method: 'POST', path: 'Upload', status: 504, afterEffect: true, body: { code: 'GatewayTimeout' } },
    { method: 'POST', path: 'Upload', delayMilliseconds: 50, afterEffect: true }
  ])
  const failed = await operator.call('POST', uploads, uploadOf(['+61395556880']))
  t.match(failed, { status: 504, body: { code: 'GatewayTimeout' } })
  const started = performance.now()
  t.equal((await operator.call('POST', uploads, uploadOf(['+61395556881']))).status, 202, 'the late answer comes')
  t.ok(performance.now() - started >= 49, 'the answer is as late as told')
  t.equal((await operator.call('GET', uploads)).body.value.length, 2, 'both jobs are there')
})

t.test('the throttle answers 429, with or without a time to wait', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const statuses = async () => [
    await operator.call('GET', '/TenantCallingProfiles'),
    await operator.call('GET', '/TenantCallingProfiles'),
    await operator.call('GET', '/TenantCallingProfiles')
  ].map(({ status, headers }) => `${status} ${headers.get('retry-after')}`)
  await mock.call('POST', '/_mock/behaviour', { throttle: { requests: 2, perSeconds: 60, retryAfter: 5 } })
  t.same(await statuses(), ['200 null', '200 null', '429 5'], 'the third request is told to wait')
  await mock.call('POST', '/_mock/behaviour', { throttle: { requests: 1, perSeconds: 60, retryAfter: null } })
  t.same(await statuses(), ['200 null', '429 null', '429 null'], 'requests are refused without a time')
  await mock.call('POST', '/_mock/behaviour', { throttle: null })
  t.same(await statuses(), ['200 null', '200 null', '200 null'], 'the throttle is off')
  t.equal(
    (await mock.call('POST', '/_mock/behaviour', { throtle: null })).status, 400, 'a misspelt behaviour is refused'
  )
})

t.test('the state can be read, put back, patched and reset', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  await operator.upload(australian, ['+61395556880'])
  const { body: before } = await mock.call('GET', '/_mock/state')
  t.match(before.tenants[australian], {
    consent: { status: 'Active' }, numbers: [{ telephoneNumber: '+61395556880' }], uploadJobs: [{ status: 'Success' }],
    releaseJobs: []
  })
  t.equal((await mock.call('PUT', '/_mock/state', before)).status, 200, 'the state is accepted')
  t.same((await mock.call('GET', '/_mock/state')).body, before, 'the state is as before')
  t.match(await mock.call('PUT', '/_mock/state', { tenants: { [australian]: { numbers: [{}] } } }), {
    status: 400, body: { message: /telephoneNumber/ }
  })
  await mock.call('PATCH', '/_mock/state', { tenants: { [australian]: { consent: { status: 'Suspended' } } } })
  t.equal(
    (await operator.call('POST', uploads, uploadOf(['+61395556881']))).body.code, 'ConsentSuspended',
    'the changed consent refuses an upload'
  )
  t.same(await operator.numbers(australian), ['+61395556880'], 'the rest of the state stays')
  await mock.call('POST', '/_mock/reset')
  t.same(await operator.numbers(australian), [], 'a reset brings back the first state')
})

t.test('a job survives the state being put back while it runs', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  await mock.call('POST', '/_mock/behaviour', { stuckJobs: true })
  const { body: job } = await operator.call('POST', uploads, uploadOf(['+61395556880']))
  await mock.call('PATCH', '/_mock/state', { behaviour: { stuckJobs: false } })
  t.equal((await operator.settled(`${uploads}/${job.id}`)).body.status, 'Success', 'the job goes on')
  t.same(await operator.numbers(australian), ['+61395556880'], 'the number is uploaded')
})

t.test('requests are logged with the operation id of the caller', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  await mock.call('DELETE', '/_mock/requests')
  const requestId = randomUUID()
  await operator.call('POST', uploads, uploadOf(['+61395556880']), { 'Repeatability-Request-ID': requestId })
  await operator.call('GET', '/Nothing')
  const { body } = await mock.call('GET', '/_mock/requests')
  t.match(body, [
    { at: String, method: 'POST', path: `/operator/v1.0${uploads}`, status: 202, requestId },
    { method: 'GET', path: '/operator/v1.0/Nothing', status: 404, requestId: null }
  ])
})

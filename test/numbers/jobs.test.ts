import t from 'tap'
import { profiles, startStack, tenants } from '../support/stack.ts'
import { until } from '../support/until.ts'
import type { Anything } from '../support/anything.ts'

t.test('jobs at Microsoft can be read', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const post = async (action: string, body: object): Promise<string> =>
    (await stack.call('POST', `/api/v3/oc/numbers/action/${action}?msTenantId=${tenants.australian}`, { body })).body
      .taskId
  const upload = (phoneNumbers: string[]): Promise<string> =>
    post('upload', { callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', phoneNumbers })
  const list = async (query = '', options = {}): Promise<Anything> =>
    (await stack.call('GET', `/api/v3/oc/job${query}`, options)).body
  const behave = (behaviour: object): Promise<unknown> => stack.microsoft.control('POST', '/_mock/behaviour', behaviour)

  await behave({ numberErrors: { '+61395556881': 'UnableToMatchGeographyEntry' } })
  const uploading = await upload(['+61395556880', '+61395556881', '+61395556882'])
  const uploaded = await stack.finished(uploading)
  const [job] = (await list(`?taskId=${uploading}`)).data

  await t.test('a job is kept with the outcome of its numbers', async t => {
    t.match(job, {
      jobId: uploaded.outputData.JobId ?? /./, type: 'upload', msTenantId: tenants.australian, umpCustomerGuid: /./,
      taskId: uploading, status: 'PartialSuccess', forgotten: false, totalNumbersCount: 3, succeededCount: 2,
      failedCount: 1, startedAt: /Z$/, finishedAt: /Z$/
    })
    const { uploadJobs: [known] } = (await stack.microsoft.control('GET', '/_mock/state')).tenants[tenants.australian]
    t.match(job, { jobId: known.id, operationId: known.requestId })
    const releasing = await post('release', { phoneNumbers: ['+61395556880'] })
    await stack.finished(releasing)
    t.match((await list(`?taskId=${releasing}`)).data, [{
      type: 'release', status: 'Complete', totalNumbersCount: 1, succeededCount: 1, failedCount: 0
    }])
  })

  await t.test('jobs are listed newest first, in pages, and narrowed by filters', async t => {
    t.match(await list('?PageSize=1'), { totalPages: 2, totalRecords: 2, data: [{ type: 'release' }] })
    t.match(await list('?PageSize=1&PageNumber=2'), { data: [{ jobId: job.jobId }] })
    t.match(await list(`?msTenantId=${tenants.australian}&type=upload&status=partialsuccess`), { totalRecords: 1 })
    t.match(await list(`?msTenantId=${tenants.israeli}`), { totalRecords: 0, data: [] })
  })

  await t.test('version 2 lists jobs as a bare array', async t => {
    t.match((await stack.call('GET', '/api/v2/oc/job?PageSize=1')).body, [{ type: 'release' }])
    t.equal(
      (await stack.call('GET', `/api/v2/oc/job?taskId=${uploading}`)).body.length, 1, 'the filter by task finds one job'
    )
    t.match((await stack.call('GET', `/api/v2/oc/job/${job.jobId}`)).body, { taskId: uploading })
  })

  await t.test("one job is found by Microsoft's id or by ours", async t => {
    t.same((await stack.call('GET', `/api/v3/oc/job/${job.jobId}`)).body, job, "the job is found by Microsoft's id")
    t.same(
      (await stack.call('GET', `/api/v3/oc/job/${job.operationId}`)).body, job, 'the job is found by our operation id'
    )
  })

  await t.test('jobs are shown only to callers who may see the tenant', async t => {
    t.match(await list('', { role: 'channel' }), { totalRecords: 2 })
    t.match(await list('', { role: 'customer' }), { totalRecords: 2 })
    const task = await stack.finished(
      (await stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.israeli}`, {
        body: { callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', phoneNumbers: ['+97239764533'] }
      })).body.taskId
    )
    t.match(await list(`?taskId=${task.id}`), { totalRecords: 1 })
    const [foreign] = (await list(`?taskId=${task.id}`)).data
    t.match(await list(`?taskId=${task.id}`, { role: 'channel' }), { totalRecords: 0 })
    t.match(await stack.call('GET', `/api/v3/oc/job/${foreign.jobId}`, { role: 'customer' }), {
      status: 404, body: { errorCode: 'job_not_found' }
    })
  })

  await t.test('a running job is listed, and a job that Microsoft has forgotten says so', async t => {
    await behave({ stuckJobs: true })
    const taskId = await upload(['+61395556885'])
    const running = await until('the job is listed', async () => (await list(`?taskId=${taskId}`)).data[0])
    t.match(running, { status: /^(Pending|InProgress)$/, forgotten: false, finishedAt: null, totalNumbersCount: 1 })
    await behave({ vanishedJobs: true, stuckJobs: false })
    const forgotten = await until('the job is marked as forgotten', async () => {
      const { body } = await stack.call('GET', `/api/v3/oc/job/${running.jobId}`)
      return body.forgotten === true && body
    })
    t.match(forgotten, { status: 'Vanished', jobId: running.jobId, finishedAt: /Z$/ })
  })
})

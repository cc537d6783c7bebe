import { Type } from '@sinclair/typebox'
import { jobListing, jobsPage } from '../records/microsoft-jobs.ts'
import { Problem } from '../../problems.ts'
import { Job, JobPage, jobTypes } from '../schemas/job.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf } from '../../schemas/value.ts'
import { reading } from '../../http/caller.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'
import { msTenantIdQuery, readTenantId } from '../../tenancy/api/tenant-query.ts'

export const jobs: Resource = (scope, { records }) => {
  scope.get('/oc/job', {
    config: { roles: reading },
    schema: {
      operationId: 'listJobs',
      summary: 'List jobs at Microsoft',
      description:
        'The jobs behind uploads and releases, as they were last seen, newest first. One that Microsoft forgot is ' +
        '`Vanished`.',
      tags: ['Jobs'],
      querystring: Type.Object({
        msTenantId: Type.Optional(msTenantIdQuery),
        taskId: Type.Optional(Type.String({ maxLength: 64, description: 'Only jobs of this task.' })),
        type: Type.Optional(OneOf(jobTypes, { description: 'What the job does.' })),
        status: Type.Optional(Type.String({ maxLength: 32, description: 'As the job shows it, such as InProgress.' })),
        ...listQuery(jobListing)
      }),
      response: { 200: ref(JobPage) }
    }
  }, async (request, reply) => {
    const { caller, query: { msTenantId, taskId, type, status } } = request
    const tenant = msTenantId === undefined ? undefined : readTenantId(msTenantId)
    return answerList(request, reply, jobListing, place =>
      jobsPage(records(caller), { taskId, type, status, msTenantId: tenant }, place))
  })

  scope.get('/oc/job/:jobid', {
    config: { roles: reading, problems: ['job_not_found'] },
    schema: {
      operationId: 'getJob',
      summary: 'Get one job at Microsoft',
      tags: ['Jobs'],
      params: Type.Object({
        jobid: Type.String({
          description: "Microsoft's id of the job, or our operation id.",
          examples: ['899c58a5-92df-4e93-a142-a35e72b7b743']
        })
      }),
      response: { 200: ref(Job) }
    }
  }, async ({ caller, params: { jobid } }) => {
    const { data: [job] } = /^[\w-]{1,64}$/.test(jobid)
      ? await jobsPage(records(caller), { id: jobid }, { offset: 0, limit: 1 })
      : { data: [] }
    if (job === undefined) throw new Problem('job_not_found', `Job ${jobid} is not among those we started.`)
    return job
  })
}

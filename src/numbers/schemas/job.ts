import { Type, type Static } from '@sinclair/typebox'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf, OrNull } from '../../schemas/value.ts'

export const jobTypes = ['upload', 'release'] as const

/** A job at Microsoft behind one of our tasks; one task has one job for each thousand of its numbers. */
export const Job = Type.Object({
  jobId: OrNull(Type.String({ description: 'Microsoft\'s id of the job.' })),
  operationId: Type.String({ description: 'Our id of the request that made it.' }),
  type: OneOf(jobTypes),
  msTenantId: Type.String(),
  umpCustomerGuid: OrNull(Type.String({ description: 'The customer.' })),
  taskId: Type.String({ description: 'The task that it belongs to.' }),
  status: Type.String({
    description:
      "Microsoft's word: `Pending`, `InProgress`, then `Success`, `PartialSuccess` or `Error` of an upload, " +
      '`Complete`, `Failed` or `Expired` of a release. `Vanished`: Microsoft forgot it.'
  }),
  forgotten: Type.Boolean({
    description: 'Microsoft does not know the job any more; the numbers themselves tell what became of it.'
  }),
  totalNumbersCount: Type.Integer(),
  succeededCount: Type.Integer(),
  failedCount: Type.Integer(),
  startedAt: Type.String({ format: 'date-time' }),
  finishedAt: OrNull(Type.String({ format: 'date-time' }))
}, {
  $id: 'Job',
  description: 'A job at Microsoft behind an upload or a release, as it was last seen.',
  examples: [{
    jobId: '899c58a5-92df-4e93-a142-a35e72b7b743', operationId: '3c0e9a4e-2a55-4c0d-9d5c-5f9a3a1b7c11', type: 'upload',
    msTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1', umpCustomerGuid: 'd0000000-0000-4000-8000-0000000000a1',
    taskId: 'wup_d4b23bb0-3b8a-4966-a368-fef9667d019f', status: 'Success', forgotten: false, totalNumbersCount: 1,
    succeededCount: 1, failedCount: 0, startedAt: '2026-02-16T16:15:02.447118Z',
    finishedAt: '2026-02-16T16:15:32.520001Z'
  }]
})
export type Job = Static<typeof Job>

export const JobPage = listPage(ref(Job), { $id: 'JobPage', description: 'One page of jobs.' })

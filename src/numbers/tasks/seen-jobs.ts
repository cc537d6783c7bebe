import type { SeenJob } from '../records/microsoft-jobs.ts'
import type { Job } from '../../upstreams/microsoft/microsoft.ts'

/** Polls after which a job that still runs is recorded; most have ended before. */
export const slowPolls = 2

/** What Microsoft says of the job of a chunk with so many numbers, for the records. */
export function jobSeen (
  type: SeenJob['type'], { operationId, jobId = '' }: { operationId: string, jobId?: string }, job: Job, size: number,
  now: Date
): SeenJob {
  const about = {
    operationId, jobId, type, forgotten: false, total: size, succeeded: 0, failed: 0, startedAt: undefined,
    finishedAt: undefined
  }
  switch (job.status) {
    case 'running':
    case 'unknown':
      return { ...about, status: job.microsoftStatus, startedAt: job.createdAt }
    case 'vanished':
      return {
        ...about, status: job.expired === true ? 'Expired' : 'Vanished', forgotten: job.expired !== true,
        finishedAt: now.toISOString()
      }
    case 'finished': {
      const count = (outcome: string): number => job.numbers.filter(number => number.outcome === outcome).length
      return {
        ...about, status: job.microsoftStatus, total: job.numbers.length, succeeded: count('succeeded'),
        failed: count('failed'), startedAt: job.createdAt, finishedAt: job.updatedAt
      }
    }
  }
}

import { keepJobs, type SeenJob } from '../../records/microsoft-jobs.ts'
import type { Queryable } from '../../../database/connect.ts'
import { next, wait, type Outcome } from '../../../engine/define.ts'
import { failedItem, writeItems, type ItemResult } from '../../../engine/records/task-items.ts'
import { numberUnknown, type Job } from '../../../upstreams/microsoft/microsoft.ts'
import { pollSeconds } from '../polling.ts'
import { jobSeen, slowPolls } from '../seen-jobs.ts'
import type { ReleaseContext, ReleaseProgress } from './progress.ts'

/** Asks for each job that has not ended, and keeps what Microsoft says of its numbers. */
export async function awaitMicrosoft (context: ReleaseContext): Promise<Outcome<ReleaseProgress>> {
  const { task, input, progress, microsoft, now, say } = context
  const chunks = [...progress.chunks ?? []]
  const polls = progress.polls ?? 0
  const results: ItemResult[] = []
  const seen: SeenJob[] = []
  for (const [index, chunk] of chunks.entries()) {
    if (chunk.status !== undefined || chunk.jobId === undefined) continue
    const job = await microsoft.releaseJob(task.providerId, input.msTenantId, chunk.jobId)
    if (job.status !== 'running' || polls === slowPolls) {
      seen.push(jobSeen('release', chunk, job, chunk.numbers.length, now()))
    }
    if (job.status === 'running') continue
    const status = job.status === 'vanished' ? 'Expired' : job.microsoftStatus
    chunks[index] = { ...chunk, status }
    say(status === 'Complete' ? 'Information' : 'Warning', `Release job status: ${status}.`)
    if (job.status === 'finished') results.push(...refusedIn(context, job))
  }
  const done = chunks.every(chunk => chunk.status !== undefined)
  const effect = results.length + seen.length === 0
    ? undefined
    : async (trx: Queryable): Promise<void> => {
      await writeItems(trx, task, results)
      await keepJobs(trx, task, input.msTenantId, seen)
    }
  return done ? next({ chunks }, effect) : wait(pollSeconds(polls), { chunks, polls: polls + 1 }, effect)
}

function refusedIn ({ say }: ReleaseContext, job: Extract<Job, { status: 'finished' }>): ItemResult[] {
  const refused = job.numbers.filter(({ outcome, code }) => outcome === 'failed' && code !== numberUnknown)
  return refused.map(({ number, code }) => {
    say('Error', `${number} was not released by Microsoft: ${code ?? 'no reason given'}.`)
    return failedItem(
      number, 'await-microsoft', code ?? 'refused_by_microsoft', 'Microsoft did not release the number.'
    )
  })
}

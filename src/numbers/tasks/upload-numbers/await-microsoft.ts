import { keepJobs, type SeenJob } from '../../records/microsoft-jobs.ts'
import { next, wait, type Outcome } from '../../../engine/define.ts'
import { failedItem, writeItems, type ItemResult } from '../../../engine/records/task-items.ts'
import type { Queryable } from '../../../database/connect.ts'
import type { Job } from '../../../upstreams/microsoft/microsoft.ts'
import { pollSeconds } from '../polling.ts'
import { jobSeen, slowPolls } from '../seen-jobs.ts'
import type { Chunk, UploadContext, UploadProgress } from './progress.ts'

/** Asks for each job that has not ended, and keeps what Microsoft says of its numbers. */
export async function awaitMicrosoft (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const { task, input, progress, microsoft, now } = context
  const chunks = [...progress.chunks ?? []]
  const polls = progress.polls ?? 0
  const results: ItemResult[] = []
  const seen: SeenJob[] = []
  for (const [index, chunk] of chunks.entries()) {
    if (chunk.status !== undefined || chunk.jobId === undefined) continue
    const job = await microsoft.uploadJob(task.providerId, input.msTenantId, chunk.jobId)
    if (job.status !== 'running' || polls === slowPolls) {
      seen.push(jobSeen('upload', chunk, job, chunk.last - chunk.first + 1, now()))
    }
    if (job.status === 'running') continue
    chunks[index] = ended(context, chunk, job)
    if (job.status === 'finished') results.push(...refusedIn(context, job))
  }
  const effect = async (trx: Queryable): Promise<void> => {
    await writeItems(trx, task, results)
    await keepJobs(trx, task, input.msTenantId, seen)
  }
  if (chunks.every(chunk => chunk.status !== undefined)) return next({ chunks }, effect)
  return wait(
    pollSeconds(polls), { chunks, polls: polls + 1 }, results.length + seen.length > 0 ? effect : undefined
  )
}

function ended ({ say, now }: UploadContext, chunk: Chunk, job: Exclude<Job, { status: 'running' }>): Chunk {
  if (job.status === 'vanished') {
    say('Warning', `Microsoft does not know job ${chunk.jobId} any more; its numbers are looked for instead.`)
    return { ...chunk, status: 'Vanished', updatedAt: now().toISOString() }
  }
  const level = job.microsoftStatus === 'Success' ? 'Information' : 'Warning'
  say(level, `UploadToAccount job status: ${job.microsoftStatus}.`)
  return { ...chunk, status: job.microsoftStatus, updatedAt: job.updatedAt }
}

function refusedIn ({ say }: UploadContext, job: Extract<Job, { status: 'finished' }>): ItemResult[] {
  return job.numbers.filter(({ outcome }) => outcome === 'failed').map(({ number, code, reason }) => {
    say('Error', `${number} was refused by Microsoft: ${reason ?? code ?? 'no reason given'}.`)
    return failedItem(
      number, 'await-microsoft', code ?? 'refused_by_microsoft', reason ?? 'Microsoft refused the number.'
    )
  })
}

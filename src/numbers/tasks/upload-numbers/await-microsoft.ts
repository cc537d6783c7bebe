import { keepJobs, type SeenJob } from '../../records/microsoft-jobs.ts'
import { noteUnknownWords, type UnknownWord } from '../../records/unknown-words.ts'
import { next, wait, type Outcome } from '../../../engine/define.ts'
import { failedItem, writeItems, type ItemResult } from '../../../engine/records/task-items.ts'
import type { Queryable } from '../../../database/connect.ts'
import type { Job } from '../../../upstreams/microsoft/microsoft.ts'
import { pauseFor } from '../polling.ts'
import { jobSeen, slowPolls } from '../seen-jobs.ts'
import { newWords, patienceWithUnknown, sayUnknownJob, sayUnknownNumbers } from '../unknown-outcome.ts'
import { numbersOf, type Chunk, type UploadContext, type UploadProgress } from './progress.ts'

/** Asks for each job that has not ended, and keeps what Microsoft says of its numbers. */
export async function awaitMicrosoft (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const { task, input, progress, microsoft, now } = context
  const chunks = [...progress.chunks ?? []]
  const polls = progress.polls ?? 0
  const atFirst = Math.max(0, ...chunks.map(({ askAgainSeconds = 0 }) => askAgainSeconds))
  if (polls === 0 && atFirst > 0) return wait(atFirst, { polls: 1 })
  const results: ItemResult[] = []
  const seen: SeenJob[] = []
  const asked: Array<number | undefined> = []
  const words: UnknownWord[] = []
  for (const [index, chunk] of chunks.entries()) {
    if (chunk.status !== undefined || chunk.jobId === undefined) continue
    const job = await microsoft.uploadJob(task.providerId, input.msTenantId, chunk.jobId)
    const isOpen = job.status === 'running' || job.status === 'unknown'
    if (!isOpen || polls === slowPolls) {
      seen.push(jobSeen('upload', chunk, job, chunk.last - chunk.first + 1, now()))
    }
    if (isOpen) asked.push(job.askAgainSeconds)
    if (job.status === 'unknown') chunks[index] = await byNumbers(context, chunk, job.microsoftStatus)
    else if (job.status !== 'running') chunks[index] = ended(context, chunk, job)
    if (job.status === 'finished') results.push(...refusedIn(context, job))
    words.push(...newWords(chunk, chunks[index]))
  }
  const effect = async (trx: Queryable): Promise<void> => {
    await writeItems(trx, task, results)
    await keepJobs(trx, task, input.msTenantId, seen)
    await noteUnknownWords(trx, task, 'upload', words)
  }
  if (chunks.every(chunk => chunk.status !== undefined)) return next({ chunks }, effect)
  const isNews = results.length + seen.length + words.length > 0
  return wait(pauseFor(polls, asked), { chunks, polls: polls + 1 }, isNews ? effect : undefined)
}

/** A job whose word we do not know has ended when Microsoft shows all its numbers, or after a while. */
async function byNumbers (context: UploadContext, chunk: Chunk, word: string): Promise<Chunk> {
  const { task, input, progress, microsoft, now } = context
  sayUnknownJob(context, chunk.unknownWord, word, chunk.jobId ?? '')
  const numbers = await numbersOf(context, chunk)
  const found = await microsoft.findNumbers(task.providerId, input.msTenantId, numbers)
  const isOver = numbers.every(number => found.has(number)) || (progress.polls ?? 0) >= patienceWithUnknown
  return { ...chunk, unknownWord: word, ...(isOver && { status: word, updatedAt: now().toISOString() }) }
}

function ended (
  context: UploadContext, chunk: Chunk, job: Extract<Job, { status: 'vanished' | 'finished' }>
): Chunk {
  const { say, now } = context
  if (job.status === 'vanished') {
    const what = job.expired === true ? `gave job ${chunk.jobId} up` : `does not know job ${chunk.jobId} any more`
    say('Warning', `Microsoft ${what}; its numbers are looked for instead.`)
    return { ...chunk, status: 'Vanished', updatedAt: now().toISOString() }
  }
  say(job.isSuccess ? 'Information' : 'Warning', `UploadToAccount job status: ${job.microsoftStatus}.`)
  const unknownWord = sayUnknownNumbers(context, job)
  return {
    ...chunk, status: job.microsoftStatus, updatedAt: job.updatedAt, ...(unknownWord !== undefined && { unknownWord })
  }
}

function refusedIn ({ say }: UploadContext, job: Extract<Job, { status: 'finished' }>): ItemResult[] {
  return job.numbers.filter(({ outcome }) => outcome === 'failed').map(({ number, code, reason }) => {
    const why = reason ?? code ?? 'no reason given'
    say('Error', `${number} was refused by Microsoft: ${why}${/[.)]$/.test(why) ? '' : '.'}`)
    return failedItem(
      number, 'await-microsoft', code ?? 'refused_by_microsoft', reason ?? 'Microsoft refused the number.'
    )
  })
}

import { keepJobs, type SeenJob } from '../../records/microsoft-jobs.ts'
import { noteUnknownWords, type UnknownWord } from '../../records/unknown-words.ts'
import type { Queryable } from '../../../database/connect.ts'
import { next, wait, type Outcome } from '../../../engine/define.ts'
import { failedItem, writeItems, type ItemResult } from '../../../engine/records/task-items.ts'
import { some } from '../../../engine/wording.ts'
import type { Job } from '../../../upstreams/microsoft/microsoft.ts'
import { pauseFor } from '../polling.ts'
import { jobSeen, slowPolls } from '../seen-jobs.ts'
import { newWords, patienceWithUnknown, sayUnknownJob, sayUnknownNumbers } from '../unknown-outcome.ts'
import type { Chunk, ReleaseContext, ReleaseProgress } from './progress.ts'

/** Asks for each job that has not ended, and keeps what Microsoft says of its numbers. */
export async function awaitMicrosoft (context: ReleaseContext): Promise<Outcome<ReleaseProgress>> {
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
    const job = await microsoft.releaseJob(task.providerId, input.msTenantId, chunk.jobId)
    const isOpen = job.status === 'running' || job.status === 'unknown'
    if (!isOpen || polls === slowPolls) seen.push(jobSeen('release', chunk, job, chunk.numbers.length, now()))
    if (isOpen) asked.push(job.askAgainSeconds)
    if (job.status === 'unknown') chunks[index] = await byNumbers(context, chunk, job.microsoftStatus)
    else if (job.status !== 'running') chunks[index] = ended(context, chunk, job)
    if (job.status === 'finished') results.push(...await refusedIn(context, job))
    words.push(...newWords(chunk, chunks[index]))
  }
  const done = chunks.every(chunk => chunk.status !== undefined)
  const effect = results.length + seen.length + words.length === 0
    ? undefined
    : async (trx: Queryable): Promise<void> => {
      await writeItems(trx, task, results)
      await keepJobs(trx, task, input.msTenantId, seen)
      await noteUnknownWords(trx, task, 'release', words)
    }
  return done ? next({ chunks }, effect) : wait(pauseFor(polls, asked), { chunks, polls: polls + 1 }, effect)
}

/** A job whose word we do not know has ended when Microsoft shows none of its numbers, or after a while. */
async function byNumbers (context: ReleaseContext, chunk: Chunk, word: string): Promise<Chunk> {
  const { task, input, progress, microsoft } = context
  sayUnknownJob(context, chunk.unknownWord, word, chunk.jobId ?? '')
  const found = await microsoft.findNumbers(task.providerId, input.msTenantId, chunk.numbers)
  const isOver = found.size === 0 || (progress.polls ?? 0) >= patienceWithUnknown
  return { ...chunk, unknownWord: word, ...(isOver && { status: word }) }
}

function ended (
  context: ReleaseContext, chunk: Chunk, job: Extract<Job, { status: 'vanished' | 'finished' }>
): Chunk {
  const status = job.status === 'vanished' ? 'Expired' : job.microsoftStatus
  const isSuccess = job.status === 'finished' && job.isSuccess
  context.say(isSuccess ? 'Information' : 'Warning', `Release job status: ${status}.`)
  const unknownWord = job.status === 'finished' ? sayUnknownNumbers(context, job) : undefined
  return { ...chunk, status, ...(unknownWord !== undefined && { unknownWord }) }
}

/** Numbers that Microsoft refused and still holds; one that is gone is what the release wanted, whatever the code. */
async function refusedIn (
  { say, microsoft, task, input }: ReleaseContext, job: Extract<Job, { status: 'finished' }>
): Promise<ItemResult[]> {
  const refused = job.numbers.filter(({ outcome, isGone }) => outcome === 'failed' && isGone !== true)
  if (refused.length === 0) return []
  const held = await microsoft.findNumbers(task.providerId, input.msTenantId, refused.map(({ number }) => number))
  const gone = refused.filter(({ number }) => !held.has(number))
  if (gone.length > 0) {
    const codes = [...new Set(gone.map(({ code }) => code ?? 'no code'))]
    const numbers = some(gone.map(({ number }) => number))
    say('Information', `Not held by Microsoft any more, though it did not release them (${some(codes)}): ${numbers}.`)
  }
  return refused.filter(({ number }) => held.has(number)).map(({ number, code, reason }) => {
    say('Error', `${number} was not released by Microsoft: ${code ?? 'no reason given'}. ${reason ?? ''}`.trimEnd())
    return failedItem(
      number, 'await-microsoft', code ?? 'refused_by_microsoft', reason ?? 'Microsoft did not release the number.'
    )
  })
}

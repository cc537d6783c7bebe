import type { OperatorConnect } from '../../../upstreams/microsoft/microsoft.ts'
import type { E164 } from '../../../schemas/phone-number.ts'
import { wait, type TaskIdentity } from '../../../engine/define.ts'
import { askForJob, lateArrival, pollSeconds } from '../polling.ts'

interface SentChunk {
  readonly operationId: string
  readonly numbers: readonly E164[]
  readonly sent: boolean
  readonly jobId?: string
  readonly status?: string
  readonly startedAt?: string
}

/** The status of a chunk that Microsoft refused: none of its numbers can still be released by it. */
export const refusedChunk = 'Refused'

/** The numbers that Microsoft was asked to release, and may have released. */
export function askedFor (chunks: readonly SentChunk[]): E164[] {
  return chunks.filter(({ sent, status }) => sent && status !== refusedChunk).flatMap(({ numbers }) => numbers)
}

/**
 * The numbers that were released by requests of the task, once all requests have ended: a release cannot be called
 * back, so undoing waits for it. When Microsoft forgot a job, the numbers that it does not show any more were released.
 */
export async function releasedBy (
  microsoft: OperatorConnect, task: TaskIdentity, msTenantId: string, chunks: readonly SentChunk[], now: Date
): Promise<string[] | ReturnType<typeof wait>> {
  const gone: string[] = []
  for (const { operationId, numbers, sent, jobId: known, status, startedAt } of chunks) {
    if (!sent || status === refusedChunk) continue
    const jobId = known ?? await askForJob(() => microsoft.findRelease(task.providerId, msTenantId, operationId))
    if (jobId === undefined) {
      if (startedAt !== undefined && (now.getTime() - Date.parse(startedAt)) / 1000 < lateArrival) return wait(1)
      continue
    }
    const job = await microsoft.releaseJob(task.providerId, msTenantId, jobId)
    if (job.status === 'running') return wait(pollSeconds(6))
    const released = job.status !== 'finished'
      ? []
      : job.numbers.filter(({ outcome, isGone }) => outcome === 'succeeded' || isGone === true)
    const certain = new Set(released.map(({ number }) => number))
    const doubtful = numbers.filter(number => !certain.has(number))
    const found = await microsoft.findNumbers(task.providerId, msTenantId, doubtful)
    gone.push(...certain, ...doubtful.filter(number => !found.has(number)))
  }
  return gone
}

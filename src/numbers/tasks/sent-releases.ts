import type { OperatorConnect } from '../../upstreams/microsoft/microsoft.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { wait, type TaskIdentity } from '../../engine/define.ts'
import { askForJob, lateArrival, pollSeconds } from './microsoft-jobs.ts'

interface SentChunk {
  readonly operationId: string
  readonly numbers: readonly string[]
  readonly sent: boolean
  readonly jobId?: string
  readonly status?: string
  readonly startedAt?: string
}

/** The status of a chunk that Microsoft did not take: nothing of it can still happen. */
export const refusedChunk = 'Refused'

/**
 * The numbers that requests to release them have taken away, once all that went out is settled; a release cannot be
 * called back, so whoever stops must wait for it. What a job that is forgotten has done, the numbers themselves tell.
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
    if (job.status === 'finished') {
      gone.push(
        ...job.numbers.filter(({ outcome, code }) => outcome !== 'failed' || code === 'TelephoneNumberNotFound').map((
          { number }
        ) => number)
      )
    } else {
      const found = await microsoft.findNumbers(task.providerId, msTenantId, numbers as E164[])
      gone.push(...numbers.filter(number => !found.has(number as E164)))
    }
  }
  return gone
}

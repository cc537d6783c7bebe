import type { E164 } from '../../schemas/phone-number.ts'
import { explainCode, isNumberUnknown } from './error-codes.ts'
import { requestIdText, type HttpAnswer } from './http-client.ts'
import { meaningOf, type Meaning } from './job-words.ts'
import type { Job, NumberResult } from './microsoft.ts'
import { timeOf } from './operator-wire.ts'

/** A job as both of its sorts print it; what Microsoft calls its end differs between them. */
interface PrintedJob {
  readonly status: string
  readonly createdAt?: string | null
  readonly lastUpdatedAt?: string | null
  readonly numbers: readonly PrintedResult[]
}

interface PrintedResult {
  readonly number: string
  readonly status: string
  readonly errorCode?: string | number | null
  readonly errorMessage?: string | null
}

/** The words in which our records keep the end of a job, however Microsoft spells them today. */
export type JobWords = Readonly<Record<'succeeded' | 'partial' | 'failed', string>>

/** A job in our words: the case and the synonyms of its status do not matter, and an unknown one is unknown. */
export function toJob (printed: PrintedJob, words: JobWords, answer: HttpAnswer): Job {
  const createdAt = timeOf(printed.createdAt)
  const meaning = meaningOf(printed.status)
  switch (meaning) {
    case 'pending':
    case 'running': {
      const microsoftStatus = meaning === 'pending' ? 'Pending' : 'InProgress'
      return { status: 'running', microsoftStatus, createdAt, askAgainSeconds: answer.retryAfterSeconds }
    }
    case 'unknown':
      return {
        status: 'unknown', microsoftStatus: printed.status, createdAt, askAgainSeconds: answer.retryAfterSeconds
      }
    case 'expired': return { status: 'vanished', expired: true }
    default:
      return {
        status: 'finished', microsoftStatus: words[meaning], isSuccess: meaning === 'succeeded', createdAt,
        updatedAt: timeOf(printed.lastUpdatedAt) ?? createdAt ?? new Date().toISOString(),
        numbers: printed.numbers.map(entry => toResult(entry, answer.requestId))
      }
  }
}

const outcomes: Readonly<Record<Meaning, NumberResult['outcome']>> = {
  pending: 'pending', running: 'pending', succeeded: 'succeeded', failed: 'failed', expired: 'failed',
  partial: 'unknown', unknown: 'unknown'
}

function toResult ({ number, status, errorCode, errorMessage }: PrintedResult, requestId?: string): NumberResult {
  const outcome = outcomes[meaningOf(status)]
  const code = errorCode == null ? undefined : String(errorCode)
  const reason = explainCode(code, errorMessage ?? undefined)
  return {
    number: number as E164, outcome, ...(outcome === 'unknown' && { word: status }),
    ...(isNumberUnknown(code) && { isGone: true }), ...(code !== undefined && { code }),
    ...(outcome === 'failed' && reason !== undefined && { reason: reason + requestIdText(requestId) })
  }
}

import type { Ending, Message, Verdict } from './define.ts'
import type { ClaimedTask } from './records/claims.ts'
import type { JournalEntry } from './records/journal.ts'
import type { Leftover } from './records/task-items.ts'
import type { Change, Standing } from './transition.ts'

/** What a write says beside where the task goes. */
export interface Written {
  /** Whether a step was entered that the records do not know of yet. */
  readonly entered: boolean
  readonly hasProgress: boolean
  readonly messages: readonly Message[]
}

/** How a change is written; `ending` is what the kind concludes when no step is left. */
export function journalEntry (
  row: ClaimedTask, change: Change, written: Written, progress: object, ending: Ending | undefined
): JournalEntry {
  return {
    providerId: row.providerId,
    id: row.id,
    fence: row.fence,
    state: ending !== undefined ? 'finished' : change.again === 0 ? 'claimed' : 'waiting',
    seconds: change.again ?? 0,
    status: ending?.status ?? 'InProgress',
    step: change.step,
    direction: change.direction,
    verdict: orNull(change.verdict),
    attempt: change.attempt,
    entered: written.entered,
    progress: written.hasProgress ? JSON.stringify(progress) : null,
    messages: written.messages.length === 0 ? null : JSON.stringify(written.messages),
    details: orNull(ending?.details),
    output: orNull(ending?.output),
    event: change.event ?? null,
    leftover: null
  }
}

/** How a task is parked that cannot go on. */
export function parkedEntry (row: ClaimedTask, standing: Standing, message: Message): JournalEntry {
  const { step, direction, attempt, verdict } = standing
  return {
    providerId: row.providerId, id: row.id, fence: row.fence, state: 'set-aside', seconds: 0, status: 'InProgress',
    step, direction, verdict: orNull(verdict), attempt, entered: false, progress: null,
    messages: JSON.stringify([message]), details: null, output: null, event: 'parked', leftover: null
  }
}

/** What an item without a result of its own gets when its task ends. */
export function defaultItemResult (step: string, verdict: Verdict | undefined): Leftover {
  if (verdict === undefined) return { outcome: 'succeeded', step, errorCode: null, error: null }
  const outcome = verdict.status === 'Canceled' ? 'canceled' : 'failed'
  return { outcome, step: verdict.step, errorCode: verdict.code, error: verdict.reason }
}

function orNull (value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}

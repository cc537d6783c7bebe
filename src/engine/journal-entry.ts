import type { Ending, Message, Failure } from './define.ts'
import type { ClaimedTask } from './records/claims.ts'
import type { JournalEntry } from './records/journal.ts'
import type { DefaultItemResult } from './records/task-items.ts'
import type { Transition, TaskState } from './transition.ts'

/** What a journal entry says beside the transition. */
export interface Written {
  /** Whether a step was entered that the records do not know of yet. */
  readonly entered: boolean
  readonly hasProgress: boolean
  readonly messages: readonly Message[]
}

/** The journal entry of a transition; `ending` is what the kind concludes when no step is left. */
export function journalEntry (
  row: ClaimedTask, change: Transition, written: Written, progress: object, ending: Ending | undefined
): JournalEntry {
  return {
    providerId: row.providerId,
    id: row.id,
    fencingToken: row.fencingToken,
    state: ending !== undefined ? 'finished' : change.parks ? 'parked' : change.again === 0 ? 'claimed' : 'waiting',
    seconds: change.again ?? 0,
    status: ending?.status ?? 'InProgress',
    step: change.step,
    direction: change.direction,
    failure: orNull(change.failure),
    attempt: change.attempt,
    entered: written.entered,
    progress: written.hasProgress ? JSON.stringify(progress) : null,
    messages: written.messages.length === 0 ? null : JSON.stringify(written.messages),
    details: orNull(ending?.details),
    output: orNull(ending?.output),
    event: change.event ?? null,
    asked: orNull(change.asks),
    defaultResult: null
  }
}

/** The journal entry that parks a task. */
export function parkedEntry (row: ClaimedTask, state: TaskState, message: Message): JournalEntry {
  const { step, direction, attempt, failure } = state
  return {
    providerId: row.providerId, id: row.id, fencingToken: row.fencingToken, state: 'parked', seconds: 0,
    status: 'InProgress',
    step, direction, failure: orNull(failure), attempt, entered: false, progress: null,
    messages: JSON.stringify([message]), details: null, output: null, event: 'parked', asked: null,
    defaultResult: null
  }
}

/** What an item without a result of its own gets when its task ends. */
export function defaultItemResult (step: string, failure: Failure | undefined): DefaultItemResult {
  if (failure === undefined) return { outcome: 'succeeded', step, errorCode: null, error: null }
  const outcome = failure.status === 'Canceled' ? 'canceled' : 'failed'
  return { outcome, step: failure.step, errorCode: failure.code, error: failure.reason }
}

function orNull (value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}

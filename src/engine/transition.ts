import type { Asked, Decision } from './approval.ts'
import type { AnyTaskKind, Message, Failure } from './define.ts'

/** What the state machine knows of a task. */
export interface TaskState {
  readonly step: string
  readonly direction: 'forward' | 'undo'
  readonly attempt: number
  /** On the monotonic clock of this process, milliseconds. */
  readonly stepEnteredAt: number
  readonly cancellationRequested: boolean
  readonly failure: Failure | undefined
  /** What a person decided about it while it was parked. */
  readonly decision: Decision | undefined
}

/** What a run of a step came to; `failed` is an exception whose message was made for the caller. */
export type Result =
  | { type: 'next' }
  | { type: 'wait', seconds: number }
  | { type: 'approval', asked: Asked }
  | { type: 'reject', code: string, reason: string }
  | { type: 'failed', reason: string, isTransient: boolean, retryAfterSeconds?: number | undefined }

/** Where a result moves the task. */
export interface Transition {
  readonly step: string
  readonly direction: 'forward' | 'undo'
  readonly attempt: number
  readonly entered: boolean
  readonly failure: Failure | undefined
  /** Seconds until the next run; 0 goes straight on; undefined means that the task ends. */
  readonly again: number | undefined
  /** Whether it stays where it is until a person releases it. */
  readonly parks: boolean
  /** What a person is asked to approve; it is parked then. */
  readonly asks: Asked | undefined
  readonly messages: readonly Message[]
  /** The lifecycle event; undefined when the task only goes on to its next step. */
  readonly event: 'waiting' | 'retried' | 'undone' | 'finished' | 'parked' | 'awaiting_approval' | undefined
}

type Move = Omit<Transition, 'event'>

const defaults = { attempts: 8, giveUpAfter: 3600 }

/**
 * Seconds that taking back goes on while an upstream is away: it is what keeps the world and the records alike, and an
 * outage that outlasted the step has hardly begun to end when it starts. Longest pause between tries, likewise.
 */
const undoing = { giveUpAfter: 7 * 24 * 3600, longestPause: 600 }

/** Seconds before try number `attempt` + 1: 1, 2, 4 … 60, less up to a quarter so that tasks do not march in step. */
export function backoff (attempt: number, random: number = Math.random()): number {
  return Math.min(60, 2 ** attempt) * (1 - random / 4)
}

/**
 * The pause that an upstream asked for, but at least a quarter of a second (a Retry-After of 0 would be a tight loop),
 * and a random part longer, so that tasks do not march in step.
 */
function atEase (seconds: number, random: number = Math.random()): number {
  return Math.max(0.25, seconds) * (1 + random / 4)
}

/**
 * The state machine: pure, total, and the only place that decides where a task goes. `now` is monotonic, as above.
 */
export function transition (
  kind: AnyTaskKind, state: TaskState, result: Result, now: number, random?: number
): Transition {
  return withEvent(state, decide(kind, state, result, now, random), result.type === 'failed' ? 'retried' : 'waiting')
}

/** A task that is canceled before its next step runs. */
export function cancel (kind: AnyTaskKind, state: TaskState): Transition {
  return withEvent(state, beginCancellation(kind, state), 'waiting')
}

/** What follows from the decision of a person; undefined when the step runs. */
export function decided (kind: AnyTaskKind, state: TaskState): Transition | undefined {
  const { decision, direction, step } = state
  if (decision === undefined || decision.step !== step) return undefined
  const { verdict, by, reason } = decision
  const told = `${by}${reason === null ? '.' : `: ${reason}`}`
  if (verdict === 'refused' && direction === 'forward') {
    return withEvent(state, fail(kind, state, 'approval_refused', `Refused by ${told}`, true), 'waiting')
  }
  return verdict === 'closed' && direction === 'undo'
    ? withEvent(state, fail(kind, state, 'undo_closed', `Closed by ${told}`, true), 'waiting')
    : undefined
}

function withEvent (state: TaskState, decision: Move, pause: 'retried' | 'waiting'): Transition {
  const event = eventOf(state, decision, pause)
  const { step, direction, attempt, entered, failure, again, parks, asks, messages } = decision
  return { step, direction, attempt, entered, failure, again, parks, asks, messages, event }
}

function eventOf (state: TaskState, decision: Move, pause: 'retried' | 'waiting'): Transition['event'] {
  if (decision.again === undefined) return 'finished'
  if (decision.parks) return decision.asks === undefined ? 'parked' : 'awaiting_approval'
  if (decision.direction !== state.direction) return 'undone'
  return decision.again > 0 ? pause : undefined
}

function decide (
  kind: AnyTaskKind, state: TaskState, result: Result, now: number, random: number | undefined
): Move {
  switch (result.type) {
    case 'next': return state.direction === 'undo' ? undoNext(kind, state) : goForward(kind, state)
    case 'wait': return waitOrGiveUp(kind, state, result.seconds, now)
    case 'approval': return ask(kind, state, result.asked)
    case 'reject': return fail(kind, state, result.code, result.reason, true)
    case 'failed': return retryOrFail(kind, state, result, now, random)
    default: return unreachable(result)
  }
}

/** The step to go on with after the current one, or the beginning of the undoing when the caller asked to cancel. */
function goForward (kind: AnyTaskKind, state: TaskState): Move {
  const following = kind.steps[indexOf(kind, state.step) + 1]
  if (following === undefined) return stay(state, undefined)
  if (state.cancellationRequested) return beginCancellation(kind, state)
  return enter(state, following.name, 'forward')
}

function beginCancellation (kind: AnyTaskKind, state: TaskState): Move {
  return beginUndo(kind, state, {
    status: 'Canceled', code: 'canceled', reason: 'The task was canceled on request.', step: state.step
  }, 'Warning')
}

/** Parks the task until somebody else has approved what it would do, or refused it. */
function ask (kind: AnyTaskKind, state: TaskState, asked: Asked): Move {
  if (state.cancellationRequested) return beginCancellation(kind, state)
  const message = `${asked.what} Another person has to approve or refuse it.`
  return { ...stay(state, 0), attempt: 0, parks: true, asks: asked, messages: [{ level: 'Warning', message }] }
}

function waitOrGiveUp (kind: AnyTaskKind, state: TaskState, seconds: number, now: number, cause = ''): Move {
  if (state.cancellationRequested && state.direction === 'forward') return beginCancellation(kind, state)
  const waited = (now - state.stepEnteredAt) / 1000
  const limit = state.direction === 'undo'
    ? stepOf(kind, state.step)?.undoFor ?? undoing.giveUpAfter
    : stepOf(kind, state.step)?.giveUpAfter ?? defaults.giveUpAfter
  if (waited >= limit) {
    const told = state.direction === 'undo' && cause !== '' ? ` ${cause}` : ''
    return fail(kind, state, 'gave_up', `Gave up after waiting ${Math.round(waited)} s.${told}`, false)
  }
  return { ...stay(state, Math.max(0, Math.min(seconds, limit - waited))), attempt: 0 }
}

function retryOrFail (
  kind: AnyTaskKind, state: TaskState, failure: Extract<Result, { type: 'failed' }>, now: number, random?: number
): Move {
  const warning: Message = { level: 'Warning', message: failure.reason }
  if (failure.isTransient) { // an upstream that is down spends no attempt; `giveUpAfter` bounds the waiting
    const waited = (now - state.stepEnteredAt) / 1000
    const longest = state.direction === 'undo' ? undoing.longestPause : 30
    const seconds = failure.retryAfterSeconds ?? Math.max(1, Math.min(longest, waited / 4))
    const pause = atEase(seconds, random)
    const bounded = waitOrGiveUp(kind, state, pause, now, failure.reason)
    // A time that the upstream names is waited for, and tried after, even when it lies behind the deadline.
    const isNamed = failure.retryAfterSeconds !== undefined && bounded.direction === state.direction &&
      bounded.again !== undefined
    const change = isNamed ? { ...bounded, again: pause } : bounded
    return { ...change, messages: [warning, ...change.messages] }
  }
  const attempt = state.attempt + 1
  if (attempt >= (stepOf(kind, state.step)?.attempts ?? defaults.attempts)) {
    return fail(kind, state, 'attempts_exhausted', `${failure.reason} Tried ${attempt} times.`, false)
  }
  if (state.cancellationRequested && state.direction === 'forward') return beginCancellation(kind, state)
  return {
    ...stay(
      state,
      failure.retryAfterSeconds === undefined ? backoff(attempt, random) : atEase(failure.retryAfterSeconds, random)
    ),
    attempt,
    messages: [warning]
  }
}

/**
 * Forward: undo what was done, then fail. While undoing: an answer that refuses ends the task, and names the step for a
 * person to finish; what could still be finished waits for a person to release it.
 */
function fail (
  kind: AnyTaskKind, state: TaskState, code: string, reason: string, isFinal: boolean
): Move {
  if (state.direction === 'forward') {
    return beginUndo(kind, state, { status: 'Failed', code, reason, step: state.step }, 'Error')
  }
  if (isFinal) {
    const unfinished = `What step ${state.step} did could not be taken back: ${reason}`
    const told = code === 'undo_closed' ? code : 'undo_failed'
    const failure: Failure = { status: 'Failed', code: told, reason: unfinished, step: state.step }
    return { ...stay(state, undefined), failure, messages: [{ level: 'Error', message: unfinished }] }
  }
  const message = `The task is parked: what step ${state.step} did is not taken back yet. ${reason} ` +
    'Release the task to try again, or close it as it is.'
  return { ...stay(state, 0), parks: true, messages: [{ level: 'Error', message }] }
}

function beginUndo (kind: AnyTaskKind, state: TaskState, failure: Failure, level: 'Warning' | 'Error'): Move {
  const messages: Message[] = [{ level, message: failure.reason }]
  // The current step comes first: it may have acted before it failed.
  const last = undoable(kind, indexOf(kind, state.step))
  if (last === undefined) return { ...stay(state, undefined), failure, messages }
  return { ...enter(state, last, 'undo'), failure, messages }
}

function undoNext (kind: AnyTaskKind, state: TaskState): Move {
  const earlier = undoable(kind, indexOf(kind, state.step) - 1)
  return earlier === undefined ? stay(state, undefined) : enter(state, earlier, 'undo')
}

function undoable (kind: AnyTaskKind, from: number): string | undefined {
  return kind.steps.slice(0, from + 1).findLast(step => step.undo !== undefined)?.name
}

function enter (state: TaskState, step: string, direction: 'forward' | 'undo'): Move {
  return {
    step, direction, attempt: 0, entered: true, failure: state.failure, again: 0, parks: false, asks: undefined,
    messages: []
  }
}

function stay (state: TaskState, again: number | undefined): Move {
  const { step, direction, attempt, failure } = state
  return { step, direction, attempt, entered: false, failure, again, parks: false, asks: undefined, messages: [] }
}

export function stepOf (kind: AnyTaskKind, name: string): AnyTaskKind['steps'][number] | undefined {
  return kind.steps.find(step => step.name === name)
}

/** Steps are found by name, never by position: a stored task may be older than the code. */
function indexOf (kind: AnyTaskKind, name: string): number {
  const index = kind.steps.findIndex(step => step.name === name)
  if (index < 0) throw new Error(`Task kind ${kind.name} has no step ${name}`)
  return index
}

function unreachable (value: never): never {
  throw new Error(`No such result: ${JSON.stringify(value)}`)
}

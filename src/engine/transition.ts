import type { AnyTaskKind, Message, Verdict } from './define.ts'

/** Where a task stands, as far as the state machine cares. */
export interface Standing {
  readonly step: string
  readonly direction: 'forward' | 'undo'
  readonly attempt: number
  readonly stepEnteredAt: Date
  readonly cancellationRequested: boolean
  readonly verdict: Verdict | undefined
}

/** What a run of a step came to; `failed` is an exception, already worded for the caller. */
export type Result =
  | { type: 'next' }
  | { type: 'wait', seconds: number }
  | { type: 'reject', code: string, reason: string }
  | { type: 'failed', reason: string, passes: boolean, retryAfterSeconds?: number | undefined }

/** Where the task goes. `ends` means: no step is left, conclude it. */
export interface Change {
  readonly step: string
  readonly direction: 'forward' | 'undo'
  readonly attempt: number
  readonly entered: boolean
  readonly verdict: Verdict | undefined
  /** Seconds until the next run; 0 goes straight on; undefined means that the task ends. */
  readonly again: number | undefined
  readonly messages: readonly Message[]
  /** What the outbox tells of it; undefined when the task only goes on. */
  readonly event: 'waiting' | 'retried' | 'undone' | 'finished' | undefined
}

type Decision = Omit<Change, 'event'>

const defaults = { attempts: 8, giveUpAfter: 3600 }

/** Seconds before try number `attempt` + 1: 1, 2, 4 … 60, less up to a quarter so that tasks do not march in step. */
export function backoff (attempt: number, random: number = Math.random()): number {
  return Math.min(60, 2 ** attempt) * (1 - random / 4)
}

/**
 * What an upstream asked for, but never at once (a Retry-After of 0 would be a tight loop) and not all tasks at the
 * same instant.
 */
function atEase (seconds: number, random: number = Math.random()): number {
  return Math.max(0.25, seconds) * (1 + random / 4)
}

/** The state machine: pure, total, and the only place that decides where a task goes. */
export function afterStep (
  kind: AnyTaskKind, standing: Standing, result: Result, now: Date, random?: number
): Change {
  return told(standing, decide(kind, standing, result, now, random), result.type === 'failed' ? 'retried' : 'waiting')
}

/** A task that is canceled before its next step runs. */
export function cancel (kind: AnyTaskKind, standing: Standing): Change {
  return told(standing, beginCancellation(kind, standing), 'waiting')
}

function told (standing: Standing, decision: Decision, pause: 'retried' | 'waiting'): Change {
  const event = decision.again === undefined
    ? 'finished'
    : decision.direction !== standing.direction ? 'undone' : decision.again > 0 ? pause : undefined
  return { ...decision, event }
}

function decide (
  kind: AnyTaskKind, standing: Standing, result: Result, now: Date, random: number | undefined
): Decision {
  switch (result.type) {
    case 'next': return standing.direction === 'undo' ? undoNext(kind, standing) : goForward(kind, standing)
    case 'wait': return waitOrGiveUp(kind, standing, result.seconds, now)
    case 'reject': return fail(kind, standing, result.code, result.reason)
    case 'failed': return retryOrFail(kind, standing, result, now, random)
    default: return unreachable(result)
  }
}

/** The step to go on with after the current one, or the beginning of the undoing when the caller asked to cancel. */
function goForward (kind: AnyTaskKind, standing: Standing): Decision {
  const following = kind.steps[indexOf(kind, standing.step) + 1]
  if (following === undefined) return stay(standing, undefined)
  if (standing.cancellationRequested) return beginCancellation(kind, standing)
  return enter(standing, following.name, 'forward')
}

function beginCancellation (kind: AnyTaskKind, standing: Standing): Decision {
  return beginUndo(kind, standing, {
    status: 'Canceled', code: 'canceled', reason: 'The task was canceled on request.', step: standing.step
  }, 'Warning')
}

function waitOrGiveUp (kind: AnyTaskKind, standing: Standing, seconds: number, now: Date): Decision {
  if (standing.cancellationRequested && standing.direction === 'forward') return beginCancellation(kind, standing)
  const limit = stepOf(kind, standing.step)?.giveUpAfter ?? defaults.giveUpAfter
  const waited = (now.getTime() - standing.stepEnteredAt.getTime()) / 1000
  if (waited >= limit) return fail(kind, standing, 'gave_up', `Gave up after waiting ${Math.round(waited)} s.`)
  return { ...stay(standing, Math.max(0, Math.min(seconds, limit - waited))), attempt: 0 }
}

function retryOrFail (
  kind: AnyTaskKind, standing: Standing, failure: Extract<Result, { type: 'failed' }>, now: Date, random?: number
): Decision {
  const warning: Message = { level: 'Warning', message: failure.reason }
  if (failure.passes) { // an upstream that is down spends no attempt: the deadline bounds it
    const waited = (now.getTime() - standing.stepEnteredAt.getTime()) / 1000
    const seconds = failure.retryAfterSeconds ?? Math.max(1, Math.min(30, waited / 4))
    const change = waitOrGiveUp(kind, standing, atEase(seconds, random), now)
    return { ...change, messages: [warning, ...change.messages] }
  }
  const attempt = standing.attempt + 1
  if (attempt >= (stepOf(kind, standing.step)?.attempts ?? defaults.attempts)) {
    return fail(kind, standing, 'attempts_exhausted', `${failure.reason} Tried ${attempt} times.`)
  }
  if (standing.cancellationRequested && standing.direction === 'forward') return beginCancellation(kind, standing)
  return {
    ...stay(
      standing,
      failure.retryAfterSeconds === undefined ? backoff(attempt, random) : atEase(failure.retryAfterSeconds, random)
    ),
    attempt,
    messages: [warning]
  }
}

/** Forward: undo what was done, then fail. While undoing: stop here and name the step, for a person to finish. */
function fail (kind: AnyTaskKind, standing: Standing, code: string, reason: string): Decision {
  if (standing.direction === 'forward') {
    return beginUndo(kind, standing, { status: 'Failed', code, reason, step: standing.step }, 'Error')
  }
  const unfinished = `What step ${standing.step} did could not be taken back: ${reason}`
  const verdict: Verdict = { status: 'Failed', code: 'undo_failed', reason: unfinished, step: standing.step }
  return { ...stay(standing, undefined), verdict, messages: [{ level: 'Error', message: unfinished }] }
}

function beginUndo (kind: AnyTaskKind, standing: Standing, verdict: Verdict, level: 'Warning' | 'Error'): Decision {
  const messages: Message[] = [{ level, message: verdict.reason }]
  // The current step comes first: it may have acted before it failed.
  const last = undoable(kind, indexOf(kind, standing.step))
  if (last === undefined) return { ...stay(standing, undefined), verdict, messages }
  return { ...enter(standing, last, 'undo'), verdict, messages }
}

function undoNext (kind: AnyTaskKind, standing: Standing): Decision {
  const earlier = undoable(kind, indexOf(kind, standing.step) - 1)
  return earlier === undefined ? stay(standing, undefined) : enter(standing, earlier, 'undo')
}

function undoable (kind: AnyTaskKind, from: number): string | undefined {
  return kind.steps.slice(0, from + 1).findLast(step => step.undo !== undefined)?.name
}

function enter (standing: Standing, step: string, direction: 'forward' | 'undo'): Decision {
  return { step, direction, attempt: 0, entered: true, verdict: standing.verdict, again: 0, messages: [] }
}

function stay (standing: Standing, again: number | undefined): Decision {
  const { step, direction, attempt, verdict } = standing
  return { step, direction, attempt, entered: false, verdict, again, messages: [] }
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

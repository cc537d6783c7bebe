import type { Logger } from 'pino'
import { UpstreamFault } from '../problems.ts'
import type { Result } from './after-step.ts'
import type {
  Effect, Level, Means, Message, MustHold, Outcome, AnyStep, StepContext, TaskIdentity, Verdict
} from './define.ts'

/** Another worker holds the task now; whatever this one still does for it must not be written. */
export class LeaseLost extends Error {
  constructor () {
    super('The task is held by another worker')
    this.name = 'LeaseLost'
  }
}

export interface StepRun {
  readonly result: Result
  readonly progress: object
  readonly effect: Effect | undefined
  readonly messages: Message[]
}

export interface StepOccasion {
  readonly task: TaskIdentity
  readonly input: unknown
  readonly progress: object
  readonly attempt: number
  readonly verdict: Verdict | undefined
  readonly direction: 'forward' | 'undo'
  readonly signal: () => AbortSignal
  readonly log: () => Logger
  readonly mustHold: MustHold
  readonly record: (progress: object) => Promise<void>
}

/** Runs one step once and says what it came to. Never throws, except LeaseLost. */
export async function runStep (step: AnyStep, occasion: StepOccasion, means: Means): Promise<StepRun> {
  const messages: Message[] = []
  const context = new Context(occasion, means, messages)
  try {
    const work = occasion.direction === 'undo' ? step.undo : step.run
    if (work === undefined) throw new Error(`Step ${step.name} cannot be undone`)
    const outcome: Outcome<object> = await work.call(step, context as never)
    switch (outcome.type) {
      case 'next': return { result: outcome, progress: outcome.progress, effect: outcome.effect, messages }
      case 'wait': return { result: outcome, progress: outcome.progress, effect: outcome.effect, messages }
      case 'reject': return { result: outcome, progress: {}, effect: undefined, messages }
    }
  } catch (error) {
    if (error instanceof LeaseLost) throw error
    return { result: explain(error, step.name, occasion), progress: {}, effect: undefined, messages: [] }
  }
}

/** A fault of an upstream is worded for the caller; anything else is ours, and its words stay in the log. */
function explain (error: unknown, step: string, occasion: StepOccasion): Extract<Result, { type: 'failed' }> {
  if (error instanceof UpstreamFault) {
    occasion.log().warn({ err: error, step, fault: error.kind }, 'An upstream failed a step')
    return { type: 'failed', reason: error.message, passes: error.passes, retryAfterSeconds: error.retryAfterSeconds }
  }
  occasion.log().error({ err: error, step }, 'A step failed unexpectedly')
  return { type: 'failed', reason: `Step ${step} failed unexpectedly.`, passes: false }
}

/** What a step sees. A class, because one is made for every run of every step. */
class Context implements StepContext<unknown, object> {
  readonly #occasion: StepOccasion
  readonly #means: Means
  readonly #messages: Message[]
  #recorded: object | undefined

  constructor (occasion: StepOccasion, means: Means, messages: Message[]) {
    this.#occasion = occasion
    this.#means = means
    this.#messages = messages
  }

  get task (): TaskIdentity { return this.#occasion.task }
  get input (): unknown { return this.#occasion.input }
  get progress (): object { return this.#recorded ?? this.#occasion.progress }
  get attempt (): number { return this.#occasion.attempt }
  get verdict (): Verdict | undefined { return this.#occasion.verdict }
  get signal (): AbortSignal { return this.#occasion.signal() }
  get log (): Logger { return this.#occasion.log() }
  get db (): Means['db'] { return this.#means.db }
  get mustHold (): MustHold { return this.#occasion.mustHold }
  get microsoft (): ReturnType<Means['microsoft']> { return this.#means.microsoft(this.#occasion.mustHold) }
  get graph (): ReturnType<Means['graph']> { return this.#means.graph(this.#occasion.mustHold) }
  get sbcs (): ReturnType<Means['sbcs']> { return this.#means.sbcs(this.#occasion.mustHold) }
  get webhooks (): ReturnType<Means['webhooks']> { return this.#means.webhooks(this.#occasion.mustHold) }
  get upstreams (): Means['upstreams'] { return this.#means.upstreams }
  get openSecret (): Means['openSecret'] { return this.#means.openSecret }
  get now (): Means['now'] { return this.#means.now }

  // Getters, so that a step may take them out of its context.
  get say () { return (level: Level, message: string): void => { this.#messages.push({ level, message }) } }
  get record () {
    return async (progress: object): Promise<void> => {
      await this.#occasion.record(progress)
      this.#recorded = { ...this.progress, ...progress }
    }
  }
}

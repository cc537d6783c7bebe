import { UpstreamFault } from '../problems.ts'
import type { Result } from './transition.ts'
import type { AnyStep, Effect, Message, Outcome } from './define.ts'
import type { StepExecution } from './step-context.ts'
import type { WorkerDependencies } from './worker-dependencies.ts'

/** Another worker may hold the task now, so that this one must not write anything about it any more. */
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

/** Runs one step once and says what it came to. Never throws, except LeaseLost. */
export async function runStep (
  step: AnyStep, execution: StepExecution, dependencies: WorkerDependencies
): Promise<StepRun> {
  const { messages } = execution
  const context = dependencies.openContext(execution)
  try {
    const work = execution.direction === 'undo' ? step.undo : step.run
    if (work === undefined) throw new Error(`Step ${step.name} cannot be undone`)
    const outcome: Outcome<object> = await work.call(step, context as never)
    if (outcome.type === 'approval' && execution.direction === 'undo') {
      throw new Error(`Step ${step.name} asks for an approval to take back what it did`)
    }
    if (step.effects === 'none' && outcome.type !== 'reject' && outcome.effect !== undefined) {
      throw new Error(`Step ${step.name} says that it has no effects, and has one on the database`)
    }
    switch (outcome.type) {
      case 'next': return { result: outcome, progress: outcome.progress, effect: outcome.effect, messages }
      case 'wait': return { result: outcome, progress: outcome.progress, effect: outcome.effect, messages }
      case 'approval': return { result: outcome, progress: outcome.progress, effect: outcome.effect, messages }
      case 'reject': return { result: outcome, progress: {}, effect: undefined, messages }
    }
  } catch (error) {
    if (error instanceof LeaseLost) throw error
    return { result: explain(error, step.name, execution), progress: {}, effect: undefined, messages: [] }
  }
}

/** The message of an upstream's fault is made for the caller; that of any other error stays in the log. */
function explain (error: unknown, step: string, execution: StepExecution): Extract<Result, { type: 'failed' }> {
  if (error instanceof UpstreamFault) {
    execution.log().warn({ err: error, step, fault: error.kind }, 'An upstream failed a step')
    return {
      type: 'failed', reason: error.message, isTransient: error.isTransient, retryAfterSeconds: error.retryAfterSeconds
    }
  }
  execution.log().error({ err: error, step }, 'A step failed unexpectedly')
  return { type: 'failed', reason: `Step ${step} failed unexpectedly.`, isTransient: false }
}

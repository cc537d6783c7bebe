import type { Logger } from 'pino'
import type { Asked } from './approval.ts'
import type { Children } from './children.ts'
import type { AssertLease, Level, Message, StepContext, TaskIdentity, Failure } from './define.ts'

/** What every step may use, whatever it is run for. */
export type StepResources = Pick<StepContext<unknown, object>, 'db' | 'now'>

/** One run of one step, as the engine prepares it. What costs something to make is made when a step asks for it. */
export interface StepExecution {
  readonly task: TaskIdentity
  readonly input: unknown
  readonly progress: object
  readonly attempt: number
  readonly failure: Failure | undefined
  readonly approved: Asked | undefined
  readonly direction: 'forward' | 'undo'
  readonly signal: () => AbortSignal
  readonly log: () => Logger
  readonly assertLease: AssertLease
  readonly children: () => Children
  readonly record: (progress: object) => Promise<void>
  /** What the step says, in order. */
  readonly messages: Message[]
}

/** What a step sees. A class, because one is made for every run of every step; a product adds its tools as getters. */
export class EngineContext implements StepContext<unknown, object> {
  protected readonly execution: StepExecution
  readonly #resources: StepResources
  #recorded: object | undefined

  constructor (execution: StepExecution, resources: StepResources) {
    this.execution = execution
    this.#resources = resources
  }

  get task (): TaskIdentity { return this.execution.task }
  get input (): unknown { return this.execution.input }
  get progress (): object { return this.#recorded ?? this.execution.progress }
  get attempt (): number { return this.execution.attempt }
  get failure (): Failure | undefined { return this.execution.failure }
  get approved (): Asked | undefined { return this.execution.approved }
  get signal (): AbortSignal { return this.execution.signal() }
  get log (): Logger { return this.execution.log() }
  get assertLease (): AssertLease { return this.execution.assertLease }
  get children (): Children { return this.execution.children() }
  get db (): StepResources['db'] { return this.#resources.db }
  get now (): StepResources['now'] { return this.#resources.now }

  // Getters, so that a step may take them out of its context.
  get say () {
    return (level: Level, message: string): void => { this.execution.messages.push({ level, message }) }
  }

  get record () {
    return async (progress: object): Promise<void> => {
      await this.execution.record(progress)
      this.#recorded = { ...this.progress, ...progress }
    }
  }
}

import type { Metrics } from '../metrics/metrics.ts'
import { wasRefused } from '../database/connect.ts'
import { approvedAt, type Decision } from './approval.ts'
import { childTasks } from './child-tasks.ts'
import type { AnyTaskKind, Message, TaskIdentity, Failure } from './define.ts'
import type { ExecutionHost } from './execution-host.ts'
import { parkedEntry } from './journal-entry.ts'
import { handBack, type ClaimedTask } from './records/claims.ts'
import type { JournalEntry } from './records/journal.ts'
import { LeaseLost, runStep, type StepRun } from './run-step.ts'
import { TaskJournal } from './task-journal.ts'
import { transition, cancel, decided, stepOf, type Transition, type Result, type TaskState } from './transition.ts'
import { Unfit } from './unfit.ts'
import { scopeOf } from '../schemas/task-scope.ts'
import { stepTraces, taskTraces, traced } from '../tracing/channels.ts'

/**
 * `running`: steps run, and what they come to is written. `overdue`: the current step took too long; what it returns
 * later is ignored. `aborted`: the session is over; nothing is written any more.
 */
type ExecutionState = 'running' | 'overdue' | 'aborted'

/** A task in the hands of a worker: the row, and what has changed since it was read. */
export class TaskExecution {
  readonly row: ClaimedTask
  readonly kind: AnyTaskKind
  readonly task: TaskIdentity
  readonly #host: ExecutionHost
  #state: ExecutionState = 'running'
  #taskState: TaskState
  readonly #journal: TaskJournal
  #abort: AbortController | undefined
  /** When the time limit of the running step is over, on the monotonic clock. */
  deadline = Infinity

  constructor (row: ClaimedTask, kind: AnyTaskKind, host: ExecutionHost) {
    this.row = row
    this.kind = kind
    this.#host = host
    // The spread comes last: in Node 20 an object that grows after a spread gets a hidden class of its own each time.
    this.task = {
      id: row.id, providerId: row.providerId, ticketId: row.ticketId ?? undefined,
      caller: row.caller, createdAt: row.createdAt, itemCount: row.itemCount, ...scopeOf(row)
    }
    this.#taskState = {
      step: row.step, direction: row.direction, attempt: row.attempt,
      stepEnteredAt: performance.now() - row.stepAge * 1000,
      cancellationRequested: row.cancellationRequested, failure: (row.failure ?? undefined) as Failure | undefined,
      decision: (row.decision ?? undefined) as Decision | undefined
    }
    this.#journal = new TaskJournal(row, kind, this.task, host)
  }

  /** Runs step after step until the task waits, ends or is lost. Throws only when the database fails us. */
  run (): Promise<void> {
    const { id, providerId, traceId } = this.row
    return traced(taskTraces, () => ({ id, kind: this.kind.name, providerId, traceId }), () => this.#runSteps())
  }

  async #runSteps (): Promise<void> {
    try {
      for (let going = true; going && !this.#host.draining();) {
        this.#step() // also what a person decided can only be done from a step that there is
        // A cancellation that came while a step ran was told by its journal entry.
        const { cancellationRequested, direction } = this.#taskState
        going = cancellationRequested && direction === 'forward'
          ? await this.#apply(cancel(this.kind, this.#taskState), nothingRun)
          : await this.#goOn()
      }
    } catch (error) {
      await this.#fail(error)
    }
  }

  async #fail (error: unknown): Promise<void> {
    const { log } = this.#host
    if (error instanceof LeaseLost) return this.#letGo()
    if (!(error instanceof Unfit) && !wasRefused(error)) throw error
    log.error({ err: error, taskId: this.task.id }, 'A task cannot go on')
    await this.park('Something about it cannot be processed; the log says what.')
  }

  /**
   * Another worker may hold the task. If our lease was only in doubt, because a heartbeat was late, the task still is
   * ours by the database, and nobody would take it as long as we live.
   */
  async #letGo (): Promise<void> {
    const { log, dependencies, workerId } = this.#host
    if (this.#state === 'running' && !this.#host.holdsLease()) {
      throw new Error('This worker was silent for longer than its lease')
    }
    this.#metrics?.leaseLosses.inc()
    if (this.#state === 'running' && await handBack(dependencies.db, workerId, this.row)) {
      return log.warn({ taskId: this.task.id }, 'The lease of the task was in doubt; it is handed back')
    }
    log.warn({ taskId: this.task.id }, 'The task was taken over by another worker')
  }

  /** Parks the task: it runs no more until a person releases it, so that it harms no other task. */
  async park (reason: string): Promise<void> {
    const message: Message = {
      level: 'Error', message: `The task is parked: ${reason}`, step: this.#taskState.step,
      at: this.#host.dependencies.clock.now().toISOString()
    }
    await this.#host.journal(parkedEntry(this.row, this.#taskState, message))
    this.#tellParked(reason)
  }

  /** The step took too long: abort it and count a failure. What it returns later is ignored. */
  async expire (): Promise<void> {
    this.#interrupt('overdue')
    const reason = `Step ${this.#taskState.step} took longer than its time limit.`
    try {
      await this.#apply(this.#after({ type: 'failed', reason, isTransient: false }), nothingRun)
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error
    }
  }

  abort (): void {
    this.#interrupt('aborted')
  }

  #interrupt (state: 'overdue' | 'aborted'): void {
    this.deadline = Infinity
    this.#state = state
    this.#abort?.abort()
  }

  #signal (): AbortSignal {
    this.#abort ??= new AbortController()
    if (this.#state !== 'running') this.#abort.abort()
    return this.#abort.signal
  }

  /** The database refuses a write under an old fencing token; an upstream cannot, so that we ask ourselves before. */
  readonly #assertLease = (): void => {
    if (this.#state !== 'running' || !this.#host.holdsLease()) throw new LeaseLost()
  }

  #step (): AnyTaskKind['steps'][number] {
    const step = stepOf(this.kind, this.#taskState.step)
    if (step !== undefined) return step
    throw new Unfit(`Task ${this.task.id} stands at step ${this.#taskState.step}, which ${this.kind.name} lacks`)
  }

  #goOn (): Promise<boolean> {
    const change = decided(this.kind, this.#taskState)
    return change === undefined ? this.#runOnce() : this.#apply(change, nothingRun)
  }

  async #runOnce (): Promise<boolean> {
    const step = this.#step()
    this.deadline = performance.now() + (step.timeLimit ?? 60) * 1000
    const begun = performance.now()
    const { direction, attempt } = this.#taskState
    const run = await traced(stepTraces, () => ({ step: step.name, direction, attempt }), async told => {
      const run = await this.#runStep(step)
      if (told !== undefined) told.outcome = run.result.type
      return run
    })
    this.deadline = Infinity
    this.#metrics?.stepSeconds.observe(
      { kind: this.kind.name, step: step.name, result: run.result.type }, (performance.now() - begun) / 1000
    )
    if (this.#state === 'overdue') return false
    const change = this.#after(run.result)
    if (step.effects === 'none' && change.again === 0 && change.event === undefined) {
      this.#journal.defer(step.name, change, run)
      this.#move(change)
      return true
    }
    try {
      return await this.#apply(change, run)
    } catch (error) {
      if (!wasRefused(error)) throw error
      this.#host.log.error({ err: error, taskId: this.task.id, step: step.name }, 'The database refused a step')
      const reason = `Step ${step.name} failed unexpectedly.`
      return await this.#apply(this.#after({ type: 'failed', reason, isTransient: false }), nothingRun)
    }
  }

  #runStep (step: AnyTaskKind['steps'][number]): Promise<StepRun> {
    return runStep(step, {
      task: this.task,
      input: this.row.input,
      progress: this.#journal.progress,
      attempt: this.#taskState.attempt,
      failure: this.#taskState.failure,
      approved: approvedAt(this.#taskState.decision, step.name),
      direction: this.#taskState.direction,
      signal: () => this.#signal(),
      log: () => this.#host.log.child({ taskId: this.task.id, traceId: this.row.traceId }),
      assertLease: step.effects === 'none' ? refuseEffects : this.#assertLease,
      children: () => childTasks(this.#host, this.row, step.effects === 'none' ? refuseEffects : this.#assertLease),
      record: step.effects === 'none' ? async () => refuseEffects() : progress => this.#record(progress),
      messages: []
    }, this.#host.dependencies)
  }

  #after (result: Result): Transition {
    return transition(this.kind, this.#taskState, result, performance.now())
  }

  /** Makes an intention durable, and what was deferred before it. */
  async #record (progress: object): Promise<void> {
    const { step, direction, attempt, failure } = this.#taskState
    const change: Transition = {
      step, direction, attempt, failure, entered: false, again: 0, parks: false, asks: undefined, messages: [],
      event: undefined
    }
    await this.#write(change, { ...nothingRun, progress })
    this.#assertLease() // the step changes an upstream next
  }

  /** Makes a transition durable, and only then moves on in memory. True when the next step may start. */
  async #apply (change: Transition, run: Pick<StepRun, 'progress' | 'effect' | 'messages'>): Promise<boolean> {
    const { entry, woken } = await this.#write(change, run)
    this.#tell(entry, change)
    this.#move(change)
    if (entry.state === 'waiting') this.#host.expectDue(entry.seconds)
    if (entry.state === 'ready' || woken || this.#taskState.cancellationRequested) this.#host.wake()
    return entry.state === 'claimed'
  }

  /** Says how the task came out, once it is durable. */
  #tell ({ state, status }: JournalEntry, { failure, messages, asks }: Transition): void {
    if (asks !== undefined) return this.#tellAsked(asks.what)
    if (state === 'parked') return this.#tellParked(messages.at(-1)?.message ?? '')
    if (state !== 'finished') return
    this.#metrics?.tasks.inc({ kind: this.kind.name, status })
    const { code, reason, step: failedAt } = failure ?? {}
    this.#host.log.info({ ...this.#names(), status, code, reason, failedAt }, 'A task ended')
  }

  #tellParked (reason: string): void {
    this.#metrics?.parked.inc({ kind: this.kind.name })
    this.#host.log.error({ ...this.#names(), step: this.#taskState.step, reason }, 'A task is parked for a person')
  }

  #tellAsked (what: string): void {
    this.#host.log.warn({ ...this.#names(), step: this.#taskState.step, what }, 'A task waits for an approval')
  }

  #names (): object {
    const { id: taskId, providerId, msTenantId } = this.task
    return { taskId, kind: this.kind.name, providerId, tenantId: msTenantId ?? undefined, traceId: this.row.traceId }
  }

  get #metrics (): Metrics | undefined {
    return this.#host.dependencies.metrics
  }

  async #write (
    change: Transition, run: Pick<StepRun, 'progress' | 'effect' | 'messages'>
  ): Promise<{ entry: JournalEntry, woken: boolean }> {
    const goesOn = this.#state !== 'overdue' && !this.#host.draining()
    const { entry, cancellationRequested, woken } = await this.#journal.write(this.#taskState.step, change, run, goesOn)
    if (cancellationRequested) this.#taskState = { ...this.#taskState, cancellationRequested }
    return { entry, woken }
  }

  #move ({ step, direction, attempt, failure, entered }: Transition): void {
    const { cancellationRequested, decision } = this.#taskState
    const stepEnteredAt = entered ? performance.now() : this.#taskState.stepEnteredAt
    this.#taskState = { step, direction, attempt, stepEnteredAt, cancellationRequested, failure, decision }
  }
}

const nothingRun: Pick<StepRun, 'progress' | 'effect' | 'messages'> = { progress: {}, effect: undefined, messages: [] }

function refuseEffects (): never {
  throw new Error('A step that says it has no effects may neither change anything nor record an intention')
}

import type { Logger } from 'pino'
import type { ClaimedTask } from './records/claims.ts'
import { writeJournal, type JournalEntry, type Journaled } from './records/journal.ts'
import { wasRefused } from '../database/connect.ts'
import { forgetPaths } from './records/task-control.ts'
import { closeItems, type Leftover } from './records/task-items.ts'
import { afterStep, cancel, stepOf, type Change, type Standing } from './after-step.ts'
import type { AnyTaskKind, Effect, WorkerDependencies, Message, TaskIdentity, Verdict } from './define.ts'
import { LeaseLost, runStep, type StepRun } from './run-step.ts'
import { sealedPaths } from './sealed-paths.ts'

/** What carrying a task needs of the worker that holds it. */
export interface Holder {
  readonly workerId: number
  readonly dependencies: WorkerDependencies
  readonly log: Logger
  journal (entry: JournalEntry): Promise<Journaled>
  /** No new step may start: the process is stopping or this life of the worker is over. */
  stopping (): boolean
  /** Whether, by our own clock, no other worker can have taken over what we hold. */
  holds (): boolean
  /** A task will be due in so many seconds. */
  expectDue (seconds: number): void
  /** There is a ready task. */
  wake (): void
}

/**
 * The most items of a task whose end is written together with those of others; with more, the others would wait too
 * long.
 */
const closedTogether = 10

/** A task in the hands of a worker: the row, and what has changed since it was read. */
export class Carried {
  readonly row: ClaimedTask
  readonly kind: AnyTaskKind
  readonly task: TaskIdentity
  readonly #holder: Holder
  #standing: Standing
  #progress: object
  #lastMessage: string | null
  #abort: AbortController | undefined
  #aborted = false
  /** When the running step has had its time, on the monotonic clock. */
  deadline = Infinity
  #overdue = false

  constructor (row: ClaimedTask, kind: AnyTaskKind, holder: Holder) {
    this.row = row
    this.kind = kind
    this.#holder = holder
    this.task = {
      id: row.id, providerId: row.providerId, msTenantId: row.msTenantId ?? undefined,
      customerId: row.customerId ?? undefined, ticketId: row.ticketId ?? undefined, caller: row.caller,
      createdAt: row.createdAt, numberCount: row.numberCount
    }
    this.#standing = {
      step: row.step, direction: row.direction, attempt: row.attempt, stepEnteredAt: new Date(row.stepEnteredAt),
      cancellationRequested: row.cancellationRequested, verdict: (row.verdict ?? undefined) as Verdict | undefined
    }
    this.#progress = row.progress as object
    this.#lastMessage = row.lastMessage
  }

  /** Runs step after step until the task waits, ends or is lost. Throws only when the database fails us. */
  async carry (): Promise<void> {
    try {
      let going = true
      if (this.#standing.cancellationRequested && this.#standing.direction === 'forward') {
        going = await this.#apply(cancel(this.kind, this.#standing), nothingRun)
      }
      while (going && !this.#holder.stopping()) going = await this.#runOnce()
    } catch (error) {
      if (error instanceof LeaseLost && !this.#aborted && !this.#holder.holds()) {
        throw new Error('This worker was silent for longer than its lease')
      }
      if (error instanceof LeaseLost) {
        return this.#holder.log.warn({ taskId: this.task.id }, 'The task was taken over by another worker')
      }
      if (!(error instanceof Unfit) && !wasRefused(error)) throw error
      this.#holder.log.error({ err: error, taskId: this.task.id }, 'A task cannot be carried on')
      await this.setAside('Something about it cannot be processed; the log says what.')
    }
  }

  /** Takes the task out of the run until a person releases it, so that it harms no other task. */
  async setAside (reason: string): Promise<void> {
    const { step, direction, attempt, verdict } = this.#standing
    const message: Message = {
      level: 'Error', message: `The task is set aside: ${reason}`, step,
      at: this.#holder.dependencies.now().toISOString()
    }
    await this.#holder.journal({
      providerId: this.row.providerId, id: this.row.id, fence: this.row.fence, state: 'set-aside', seconds: 0,
      status: 'InProgress', step, direction, verdict: verdict === undefined ? null : JSON.stringify(verdict), attempt,
      entered: false, progress: null, messages: JSON.stringify([message]), details: null, output: null, leftover: null
    })
  }

  /** The step took too long: abort it and count a failure. What it returns later is not listened to. */
  async expire (): Promise<void> {
    this.#overdue = true
    this.abort()
    const reason = `Step ${this.#standing.step} took longer than its time limit.`
    const change = afterStep(
      this.kind, this.#standing, { type: 'failed', reason, passes: false }, this.#holder.dependencies.now()
    )
    try {
      await this.#apply(change, nothingRun)
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error
    }
  }

  abort (): void {
    this.deadline = Infinity
    this.#aborted = true
    this.#abort?.abort()
  }

  #signal (): AbortSignal {
    this.#abort ??= new AbortController()
    if (this.#aborted) this.#abort.abort()
    return this.#abort.signal
  }

  /** Fencing for what has no fence: a database refuses a stale write, an upstream cannot. */
  readonly #assertLease = (): void => {
    if (this.#aborted || !this.#holder.holds()) throw new LeaseLost()
  }

  async #runOnce (): Promise<boolean> {
    const step = stepOf(this.kind, this.#standing.step)
    if (step === undefined) {
      throw new Unfit(
        `Task ${this.task.id} stands at step ${this.#standing.step}, which ${this.kind.name} does not have`
      )
    }
    this.deadline = performance.now() + (step.timeLimit ?? 60) * 1000
    const run = await runStep(step, {
      task: this.task,
      input: this.row.input,
      progress: this.#progress,
      attempt: this.#standing.attempt,
      verdict: this.#standing.verdict,
      direction: this.#standing.direction,
      signal: () => this.#signal(),
      log: () => this.#holder.log.child({ taskId: this.task.id, traceId: this.row.traceId }),
      assertLease: this.#assertLease,
      record: progress => this.#record(progress),
      messages: []
    }, this.#holder.dependencies)
    this.deadline = Infinity
    if (this.#overdue) return false
    const change = afterStep(this.kind, this.#standing, run.result, this.#holder.dependencies.now())
    try {
      return await this.#apply(change, run)
    } catch (error) {
      if (!wasRefused(error)) throw error
      this.#holder.log.error(
        { err: error, taskId: this.task.id, step: step.name }, 'The database refused what a step wrote'
      )
      const reason = `Step ${step.name} failed unexpectedly.`
      return await this.#apply(
        afterStep(
          this.kind, this.#standing, { type: 'failed', reason, passes: false }, this.#holder.dependencies.now()
        ),
        nothingRun
      )
    }
  }

  async #record (progress: object): Promise<void> {
    const before = this.#progress
    this.#progress = { ...before, ...progress }
    const { step, direction, attempt, verdict } = this.#standing
    const entry = this.#entry({ step, direction, attempt, verdict, entered: false, again: 0, messages: [] }, {
      progress, messages: []
    })
    try {
      await this.#write(entry, undefined)
    } catch (error) {
      this.#progress = before
      throw error
    }
    this.#assertLease() // what is recorded is meant to be done next
  }

  /** Makes a change durable, and moves on in memory only then. True when the next step may start. */
  async #apply (change: Change, run: Pick<StepRun, 'progress' | 'effect' | 'messages'>): Promise<boolean> {
    const before = this.#progress
    if (hasKeys(run.progress)) this.#progress = { ...before, ...run.progress }
    const entry = this.#entry(change, run)
    // nobody here goes on with it
    if (entry.state === 'claimed' && (this.#overdue || this.#holder.stopping())) entry.state = 'ready'
    try {
      await this.#write(entry, run.effect)
    } catch (error) {
      this.#progress = before
      throw error
    }
    this.#standing = {
      ...this.#standing,
      step: change.step,
      direction: change.direction,
      attempt: change.attempt,
      verdict: change.verdict,
      stepEnteredAt: change.entered ? this.#holder.dependencies.now() : this.#standing.stepEnteredAt
    }
    if (entry.state === 'waiting') this.#holder.expectDue(entry.seconds)
    if (entry.state === 'ready' || this.#standing.cancellationRequested) this.#holder.wake()
    return entry.state === 'claimed'
  }

  #entry (change: Change, run: { progress: object, messages: Message[] }): JournalEntry {
    const ending = change.again === undefined ? this.#conclude(change.verdict) : undefined
    const messages = this.#stamp([...run.messages, ...change.messages])
    return {
      providerId: this.row.providerId,
      id: this.row.id,
      fence: this.row.fence,
      state: ending !== undefined ? 'finished' : change.again === 0 ? 'claimed' : 'waiting',
      seconds: change.again ?? 0,
      status: ending?.status ?? 'InProgress',
      step: change.step,
      direction: change.direction,
      verdict: change.verdict === undefined ? null : JSON.stringify(change.verdict),
      attempt: change.attempt,
      entered: change.entered,
      progress: hasKeys(run.progress) ? JSON.stringify(this.#progress) : null,
      messages: messages.length === 0 ? null : JSON.stringify(messages),
      details: ending === undefined ? null : JSON.stringify(ending.details),
      output: ending === undefined ? null : JSON.stringify(ending.output),
      leftover: null
    }
  }

  #conclude (verdict: Verdict | undefined): ReturnType<AnyTaskKind['conclude']> {
    const facts = {
      task: this.task, input: this.row.input, progress: this.#progress, verdict, now: this.#holder.dependencies.now()
    }
    try {
      return this.kind.conclude(facts as never) // input was checked against the kind when the row was taken
    } catch (error) {
      throw new Unfit(`${this.kind.name} cannot conclude task ${this.task.id}`, { cause: error })
    }
  }

  /** Adds when and where; a warning that only repeats the last line is not written again. */
  #stamp (messages: Message[]): Message[] {
    const fresh: Message[] = []
    for (const { level, message } of messages) {
      if (message === this.#lastMessage && level === 'Warning') continue
      this.#lastMessage = message
      fresh.push({
        level, message: message.replaceAll('\0', ''), step: this.#standing.step,
        at: this.#holder.dependencies.now().toISOString()
      })
    }
    return fresh
  }

  async #write (entry: JournalEntry, effect: Effect | undefined): Promise<void> {
    const over = entry.state === 'finished'
    const effects = [effect, over ? this.#settle(entry) : undefined, over ? this.#forgetSecrets() : undefined].filter(
      effect => effect !== undefined
    )
    const closes = over && this.row.numberCount > 0
    const together = effects.length === 0 && (!closes || this.row.numberCount <= closedTogether)
    if (closes && together) entry.leftover = leftover(entry)
    const journaled = together ? await this.#holder.journal(entry) : await this.#writeWithEffect(entry, effects, closes)
    if (!journaled.held) throw new LeaseLost()
    if (journaled.cancellationRequested) this.#standing = { ...this.#standing, cancellationRequested: true }
  }

  #settle (entry: JournalEntry): Effect | undefined {
    const facts = { task: this.task, input: this.row.input, progress: this.#progress, verdict: verdictOf(entry) }
    return this.kind.settle?.(facts as never) // checked like that of conclude
  }

  /** A secret that a task needed is nobody's any more when it is over; the records that it was for have their own. */
  #forgetSecrets (): Effect | undefined {
    const [input, progress] = [sealedPaths(this.row.input), sealedPaths(this.#progress)]
    return input.length + progress.length === 0 ? undefined : trx => forgetPaths(trx, this.row, { input, progress })
  }

  #writeWithEffect (entry: JournalEntry, effects: readonly Effect[], closes: boolean): Promise<Journaled> {
    return this.#holder.dependencies.db.transaction(async trx => {
      const [journaled] = await writeJournal(trx, this.#holder.workerId, [entry])
      if (journaled === undefined || !journaled.held) throw new LeaseLost()
      for (const effect of effects) await effect(trx)
      if (closes) await closeItems(trx, this.row, leftover(entry))
      return journaled
    })
  }
}

/** The task and the code do not fit: a mistake of ours, or another version's task. It must not take the worker down. */
class Unfit extends Error {}

const nothingRun = { progress: {}, effect: undefined, messages: [] }

/** What an item without a result of its own gets when its task ends. */
function leftover (entry: JournalEntry): Leftover {
  const verdict = verdictOf(entry)
  if (verdict === undefined) return { outcome: 'succeeded', step: entry.step, errorCode: null, error: null }
  const outcome = verdict.status === 'Canceled' ? 'canceled' : 'failed'
  return { outcome, step: verdict.step, errorCode: verdict.code, error: verdict.reason }
}

function verdictOf (entry: JournalEntry): Verdict | undefined {
  return entry.verdict === null ? undefined : JSON.parse(entry.verdict) as Verdict
}

function hasKeys (object: object): boolean {
  return Object.keys(object).length > 0
}

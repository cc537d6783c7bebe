import type { AnyTaskKind, Effect, Message, TaskIdentity, Failure } from './define.ts'
import type { ExecutionHost } from './execution-host.ts'
import { defaultItemResult, journalEntry, type Written } from './journal-entry.ts'
import { wakeParent } from './records/children.ts'
import type { ClaimedTask } from './records/claims.ts'
import { writeJournal, type JournalEntry, type Journaled } from './records/journal.ts'
import { forgetPaths } from './records/task-control.ts'
import { closeItems } from './records/task-items.ts'
import { LeaseLost, type StepRun } from './run-step.ts'
import { sealedPaths } from './sealed-paths.ts'
import type { Transition } from './transition.ts'
import { Unfit } from './unfit.ts'

/** A task with more items has its end written apart, so that the ends of other tasks do not wait for it. */
const closedTogether = 10

type Outcome = Pick<StepRun, 'progress' | 'effect' | 'messages'>

/** What a task execution remembers and writes: progress, messages and transitions of its task. */
export class TaskJournal {
  readonly #row: ClaimedTask
  readonly #kind: AnyTaskKind
  readonly #task: TaskIdentity
  readonly #host: ExecutionHost
  #progress: object
  /** The last two: an upstream and its breaker say the same in turns. */
  #lastMessages: ReadonlyArray<string | null>
  /** No message is older than the one before it, though another worker, or this one before, read the clock worse. */
  #saidAt: string
  /** What steps with `effects: 'none'` came to; the next durable write takes it along. */
  #unwritten: Written = nothingUnwritten

  constructor (row: ClaimedTask, kind: AnyTaskKind, task: TaskIdentity, host: ExecutionHost) {
    this.#row = row
    this.#kind = kind
    this.#task = task
    this.#host = host
    this.#progress = row.progress as object
    this.#lastMessages = [row.lastMessage, row.messageBefore]
    this.#saidAt = row.lastMessageAt ?? ''
  }

  get progress (): object {
    return this.#progress
  }

  /** Keeps in memory what a step with `effects: 'none'` came to. After a crash that step runs again. */
  defer (step: string, change: Transition, outcome: Outcome): void {
    this.#unwritten = this.#written(step, change, outcome)
    this.#progress = { ...this.#progress, ...outcome.progress }
  }

  /**
   * Makes a transition durable, with what was deferred before it and with the database effects of the step. When that
   * fails, memory stays as it was. `goesOn`: whether this execution would run the next step.
   */
  async write (
    step: string, change: Transition, outcome: Outcome, goesOn: boolean
  ): Promise<{ entry: JournalEntry, cancellationRequested: boolean, woken: boolean }> {
    const [progress, lastMessages] = [this.#progress, this.#lastMessages]
    const written = this.#written(step, change, outcome)
    if (hasKeys(outcome.progress)) this.#progress = { ...progress, ...outcome.progress }
    try {
      const ending = change.again === undefined ? this.#conclude(change.failure) : undefined
      const entry = journalEntry(this.#row, change, written, this.#progress, ending)
      if (entry.state === 'claimed' && !goesOn) entry.state = 'ready'
      const { cancellationRequested, woken } = await this.#commit(entry, change.failure, outcome.effect)
      this.#unwritten = nothingUnwritten
      return { entry, cancellationRequested, woken }
    } catch (error) {
      this.#progress = progress
      this.#lastMessages = lastMessages
      throw error
    }
  }

  #written (step: string, change: Transition, outcome: Outcome): Written {
    return {
      entered: change.entered || this.#unwritten.entered,
      hasProgress: hasKeys(outcome.progress) || this.#unwritten.hasProgress,
      messages: [...this.#unwritten.messages, ...this.#stamp(step, [...outcome.messages, ...change.messages])]
    }
  }

  /** Adds time and step to messages, and drops a warning that only repeats one of the last two messages. */
  #stamp (step: string, messages: readonly Message[]): Message[] {
    const fresh: Message[] = []
    for (const { level, message } of messages) {
      if (level === 'Warning' && this.#lastMessages.includes(message)) continue
      this.#lastMessages = [message, this.#lastMessages[0] ?? null]
      const now = this.#host.dependencies.clock.now().toISOString()
      if (now > this.#saidAt) this.#saidAt = now
      fresh.push({ level, message: message.replaceAll('\0', ''), step, at: this.#saidAt })
    }
    return fresh
  }

  #conclude (failure: Failure | undefined): ReturnType<AnyTaskKind['conclude']> {
    const now = this.#host.dependencies.clock.now()
    const facts = { task: this.#task, input: this.#row.input, progress: this.#progress, failure, now }
    try {
      return this.#kind.conclude(facts as never) // input was checked against the kind when the row was taken
    } catch (error) {
      throw new Unfit(`${this.#kind.name} cannot conclude task ${this.#task.id}`, { cause: error })
    }
  }

  async #commit (entry: JournalEntry, failure: Failure | undefined, effect: Effect | undefined): Promise<Journaled> {
    const over = entry.state === 'finished'
    const atEnd = over ? [this.#onEnd(failure), this.#forgetSecrets(), this.#tellParent()] : []
    const effects = [effect, ...atEnd].filter(effect => effect !== undefined)
    const closes = over && this.#row.itemCount > 0
    const together = effects.length === 0 && (!closes || this.#row.itemCount <= closedTogether)
    if (closes && together) entry.defaultResult = defaultItemResult(entry.step, failure)
    const journaled = together
      ? await this.#host.journal(entry)
      : await this.#commitEffects(entry, failure, effects, closes)
    if (!journaled.held) throw new LeaseLost()
    return journaled
  }

  #onEnd (failure: Failure | undefined): Effect | undefined {
    const facts = { task: this.#task, input: this.#row.input, progress: this.#progress, failure }
    return this.#kind.onEnd?.(facts as never) // checked like that of conclude
  }

  /** Removes sealed secrets from a task that ends: it needs them no more, and the records have what they need. */
  #forgetSecrets (): Effect | undefined {
    const [input, progress] = [sealedPaths(this.#row.input), sealedPaths(this.#progress)]
    return input.length + progress.length === 0 ? undefined : trx => forgetPaths(trx, this.#row, { input, progress })
  }

  #tellParent (): Effect | undefined {
    const { providerId, parentId } = this.#row
    return parentId === null ? undefined : trx => wakeParent(trx, { providerId, id: parentId })
  }

  #commitEffects (
    entry: JournalEntry, failure: Failure | undefined, effects: readonly Effect[], closes: boolean
  ): Promise<Journaled> {
    return this.#host.dependencies.db.transaction(async trx => {
      const [journaled] = await writeJournal(trx, this.#host.workerId, [entry])
      if (journaled === undefined || !journaled.held) throw new LeaseLost()
      for (const effect of effects) await effect(trx)
      if (closes) await closeItems(trx, this.#row, defaultItemResult(entry.step, failure))
      return journaled
    }, { task: this.#task.id, caller: this.#task.caller })
  }
}

const nothingUnwritten: Written = { entered: false, hasProgress: false, messages: [] }

function hasKeys (object: object): boolean {
  return Object.keys(object).length > 0
}

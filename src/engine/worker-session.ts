import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler'
import type { TObject } from '@sinclair/typebox'
import type { Logger } from 'pino'
import { batch } from '../database/batch.ts'
import { wasRefused } from '../database/connect.ts'
import { Claimer } from './claimer.ts'
import type { AnyTaskKind } from './define.ts'
import { PromiseWithResolvers } from './deferred.ts'
import type { ExecutionHost } from './execution-host.ts'
import { markPoisonSuspect, type ClaimedTask } from './records/claims.ts'
import { writeJournal, type JournalEntry, type Journaled } from './records/journal.ts'
import { heartbeat, readyDueTasks, returnOrphans, type Heartbeat, type Due } from './records/workers.ts'
import { TaskExecution } from './task-execution.ts'
import type { WorkerDependencies } from './worker-dependencies.ts'

export interface SessionSettings {
  /** Tasks in hand at once. */
  readonly concurrency: number
  readonly leaseSeconds: number
  /** Workers in a row that may die with a task before it is parked for a person. */
  readonly crashLimit: number
  /** Called when tasks were moved, or events found that wait for their places. */
  readonly eventsWritten?: () => void
}

/**
 * Seconds between heartbeats: three fit into the shortest useful lease, and idle workers cost half a query a second.
 */
const heartbeatSeconds = (leaseSeconds: number): number => Math.min(2, leaseSeconds / 2.5)

/** After so long without killing its worker, a poison suspect no longer keeps the next one from starting. */
const poisonSuspectMilliseconds = 1000

/** `running`: claims and runs tasks. `draining`: starts no step and claims nothing. `ended`: holds nothing any more. */
type SessionState = 'running' | 'draining' | 'ended'

/**
 * One registered session of a worker: claims tasks, executes them, shows that it lives. It ends when it is told to
 * stop, when its lease is lost, or when the database fails; nothing it still holds is written after that.
 */
export class WorkerSession implements ExecutionHost {
  readonly workerId: number
  readonly dependencies: WorkerDependencies
  readonly log: Logger
  readonly journal: (entry: JournalEntry) => Promise<Journaled>
  readonly #processLog: Logger
  readonly #settings: SessionSettings
  readonly #kinds: ReadonlyMap<string, { kind: AnyTaskKind, check: TypeCheck<TObject> }>
  readonly #executions = new Set<TaskExecution>()
  readonly #claimer: Claimer
  readonly #over = new PromiseWithResolvers<void>()
  #state: SessionState = 'running'
  #dueTimer: NodeJS.Timeout | undefined
  #dueAt = Infinity
  #lastHeartbeat = performance.now()
  #skew = 0
  #poisonSuspects: Promise<unknown> = Promise.resolve()

  constructor (
    workerId: number, kinds: readonly AnyTaskKind[], dependencies: WorkerDependencies, log: Logger,
    settings: SessionSettings
  ) {
    this.workerId = workerId
    this.dependencies = dependencies
    this.log = log.child({ workerId })
    this.#processLog = log
    this.#settings = settings
    this.#kinds = new Map(kinds.map(kind => [kind.name, { kind, check: TypeCompiler.Compile(kind.input) }]))
    this.journal = batchedJournal(dependencies, workerId)
    this.#claimer = new Claimer(
      dependencies.db, workerId, [...this.#kinds.keys()], settings.concurrency, row => this.#take(row)
    )
  }

  /** Runs until `stop` is called or something makes going on impossible; then throws what it was. */
  async run (): Promise<void> {
    const seconds = heartbeatSeconds(this.#settings.leaseSeconds)
    const heartbeat = setInterval(() => { void this.#guard(this.#heartbeat()) }, seconds * 1000)
    const overdue = setInterval(() => this.#expireOverdue(), 250)
    try {
      await this.#guard(this.#heartbeat())
      this.wake()
      await this.#over.promise
    } finally {
      clearInterval(heartbeat)
      clearInterval(overdue)
      clearTimeout(this.#dueTimer)
      this.#state = 'ended'
      for (const execution of this.#executions) execution.abort()
    }
  }

  /** Takes no new task and starts no new step; resolves when the running ones are done or the time is up. */
  async stop (seconds: number): Promise<void> {
    this.#drain()
    const end = performance.now() + seconds * 1000
    while (this.#executions.size > 0 && performance.now() < end) await new Promise(resolve => setTimeout(resolve, 20))
    this.#over.resolve()
  }

  #drain (): void {
    if (this.#state === 'running') this.#state = 'draining'
  }

  draining (): boolean {
    return this.#state !== 'running'
  }

  holdsLease (): boolean {
    return performance.now() - this.#lastHeartbeat < this.#settings.leaseSeconds * 1000
  }

  get running (): number {
    return this.#executions.size
  }

  /** There may be ready tasks: claims now, or right after the claim under way. */
  wake (): void {
    if (this.#state !== 'running') return
    this.#settings.eventsWritten?.() // what wakes a worker is told of in the log
    void this.#guard(this.#claimer.claim(() => this.#freePlaces()))
  }

  #freePlaces (): number {
    return this.#state === 'running' ? this.#settings.concurrency - this.#executions.size : 0
  }

  expectDue (seconds: number): void {
    const at = performance.now() + seconds * 1000
    if (at >= this.#dueAt - 5 || this.draining()) return
    clearTimeout(this.#dueTimer)
    this.#dueAt = at
    const readyDue = (): void => { void this.#guard(this.#readyDue()) }
    this.#dueTimer = setTimeout(readyDue, Math.min(seconds * 1000, 60_000) + 2)
  }

  async #readyDue (): Promise<void> {
    this.#dueAt = Infinity
    this.#afterDue(await readyDueTasks(this.dependencies.db))
  }

  #afterDue (due: Due): void {
    if (due.readied > 0) this.wake()
    if (due.secondsToNext !== null) this.expectDue(due.secondsToNext)
  }

  async #heartbeat (): Promise<void> {
    const begun = performance.now()
    const silence = (begun - this.#lastHeartbeat) / 1000
    const maySweep = silence < this.#settings.leaseSeconds
    const answer = await heartbeat(this.dependencies.db, this.workerId, this.#settings.leaseSeconds, maySweep)
    this.#observeClock(answer.clock, begun)
    if (!answer.alive) this.dependencies.metrics?.leaseLosses.inc()
    if (!answer.alive) throw new Error('The lease of this worker was lost: it was silent for too long')
    // The lease counts from when we asked: the database may have answered long ago.
    this.#lastHeartbeat = Math.max(this.#lastHeartbeat, begun)
    await this.#takeOver(answer)
    const { upstreams } = this.dependencies
    if (answer.troubles > 0 || upstreams.troubled()) await upstreams.refresh()
    this.#afterDue(answer)
    if (answer.unplaced) this.#settings.eventsWritten?.()
    if (answer.ready) this.wake() // a notification may have been lost
  }

  /** Tasks are reckoned on the database's clock; tokens and certificates are judged by this machine's as well. */
  #observeClock (told: number, begun: number): void {
    const { clock, metrics } = this.dependencies
    clock.observe(told, begun, performance.now())
    this.log.level = this.#processLog.level // which somebody may have changed; a child keeps its own
    const skew = clock.skewSeconds()
    metrics?.clockSkew.set(skew)
    metrics?.inHand.set(this.#executions.size)
    if ((skew === 0) === (this.#skew === 0)) return
    this.#skew = skew
    if (skew === 0) this.log.info('The clock of this machine agrees with that of the database again')
    else {
      this.log.warn(
        { skewSeconds: skew },
        `The clock of this machine is ${Math.abs(skew)} s ${skew > 0 ? 'ahead of' : 'behind'} that of the database: ` +
        'tasks do not mind, tokens may; set it, and see that NTP keeps it'
      )
    }
  }

  async #takeOver ({ ended, orphans }: Heartbeat): Promise<void> {
    if (ended === 0 && !orphans) return
    const tasks = await returnOrphans(this.dependencies.db, this.#settings.crashLimit)
    this.dependencies.metrics?.takeovers.inc(tasks)
    if (ended > 0 || tasks > 0) this.log.warn({ workers: ended, tasks }, 'Took over from workers that fell silent')
  }

  #take (row: ClaimedTask): void {
    const known = this.#kinds.get(row.kind)
    if (known === undefined) return this.#fail(new Error(`Claimed ${row.id} of the unknown kind ${row.kind}`))
    const execution = new TaskExecution(row, known.kind, this)
    this.#executions.add(execution)
    void this.#guard(this.#execute(execution, known.check)).finally(() => {
      this.#executions.delete(execution)
      this.#settings.eventsWritten?.()
      this.#claimer.released(row.partitionKey)
      this.#claimWhenWorthwhile()
    })
  }

  #execute (execution: TaskExecution, check: TypeCheck<TObject>): Promise<void> {
    if (!check.Check(execution.row.input)) {
      return execution.park('It was stored by another version and does not fit this one.')
    }
    return execution.row.crashes > 0 ? this.#executePoisonSuspect(execution) : execution.run()
  }

  /**
   * Runs one poison suspect at a time, and stores before it that this one runs: if the worker dies, only this one is
   * blamed. After a second the next may start, because most suspects are innocent and may only wait for an upstream.
   */
  #executePoisonSuspect (execution: TaskExecution): Promise<void> {
    let running: Promise<void> = Promise.resolve()
    const turn = this.#poisonSuspects.then(async () => {
      if (this.draining() || !await markPoisonSuspect(this.dependencies.db, this.workerId, execution.row)) return
      running = execution.run()
      await Promise.race([running, new Promise(resolve => setTimeout(resolve, poisonSuspectMilliseconds).unref())])
    })
    this.#poisonSuspects = turn.catch(() => {})
    return turn.then(() => running)
  }

  /** Claims when a quarter of the places is free, or all are: a claim for each freed place is a statement per task. */
  #claimWhenWorthwhile (): void {
    const free = this.#freePlaces()
    const worthwhile = free >= this.#settings.concurrency / 4 || this.#executions.size === 0
    if (worthwhile && this.#claimer.mayHaveLeftTasks) this.wake()
  }

  #expireOverdue (): void {
    const now = performance.now()
    for (const execution of this.#executions) {
      if (execution.deadline < now) void this.#guard(execution.expire())
    }
  }

  /** Ends the session after an unexpected error: its state cannot be trusted then. The worker starts another one. */
  async #guard (work: Promise<unknown>): Promise<void> {
    try {
      await work
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail (error: unknown): void {
    this.#drain()
    this.#over.reject(error)
  }
}

/**
 * Journal entries of concurrent steps share statements. Entries of tasks that end or wait have batches of their own:
 * they set columns that other entries leave alone, and cost twice as much.
 */
function batchedJournal (
  { db, metrics }: WorkerDependencies, workerId: number
): (entry: JournalEntry) => Promise<Journaled> {
  const write = (entries: readonly JournalEntry[]): Promise<Journaled[]> => {
    metrics?.journalEntries.observe(entries.length)
    return writeJournal(db, workerId, entries)
  }
  const goesOn = batch(write, { maxSize: 1000, maxConcurrent: 1, divisible: wasRefused })
  const leaves = batch(write, { maxSize: 1000, maxConcurrent: 1, divisible: wasRefused })
  return entry => entry.state === 'claimed' ? goesOn(entry) : leaves(entry)
}

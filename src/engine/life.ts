import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler'
import type { TObject } from '@sinclair/typebox'
import type { Logger } from 'pino'
import { claimTasks, markProbing, type ClaimedTask } from './records/claims.ts'
import { coalesce } from '../database/coalesce.ts'
import { wasRefused } from '../database/connect.ts'
import { writeJournal, type JournalEntry, type Journaled } from './records/journal.ts'
import { readyDueTasks, beat, returnOrphans } from './records/workers.ts'
import { Carried, type Holder } from './carry.ts'
import type { AnyTaskKind, WorkerDependencies } from './define.ts'

export interface LifeSettings {
  readonly concurrency: number
  readonly leaseSeconds: number
  /** Workers in a row that may die with a task before it is set aside for a person. */
  readonly crashLimit: number
}

/**
 * Seconds between heartbeats; three fit into the shortest useful lease, and idle workers cost half a query a second.
 */
export const beatSeconds = (leaseSeconds: number): number => Math.min(2, leaseSeconds / 2.5)

/** A share of the places is kept for other lanes, so that a flood of one customer leaves room for the next. */
const laneShare = 0.8

/** A suspect that has not killed its worker after so long gets company. */
const suspectMilliseconds = 1000

/** Lanes that one claim looks at; there may be more behind them. */
const lanesPerClaim = 64

/**
 * One registered life of a worker: claims tasks, carries them, shows that it lives. It ends when it is told to stop,
 * when its lease is lost, or when the database fails; nothing it still holds is written after that.
 */
export class Life implements Holder {
  readonly workerId: number
  readonly dependencies: WorkerDependencies
  readonly log: Logger
  readonly journal: (entry: JournalEntry) => Promise<Journaled>
  readonly #settings: LifeSettings
  readonly #kinds: ReadonlyMap<string, { kind: AnyTaskKind, check: TypeCheck<TObject> }>
  readonly #carried = new Set<Carried>()
  readonly #lanes = new Map<string, number>()
  readonly #ended: PromiseWithResolvers<void> = withResolvers()
  #cursor = ''
  #claiming = false
  #claimAgain = false
  /** Whether the last claim may have left ready tasks behind; new ones announce themselves. */
  #moreToClaim = true
  #stopping = false
  #dueTimer: NodeJS.Timeout | undefined
  #dueAt = Infinity
  #lastBeat = performance.now()
  #suspects: Promise<unknown> = Promise.resolve()

  constructor (
    workerId: number, kinds: readonly AnyTaskKind[], dependencies: WorkerDependencies, log: Logger,
    settings: LifeSettings
  ) {
    this.workerId = workerId
    this.dependencies = dependencies
    this.log = log.child({ workerId })
    this.#settings = settings
    this.#kinds = new Map(kinds.map(kind => [kind.name, { kind, check: TypeCompiler.Compile(kind.input) }]))
    // Apart, because what ends or waits changes columns that a step on the way leaves alone, and costs twice as much.
    const write = (entries: readonly JournalEntry[]): Promise<Journaled[]> =>
      writeJournal(dependencies.db, workerId, entries)
    const stays = coalesce(write, { largest: 1000, atOnce: 1, divisible: wasRefused })
    const leaves = coalesce(write, { largest: 1000, atOnce: 1, divisible: wasRefused })
    this.journal = entry => entry.state === 'claimed' ? stays(entry) : leaves(entry)
  }

  /** Lives until `stop` is called or something makes going on impossible; then throws what it was. */
  async live (): Promise<void> {
    const timer = setInterval(() => { void this.#guard(this.#beat()) }, beatSeconds(this.#settings.leaseSeconds) * 1000)
    const overdue = setInterval(() => this.#expireOverdue(), 250)
    try {
      await this.#guard(this.#beat())
      this.wake()
      await this.#ended.promise
    } finally {
      clearInterval(timer)
      clearInterval(overdue)
      clearTimeout(this.#dueTimer)
      this.#stopping = true
      for (const carried of this.#carried) carried.abort()
    }
  }

  /** Takes no new task and starts no new step; resolves when the running ones are done or the time is up. */
  async stop (seconds: number): Promise<void> {
    this.#stopping = true
    const end = performance.now() + seconds * 1000
    while (this.#carried.size > 0 && performance.now() < end) await new Promise(resolve => setTimeout(resolve, 20))
    this.#ended.resolve()
  }

  stopping (): boolean {
    return this.#stopping
  }

  holds (): boolean {
    return performance.now() - this.#lastBeat < this.#settings.leaseSeconds * 1000
  }

  get running (): number {
    return this.#carried.size
  }

  /** There may be ready tasks: look, now or right after the look under way. */
  wake (): void {
    if (this.#claiming) this.#claimAgain = true
    else if (!this.#stopping) void this.#guard(this.#claim())
  }

  expectDue (seconds: number): void {
    const at = performance.now() + seconds * 1000
    if (at >= this.#dueAt - 5 || this.#stopping) return
    clearTimeout(this.#dueTimer)
    this.#dueAt = at
    this.#dueTimer = setTimeout(() => { void this.#guard(this.#readyDue()) }, Math.min(seconds * 1000, 60_000) + 2)
  }

  async #readyDue (): Promise<void> {
    this.#dueAt = Infinity
    const due = await readyDueTasks(this.dependencies.db)
    this.#afterDue(due)
  }

  #afterDue (due: { readied: number, secondsToNext: number | null }): void {
    if (due.readied > 0) this.wake()
    if (due.secondsToNext !== null) this.expectDue(due.secondsToNext)
  }

  async #beat (): Promise<void> {
    const begun = performance.now()
    const silence = (begun - this.#lastBeat) / 1000
    const maySweep = silence < this.#settings.leaseSeconds
    const answer = await beat(this.dependencies.db, this.workerId, this.#settings.leaseSeconds, maySweep)
    if (!answer.alive) throw new Error('The lease of this worker was lost: it was silent for too long')
    this.#lastBeat = Math.max(this.#lastBeat, begun) // the lease counts from before the answer was under way
    if (answer.ended > 0 || answer.orphans) {
      const returned = await returnOrphans(this.dependencies.db, this.#settings.crashLimit)
      if (answer.ended > 0 || returned > 0) {
        this.log.warn({ workers: answer.ended, tasks: returned }, 'Took over from workers that fell silent')
      }
    }
    if (answer.troubles > 0 || this.dependencies.upstreams.troubled()) await this.dependencies.upstreams.refresh()
    this.#afterDue(answer)
    if (answer.ready) this.wake() // the safety net for a notification that was lost
  }

  async #claim (): Promise<void> {
    this.#claiming = true
    try {
      do {
        this.#claimAgain = false
        this.#moreToClaim = true
        const free = this.#settings.concurrency - this.#carried.size
        if (free <= 0 || this.#stopping) return
        const shares = { busy: this.#lanes, most: Math.max(1, Math.floor(this.#settings.concurrency * laneShare)) }
        const rows = await claimTasks(this.dependencies.db, this.workerId, free, this.#cursor, shares, [
          ...this.#kinds.keys()
        ])
        // who came first begins first
        for (const row of rows.sort((one, other) => one.sequence - other.sequence)) this.#take(row)
        if (rows.length > 0) this.#cursor = rows.reduce((last, row) => row.lane > last ? row.lane : last, '')
        if (rows.length === free || mayHaveMore(rows, free)) this.#claimAgain = true
        this.#moreToClaim = this.#claimAgain || [...this.#lanes.values()].some(held => held >= shares.most)
      } while (this.#claimAgain)
    } finally {
      this.#claiming = false
    }
  }

  #take (row: ClaimedTask): void {
    const known = this.#kinds.get(row.kind)
    if (known === undefined) return this.#fail(new Error(`Claimed ${row.id} of the unknown kind ${row.kind}`))
    const carried = new Carried(row, known.kind, this)
    this.#carried.add(carried)
    this.#lanes.set(row.lane, (this.#lanes.get(row.lane) ?? 0) + 1)
    const carrying = !known.check.Check(row.input)
      ? carried.setAside('It was stored by another version and does not fit this one.')
      : row.crashes > 0 ? this.#carrySuspect(carried) : carried.carry()
    void this.#guard(carrying).finally(() => {
      this.#carried.delete(carried)
      const left = (this.#lanes.get(row.lane) ?? 1) - 1
      if (left === 0) this.#lanes.delete(row.lane)
      else this.#lanes.set(row.lane, left)
      this.#freed()
    })
  }

  /**
   * A task whose last worker died runs alone among suspects and says so beforehand, so that the right one is blamed.
   * Not for long: one that only waits for a slow upstream must not hold up the others, which are innocent as a rule.
   */
  #carrySuspect (carried: Carried): Promise<void> {
    let carrying: Promise<void> = Promise.resolve()
    const turn = this.#suspects.then(async () => {
      if (this.#stopping || !await markProbing(this.dependencies.db, this.workerId, carried.row)) return
      carrying = carried.carry()
      await Promise.race([carrying, new Promise(resolve => setTimeout(resolve, suspectMilliseconds).unref())])
    })
    this.#suspects = turn.catch(() => {})
    return turn.then(() => carrying)
  }

  /**
   * Claiming for each freed place would be a statement per task; a quarter of the places, or the last one, is worth
   * one.
   */
  #freed (): void {
    const free = this.#settings.concurrency - this.#carried.size
    if (this.#moreToClaim && (free >= this.#settings.concurrency / 4 || this.#carried.size === 0)) this.wake()
  }

  #expireOverdue (): void {
    const now = performance.now()
    for (const carried of this.#carried) {
      if (carried.deadline < now) void this.#guard(carried.expire())
    }
  }

  /**
   * Any surprise from here on dependencies that this life cannot be trusted: end it, and let the loop start another.
   */
  async #guard (work: Promise<unknown>): Promise<void> {
    try {
      await work
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail (error: unknown): void {
    this.#stopping = true
    this.#ended.reject(error)
  }
}

/** A lane that gave as much as the smallest share there is may have more; all of so many lanes may. */
function mayHaveMore (rows: readonly ClaimedTask[], limit: number): boolean {
  const counts = new Map<string, number>()
  for (const { lane } of rows) counts.set(lane, (counts.get(lane) ?? 0) + 1)
  const smallestShare = Math.max(1, Math.ceil(limit / lanesPerClaim))
  return [...counts.values()].some(count => count >= smallestShare)
}

interface PromiseWithResolvers<Value> {
  promise: Promise<Value>
  resolve: (value: Value) => void
  reject: (reason: unknown) => void
}

/** Promise.withResolvers, which Node 20 lacks. */
function withResolvers<Value> (): PromiseWithResolvers<Value> {
  let resolve: (value: Value) => void = () => {}
  let reject: (reason: unknown) => void = () => {}
  const promise = new Promise<Value>((_resolve, _reject) => {
    resolve = _resolve
    reject = _reject
  })
  promise.catch(() => {}) // listened to only while living
  return { promise, resolve, reject }
}

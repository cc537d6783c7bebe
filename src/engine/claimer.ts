import type { Database } from '../database/connect.ts'
import { claimTasks, type ClaimedTask } from './records/claims.ts'

/** A share of the places is kept for other partitions, so that a flood in one leaves room for the next. */
const partitionShare = 0.8

/** Partitions that one claim looks at; there may be more behind them. */
const partitionsPerClaim = 64

/** `claiming-again`: somebody called `claim` while a claim was under way, so that another one follows it. */
type ClaimState = 'idle' | 'claiming' | 'claiming-again'

/** Claims ready tasks in fair turns between partitions, one claim at a time. */
export class Claimer {
  readonly #db: Database
  readonly #workerId: number
  readonly #kinds: readonly string[]
  /** Tasks of one partition that this worker may hold at most. */
  readonly #mostOfPartition: number
  readonly #take: (row: ClaimedTask) => void
  /** Tasks in hand, by partition. */
  readonly #held = new Map<string, number>()
  /** The partition that the last claim ended at; the next one begins behind it. */
  #cursor = ''
  #state: ClaimState = 'idle'
  #backlog: 'possible' | 'exhausted' = 'possible'

  constructor (
    db: Database, workerId: number, kinds: readonly string[], concurrency: number, take: (row: ClaimedTask) => void
  ) {
    this.#db = db
    this.#workerId = workerId
    this.#kinds = kinds
    this.#mostOfPartition = Math.max(1, Math.floor(concurrency * partitionShare))
    this.#take = take
  }

  /** Whether the last claim may have left ready tasks behind. New tasks wake the worker themselves. */
  get mayHaveLeftTasks (): boolean {
    return this.#backlog === 'possible'
  }

  /** Claims until no place is free or nothing is ready. A call while another one claims makes that one claim again. */
  async claim (freePlaces: () => number): Promise<void> {
    if (this.#state !== 'idle') {
      this.#state = 'claiming-again'
      return
    }
    try {
      do {
        this.#state = 'claiming'
        this.#backlog = 'possible'
        const free = freePlaces()
        if (free <= 0) return
        if (await this.#claimOnce(free)) this.#state = 'claiming-again'
      } while (this.#askedAgain())
    } finally {
      this.#state = 'idle'
    }
  }

  #askedAgain (): boolean {
    return this.#state === 'claiming-again'
  }

  /** Claims by one statement. True when there may be more ready tasks for the places that are left. */
  async #claimOnce (free: number): Promise<boolean> {
    const shares = { busy: this.#held, most: this.#mostOfPartition }
    // The shares as the statement sees them: a partition that is full now may have more, though one ends meanwhile.
    const seen = new Map(this.#held)
    const rows = await claimTasks(this.#db, this.#workerId, free, this.#cursor, shares, this.#kinds)
    for (const row of rows.sort((one, other) => one.sequence - other.sequence)) { // who came first begins first
      this.#held.set(row.partitionKey, (this.#held.get(row.partitionKey) ?? 0) + 1)
      seen.set(row.partitionKey, (seen.get(row.partitionKey) ?? 0) + 1)
      this.#take(row)
    }
    if (rows.length > 0) {
      this.#cursor = rows.reduce(
        (last, row) => row.partitionKey > last ? row.partitionKey : last, ''
      )
    }
    const more = rows.length === free || mayHaveMore(rows, free)
    const full = [...seen.values()].some(held => held >= this.#mostOfPartition)
    if (!more && !full && !this.#askedAgain()) this.#backlog = 'exhausted'
    return more
  }

  /** A task of this partition is not in hand any more. */
  released (partition: string): void {
    const left = (this.#held.get(partition) ?? 1) - 1
    if (left === 0) this.#held.delete(partition)
    else this.#held.set(partition, left)
  }
}

/** Whether a partition gave as many tasks as the smallest share there is: then it may have more. */
function mayHaveMore (rows: readonly ClaimedTask[], limit: number): boolean {
  const counts = new Map<string, number>()
  for (const { partitionKey } of rows) counts.set(partitionKey, (counts.get(partitionKey) ?? 0) + 1)
  const smallestShare = Math.max(1, Math.ceil(limit / partitionsPerClaim))
  return [...counts.values()].some(count => count >= smallestShare)
}

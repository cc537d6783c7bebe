import type { Database } from '../database/connect.ts'
import { UpstreamFault } from '../problems.ts'
import { returnPermit, takePermit } from './records/upstreams.ts'

const polls = { times: 40, milliseconds: 50 }

/** Permits of an upstream, to write to it or for its sessions: of all workers so many hold one at a time. */
export class Permits {
  readonly #db: Database
  readonly #workerId: () => number

  constructor (db: Database, workerId: () => number) {
    this.#db = db
    this.#workerId = workerId
  }

  /** `count`: how many may hold one at a time. */
  async hold<Result> (key: string, name: string, work: () => Promise<Result>, count = 1): Promise<Result> {
    for (let poll = 0; poll < polls.times; poll++) {
      const holder = this.#workerId()
      const slot = await takePermit(this.#db, key, count, holder)
      if (slot !== undefined) {
        try {
          return await work()
        } finally {
          // The work counts as done even if the permit cannot be returned now.
          await returnPermit(this.#db, key, slot, holder).catch(() => this.#returnLater(key, slot, holder))
        }
      }
      await new Promise(resolve => setTimeout(resolve, polls.milliseconds))
    }
    throw new UpstreamFault(name, 'busy', count === 1
      ? `Another worker is writing to ${name}.`
      : `Other workers have all ${count} sessions of ${name} that are for reading.`, { retryAfterSeconds: 1 })
  }

  /** Tries again: as long as this worker lives, a permit that it did not return keeps all others from the device. */
  #returnLater (key: string, slot: number, holder: number, attempt = 1): void {
    setTimeout(() => {
      if (holder !== this.#workerId()) return // that session is over, and its permits with it
      returnPermit(this.#db, key, slot, holder).catch(() => this.#returnLater(key, slot, holder, attempt + 1))
    }, Math.min(5000, 100 * 2 ** attempt)).unref()
  }
}

import type { Database } from '../database/connect.ts'
import { UpstreamFault } from '../problems.ts'
import { returnPermit, takePermit } from './records/upstreams.ts'

const polls = { times: 40, milliseconds: 50 }

/** One holder among all workers: whoever writes to a device does so alone. */
export class Permits {
  readonly #db: Database
  readonly #workerId: () => number

  constructor (db: Database, workerId: () => number) {
    this.#db = db
    this.#workerId = workerId
  }

  async hold<Result> (key: string, name: string, work: () => Promise<Result>): Promise<Result> {
    for (let poll = 0; poll < polls.times; poll++) {
      const holder = this.#workerId()
      const slot = await takePermit(this.#db, key, 1, holder)
      if (slot !== undefined) {
        try {
          return await work()
        } finally {
          // Work that is done stays done, even if the permit cannot be returned now.
          await returnPermit(this.#db, key, slot, holder).catch(() => this.#returnLater(key, slot, holder))
        }
      }
      await new Promise(resolve => setTimeout(resolve, polls.milliseconds))
    }
    throw new UpstreamFault(name, 'busy', `Another worker is writing to ${name}.`, { retryAfterSeconds: 1 })
  }

  /** The living worker that holds it would keep everybody from the device. */
  #returnLater (key: string, slot: number, holder: number, attempt = 1): void {
    setTimeout(() => {
      if (holder !== this.#workerId()) return // that life is over, and its permits with it
      returnPermit(this.#db, key, slot, holder).catch(() => this.#returnLater(key, slot, holder, attempt + 1))
    }, Math.min(5000, 100 * 2 ** attempt)).unref()
  }
}

import type { Database } from '../database/connect.ts'
import { Breakers } from './breakers.ts'
import type { AssertLease } from './define.ts'
import { Permits } from './permits.ts'
import { WaitingLines } from './waiting-lines.ts'

interface UseOptions {
  /** How an operator knows the upstream, for messages: `SBC 8`. */
  readonly name: string
  /** Calls at once in this process. */
  readonly maxConcurrent: number
  /** One holder among all workers: whoever writes to a device does so alone. */
  readonly exclusive?: boolean
  /** Asked when the turn has come, right before `work`; what it throws is thrown. */
  readonly assertLease?: AssertLease
}

/** Keeps tasks off an upstream that is down and keeps us below what an upstream bears; shared by all workers. */
export interface Upstreams {
  /** Runs `work`, or throws a fault that passes (`busy`) with the seconds after which to try again. */
  use<Result>(key: string, options: UseOptions, work: () => Promise<Result>): Promise<Result>
  /** Whether this worker keeps tasks off an upstream. */
  troubled (): boolean
  /** Learns what other workers found out; called with every heartbeat in troubled times. */
  refresh (): Promise<void>
}

export function openUpstreams (db: Database, workerId: () => number): Upstreams {
  const lines = new WaitingLines()
  const breakers = new Breakers(db)
  const permits = new Permits(db, workerId)
  return {
    async use (key, options, work) {
      await lines.enter(key, options.name, options.maxConcurrent)
      try {
        await breakers.pass(key, options.name)
        options.assertLease?.()
        const watched = (): ReturnType<typeof work> => breakers.watch(key, work)
        return await (options.exclusive === true ? permits.hold(key, options.name, watched) : watched())
      } finally {
        lines.leave(key)
      }
    },
    troubled: () => breakers.any(),
    refresh: () => breakers.refresh()
  }
}

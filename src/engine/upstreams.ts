import type { Database } from '../database/connect.ts'
import {
  mayProbe, openBreakers, recordFailure, recordRecovery, returnPermit, takePermit
} from './records/upstreams.ts'
import { UpstreamFault } from '../problems.ts'
import type { AssertLease } from './define.ts'

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

/** Calls of this process that may queue for one upstream; more would hold task slots that others could use. */
const longestQueue = 64
const permitPolls = { times: 40, milliseconds: 50 }

export function openUpstreams (db: Database, workerId: () => number): Upstreams {
  const closedUntil = new Map<string, { failures: number, until: number, reason: string | null }>()
  const lines = new Map<string, { running: number, waiting: Array<() => void> }>()

  async function enter (key: string, options: UseOptions): Promise<void> {
    const line = lines.get(key) ?? { running: 0, waiting: [] }
    lines.set(key, line)
    if (line.running < options.maxConcurrent) {
      line.running += 1
      return
    }
    if (line.waiting.length >= longestQueue) {
      throw new UpstreamFault(options.name, 'busy', `Many tasks wait for ${options.name}.`, { retryAfterSeconds: 1 })
    }
    await new Promise<void>(resolve => line.waiting.push(resolve)) // the one that leaves hands its place over
  }

  function leave (key: string): void {
    const line = lines.get(key)
    if (line === undefined) return
    const following = line.waiting.shift()
    if (following !== undefined) return following()
    line.running -= 1
    if (line.running === 0) lines.delete(key)
  }

  /** Throws while the breaker is open. After the pause exactly one caller among all workers gets through to look. */
  async function passBreaker (key: string, name: string): Promise<void> {
    const closed = closedUntil.get(key)
    if (closed === undefined) return
    const left = (closed.until - performance.now()) / 1000
    const answer = left <= 0 ? await mayProbe(db, key) : 'wait'
    if (answer === 'recovered') closedUntil.delete(key)
    if (answer !== 'wait') return
    throw new UpstreamFault(name, 'busy', `${name} is not available: ${closed.reason ?? 'it failed'}`, {
      retryAfterSeconds: Math.max(1, left)
    })
  }

  async function withPermit<Result> (key: string, name: string, work: () => Promise<Result>): Promise<Result> {
    for (let poll = 0; poll < permitPolls.times; poll++) {
      const holder = workerId()
      const slot = await takePermit(db, key, 1, holder)
      if (slot !== undefined) {
        try {
          return await work()
        } finally {
          // Work that is done stays done, even if the permit cannot be returned now.
          await returnPermit(db, key, slot, holder).catch(() => returnLater(key, slot, holder))
        }
      }
      await new Promise(resolve => setTimeout(resolve, permitPolls.milliseconds))
    }
    throw new UpstreamFault(name, 'busy', `Another worker is writing to ${name}.`, { retryAfterSeconds: 1 })
  }

  /** The living worker that holds it would keep everybody from the device. */
  function returnLater (key: string, slot: number, holder: number, attempt = 1): void {
    setTimeout(() => {
      if (holder !== workerId()) return // that life is over, and its permits with it
      returnPermit(db, key, slot, holder).catch(() => returnLater(key, slot, holder, attempt + 1))
    }, Math.min(5000, 100 * 2 ** attempt)).unref()
  }

  async function settle (key: string, error: unknown): Promise<void> {
    if (error === undefined) {
      if (closedUntil.delete(key)) await recordRecovery(db, key)
    } else if (error instanceof UpstreamFault && error.isTransient) {
      const breaker = await recordFailure(db, key, error.retryAfterSeconds, error.message)
      closedUntil.set(key, {
        failures: breaker.failures, until: performance.now() + breaker.seconds * 1000, reason: breaker.reason
      })
    }
  }

  return {
    async use (key, options, work) {
      await enter(key, options)
      try {
        await passBreaker(key, options.name)
        options.assertLease?.()
        const guarded = async (): ReturnType<typeof work> => {
          try {
            const result = await work()
            await settle(key, undefined)
            return result
          } catch (error) {
            await settle(key, error)
            throw error
          }
        }
        return await (options.exclusive === true ? withPermit(key, options.name, guarded) : guarded())
      } finally {
        leave(key)
      }
    },
    troubled: () => closedUntil.size > 0,
    async refresh () {
      const breakers = await openBreakers(db)
      closedUntil.clear()
      for (const { key, failures, seconds, reason } of breakers) {
        closedUntil.set(key, { failures, until: performance.now() + seconds * 1000, reason })
      }
    }
  }
}

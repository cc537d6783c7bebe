import type { Database } from '../database/connect.ts'
import { Breakers, type Observer } from './breakers.ts'
import { callTraces, traced } from '../tracing/channels.ts'
import type { AssertLease } from './define.ts'
import { Permits } from './permits.ts'
import { upstreamClass, type Metrics } from '../metrics/metrics.ts'
import { UpstreamFault } from '../problems.ts'
import { WaitingLines } from './waiting-lines.ts'

interface UseOptions {
  /** How an operator knows the upstream, for messages: `SBC 8`. */
  readonly name: string
  /** Calls at once in this process. */
  readonly maxConcurrent: number
  /** A bound that several upstreams share, such as the calls of one application. */
  readonly shared?: { readonly key: string, readonly maxConcurrent: number }
  /** How many calls all workers together may have under way of those that name this key. */
  readonly sessions?: { readonly key: string, readonly count: number }
  /** Whether `work` needs the permit of the upstream, which one worker holds at a time. */
  readonly exclusive?: boolean
  /** Called right before `work`, after waiting for a place; what it throws is thrown. */
  readonly assertLease?: AssertLease
}

/** Breakers, permits and limits of upstreams. Breakers and permits hold for all workers, limits for this process. */
export interface Upstreams {
  /** Runs `work`, or throws a transient fault (`busy`) with the seconds after which to try again. */
  use<Result>(key: string, options: UseOptions, work: () => Promise<Result>): Promise<Result>
  /** Whether this worker knows of an open breaker. */
  troubled (): boolean
  /** Reads the breakers of all workers; called with every heartbeat while one of them is open. */
  refresh (): Promise<void>
}

export function openUpstreams (db: Database, workerId: () => number, observer: Observer = {}): Upstreams {
  const { metrics } = observer
  const lines = new WaitingLines()
  const breakers = new Breakers(db, observer)
  const permits = new Permits(db, workerId)
  return {
    use: (key, options, work) => traced(callTraces, () => ({ key, name: options.name }), async () => {
      const finish = begin(metrics, key)
      const leave = await lines.enterAll(
        [{ key, maxConcurrent: options.maxConcurrent }, options.shared], options.name
      ).catch(error => { finish('busy'); throw error })
      try {
        await breakers.pass(key, options.name)
        options.assertLease?.()
        const watched = (): ReturnType<typeof work> => breakers.watch(key, work)
        const held = (): ReturnType<typeof work> => options.exclusive === true
          ? permits.hold(key, options.name, watched)
          : watched()
        const { sessions } = options
        const result = await (sessions === undefined
          ? held()
          : permits.hold(sessions.key, options.name, held, sessions.count))
        finish('ok')
        return result
      } catch (error) {
        finish(error instanceof UpstreamFault ? error.kind : 'failed')
        throw error
      } finally {
        leave()
      }
    }),
    troubled: () => breakers.any(),
    refresh: () => breakers.refresh()
  }
}

/** Counts a call from now on; answers what ends it. */
function begin (metrics: Metrics | undefined, key: string): (outcome: string) => void {
  if (metrics === undefined) return () => {}
  const upstream = upstreamClass(key)
  const begun = performance.now()
  metrics.upstreamCalls.inc({ upstream })
  return outcome => {
    metrics.upstreamCalls.dec({ upstream })
    metrics.upstreamSeconds.observe({ upstream, outcome }, (performance.now() - begun) / 1000)
  }
}

import type { Logger } from 'pino'
import type { Database } from '../database/connect.ts'
import { upstreamClass, type Metrics } from '../metrics/metrics.ts'
import { UpstreamFault } from '../problems.ts'
import { mayProbe, openBreakers, recordFailure, recordRecovery } from './records/upstreams.ts'

/** Who hears of what becomes of upstreams. */
export interface Observer { readonly metrics?: Metrics | undefined, readonly log?: Logger | undefined }

/** Breakers that are open, as this worker knows them; the records hold them for all workers. */
export class Breakers {
  readonly #db: Database
  readonly #observer: Observer
  readonly #closedUntil = new Map<string, { until: number, reason: string | null }>()

  constructor (db: Database, observer: Observer) {
    this.#db = db
    this.#observer = observer
  }

  any (): boolean {
    return this.#closedUntil.size > 0
  }

  /** Throws while the breaker is open. After its pause, one call among all workers may try the upstream. */
  async pass (key: string, name: string): Promise<void> {
    const closed = this.#closedUntil.get(key)
    if (closed === undefined) return
    const left = (closed.until - performance.now()) / 1000
    const answer = left <= 0 ? await mayProbe(this.#db, key) : 'wait'
    if (answer === 'recovered') this.#closedUntil.delete(key)
    if (answer !== 'wait') return
    throw new UpstreamFault(name, 'busy', `${name} is not available: ${closed.reason ?? 'it failed'}`, {
      retryAfterSeconds: Math.max(1, left)
    })
  }

  /** Runs a call: a transient fault opens the breaker, and a success closes it. */
  async watch<Result> (key: string, call: () => Promise<Result>): Promise<Result> {
    try {
      const result = await call()
      if (this.#closedUntil.delete(key)) await this.#close(key)
      return result
    } catch (error) {
      if (error instanceof UpstreamFault && error.isTransient) await this.#open(key, error)
      throw error
    }
  }

  async refresh (): Promise<void> {
    const breakers = await openBreakers(this.#db)
    this.#closedUntil.clear()
    for (const { key, seconds, reason } of breakers) {
      this.#closedUntil.set(key, { until: performance.now() + seconds * 1000, reason })
    }
  }

  async #open (key: string, fault: UpstreamFault): Promise<void> {
    const { seconds, reason } = await recordFailure(this.#db, key, fault.retryAfterSeconds, fault.message)
    if (!this.#closedUntil.has(key)) {
      this.#note(key, 'open')
      this.#observer.log?.warn({ upstream: key, seconds, reason }, 'An upstream fails, and is left alone for a while')
    }
    this.#closedUntil.set(key, { until: performance.now() + seconds * 1000, reason })
  }

  async #close (key: string): Promise<void> {
    await recordRecovery(this.#db, key)
    this.#note(key, 'closed')
    this.#observer.log?.info({ upstream: key }, 'An upstream works again')
  }

  #note (key: string, state: 'open' | 'closed'): void {
    this.#observer.metrics?.breakerChanges.inc({ upstream: upstreamClass(key), state })
  }
}

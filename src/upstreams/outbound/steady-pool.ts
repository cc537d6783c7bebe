import type { Dispatcher } from 'undici'
import { outboundTraces, traced, type TracedOutbound } from '../../tracing/channels.ts'

/** How long an upstream may stay silent, seconds. */
export interface UpstreamDeadlines { readonly connectSeconds: number, readonly answerSeconds: number }

/** Upstreams that close a connection after each answer without saying so, by origin. */
export type Closers = Set<string>

/** A connection that ends so soon after an answer, milliseconds, is one that the other side does not keep. */
const soon = 1000

const signsOfDeath = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']

/**
 * A pool of connections that knows what a kept one is worth: it may have died unnoticed. A GET is sent once more, on a
 * fresh connection, when a reused one died before the first byte of the answer; anything else might be done twice. An
 * upstream that closes after each answer gets a connection for each request.
 */
export class SteadyPool {
  readonly #make: () => Dispatcher
  readonly #pool: Dispatcher
  readonly #origin: string
  readonly #closers: Closers
  #fresh: Dispatcher | undefined
  #opened = 0
  #underWay = 0
  #answeredAt = -Infinity

  constructor (origin: string, make: () => Dispatcher, closers: Closers = new Set()) {
    this.#origin = origin
    this.#make = make
    this.#closers = closers
    this.#pool = make()
    this.#pool.on('connect', () => { this.#opened += 1 })
    this.#pool.on('disconnect', (_origin, _targets, error) => {
      const isIdle = this.#underWay === 0 && performance.now() - this.#answeredAt < soon
      if (isIdle && hasDied(error)) this.#closers.add(this.#origin)
    })
  }

  request (
    { headers = {}, ...options }: Dispatcher.RequestOptions & { headers?: TracedOutbound['headers'] }
  ): Promise<Dispatcher.ResponseData> {
    const about = (): TracedOutbound =>
      ({ origin: this.#origin, method: options.method, path: options.path, headers: { ...headers } })
    return traced(outboundTraces, about, async told => {
      const response = await this.#request({ ...options, headers: told?.headers ?? headers })
      if (told !== undefined) told.status = response.statusCode
      return response
    })
  }

  async #request (options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
    const opened = this.#opened
    const whole = { ...options, reset: this.#closers.has(this.#origin) }
    this.#underWay += 1
    try {
      return await this.#pool.request(whole)
    } catch (error) {
      if (opened !== this.#opened || !hasDied(error)) throw error
      if (performance.now() - this.#answeredAt < soon) this.#closers.add(this.#origin)
      if (options.method !== 'GET') throw error
      this.#fresh ??= this.#make()
      return await this.#fresh.request({ ...whole, reset: true })
    } finally {
      this.#underWay -= 1
      this.#answeredAt = performance.now()
    }
  }

  async destroy (): Promise<void> {
    await Promise.all([this.#pool.destroy(), this.#fresh?.destroy()])
  }
}

function hasDied (error: unknown): boolean {
  return error instanceof Error && 'code' in error && signsOfDeath.includes(String(error.code))
}

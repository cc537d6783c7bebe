import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'

const Wanted = Type.Object({
  method: Type.Optional(Type.String()),
  /** Source of a regular expression, tried on the path with its query. */
  path: Type.Optional(Type.String()),
  /** Matching requests that pass first. */
  after: Type.Integer({ minimum: 0, default: 0 }),
  /** Where the request is held: before its work is done, or after it and before its answer. */
  hold: Type.Union([Type.Literal('before'), Type.Literal('after')], { default: 'before' })
}, { additionalProperties: false })

type Wanted = Static<typeof Wanted>

/** What `GET /_mock/barriers/<id>` shows. */
export interface BarrierView extends Wanted {
  id: number
  /** `armed`: no request was held yet; `held`: one waits; `released`: it may go, or may when it comes. */
  state: 'armed' | 'held' | 'released'
  request: { method: string, path: string } | null
}

/** Longest wait of one question, in seconds. */
const longestWait = 60

/** Holds one request until it is released, so that a test decides the order of events. */
export class Barrier {
  readonly id: number
  readonly wanted: Wanted
  readonly #pattern: RegExp
  #skip: number
  #request: BarrierView['request'] = null
  readonly #held = new AbortController()
  readonly #released = new AbortController()

  constructor (id: number, wanted: Wanted, pattern: RegExp) {
    this.id = id
    this.wanted = wanted
    this.#pattern = pattern
    this.#skip = wanted.after
  }

  view (): BarrierView {
    const state = this.#released.signal.aborted ? 'released' : this.#held.signal.aborted ? 'held' : 'armed'
    return { id: this.id, ...this.wanted, state, request: this.#request }
  }

  /** Whether the barrier is for this request, which then is its only one. */
  take (method: string, path: string): boolean {
    if (this.#request !== null || this.#released.signal.aborted || !this.#pattern.test(path)) return false
    if (this.wanted.method !== undefined && this.wanted.method.toUpperCase() !== method) return false
    if (this.#skip > 0) {
      this.#skip -= 1
      return false
    }
    this.#request = { method, path }
    return true
  }

  /** Waits here if this is the place; false when `power` was lost meanwhile. */
  async pass (place: Wanted['hold'], power?: AbortSignal): Promise<boolean> {
    if (place === this.wanted.hold) {
      this.#held.abort()
      await first(this.#released.signal, ...power === undefined ? [] : [power])
    }
    return power?.aborted !== true
  }

  /** Waits until a request is held, so many seconds at most. */
  async arrived (seconds: number): Promise<BarrierView> {
    const patience = AbortSignal.timeout(Math.min(seconds, longestWait) * 1000)
    await first(this.#held.signal, this.#released.signal, patience)
    return this.view()
  }

  release (): BarrierView {
    this.#released.abort()
    return this.view()
  }
}

/** The barriers of one mock, in the order in which they were armed. */
export class Barriers {
  #barriers: Barrier[] = []
  #last = 0

  /** The barrier, or what is wrong with it. */
  arm (value: unknown): Barrier | string {
    const wanted = Value.Default(Wanted, value)
    if (!Value.Check(Wanted, wanted)) {
      const fault = Value.Errors(Wanted, wanted).First()
      return `${fault?.path ?? ''} ${fault?.message ?? ''}`.trim()
    }
    let pattern: RegExp
    try {
      pattern = new RegExp(wanted.path ?? '')
    } catch {
      return `path is not a regular expression: ${wanted.path ?? ''}`
    }
    const barrier = new Barrier(++this.#last, wanted, pattern)
    this.#barriers.push(barrier)
    return barrier
  }

  take (method: string, path: string): Barrier | undefined {
    return this.#barriers.find(barrier => barrier.take(method, path))
  }

  get (id: number): Barrier | undefined {
    return this.#barriers.find(barrier => barrier.id === id)
  }

  list (): BarrierView[] {
    return this.#barriers.map(barrier => barrier.view())
  }

  /** Forgets all of them; requests that are held go on. */
  clear (): void {
    for (const barrier of this.#barriers) barrier.release()
    this.#barriers = []
  }
}

async function first (...signals: AbortSignal[]): Promise<void> {
  const any = AbortSignal.any(signals)
  if (!any.aborted) await new Promise(resolve => any.addEventListener('abort', resolve, { once: true }))
}

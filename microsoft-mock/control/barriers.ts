import { Type, type Static } from '@sinclair/typebox'

export const BarrierInput = Type.Object({
  method: Type.Optional(Type.String()),
  path: Type.Optional(Type.String({ description: 'regular expression source, tested on path and query' })),
  after: Type.Optional(Type.Integer({ minimum: 0, description: 'matches it lets pass first; default 0' })),
  hold: Type.Optional(
    Type.Union([Type.Literal('before'), Type.Literal('after')], { description: 'its effect; default before' })
  )
}, { additionalProperties: false })
export type BarrierInput = Static<typeof BarrierInput>

/** `armed`: no request was held yet; `held`: one waits; `released`: it may go, or may when it comes. */
export interface BarrierView extends BarrierInput {
  id: number
  state: 'armed' | 'held' | 'released'
  request: { method: string, path: string } | null
}

/** Holds one request until it is released, so that a test decides the order of events. */
export class Barrier {
  readonly #id: number
  readonly #input: BarrierInput & { after: number, hold: 'before' | 'after' }
  readonly #pattern: RegExp
  #skip: number
  #request: BarrierView['request'] = null
  readonly #held = new AbortController()
  readonly #released = new AbortController()

  constructor (id: number, input: BarrierInput) {
    this.#id = id
    this.#input = { after: 0, hold: 'before', ...input }
    this.#pattern = new RegExp(input.path ?? '')
    this.#skip = this.#input.after
  }

  get id (): number {
    return this.#id
  }

  view (): BarrierView {
    const state = this.#released.signal.aborted ? 'released' : this.#held.signal.aborted ? 'held' : 'armed'
    return { id: this.#id, ...this.#input, state, request: this.#request }
  }

  /** Whether the barrier is for this request, which then is its only one. */
  take (method: string, path: string): boolean {
    if (this.#request !== null || this.#released.signal.aborted || !this.#pattern.test(path)) return false
    if (this.#input.method !== undefined && this.#input.method.toUpperCase() !== method) return false
    if (this.#skip > 0) {
      this.#skip--
      return false
    }
    this.#request = { method, path }
    return true
  }

  /** Waits here until the barrier is released, if this is the place. */
  async pass (place: 'before' | 'after'): Promise<void> {
    if (place !== this.#input.hold) return
    this.#held.abort()
    await first(this.#released.signal)
  }

  /** Waits until a request is held, so many seconds at most. */
  async arrived (seconds: number): Promise<BarrierView> {
    await first(this.#held.signal, this.#released.signal, AbortSignal.timeout(seconds * 1000))
    return this.view()
  }

  release (): BarrierView {
    this.#released.abort()
    return this.view()
  }
}

/** All barriers, in the order in which they were armed. */
export class Barriers {
  #barriers: Barrier[] = []
  #last = 0

  arm (input: BarrierInput): Barrier {
    const barrier = new Barrier(this.#last + 1, input)
    this.#last++
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
  clear () {
    for (const barrier of this.#barriers) barrier.release()
    this.#barriers = []
  }
}

async function first (...signals: AbortSignal[]): Promise<void> {
  const any = AbortSignal.any(signals)
  if (!any.aborted) await new Promise(resolve => any.addEventListener('abort', resolve, { once: true }))
}

import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'

/** A line of a transcript, as `scripts/qualify-sbc` writes it. */
const Exchange = Type.Object({
  method: Type.String(), path: Type.String(), body: Type.Union([Type.String(), Type.Null()]),
  status: Type.Integer({ minimum: 100, maximum: 599 }), answer: Type.String()
})
type Exchange = Static<typeof Exchange>

/**
 * A device as it was seen once: requests of one method and path get its answers in their order, and the last one again
 * when they are used up. A script other than that which was sent then is refused, for nobody knows what it would do.
 */
export class Replay {
  readonly #left = new Map<string, Exchange[]>()
  readonly #last = new Map<string, Exchange>()

  /** Throws an Error whose message names the line that is none. */
  constructor (transcript: string) {
    for (const [index, line] of transcript.split('\n').entries()) {
      if (line.trim() === '') continue
      const exchange = read(line)
      if (exchange === undefined) throw new Error(`line ${index + 1} of the transcript is no exchange`)
      const key = `${exchange.method} ${exchange.path}`
      this.#left.set(key, [...this.#left.get(key) ?? [], exchange])
    }
  }

  answer (method: string, path: string, body: string): { status: number, body: unknown } {
    const key = `${method} ${path}`
    const next = this.#left.get(key)?.[0] ?? this.#last.get(key)
    if (next === undefined) return { status: 501, body: { description: `The transcript has no ${key}` } }
    if (essence(next.body ?? '') !== essence(body)) {
      return { status: 501, body: { description: `The transcript has another body for ${key}` } }
    }
    this.#left.get(key)?.shift()
    this.#last.set(key, next)
    return { status: next.status, body: next.answer }
  }
}

function read (line: string): Exchange | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return Value.Check(Exchange, value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A form without its boundary, which differs each time. */
function essence (body: string): string {
  return body.replace(/^--[^\r\n]*/gm, '--')
}

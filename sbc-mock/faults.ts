import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'

export const Fault = Type.Object({
  method: Type.Optional(Type.String()),
  /** Source of a regular expression, tried on the path with its query. */
  path: Type.Optional(Type.String()),
  times: Type.Union([Type.Integer({ minimum: 1 }), Type.Literal('always')], { default: 1 }),
  after: Type.Integer({ minimum: 0, default: 0 }),
  status: Type.Optional(Type.Integer({ minimum: 200, maximum: 599 })),
  headers: Type.Optional(Type.Record(Type.String(), Type.String())),
  body: Type.Optional(Type.Unknown()),
  /** Do the work although `status` answers something else. */
  apply: Type.Optional(Type.Boolean()),
  delayMilliseconds: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Wait after the work instead of before it. */
  delayAfter: Type.Optional(Type.Boolean()),
  cut: Type.Optional(Type.Union([Type.Literal('before'), Type.Literal('after')])),
  failAfterLines: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Answers so many characters of the body only, with a length that says that this is all. */
  truncateAfter: Type.Optional(Type.Integer({ minimum: 0 }))
}, { additionalProperties: false })

export type Fault = Static<typeof Fault>

interface Armed { fault: Fault, pattern: RegExp, skip: number, left: number }

/** Scripted misbehaviour: the first armed fault that fits a request is used up by it. */
export class Faults {
  #armed: Armed[] = []

  /** What is wrong with the fault, or null when it is armed. */
  add (value: unknown): string | null {
    const fault = Value.Default(Fault, value)
    if (!Value.Check(Fault, fault)) {
      const first = Value.Errors(Fault, fault).First()
      return `${first?.path ?? ''} ${first?.message ?? ''}`.trim()
    }
    let pattern: RegExp
    try {
      pattern = new RegExp(fault.path ?? '')
    } catch {
      return `path is not a regular expression: ${fault.path ?? ''}`
    }
    this.#armed.push({ fault, pattern, skip: fault.after, left: fault.times === 'always' ? Infinity : fault.times })
    return null
  }

  take (method: string, path: string): Fault | null {
    for (const armed of this.#armed) {
      const { fault } = armed
      if (armed.left === 0 || !armed.pattern.test(path)) continue
      if (fault.method !== undefined && fault.method.toUpperCase() !== method) continue
      if (armed.skip > 0) {
        armed.skip -= 1
        continue
      }
      armed.left -= 1
      return fault
    }
    return null
  }

  list (): Array<Fault & { left: number | 'always' }> {
    return this.#armed.filter(({ left }) => left > 0)
      .map(({ fault, left }) => ({ ...fault, left: left === Infinity ? 'always' : left }))
  }

  clear (): void {
    this.#armed = []
  }
}

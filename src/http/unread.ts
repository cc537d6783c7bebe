/** Where a request is wrong in itself: a part of it, and the way to the field within that part. */
export interface BadPlace { readonly part: Part, readonly path: readonly string[] }

export type Part = 'params' | 'body' | 'querystring' | 'headers'

/** Thrown where a rule asks for a field that its schema refused: what the rule would say depends on that field. */
export class Unread extends Error {
  constructor () {
    super('The schema of the request refused the field.')
    this.name = 'Unread'
  }
}

function refuseToTell (): never {
  throw new Unread()
}

/** A copy of a value in which nobody can read the fields at these places. */
export function withoutFields (value: unknown, paths: ReadonlyArray<readonly string[]>): unknown {
  if (paths.some(path => path.length === 0)) return nothingReadable()
  const copy: unknown = structuredClone(value)
  // The inner ones first: nobody gets to them through an outer one.
  for (const path of [...paths].sort((a, b) => b.length - a.length)) {
    const holder = path.slice(0, -1).reduce<unknown>(
      (outer, name) => typeof outer === 'object' && outer !== null ? Reflect.get(outer, name) : undefined, copy
    )
    if (typeof holder !== 'object' || holder === null) return nothingReadable()
    Object.defineProperty(holder, path.at(-1) ?? '', { get: refuseToTell, enumerable: true, configurable: true })
  }
  return copy
}

/** The fields of both, those of `second` where both have one; a field that cannot be read hides no other. */
export function joined<First extends object, Second extends object> (
  first: First, second: Second
): Omit<First, keyof Second> & Second {
  const all: unknown = Object.defineProperties({}, {
    ...Object.getOwnPropertyDescriptors(first), ...Object.getOwnPropertyDescriptors(second)
  })
  return all as First & Second
}

const nothingReadable = (): object => new Proxy({}, {
  get: refuseToTell, has: refuseToTell, ownKeys: refuseToTell, getOwnPropertyDescriptor: refuseToTell
})

import { compressToRanges } from '../../schemas/number-range.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { coveredBy, multirange, pointsOfNumbers } from './digits.ts'

/**
 * What a request or a step uses of what must be allocated. `field` is where the request says so, `what` names it in a
 * sentence.
 */
export interface Use {
  readonly kind: 'number' | 'prefix' | 'range' | 'gateway' | 'tag' | 'proxy-set' | 'dial-plan' | 'sbc'
  readonly field: string
  readonly what: string
  readonly name?: string
  /** A multirange of PostgreSQL, of points as digits.ts explains. */
  readonly digits?: string
  /** A gateway whose name is made of the site's own name and of its SBC. */
  readonly own?: boolean
}

const words = {
  gateway: 'Gateway', tag: 'Tag', 'proxy-set': 'Proxy set', 'dial-plan': 'Dial plan', sbc: 'SBC'
} as const

export function useOf (kind: keyof typeof words, name: string, field: string, own = false): Use {
  return { kind, name, field, what: `${words[kind]} ${name}`, ...(own && { own }) }
}

/** Numbers that are to be uploaded: one use for each range of them. */
export function usesOfNumbers (numbers: readonly E164[], field: string): Use[] {
  return compressToRanges(numbers).map(range => ({
    kind: 'number', field, digits: multirange(pointsOfNumbers([range])),
    what: range.start === range.end ? range.start : `${range.start} to ${range.end}`
  }))
}

/** A rule of a dial plan: what its prefix matches, and each part of its tag. */
export function usesOfRule ({ prefix, tag }: { prefix: string, tag: string }, field: string): Use[] {
  return [
    { kind: 'prefix', field: `${field}.prefix`, digits: multirange(coveredBy(prefix).points), what: prefix },
    ...tag.split(';').map(part => useOf('tag', part, `${field}.tag`))
  ]
}

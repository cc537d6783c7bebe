import { isE164, type E164 } from './phone-number.ts'

/** Consecutive numbers, both ends included. */
export interface NumberRange {
  start: E164
  end: E164
}

interface Span { first: number, last: number }

/** Numbers kept as the fewest spans, so that a million that follow each other cost no more than one. */
export class RangeSet {
  /** Lowest first, and never two that touch. */
  readonly #spans: Span[] = []

  constructor (ranges: readonly NumberRange[] = []) {
    for (const range of ranges) this.add(range)
  }

  get ranges (): NumberRange[] {
    return this.#spans.map(span => rangeOf(span.first, span.last))
  }

  add ({ start, end }: NumberRange): void {
    const first = Number(start)
    const last = Number(end)
    const from = this.#indexOf(first - 1)
    let to = from
    while ((this.#spans[to]?.first ?? Infinity) <= last + 1) to++
    const touched = this.#spans.slice(from, to)
    this.#spans.splice(from, to - from, {
      first: Math.min(first, touched[0]?.first ?? first), last: Math.max(last, touched.at(-1)?.last ?? last)
    })
  }

  /** The parts of a range that are in the set already, and those that are not. */
  split ({ start, end }: NumberRange): { known: NumberRange[], fresh: NumberRange[] } {
    const known: NumberRange[] = []
    const fresh: NumberRange[] = []
    const last = Number(end)
    let next = Number(start)
    for (let index = this.#indexOf(next); next <= last; index++) {
      const span = this.#spans[index] ?? { first: Infinity, last: Infinity }
      if (span.first > next) fresh.push(rangeOf(next, Math.min(span.first - 1, last)))
      if (span.first <= last) known.push(rangeOf(Math.max(span.first, next), Math.min(span.last, last)))
      next = span.last + 1
    }
    return { known, fresh }
  }

  /** The first span that does not end before a number. */
  #indexOf (digits: number): number {
    let low = 0
    let high = this.#spans.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#spans[middle]?.last ?? Infinity) < digits) low = middle + 1
      else high = middle
    }
    return low
  }
}

function rangeOf (first: number, last: number): NumberRange {
  return { start: toNumber(first), end: toNumber(last) }
}

function toNumber (digits: number): E164 {
  const number = `+${digits}`
  if (!isE164(number)) throw new Error(`${number} stands between two numbers and is none`)
  return number
}

import { isE164, toE164, type E164 } from './phone-number.ts'
import { RangeSet, type NumberRange } from './range-set.ts'

export type { NumberRange } from './range-set.ts'

export type RangeFault = 'invalid-start' | 'invalid-end' | 'different-length' | 'start-after-end' | 'too-many'

/** The numbers are made while they are read, so that a range refused for its size has cost nothing. */
export type ExpandedRange =
  | { range: NumberRange, count: number, numbers: Iterable<E164>, known: readonly NumberRange[], fault?: never }
  | { fault: RangeFault, count?: number }

/**
 * The numbers of a range that are not in `named`, of which there may be `limit`; `known` are the others. Both ends are
 * checked against their numbering plan; the numbers between them only have the same form, and remain to be checked one
 * by one. `read` says what a number is, where that is not for the tables alone to say.
 */
export function expandRange (
  { start, end }: { start: string, end: string }, limit: number, named = new RangeSet(),
  read: (text: string) => E164 | undefined = toE164
): ExpandedRange {
  const first = read(start)
  const last = read(end)
  if (first === undefined) return { fault: 'invalid-start' }
  if (last === undefined) return { fault: 'invalid-end' }
  if (first.length !== last.length) return { fault: 'different-length' }
  if (first > last) return { fault: 'start-after-end' }
  const range = { start: first, end: last }
  const { known, fresh } = named.split(range)
  const count = fresh.reduce((sum, part) => sum + countOf(part), 0)
  if (count > limit) return { fault: 'too-many', count }
  return { range, count, known, numbers: { [Symbol.iterator]: () => numbersOf(fresh) } }
}

/** How many numbers a range holds. E.164 has at most 15 digits, which a double holds exactly. */
export function countOf ({ start, end }: NumberRange): number {
  return Number(end) - Number(start) + 1
}

/** The fewest ranges that hold exactly these numbers, shortest and lowest first; repeated numbers count once. */
export function compressToRanges (numbers: Iterable<E164>): NumberRange[] {
  const sorted = [...numbers].sort((a, b) => Number(a) - Number(b))
  const ranges: NumberRange[] = []
  for (const number of sorted) {
    const range = ranges.at(-1)
    if (range !== undefined && follows(number, range.end)) range.end = number
    else ranges.push({ start: number, end: number })
  }
  return ranges
}

function follows (number: E164, last: E164): boolean {
  return number.length === last.length && Number(number) - Number(last) <= 1
}

function * numbersOf (ranges: readonly NumberRange[]): Generator<E164> {
  for (const { start, end } of ranges) {
    const last = Number(end)
    for (let digits = Number(start); digits <= last; digits++) {
      const number = `+${digits}`
      if (isE164(number)) yield number
    }
  }
}

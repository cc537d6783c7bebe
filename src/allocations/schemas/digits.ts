import { parsePrefix, type Prefix, type Span } from '../../schemas/dial-plan-prefix.ts'
import type { NumberRange } from '../../schemas/range-set.ts'

// Digits as points of a line, as the database compares them (dialled_point in the baseline): numbers with a plus from
// 0, all others from 2 × 10^15, each filled up to 15 digits. What begins with the same digits lies together.

const places = 15
const space = 10 ** places
const plain = 2 * space
/** Whatever begins with no digit: nobody can be given any of it. */
const others = 4 * space

/** From the first, up to and without the second. */
type Points = readonly [from: number, to: number]

/** `isWhole`: it covers no more than the pattern matches. */
export interface Covered { readonly points: readonly Points[], readonly isWhole: boolean }

const everything: readonly Points[] = [[0, space], [plain, plain + space], [others, others + space]]

/** Pieces that a pattern is cut into at most; after that, all that begins like them counts. */
const mostPieces = 1000

/** All that a prefix of a dial plan may match, and more only where it cannot be said in ranges. */
export function coveredBy (text: string): Covered {
  const prefix = parsePrefix(text)
  const [first] = prefix.tokens
  const isPlus = first?.kind === 'character' && first.character === '+'
  const leading = isPlus ? prefix.tokens.slice(1) : prefix.tokens
  if (first === undefined || (!isPlus && spansOf(first) === undefined)) {
    return first?.kind === 'character'
      ? { points: [[others, others + space]], isWhole: false }
      : { points: everything, isWhole: false }
  }
  const { pieces, digits, isWhole } = cut(leading)
  const base = isPlus ? 0 : plain
  const width = 10 ** (places - digits)
  return {
    points: pieces.map(([low, high]) => [base + low * width, base + (high + 1) * width]),
    isWhole: isWhole && prefix.suffix === undefined && !prefix.exact
  }
}

/** The beginnings of numbers that fit the tokens, as ranges of so many digits. */
function cut (tokens: Prefix['tokens']): { pieces: readonly Points[], digits: number, isWhole: boolean } {
  let pieces: readonly Points[] = [[0, 0]]
  let digits = 0
  for (const token of tokens) {
    const spans = spansOf(token)
    const width = spans?.[0]?.low.length ?? 0
    const longer = spans === undefined || digits + width > places ? undefined : extended(pieces, spans, 10 ** width)
    if (longer === undefined) return { pieces, digits, isWhole: false }
    pieces = longer
    digits += width
  }
  return { pieces, digits, isWhole: true }
}

/** Each piece with the digits of the spans behind it; undefined when that makes too many. */
function extended (pieces: readonly Points[], spans: readonly Span[], size: number): readonly Points[] | undefined {
  const ends = spans.map(({ low, high }): Points => [Number(low), Number(high)])
  if (ends.some(([low, high]) => low === 0 && high === size - 1)) {
    return pieces.map(([low, high]) => [low * size, high * size + size - 1])
  }
  const count = pieces.reduce((sum, [low, high]) => sum + (high - low + 1) * ends.length, 0)
  if (count > mostPieces) return undefined
  return pieces.flatMap(([low, high]) =>
    Array.from({ length: high - low + 1 }, (_, step) => low + step)
      .flatMap(start => ends.map(([from, to]): Points => [start * size + from, start * size + to]))
  )
}

const wildcards = { x: '0', z: '1', n: '2' } as const

/** The digits that a token takes; undefined when it takes something else too. */
function spansOf (token: Prefix['tokens'][number]): readonly Span[] | undefined {
  if (token.kind === 'spans') return token.spans
  if (token.kind === 'any') return undefined
  if (token.kind !== 'character') return [{ low: wildcards[token.kind], high: '9' }]
  return /^\d$/.test(token.character) ? [{ low: token.character, high: token.character }] : undefined
}

/** Whole numbers, as ranges. */
export function pointsOfNumbers (ranges: readonly NumberRange[]): readonly Points[] {
  return ranges.map(({ start, end }) => {
    const width = 10 ** (places - (start.length - 1))
    return [Number(start) * width, (Number(end) + 1) * width]
  })
}

/** As PostgreSQL reads a multirange. */
export function multirange (points: readonly Points[]): string {
  return `{${points.map(([from, to]) => `[${from},${to})`).join(',')}}`
}

// The notation of prefixes in dial plans (docs/wire/mediant.md#prefix-notation), as the device judges it.

/** Numbers of one width, for example 2-4 or 001-999, in the order of their digits. */
export interface Span { readonly low: string, readonly high: string }

type Token =
  | { readonly kind: 'character', readonly character: string }
  | { readonly kind: 'x' | 'z' | 'n' | 'any' }
  | { readonly kind: 'spans', readonly spans: readonly Span[], readonly width: number }

export interface Prefix {
  readonly tokens: readonly Token[]
  /** What the number must end with. */
  readonly suffix: { readonly spans: readonly Span[], readonly width: number } | undefined
  /** `#`: nothing follows. */
  readonly exact: boolean
}

export class WrongPrefix extends Error {}

const wildcards: Readonly<Record<string, Token>> = {
  x: { kind: 'x' }, z: { kind: 'z' }, n: { kind: 'n' }, '.': { kind: 'any' }
}

/** Throws WrongPrefix with a sentence for the caller. */
export function parsePrefix (text: string): Prefix {
  if (text === '') throw new WrongPrefix('A prefix is empty.')
  if (text === '*') return { tokens: [], suffix: undefined, exact: false }
  const older = olderNotation(text)
  if (older !== undefined) throw new WrongPrefix(older)
  const tokens: Token[] = []
  let rest = text
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const match = pattern.exec(rest) ?? undefined
    if (match !== undefined) rest = rest.slice(match[0].length)
    return match
  }
  const at = (): string => `at position ${text.length - rest.length + 1} of ${JSON.stringify(text)}`
  let suffix: Prefix['suffix']
  while (rest !== '' && rest !== '#') {
    const place = at()
    if (suffix !== undefined) throw new WrongPrefix(`Only # may follow the suffix, ${place}.`)
    const range = take(/^\[([^\]]*)\]/)
    const ending = range === undefined ? take(/^\(\[?([^)\]]*)\]?\)/) : undefined
    if (range !== undefined) tokens.push({ kind: 'spans', ...readSpans(range[1] ?? '', place) })
    else if (ending !== undefined) suffix = readSpans(ending[1] ?? '', place)
    else {
      const escaped = take(/^\\{1,2}([*znx.#+()[\]])/)?.[1]
      const character = escaped ?? take(/^[0-9A-Za-z+.]/)?.[0]
      if (character === undefined) throw new WrongPrefix(`${JSON.stringify(rest.charAt(0))} is not allowed ${place}.`)
      tokens.push((escaped === undefined ? wildcards[character] : undefined) ?? { kind: 'character', character })
    }
  }
  return { tokens, suffix, exact: rest === '#' }
}

/** What routing and manipulation tables take, and older dial plan files did, but no rule of a dial plan. */
function olderNotation (text: string): string | undefined {
  const says = (what: string, instead: string): string =>
    `${JSON.stringify(text)} holds ${what}, a notation of routing tables that a dial plan does not take; ${instead}.`
  if (text.includes('$')) return says('$ for an empty number', 'leave it out')
  if (/\[[#*]\]/.test(text)) return says('a character in brackets', 'write \\* for a star; # ends a number')
  if (/\([^)]*[\dx]\[/.test(text)) return says('a suffix of digits and a range', 'write its numbers out, as (2344-2346)')
  if (/\([^)]*[x*#]/.test(text)) return says('a wildcard in a suffix', 'write its numbers out')
  return undefined
}

function readSpans (list: string, place: string): { spans: Span[], width: number } {
  const spans = list.split(',').map(part => {
    const [, low, high = low] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? []
    if (low === undefined || high === undefined) {
      throw new WrongPrefix(`${JSON.stringify(part)} is neither a number nor a range of numbers, ${place}.`)
    }
    if (low > high && low.length === high.length) throw new WrongPrefix(`${part} runs backwards, ${place}.`)
    return { low, high }
  })
  const width = spans[0]?.low.length ?? 0
  if (spans.some(({ low, high }) => low.length !== width || high.length !== width)) {
    throw new WrongPrefix(`All numbers of a list have the same number of digits, ${place}.`)
  }
  return { spans, width }
}

/**
 * A number and nothing else: for devices that compare whole numbers and would never find a pattern, nor a number with
 * `#`.
 */
export function isWholeNumber (prefix: string): boolean {
  return /^\+?\d+$/.test(prefix)
}

/** The same text for prefixes that match the same numbers in the same way, however they are written. */
export function canonicalPrefix (text: string): string {
  const { tokens, suffix, exact } = parsePrefix(text)
  const spans = ({ spans }: { spans: readonly Span[] }): string =>
    merged(spans).map(({ low, high }) => `${low}-${high}`).join(',')
  const parts = tokens.map(token =>
    token.kind === 'character' ? `'${token.character}` : token.kind === 'spans' ? `[${spans(token)}]` : token.kind
  )
  return `${parts.join('')}${suffix === undefined ? '' : `(${spans(suffix)})`}${exact ? '#' : ''}`
}

function merged (spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const span of [...spans].sort((a, b) => a.low < b.low ? -1 : 1)) {
    const last = result.at(-1)
    if (last !== undefined && BigInt(span.low) <= BigInt(last.high) + 1n) {
      result[result.length - 1] = { low: last.low, high: span.high > last.high ? span.high : last.high }
    } else result.push(span)
  }
  return result
}

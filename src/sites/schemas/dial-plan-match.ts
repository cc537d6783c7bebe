import type { Release } from '../../schemas/firmware.ts'
import { parsePrefix, type Prefix, type Span } from '../../schemas/dial-plan-prefix.ts'

// Which rule a device picks for a number (docs/wire/mediant.md#which-rule-matches): not the longest prefix but, digit
// by digit from the left, the one that leaves the fewest possibilities.

type Sort = 'character' | 'spans' | 'n' | 'z' | 'x' | 'suffix' | 'any' | 'open'

/** From the most special to the least. Where the manuals say nothing (n, z), width decides. */
const orders: Readonly<Record<Release, readonly Sort[]>> = {
  7.2: ['character', 'spans', 'n', 'z', 'x', 'suffix', 'any', 'open'],
  7.4: ['character', 'n', 'z', 'x', 'spans', 'suffix', 'any', 'open']
}

/** How much one digit is left open: the sort of pattern, then how wide it is there. Smaller is more special. */
interface Openness { readonly sort: Sort, readonly width: number, readonly isList?: boolean }

const open: Openness = { sort: 'open', width: 0 }
const accepts = { x: /^[0-9]$/, z: /^[1-9]$/, n: /^[2-9]$/, any: /^[0-9A-Za-z]$/ }

/**
 * The rule that the device would pick of rows in their order; of equals the first. Rules whose prefix cannot be read
 * match nothing. Whether letters match in their case only is a setting of the device (PrefixCaseSensitivity).
 */
export function bestMatch<Rule extends { readonly prefix: string }> (
  rules: Iterable<Rule>, number: string, release: Release, isCaseSensitive = true
): Rule | undefined {
  let best: { rule: Rule, openness: readonly Openness[] } | undefined
  for (const rule of rules) {
    const openness = opennessOf(read(rule.prefix), number, isCaseSensitive)
    if (openness !== undefined && (best === undefined || isMoreSpecial(openness, best.openness, release))) {
      best = { rule, openness }
    }
  }
  return best?.rule
}

function read (text: string): Prefix | undefined {
  try {
    return parsePrefix(text)
  } catch {
    return undefined
  }
}

/** Whether one is picked although it stands in a later row than the other. */
function isMoreSpecial (one: readonly Openness[], other: readonly Openness[], release: Release): boolean {
  const order = orders[release]
  for (const [place, mine] of one.entries()) {
    const theirs = other[place] ?? open
    if (mine.sort !== theirs.sort) return order.indexOf(mine.sort) < order.indexOf(theirs.sort)
    // Between lists 7.4 takes the lowest row, however narrow they are.
    if (release === '7.4' && mine.isList === true && theirs.isList === true) return false
    if (mine.width !== theirs.width) return mine.width < theirs.width
  }
  return false
}

/**
 * For each digit of the number, and for its end, how open the prefix leaves it; undefined when the number does not fit.
 */
function opennessOf (
  prefix: Prefix | undefined, number: string, isCaseSensitive: boolean
): Openness[] | undefined {
  if (prefix === undefined) return undefined
  const result: Openness[] = []
  for (const token of prefix.tokens) {
    const digit = number.charAt(result.length)
    if (token.kind === 'spans') {
      const part = number.slice(result.length, result.length + token.width)
      if (!token.spans.some(span => lies(part, span))) return undefined
      for (let length = 1; length <= token.width; length++) {
        result.push({
          sort: 'spans', width: choices(token.spans, part.slice(0, length)), isList: token.spans.length > 1
        })
      }
    } else {
      const isSame = token.kind === 'character'
        ? isSameCharacter(digit, token.character, isCaseSensitive)
        : accepts[token.kind].test(digit)
      if (!isSame) return undefined
      result.push({ sort: token.kind, width: 0 })
    }
  }
  const { suffix, exact } = prefix
  const left = number.length - result.length
  if (suffix !== undefined) {
    const ending = number.slice(number.length - suffix.width)
    if (left < suffix.width || !suffix.spans.some(span => lies(ending, span))) return undefined
    const possibilities = suffix.spans.reduce((sum, { low, high }) => sum + Number(high) - Number(low) + 1, 0)
    // The longest suffix first, then the narrowest.
    for (let digit = 0; digit < left; digit++) {
      result.push({ sort: 'suffix', width: -suffix.width + possibilities / 10 ** (suffix.width + 1) })
    }
  } else if (exact && left > 0) {
    return undefined
  }
  while (result.length < number.length) result.push(open)
  return [...result, exact ? { sort: 'character', width: 0 } : open]
}

/** Letters count in either case where PrefixCaseSensitivity says so. */
function isSameCharacter (one: string, other: string, isCaseSensitive: boolean): boolean {
  return one === other || (!isCaseSensitive && one.toLowerCase() === other.toLowerCase())
}

function lies (part: string, { low, high }: Span): boolean {
  return part.length === low.length && /^\d+$/.test(part) && part >= low && part <= high
}

/** How many digits could stand in the last place of `part`, given those before it. */
function choices (spans: readonly Span[], part: string): number {
  const before = part.slice(0, -1)
  return [...'0123456789'].filter(digit =>
    spans.some(({ low, high }) =>
      lies(before + digit, { low: low.slice(0, part.length), high: high.slice(0, part.length) })
    )
  ).length
}

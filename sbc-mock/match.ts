import { parsePrefix, type Element, type Pattern, type Suffix } from './prefix.ts'
import type { Rule } from './dial-plan.ts'

// Fewest possibilities first (docs/wire/mediant.md#which-rule-matches); what the manuals do not say (n and z, "#") sits
// where its width puts it. From 7.4 on a range comes behind x, and lists are taken in the order of their rows.
const rank = { literal: 0, range: 1, n: 2, z: 3, x: 4, lateRange: 4.5, suffix: 5, '.': 6, ended: 7 }
const step = 1e9
const ended = rank.ended * step
/** Marks the cost of a list in 7.4, where the lowest row among lists counts. */
const ofList = 0.5

/** What of a device decides how it matches. */
interface Manner { readonly isNew: boolean, readonly isCaseSensitive: boolean }

const compiled = new WeakMap<Rule, Pattern>()

/** The rule the device would pick, of rows in their order: position by position, the least open pattern wins. */
export function bestMatch (
  rules: Iterable<Rule>, number: string,
  { firmware, prefixCaseSensitivity }: { firmware: string, prefixCaseSensitivity: number }
): Rule | null {
  const manner = { isNew: !/^([0-6]|7\.[0-3])/.test(firmware), isCaseSensitive: prefixCaseSensitivity === 1 }
  let best: Rule | null = null
  let bestCost: number[] = []
  for (const rule of rules) {
    const cost = costOf(patternOf(rule), number, manner)
    if (cost === null) continue
    if (best === null || isLower(cost, bestCost)) {
      best = rule
      bestCost = cost
    }
  }
  return best
}

function patternOf (rule: Rule): Pattern {
  let pattern = compiled.get(rule)
  if (pattern === undefined) {
    pattern = parsePrefix(rule.prefix)
    compiled.set(rule, pattern)
  }
  return pattern
}

function isLower (cost: readonly number[], other: readonly number[]): boolean {
  const isList = (value: number): boolean => !Number.isInteger(value)
  for (const [index, value] of cost.entries()) {
    const theirs = other[index] ?? ended
    if (isList(value) && isList(theirs)) return false
    if (Math.floor(value) !== Math.floor(theirs)) return value < theirs
  }
  return false
}

/** One cost per digit of the number and one for its end; null when the pattern does not match. */
function costOf (pattern: Pattern, number: string, manner: Manner): number[] | null {
  const cost: number[] = []
  for (const element of pattern.elements) {
    if (!consume(element, number, cost, manner)) return null
  }
  const rest = number.length - cost.length
  if (pattern.suffix !== null) {
    const tail = suffixCost(pattern.suffix, number, rest)
    if (tail === null) return null
    while (cost.length < number.length) cost.push(tail)
  } else if (pattern.exact && rest > 0) {
    return null
  }
  while (cost.length < number.length) cost.push(ended)
  cost.push(pattern.exact ? 0 : ended)
  return cost
}

function consume (
  element: Element, number: string, cost: number[], { isNew, isCaseSensitive }: Manner
): boolean {
  const at = cost.length
  const digit = number.charAt(at)
  if (digit === '') return false
  if (element.kind === 'range') {
    const part = number.slice(at, at + element.width)
    if (!element.items.some(({ low, high }) => isWithin(part, low, high))) return false
    for (let length = 1; length <= element.width; length++) {
      const open = choices(element, part, length)
      const range = (isNew ? rank.lateRange : rank.range) * step + open
      cost.push(isNew && element.items.length > 1 ? range + ofList : range)
    }
    return true
  }
  if (element.kind === 'literal') {
    const { character } = element
    if (digit !== character && (isCaseSensitive || digit.toLowerCase() !== character.toLowerCase())) return false
  } else if (!classes[element.kind].test(digit)) {
    return false
  }
  cost.push(rank[element.kind] * step)
  return true
}

const classes = { x: /[0-9]/, z: /[1-9]/, n: /[2-9]/, '.': /[0-9A-Za-z]/ }

/** How many digits the range leaves open at this position, given the digits before it. */
function choices (range: Suffix, part: string, length: number): number {
  const before = part.slice(0, length - 1)
  return [...'0123456789'].filter((digit) => range.items.some(({ low, high }) =>
    isWithin(before + digit, low.slice(0, length), high.slice(0, length)))).length
}

function suffixCost (suffix: Suffix, number: string, rest: number): number | null {
  if (rest < suffix.width) return null
  const part = number.slice(number.length - suffix.width)
  if (!suffix.items.some(({ low, high }) => isWithin(part, low, high))) return null
  const possibilities = suffix.items.reduce((sum, { low, high }) => sum + Number(high) - Number(low) + 1, 0)
  const open = Math.min(possibilities, 1e6 - 1)
  return rank.suffix * step + (99 - suffix.width) * 1e6 + open
}

function isWithin (part: string, low: string, high: string): boolean {
  return part.length === low.length && /^\d+$/.test(part) && part >= low && part <= high
}

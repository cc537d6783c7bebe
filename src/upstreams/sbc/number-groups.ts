import type { Rule } from './sbc.ts'

// Contiguous numbers of one tenant as one rule, `+6139555[0000-0999]` for a thousand, where the device matches it as it
// would match the single ones (docs/wire/mediant.md#which-rule-matches).

/** Numbers below which a group is not worth what it costs to split it. */
const smallest = 10
/** Digits that one group leaves open: ten thousand numbers. */
const widest = 4

interface Range { readonly stem: string, readonly low: string, readonly high: string }

/** The single rules that a rule stands for; itself when it is no group of numbers. */
export function singles (rule: Rule): Rule[] {
  const range = rangeOf(rule.prefix)
  if (range === undefined) return [rule]
  const { stem, low, high } = range
  const found: Rule[] = []
  for (let number = Number(low); number <= Number(high); number++) {
    found.push({ ...rule, prefix: stem + String(number).padStart(low.length, '0') })
  }
  return found
}

export function isGroup (rule: Rule): boolean {
  return rangeOf(rule.prefix) !== undefined
}

function rangeOf (prefix: string): Range | undefined {
  const [, stem, low, high] = /^(\+\d+)\[(\d{1,4})-(\d{1,4})\]$/.exec(prefix) ?? []
  if (stem === undefined || low === undefined || high === undefined) return undefined
  return low.length === high.length && low <= high ? { stem, low, high } : undefined
}

/**
 * The fewest rules for the numbers of `rules`; `others` are the rules of the plan beside them. A run of numbers becomes
 * a group only where no other rule could be picked for one of them in another way than beside the single rules.
 */
export function grouped (rules: readonly Rule[], others: readonly Rule[]): Rule[] {
  const runs = runsOf(rules.filter(({ prefix }) => isNumber(prefix)))
  const heads = sorted([...headsOf(rules, true), ...headsOf(others.flatMap(singles), false)])
  return [
    ...rules.filter(({ prefix }) => !isNumber(prefix)),
    ...runs.flatMap(run => {
      const range = run.length < smallest ? undefined : rangeOfRun(run)
      const [first] = run
      if (range === undefined || first === undefined || disturbs(heads, range)) return run
      return [{ ...first, prefix: `${range.stem}[${range.low}-${range.high}]` }]
    })
  ]
}

/** Whether a group would be picked for other numbers, or for fewer, than its single rules once `rules` are there. */
export function isDisturbedBy (group: Rule, rules: readonly Rule[]): boolean {
  const range = rangeOf(group.prefix)
  return range !== undefined && disturbs(sorted(headsOf(rules.flatMap(singles), false)), range)
}

const isNumber = (prefix: string): boolean => /^\+\d{6,15}$/.test(prefix)

/** Numbers that follow each other, of one length, name and tag, and of one ten thousand. */
function runsOf (rules: readonly Rule[]): Rule[][] {
  const order = (rule: Rule): string => `${rule.name}\n${rule.tag.toLowerCase()}\n${rule.prefix.length}\n${rule.prefix}`
  const keyed = rules.map(rule => ({ rule, key: order(rule) }))
    .sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  const runs: Rule[][] = []
  let last: Rule | undefined
  for (const { rule } of keyed) {
    if (last !== undefined && follows(last, rule)) runs.at(-1)?.push(rule)
    else runs.push([rule])
    last = rule
  }
  return runs
}

function follows (one: Rule, next: Rule): boolean {
  return one.prefix.length === next.prefix.length && one.name === next.name &&
    one.tag.toLowerCase() === next.tag.toLowerCase() &&
    one.prefix.slice(0, -widest) === next.prefix.slice(0, -widest) &&
    Number(next.prefix) - Number(one.prefix) === 1
}

function rangeOfRun (run: readonly Rule[]): Range | undefined {
  const [from, to] = [run[0]?.prefix ?? '', run.at(-1)?.prefix ?? '']
  let same = 0
  while (same < from.length && from[same] === to[same]) same += 1
  return same === from.length ? undefined : { stem: from.slice(0, same), low: from.slice(same), high: to.slice(same) }
}

/** A rule by the digits that it begins with; `isWhole` when it is nothing else. `isOwn`: of those that are grouped. */
interface Head { readonly digits: string, readonly isWhole: boolean, readonly isOwn: boolean }

function headsOf (rules: readonly Rule[], isOwn: boolean): Head[] {
  return rules.map(({ prefix }) => {
    const digits = /^\+?\d*/.exec(prefix)?.[0] ?? ''
    return { digits, isWhole: digits === prefix, isOwn }
  })
}

function sorted (heads: Head[]): Head[] {
  return heads.sort((a, b) => a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0)
}

/**
 * Whether a rule could meet the group where its range stands. Rules that differ from the stem before its end, or that
 * end or become a pattern there, are beaten by the stem as they are by the single rules.
 */
function disturbs (heads: readonly Head[], { stem, low, high }: Range): boolean {
  for (let at = firstFrom(heads, stem); at < heads.length; at++) {
    const head = heads[at]
    if (head === undefined || !head.digits.startsWith(stem)) return false
    const rest = head.digits.slice(stem.length, stem.length + low.length)
    if (rest === '') {
      if (!head.isWhole) return true // a pattern in the place of the range
      continue
    }
    const isBeside = rest < low.slice(0, rest.length) || rest > high.slice(0, rest.length)
    // One of the group itself has all its digits, and nothing behind them.
    const isMember = head.isOwn && head.isWhole && head.digits.length === stem.length + low.length
    if (!isBeside && !isMember) return true
  }
  return false
}

function firstFrom (heads: readonly Head[], digits: string): number {
  let [low, high] = [0, heads.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((heads[middle]?.digits ?? '') < digits) low = middle + 1
    else high = middle
  }
  return low
}

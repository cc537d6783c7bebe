import { isWholeNumber } from '../../schemas/dial-plan-prefix.ts'
import type { KeyState } from './kamailio-calls.ts'
import { sameTag } from './rule-outcomes.ts'
import type { Rule, RuleOutcome, SbcConnection } from './sbc.ts'

// Rules as entries of a hash table: the key is the prefix, the value `tag|name` (docs/wire/kamailio.md).

/** The width of `key_value` as Kamailio's own scripts make it. */
const usualValueWidth = 128

export function valueOf (rule: Rule): string {
  return `${rule.tag}|${rule.name}`
}

/** What the routes take as a key. */
export function isKey (prefix: string): boolean {
  return isWholeNumber(prefix) && prefix.length <= 32
}

/** A value that others wrote may be a tag alone. */
export function ruleOf (prefix: string, value: string): Rule {
  const bar = value.lastIndexOf('|')
  return bar < 0 ? { name: '', prefix, tag: value } : { name: value.slice(bar + 1), prefix, tag: value.slice(0, bar) }
}

/** Why a rule cannot be an entry: a hash table compares whole keys, and a value must fit its column. */
export function misfitOfEntry (rule: Rule, limits: SbcConnection['limits']): string | undefined {
  if (rule.name.includes('|')) return 'Its name holds a |, which a hash table cannot tell from the end of its tag.'
  if (/['\\]/.test(valueOf(rule))) return 'Its name or tag holds an apostrophe or a backslash, which is not written.'
  if (!isKey(rule.prefix)) {
    return 'Its prefix is not a plain number: a Kamailio finds whole numbers only, without patterns and without #.'
  }
  const width = limits.tagLength === undefined ? usualValueWidth : limits.tagLength + 1 + (limits.nameLength ?? 100)
  return valueOf(rule).length > width
    ? `Its tag and name are longer than ${width} characters together, which the column of the database holds.`
    : undefined
}

/** The sides of a key that are there, with their values. */
export function sidesOf ({ stored, memory }: KeyState): string[] {
  return [stored, memory].filter(value => value !== undefined)
}

/** What is there of a key that somebody else made. */
export function foreignSide (rule: Rule, state: KeyState): Rule | undefined {
  return sidesOf(state).map(value => ruleOf(rule.prefix, value)).find(there => !sameTag(there, rule))
}

/** A rule holds when the row and the entry are there: without the one a restart loses it, without the other calls. */
export function isHeld (rule: Rule, state: KeyState): boolean {
  return state.stored !== undefined && state.memory !== undefined && foreignSide(rule, state) === undefined
}

export function conflict (rule: Rule, there: Rule): RuleOutcome {
  return { rule, outcome: 'conflict', reason: `${rule.prefix} is there with tag ${there.tag}.` }
}

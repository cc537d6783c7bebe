import type { DialPlanOnDevice, IndexedRule } from './mediant-plans.ts'
import { byPrefix } from './rule-outcomes.ts'
import type { Rule } from './sbc.ts'

/** Rules of one kind that are refused one after the other before the rest of them is not tried any more. */
const refusalsInVain = 3

/** Finds the rules that stop the scripts they stand in, over all the scripts of one change. */
export class Blame {
  readonly #refusals = new Map<string, number>()
  #suspect: Rule | undefined

  /** The rules to give up, given those that a script left undone, in their order, and what the device complained of. */
  afterScript (left: readonly Rule[], complaint: string | undefined): Array<{ rule: Rule, reason: string }> {
    const [first] = left
    const previous = this.#suspect
    this.#suspect = complaint === undefined ? undefined : first
    // A rule that stops the script twice is the rule's fault; once may be the device's.
    if (complaint === undefined || first === undefined || first !== previous) return []
    return refusedTogether(first, complaint, this.#refusals, left).map(rule => ({ rule, reason: complaint }))
  }
}

/**
 * What is refused together with a rule: trying each of a thousand would take two scripts for each. A full table takes
 * no more at all; and when several rules that differ in their prefix alone get the same complaint, it is about what
 * they share.
 */
export function refusedTogether (
  rule: Rule, complaint: string, refusals: Map<string, number>, add: readonly Rule[]
): readonly Rule[] {
  const said = complaint.replace(/"[^"]*"/g, '') // a name may hold any word
  if (/\bfull\b|capacity|maximum number of/i.test(said)) return add
  if (/exist/i.test(said)) return [rule]
  const kind = JSON.stringify([rule.name, rule.tag, said.replace(/\d+/g, '')])
  const count = (refusals.get(kind) ?? 0) + 1
  refusals.set(kind, count)
  return count < refusalsInVain ? [rule] : add.filter(({ name, tag }) => name === rule.name && tag === rule.tag)
}

/** Highest first, so that removing one row does not move those still to be removed. */
export function rowsOf (rules: readonly IndexedRule[], remove: readonly Rule[]): IndexedRule[] {
  const present = byPrefix(rules)
  return remove.flatMap(rule => present.get(rule.prefix) ?? []).sort((a, b) => b.index - a.index)
}

/**
 * Rules that went although nobody here asked for it, while some that should go are still there: the wrong rows were
 * hit.
 */
export function lostRules (before: DialPlanOnDevice, after: DialPlanOnDevice, remove: readonly Rule[]): Rule[] {
  const present = byPrefix(after.rules)
  const asked = new Set(remove.map(rule => rule.prefix))
  if (!remove.some(rule => present.has(rule.prefix))) return []
  return before.rules.filter(rule => !asked.has(rule.prefix) && !present.has(rule.prefix))
}

import { isWritable } from './cli-script.ts'
import type { DialPlanChange, Rule, RuleOutcome, SbcConnection } from './sbc.ts'

// What every driver judges in the same way: which rules need no work, and what became of the others.

/**
 * Firmware limits when the device's registration names none; tags of 42 characters are seen in the field
 * (docs/wire/mediant.md#names-prefixes-and-tags).
 */
const defaultLimits = { nameLength: 15, prefixLength: 50, tagLength: 64 }

/** Why a rule does not fit a device. */
export function misfit (rule: Rule, limits: SbcConnection['limits']): string | undefined {
  const { nameLength, prefixLength, tagLength } = { ...defaultLimits, ...limits }
  if (![rule.name, rule.prefix, rule.tag].every(isWritable)) {
    return 'It has characters that cannot be written to a device.'
  }
  if (rule.prefix === '') return 'It has no prefix.'
  if (rule.name.length > nameLength) return `Its name is longer than ${nameLength} characters.`
  if (rule.prefix.length > prefixLength) return `Its prefix is longer than ${prefixLength} characters.`
  if (rule.tag.length > tagLength) return `Its tag is longer than ${tagLength} characters.`
  return undefined
}

/** What needs no script: goals that hold already, prefixes that belong to another, rules the device cannot hold. */
export function settleBeforehand (
  present: readonly Rule[], change: DialPlanChange, limits: SbcConnection['limits']
): Map<Rule, RuleOutcome> {
  const known = byPrefix(present)
  const outcomes = new Map<Rule, RuleOutcome>()
  const asked = new Map<string, Rule>()
  for (const rule of change.add) {
    const old = known.get(rule.prefix)
    // What it holds fits it, whatever we believe of its firmware.
    const reason = old !== undefined && sameTag(old, rule) ? undefined : misfit(rule, limits)
    const twin = old ?? asked.get(rule.prefix)
    asked.set(rule.prefix, twin ?? rule)
    if (reason !== undefined) outcomes.set(rule, { rule, outcome: 'refused', reason })
    else if (twin !== undefined && sameTag(twin, rule)) outcomes.set(rule, { rule, outcome: 'unchanged' })
    else if (twin !== undefined && !known.has(rule.prefix)) {
      outcomes.set(rule, {
        rule, outcome: 'conflict', reason: `${rule.prefix} is asked for twice, with tag ${twin.tag} as well.`
      })
    } else if (twin !== undefined) {
      outcomes.set(rule, { rule, outcome: 'conflict', reason: `${rule.prefix} is there with tag ${twin.tag}.` })
    }
  }
  for (const rule of change.remove) {
    const twin = known.get(rule.prefix)
    if (twin === undefined) outcomes.set(rule, { rule, outcome: 'unchanged' })
    else if (!sameTag(twin, rule)) {
      outcomes.set(rule, { rule, outcome: 'conflict', reason: `${rule.prefix} is there with tag ${twin.tag}.` })
    }
  }
  return outcomes
}

/** What would become of a change, given what needs no writing. */
export function foreseen (change: DialPlanChange, settled: ReadonlyMap<Rule, RuleOutcome>): RuleOutcome[] {
  return [
    ...change.add.map((rule): RuleOutcome => settled.get(rule) ?? { rule, outcome: 'added' }),
    ...change.remove.map((rule): RuleOutcome => settled.get(rule) ?? { rule, outcome: 'removed' })
  ]
}

export function settleAfterwards (
  present: readonly Rule[], change: DialPlanChange, outcomes: Map<Rule, RuleOutcome>
): void {
  const known = byPrefix(present)
  for (const rule of change.add) {
    const twin = known.get(rule.prefix)
    if (twin !== undefined && sameTag(twin, rule)) outcomes.set(rule, { rule, outcome: 'added' })
  }
  for (const rule of change.remove) if (!known.has(rule.prefix)) outcomes.set(rule, { rule, outcome: 'removed' })
}

/** A plan that is not there refuses everything. */
export function noSuchPlan (device: string, plan: string, rules: readonly Rule[]): RuleOutcome[] {
  return refuseAll(rules, `Dial plan ${plan} does not exist on ${device}; it must be configured there first.`)
}

export function refuseAll (rules: readonly Rule[], reason: string): RuleOutcome[] {
  return rules.map(rule => ({ rule, outcome: 'refused', reason }))
}

export function byPrefix<Known extends Rule> (rules: readonly Known[]): Map<string, Known> {
  return new Map(rules.map(rule => [rule.prefix, rule]))
}

/** Tags are compared as the device does it, without regard to case (docs/wire/mediant.md#names-prefixes-and-tags). */
export function sameTag (one: Rule, other: Rule): boolean {
  return one.tag.toLowerCase() === other.tag.toLowerCase()
}

/** Rules of a plan that are not wanted, or not like this. */
export function strangers (present: readonly Rule[], wanted: readonly Rule[]): Rule[] {
  const known = new Set(wanted.map(identity))
  return present.filter(rule => !known.has(identity(rule)))
}

/** Two rules with one are the same; a device that takes duplicates may have several of one prefix. */
export function identity (rule: Rule): string {
  return JSON.stringify([rule.prefix, rule.name, rule.tag.toLowerCase()])
}

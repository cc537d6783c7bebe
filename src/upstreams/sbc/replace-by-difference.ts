import { byPrefix, noSuchPlan, strangers } from './rule-outcomes.ts'
import type { RuleOutcome, Sbc, WantedRules } from './sbc.ts'

/**
 * Replaces a plan on a device that takes rules one by one: only what differs is written, for calls must not fail
 * meanwhile. `name` is the device, for the outcomes of a plan that it does not have.
 */
export async function replaceByDifference (
  sbc: Pick<Sbc, 'rules' | 'apply'>, name: string, plan: string, ask: WantedRules, beforeWriting: () => void
): Promise<readonly RuleOutcome[]> {
  const present = await sbc.rules(plan)
  const rules = await ask(present ?? [])
  if (present === undefined) return noSuchPlan(name, plan, rules)
  const [known, wanted] = [byPrefix(present), byPrefix(rules)]
  const removed = await sbc.apply(plan, { add: [], remove: strangers(present, rules) }, beforeWriting)
  const added = await sbc.apply(plan, { add: rules, remove: [] }, beforeWriting)
  // One that was not there and is unchanged now was written for an equal rule before it.
  const wasThere = ({ rule, outcome }: RuleOutcome): boolean => known.has(rule.prefix) || outcome !== 'unchanged'
  return [
    ...removed.filter(({ rule }) => !wanted.has(rule.prefix)),
    ...added.map((one: RuleOutcome): RuleOutcome => wasThere(one) ? one : { ...one, outcome: 'added' })
  ]
}

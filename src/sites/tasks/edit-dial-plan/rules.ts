import { canonicalPrefix, WrongPrefix } from '../../../schemas/dial-plan-prefix.ts'
import type { PlanOwners } from '../../records/dial-plans.ts'
import type { Site } from '../../records/sites.ts'
import type { DialPlanRule } from '../../schemas/dial-plan.ts'
import type { DeviceConfiguration } from '../../../upstreams/sbc/sbc.ts'
import { isOwnRule } from '../site-rules.ts'
import type { Context, Result } from './input.ts'

export function plainRules (device: DeviceConfiguration, plan: string): DialPlanRule[] {
  return (device.rules(plan) ?? []).map(({ name, prefix, tag }) => ({ name, prefix, tag }))
}

/** Tags are compared without regard to case, as devices do. */
export function isSameRule (one: DialPlanRule, other: DialPlanRule): boolean {
  return one.prefix === other.prefix && one.tag.toLowerCase() === other.tag.toLowerCase()
}

export const belongsToAnother = (prefix: string): string =>
  `${prefix} belongs to another SIP connection or was made by hand.`

/** The rules to remove, as the device has them, and the results of those that cannot be removed. */
export function removals (
  { input: { plan, remove } }: Context, site: Site, device: DeviceConfiguration, owners: PlanOwners
): { rules: DialPlanRule[], results: Result[] } {
  const present = new Map(plainRules(device, plan).map(rule => [rule.prefix, rule]))
  if (remove === 'all') {
    return { rules: [...present.values()].filter(rule => isOwnRule(rule, site, owners)), results: [] }
  }
  const rules: DialPlanRule[] = []
  const results: Result[] = []
  for (const { prefix, tag } of remove) {
    const rule = present.get(prefix) ?? [...present.values()].find(twin => isSameInOtherWords(twin.prefix, prefix))
    const refuse = (outcome: Result['outcome'], reason: string | null): unknown =>
      results.push({ action: 'remove', name: rule?.name ?? '', prefix, tag: rule?.tag ?? tag ?? '', outcome, reason })
    if (rule === undefined) refuse('unchanged', null)
    else if (!isOwnRule(rule, site, owners)) {
      results.push({
        action: 'remove', name: '', prefix, tag: tag ?? '', outcome: 'refused', reason: belongsToAnother(prefix)
      })
    } else if (tag !== undefined && tag.toLowerCase() !== rule.tag.toLowerCase()) {
      refuse('conflict', `${prefix} is there with tag ${rule.tag}.`)
    } else rules.push(rule)
  }
  return { rules, results }
}

/**
 * Results of new rules that match the same numbers as a rule of the device in another notation. They are refused,
 * because the device would choose one of the two in a way that nobody decided.
 */
export function rivals (
  add: readonly DialPlanRule[], removing: readonly DialPlanRule[], present: readonly DialPlanRule[],
  isOwn: (rule: DialPlanRule) => boolean
): Result[] {
  const staying = present.filter(rule => isPattern(rule.prefix) && !removing.includes(rule))
  return add.filter(({ prefix }) => isPattern(prefix)).flatMap(rule => {
    const twin = staying.find(other => isSameInOtherWords(other.prefix, rule.prefix))
    if (twin === undefined) return []
    return [{
      action: 'add' as const,
      ...rule,
      outcome: 'conflict' as const,
      reason: isOwn(twin)
        ? `${twin.prefix} is there with tag ${twin.tag} and matches the same numbers.`
        : belongsToAnother(rule.prefix)
    }]
  })
}

/** Most rules are plain numbers, which can be written in one way only. */
const isPattern = (prefix: string): boolean => !/^\+?\d+#?$/.test(prefix)

function isSameInOtherWords (one: string, other: string): boolean {
  if (one === other || !isPattern(one) || !isPattern(other)) return false
  try {
    return canonicalPrefix(one) === canonicalPrefix(other)
  } catch (error) {
    if (error instanceof WrongPrefix) return false // what a device holds may be of a notation that we do not know
    throw error
  }
}

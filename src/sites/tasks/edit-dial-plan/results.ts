import type { DialPlanRule } from '../../schemas/dial-plan.ts'
import type { RuleOutcome } from '../../../upstreams/sbc/sbc.ts'
import type { Context, Result } from './input.ts'

/**
 * The result of a rule since the task began: a change that an interrupted run of the step made counts as a change.
 */
export function resultOf (
  action: 'add' | 'remove', { rule, outcome, reason }: RuleOutcome, before: ReadonlyMap<string, DialPlanRule>
): Result {
  const old = before.get(rule.prefix)
  const done = outcome !== 'unchanged'
    ? outcome
    : action === 'add'
      ? (old === undefined || old.tag.toLowerCase() !== rule.tag.toLowerCase() ? 'added' : 'unchanged')
      : old === undefined
        ? 'unchanged'
        : 'removed'
  return { action, name: rule.name, prefix: rule.prefix, tag: rule.tag, outcome: done, reason: reason ?? null }
}

/** Messages of the task about the results. */
export function report (context: Context, plan: string, sbcId: number, results: readonly Result[]): void {
  const count = (outcome: Result['outcome']): number => results.filter(result => result.outcome === outcome).length
  context.say(
    'Information',
    `${plan} of SBC ${sbcId}: ${count('added')} added, ${count('removed')} removed, ${count('unchanged')} unchanged.`
  )
  const bad = results.filter(isBad)
  for (const { prefix, reason } of bad.slice(0, 20)) context.say('Error', `${prefix}: ${reason ?? 'refused'}`)
  if (bad.length > 20) context.say('Error', `And ${bad.length - 20} more; outputData has them all.`)
}

export const isBad = ({ outcome }: Result): boolean => outcome === 'conflict' || outcome === 'refused'

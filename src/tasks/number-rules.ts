import { recordRemovedFromSbc } from '../database/numbers.ts'
import { UpstreamFault } from '../problems.ts'
import { operatorConnectPlan, type Rule } from '../sbc/sbc.ts'
import { wait, type StepContext } from './define.ts'

/** The rule that leads calls to a number to its tenant (sbc-management-api.md §3.1). */
export function ruleFor (number: string, siteName: string, msTenantId: string): Rule {
  return { name: siteName, prefix: number, tag: `Trunk=${msTenantId}` }
}

type AnyContext = Pick<StepContext<unknown, unknown>, 'task' | 'sbcs' | 'db' | 'log'> & { say: StepContext<unknown, unknown>['say'] }

/** What one SBC holds now of the rules, and what it did not take. */
export interface Programmed {
  sbcId: number
  held: Array<{ number: string, name: string, tag: string }>
  refused: Array<{ number: string, reason: string }>
}

/**
 * Puts rules on SBCs, all at once, and answers for those that did it. A device that is down is said and left for later, so
 * that the others need not wait for it.
 */
export async function programSbcs (context: AnyContext, sbcIds: readonly number[], rules: readonly Rule[]): Promise<Programmed[]> {
  // Settled, all of them, also when one fails for good: nothing may still be written when the step is over.
  const results = await Promise.allSettled(sbcIds.map(sbcId => programOneSbc(context, sbcId, rules)))
  const failure = results.find(result => result.status === 'rejected')
  if (failure !== undefined) throw failure.reason
  return results.flatMap(result => result.status === 'fulfilled' && result.value !== undefined ? [result.value] : [])
}

async function programOneSbc (context: AnyContext, sbcId: number, rules: readonly Rule[]): Promise<Programmed | undefined> {
  try {
    const outcomes = await context.sbcs.apply(context.task.providerId, sbcId, operatorConnectPlan, { add: rules, remove: [] })
    const conflicts = outcomes.filter(({ outcome }) => outcome === 'conflict')
    if (conflicts.length > 0) context.log.warn({ sbcId, reasons: conflicts.slice(0, 20).map(({ reason }) => reason) }, 'Numbers are on an SBC for somebody else')
    return {
      sbcId,
      held: outcomes.filter(({ outcome }) => outcome === 'added' || outcome === 'unchanged').map(({ rule }) => ({ number: rule.prefix, name: rule.name, tag: rule.tag })),
      refused: outcomes.filter(({ outcome }) => outcome === 'conflict' || outcome === 'refused').map(({ rule, outcome, reason }) => ({
        // What others have is theirs to know; our log names it.
        number: rule.prefix, reason: outcome === 'conflict' ? `${rule.prefix} is there already: another tenant has it, or it was made by hand.` : reason ?? 'no reason given'
      }))
    }
  } catch (error) {
    if (!(error instanceof UpstreamFault) || !error.passes) throw error
    context.log.warn({ err: error, sbcId }, 'An SBC is not available')
    context.say('Warning', error.message)
    return undefined
  }
}

/** Takes rules off all SBCs. Undefined when they are off everywhere, else the outcome to wait with. */
export async function removeFromSbcs (context: AnyContext, sbcIds: readonly number[], rules: readonly Rule[]): Promise<ReturnType<typeof wait> | undefined> {
  let open = 0
  for (const sbcId of sbcIds) {
    try {
      const outcomes = await context.sbcs.apply(context.task.providerId, sbcId, operatorConnectPlan, { add: [], remove: rules })
      const reason = outcomes.find(({ outcome, reason }) => outcome === 'removed' && reason !== undefined)?.reason
      if (reason !== undefined) context.say('Warning', reason)
      await recordRemovedFromSbc(context.db, context.task.providerId, sbcId, rules.map(rule => rule.prefix))
    } catch (error) {
      if (!(error instanceof UpstreamFault) || !error.passes) throw error
      context.say('Warning', error.message)
      open += 1
    }
  }
  return open === 0 ? undefined : wait(5)
}

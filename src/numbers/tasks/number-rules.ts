import { recordRemovedFromSbc } from '../records/numbers.ts'
import { UpstreamFault } from '../../problems.ts'
import { operatorConnectPlan, type Rule } from '../../upstreams/sbc/sbc.ts'
import { wait } from '../../engine/define.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'

/** The rule that leads calls to a number to its tenant (docs/wire/mediant.md#what-live-platform-puts-on-a-device). */
export function ruleFor (number: string, siteName: string, msTenantId: string): Rule {
  return { name: siteName, prefix: number, tag: `Trunk=${msTenantId}` }
}

type AnyContext = Pick<StepContext<unknown, unknown>, 'task' | 'sbcs' | 'db'> & {
  say: StepContext<unknown, unknown>['say']
}

/** Takes rules off all SBCs. Undefined when they are off everywhere, else the outcome to wait with. */
export async function removeFromSbcs (
  context: AnyContext, sbcIds: readonly number[], rules: readonly Rule[]
): Promise<ReturnType<typeof wait> | undefined> {
  let open = 0
  for (const sbcId of sbcIds) {
    try {
      const outcomes = await context.sbcs.apply(context.task.providerId, sbcId, operatorConnectPlan, {
        add: [], remove: rules
      })
      const reason = outcomes.find(({ outcome, reason }) => outcome === 'removed' && reason !== undefined)?.reason
      if (reason !== undefined) context.say('Warning', reason)
      await recordRemovedFromSbc(context.db, context.task.providerId, sbcId, rules.map(rule => rule.prefix))
    } catch (error) {
      if (!(error instanceof UpstreamFault) || !error.isTransient) throw error
      context.say('Warning', error.message)
      open += 1
    }
  }
  return open === 0 ? undefined : wait(5)
}

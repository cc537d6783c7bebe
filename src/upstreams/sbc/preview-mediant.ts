import { rowsOf } from './mediant-edits.ts'
import type { MediantCalls } from './mediant-calls.ts'
import { scriptsFor } from './mediant-scripts.ts'
import { foreseen, noSuchPlan, settleBeforehand } from './rule-outcomes.ts'
import type { ChangePreview, DialPlanChange, SbcConnection } from './sbc.ts'

/** The scripts that a change would send now, with the indices of now. */
export async function previewMediant (
  calls: MediantCalls, limits: SbcConnection['limits'], plan: string, change: DialPlanChange
): Promise<ChangePreview> {
  const device = await calls.plan(plan)
  if (device === undefined) {
    const outcomes = noSuchPlan(calls.name, plan, [...change.add, ...change.remove])
    return { outcomes, rules: undefined, rulesAfter: undefined, text: [] }
  }
  const outcomes = settleBeforehand(device.rules, change, limits)
  const add = change.add.filter(rule => !outcomes.has(rule))
  const remove = change.remove.filter(rule => !outcomes.has(rule))
  const scripts = [...scriptsFor(device.index, add, []), ...scriptsFor(device.index, [], rowsOf(device.rules, remove))]
  return {
    outcomes: foreseen(change, outcomes), rules: device.rules.length,
    rulesAfter: device.rules.length + add.length - remove.length, text: scripts.flat()
  }
}

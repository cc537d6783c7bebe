import { recordRemovedFromSbc } from '../../records/numbers.ts'
import { wait } from '../../../engine/define.ts'
import { isAmong } from '../../../engine/ordinals.ts'
import type { TaskItem } from '../../../engine/records/task-items.ts'
import { UpstreamFault } from '../../../problems.ts'
import { operatorConnectPlan } from '../../../upstreams/sbc/sbc.ts'
import { isOf, type OnSbc, type SbcContext, type ToRule } from './on-sbc.ts'

/**
 * Takes back what the upload did to SBCs for these items. With `all` of its items, each SBC is stored as cleaned, so
 * that the output can say which are not when undoing gives up. Undefined when all is done, else the outcome to wait
 * with.
 */
export async function takeBackFromSbcs (
  context: SbcContext, items: readonly TaskItem[], toRule: ToRule, all: boolean
): Promise<ReturnType<typeof wait> | undefined> {
  let open = 0
  let failure: unknown
  for (const entry of context.progress.onSbcs ?? []) {
    if (entry.cleaned === true) continue
    try {
      await takeBackFromOne(context, entry, items, toRule)
      if (all) {
        await context.record({
          onSbcs: (context.progress.onSbcs ?? []).map(on => on.sbcId === entry.sbcId ? { ...on, cleaned: true } : on)
        })
      }
    } catch (error) {
      if (!(error instanceof UpstreamFault)) throw error
      // If one SBC fails for good, the others are cleaned all the same.
      if (!error.isTransient) failure = error
      else context.say('Warning', error.message)
      open += 1
    }
  }
  if (failure !== undefined) throw failure
  return open === 0 ? undefined : wait(5)
}

async function takeBackFromOne (
  { db, task, sbcs, say }: SbcContext, entry: OnSbc, items: readonly TaskItem[], toRule: ToRule
): Promise<void> {
  const rules = items.filter(item => isAmong(entry.added, item)).map(toRule)
  if (rules.length > 0) {
    const outcomes = await sbcs.apply(task.providerId, entry.sbcId, operatorConnectPlan, { add: [], remove: rules })
    const reason = outcomes.find(({ outcome, reason }) => outcome === 'removed' && reason !== undefined)?.reason
    if (reason !== undefined) say('Warning', reason)
  }
  await recordRemovedFromSbc(
    db, task.providerId, entry.sbcId, items.filter(item => isOf(entry, item)).map(item => item.key)
  )
}

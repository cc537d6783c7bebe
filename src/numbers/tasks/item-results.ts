import { Type, type Static } from '@sinclair/typebox'
import { failedItem, type ItemOutcome, type ItemResult } from '../../engine/records/task-items.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import { some } from '../../engine/wording.ts'

// What all kinds of tasks about numbers share: results of numbers, their counts, and who changed a number.

/** Numbers of a task by what became of them. */
export const ItemCounts = Type.Object({ succeeded: Type.Integer(), unchanged: Type.Integer(), failed: Type.Integer() })
export type ItemCounts = Static<typeof ItemCounts>

/** The counts so far with further results added. */
export function addToCounts (counts: ItemCounts | undefined, results: readonly ItemResult[]): ItemCounts {
  const { succeeded, unchanged, failed } = counts ?? { succeeded: 0, unchanged: 0, failed: 0 }
  const count = (outcome: ItemOutcome): number => results.filter(result => result.outcome === outcome).length
  return {
    succeeded: succeeded + count('succeeded'), unchanged: unchanged + count('unchanged'),
    failed: failed + count('failed')
  }
}

/** The author of a change, as the history of a number names it. */
export function authorOf (
  { task }: Pick<StepContext<unknown, unknown>, 'task'>
): { providerId: number, taskId: string, caller: string } {
  return { providerId: task.providerId, taskId: task.id, caller: task.caller }
}

/** Why a number failed that belongs to somebody else. */
export const ownedElsewhere = 'number_owned_elsewhere'

/** The failure of a number that another tenant holds; the task gives the number up, so that its holder may use it. */
export function heldElsewhere (number: string, step: string): ItemResult {
  return { ...failedItem(number, step, ownedElsewhere, 'The number is held by another tenant.'), isLetGo: true }
}

/** Adds a warning that names the numbers which the request named more than once. */
export function warnOfDuplicates (
  context: Pick<StepContext<unknown, unknown>, 'say'>, duplicates: readonly string[]
): void {
  if (duplicates.length === 0) return
  context.say('Warning', `Named more than once and taken once: ${some(duplicates)}.`)
}

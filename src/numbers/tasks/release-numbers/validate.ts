import { recordsOfProvider } from '../../../database/reach.ts'
import { approval } from '../../../engine/approval.ts'
import { mayChange } from '../../../sbcs/tasks/may-change.ts'
import { heldByOthers, sbcsWith } from '../../records/numbers.ts'
import { next, reject, type Outcome } from '../../../engine/define.ts'
import { itemsOf, writeItems } from '../../../engine/records/task-items.ts'
import { some } from '../../../engine/wording.ts'
import { heldElsewhere, warnOfDuplicates } from '../item-results.ts'
import { brakedRelease } from './brake.ts'
import type { ReleaseContext, ReleaseProgress } from './progress.ts'

/** Numbers that another tenant holds by now fail; the task goes on with the others. */
export async function validate (context: ReleaseContext): Promise<Outcome<ReleaseProgress>> {
  const { db, task, input, say } = context
  const numbers = (await itemsOf(db, task)).map(item => item.key)
  const notNow = await mayChange(context, {
    sbcIds: await sbcsWith(db, task.providerId, numbers), rows: numbers.length
  })
  if (notNow !== undefined) return notNow
  const foreign = await heldByOthers(recordsOfProvider(db, task.providerId), input.msTenantId, numbers)
  if (foreign.length === numbers.length) {
    return reject('input_invalid', 'Input is not valid any more: the numbers belong to another tenant.')
  }
  const { msTenantId } = input
  // What is a part of something larger was weighed there.
  const asked = input.isWeighed === true
    ? undefined
    : await brakedRelease(context, msTenantId, numbers.length - foreign.length)
  if (asked !== undefined) return approval(asked)
  say('Information', 'Input is valid.')
  warnOfDuplicates(context, input.duplicates)
  if (foreign.length > 0) say('Error', `Held by another tenant: ${some(foreign)}.`)
  return next({}, trx => writeItems(trx, task, foreign.map(number => heldElsewhere(number, 'validate'))))
}

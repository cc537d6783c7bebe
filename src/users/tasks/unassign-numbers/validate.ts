import { recordsOfProvider } from '../../../database/reach.ts'
import { heldByOthers, heldNumbers } from '../../../numbers/records/numbers.ts'
import { addToCounts, heldElsewhere, warnOfDuplicates } from '../../../numbers/tasks/item-results.ts'
import { checkConnection } from '../../../tenancy/tasks/check-connection.ts'
import { approval } from '../../../engine/approval.ts'
import { next, reject, type Outcome } from '../../../engine/define.ts'
import { failedItem, itemsOf, writeItems } from '../../../engine/records/task-items.ts'
import { some } from '../../../engine/wording.ts'
import { asE164, type E164 } from '../../../schemas/phone-number.ts'
import { brakedUnassignment } from './brake.ts'
import type { UnassignContext, UnassignProgress } from './progress.ts'

/** Numbers that are not the tenant's fail; the task goes on with the others. */
export async function validate (context: UnassignContext): Promise<Outcome<UnassignProgress>> {
  const { db, task, input, progress, say } = context
  const broken = await checkConnection(context, input.msTenantId)
  if (broken !== undefined) return broken
  const numbers = (await itemsOf(db, task)).map(item => asE164(item.key))
  const foreign = await heldByOthers(recordsOfProvider(db, task.providerId), input.msTenantId, numbers)
  const strange = await unknownNumbers(context, numbers, foreign)
  if (foreign.length + strange.length === numbers.length) {
    return reject('input_invalid', 'None of the numbers belongs to this tenant.')
  }
  const asked = await brakedUnassignment(context, input.msTenantId, numbers.length - foreign.length - strange.length)
  if (asked !== undefined) return approval(asked)
  say('Information', 'Input is valid.')
  warnOfDuplicates(context, input.duplicates)
  if (foreign.length > 0) say('Error', `Held by another tenant: ${some(foreign)}.`)
  if (strange.length > 0) say('Error', `Not among the numbers of the tenant: ${some(strange)}.`)
  const results = [
    ...foreign.map(number => heldElsewhere(number, 'validate')),
    ...strange.map(number =>
      failedItem(number, 'validate', 'number_not_found', 'The number is not among those of the tenant.')
    )
  ]
  return next({ counts: addToCounts(progress.counts, results) }, trx => writeItems(trx, task, results))
}

/** Numbers that neither our records nor Operator Connect know: a tenant may have numbers of other operators as well. */
async function unknownNumbers (
  { db, task, input, microsoft }: UnassignContext, numbers: readonly E164[], foreign: readonly string[]
): Promise<E164[]> {
  const known = new Set([...foreign, ...await heldNumbers(db, task.providerId, numbers)])
  const unknown = numbers.filter(number => !known.has(number))
  if (unknown.length === 0) return []
  const ours = await microsoft.findNumbers(task.providerId, input.msTenantId, unknown)
  return unknown.filter(number => !ours.has(number))
}

import { recordsOfProvider } from '../../../database/reach.ts'
import { changeFacts } from '../../records/number-changes.ts'
import { next, reject, type Outcome } from '../../../engine/define.ts'
import { failedItem, itemsOf, writeItems } from '../../../engine/records/task-items.ts'
import { some } from '../../../engine/wording.ts'
import { asE164 } from '../../../schemas/phone-number.ts'
import { addToCounts, warnOfDuplicates } from '../item-results.ts'
import { asksForAddress, locateAtMicrosoft, locateInCopy } from '../locate-address.ts'
import type { ChangeContext, ChangeProgress } from './progress.ts'

/** Numbers that are not the tenant's fail; an address is looked for among those of the tenant. */
export async function validate (context: ChangeContext): Promise<Outcome<ChangeProgress>> {
  const { db, task, input, progress, say } = context
  const numbers = (await itemsOf(db, task)).map(item => asE164(item.key))
  const facts = await changeFacts(recordsOfProvider(db, task.providerId), numbers)
  const foreign = numbers.filter(number => facts.get(number)?.msTenantId !== input.msTenantId)
  if (foreign.length === numbers.length) {
    return reject('input_invalid', 'Input is not valid any more: the numbers do not belong to the tenant.')
  }
  warnOfDuplicates(context, input.duplicates)
  if (foreign.length > 0) say('Error', `Not among the numbers of the tenant: ${some(foreign)}.`)
  const results = foreign.map(number =>
    failedItem(number, 'validate', 'number_not_found', 'The number is not among those of the tenant.')
  )
  const counts = addToCounts(progress.counts, results)
  if (!asksForAddress(input)) {
    say('Information', 'Input is valid.')
    return next({ counts }, trx => writeItems(trx, task, results))
  }
  const known = await locateInCopy(context, input.msTenantId, input, numbers)
  const { found, effect } = known !== undefined
    ? { found: known, effect: undefined }
    : await locateAtMicrosoft(context, input.msTenantId, input, numbers)
  if (found.status === 'refused') return reject(found.code, found.reason)
  const { civicAddressId, locationId = found.defaultLocationId } = found
  say('Information', `Input is valid. Emergency address ${civicAddressId} found.`)
  return next({ counts, location: { civicAddressId, ...(locationId !== undefined && { locationId }) } }, async trx => {
    await effect?.(trx)
    await writeItems(trx, task, results)
  })
}

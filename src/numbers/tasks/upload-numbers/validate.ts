import { usesOfNumbers } from '../../../allocations/schemas/use.ts'
import { checkUses } from '../../../allocations/tasks/check-uses.ts'
import { recordsOfProvider } from '../../../database/reach.ts'
import { some } from '../../../engine/wording.ts'
import { keptBack } from '../../records/kept-back.ts'
import { readUploadContexts, type UploadContext as Facts } from '../../records/upload-context.ts'
import { next, reject, type Outcome } from '../../../engine/define.ts'
import { itemsOf } from '../../../engine/records/task-items.ts'
import { mayChange } from '../../../sbcs/tasks/may-change.ts'
import { asE164, type E164 } from '../../../schemas/phone-number.ts'
import { Numbering } from '../../../schemas/numbering.ts'
import { ruleFor } from '../../../schemas/numbering-tables.ts'
import { warnOfDuplicates } from '../item-results.ts'
import { refusals } from '../upload-rules.ts'
import type { UploadContext, UploadProgress } from './progress.ts'

/** Checks again what the request was checked for: the records may have changed since. */
export async function validate (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const { db, task, input, say } = context
  const [facts, items] = await Promise.all([factsOf(context), itemsOf(db, task)])
  const numbers = items.map(item => asE164(item.key))
  const reasons = facts === undefined ? ['The tenant is not known.'] : reasonsAgainst(context, numbers, facts)
  if (reasons.length > 0) {
    return reject('input_invalid', `Input is not valid any more: ${reasons.slice(0, 5).join(' ')}`)
  }
  const uses = usesOfNumbers(numbers, 'PhoneNumbers')
  const refused = await checkUses(context, { customerId: facts?.customer?.id }, uses, input.reason)
  if (refused !== undefined) return refused
  const kept = await keptBack(recordsOfProvider(db, task.providerId), facts?.customer?.id, numbers)
  if (kept.length > 0) {
    const names = some(kept.map(({ number }) => number))
    return reject('number_kept_back', `Reserved for another customer, or cooling since one had it: ${names}.`)
  }
  const notNow = await mayChange(context, { sbcIds: facts?.sbcIds ?? [], rows: numbers.length, adds: true })
  if (notNow !== undefined) return notNow
  say('Information', 'Input is valid.')
  sayOverridden(context, numbers, facts)
  warnOfDuplicates(context, input.duplicates)
  return next({ sbcIds: facts?.sbcIds ?? [], onSbcs: [] })
}

/** Tells by which overrides of the provider there are numbers that the tables lack, or have otherwise. */
function sayOverridden ({ say }: UploadContext, numbers: readonly E164[], facts: Facts | undefined): void {
  const numbering = new Numbering(facts?.declared)
  for (const { start, end } of facts?.declared ?? []) {
    const decided = numbers.filter(number => {
      const range = numbering.rangeOf(number)
      return range?.start === start && range.end === end
    })
    if (decided.length === 0) continue
    say('Information', `${decided.length} of the numbers by: ${ruleFor(numbering, decided[0])}`)
  }
}

/** What the records say now about the tenant and the calling profile; undefined when they do not know the tenant. */
export async function factsOf ({ db, task, input }: UploadContext): Promise<Facts | undefined> {
  const [facts] = await readUploadContexts(db, [{
    providerId: task.providerId, msTenantId: input.msTenantId, callingProfile: input.callingProfileId
  }])
  return facts
}

function reasonsAgainst ({ input }: UploadContext, numbers: readonly E164[], facts: Facts): string[] {
  const address = [input.civicAddressId, input.locationId, input.addressText, input.locationText]
  const errors = refusals({
    ...input,
    country: input.country,
    typeOfService: input.typeOfService,
    allowTenantAddressUpdate: input.allowTenantAddressUpdate,
    hasAddress: address.some(part => part !== undefined),
    numbers
  }, facts)
  return Object.values(errors).flat()
}

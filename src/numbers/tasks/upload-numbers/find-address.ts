import { next, reject, type Effect, type Outcome } from '../../../engine/define.ts'
import { itemsOf } from '../../../engine/records/task-items.ts'
import { asE164, type E164 } from '../../../schemas/phone-number.ts'
import type { FoundLocation } from '../find-location.ts'
import { asksForAddress, locateAtMicrosoft, locateInCopy } from '../locate-address.ts'
import type { UploadContext, UploadProgress } from './progress.ts'

/** Finds the address in our copy, without a call. What the copy does not know may be new: Microsoft is asked next. */
export async function findEmergencyAddress (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const { input, say } = context
  if (!asksForAddress(input)) return next()
  const found = await locateInCopy(context, input.msTenantId, input, await numbersOf(context))
  if (found === undefined) return next()
  say('Information', `Emergency address ${found.civicAddressId} found among those that the tenant had lately.`)
  return next(foundBy(context, found))
}

type AtMicrosoft = ReturnType<typeof reject> | { type: 'found', progress: Partial<UploadProgress>, effect?: Effect }

/** Asks Microsoft for the address where our copy did not have it, and keeps what it has. */
export async function askForAddress (context: UploadContext): Promise<AtMicrosoft> {
  const { input, progress, say } = context
  if (!asksForAddress(input) || progress.addressFound === true) return { type: 'found', progress: {} }
  const { found, effect } = await locateAtMicrosoft(context, input.msTenantId, input, await numbersOf(context))
  if (found.status === 'refused') return reject(found.code, found.reason)
  say('Information', `Emergency address ${found.civicAddressId} found.`)
  return { type: 'found', progress: foundBy(context, found), effect }
}

/** What was asked for by its ids is sent as it was asked for. */
function foundBy (
  { input }: UploadContext, { civicAddressId, locationId }: Extract<FoundLocation, { status: 'found' }>
): Partial<UploadProgress> {
  const isInWords = input.addressText !== undefined || input.locationText !== undefined
  return {
    addressFound: true,
    ...(isInWords && { civicAddressId, ...(locationId !== undefined && { locationId }) })
  }
}

async function numbersOf ({ db, task }: UploadContext): Promise<E164[]> {
  return (await itemsOf(db, task)).map(item => asE164(item.key))
}

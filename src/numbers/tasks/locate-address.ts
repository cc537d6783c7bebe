import { recordsOfProvider } from '../../database/reach.ts'
import type { Effect } from '../../engine/define.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import { latelySeenAddresses } from '../records/civic-addresses.ts'
import { pullCivicAddresses } from './civic-addresses.ts'
import { findLocation, type AskedLocation, type FoundLocation } from './find-location.ts'

/** Whether a request names an emergency address at all. */
export function asksForAddress ({ civicAddressId, locationId, addressText, locationText }: AskedLocation): boolean {
  return [civicAddressId, locationId, addressText, locationText].some(part => part !== undefined)
}

/** The address where our copy has it; undefined where only Microsoft can tell, because the copy may be old. */
export async function locateInCopy (
  { db, task }: Pick<StepContext<unknown, object>, 'db' | 'task'>, msTenantId: string, asked: AskedLocation,
  numbers: readonly E164[]
): Promise<Extract<FoundLocation, { status: 'found' }> | undefined> {
  const { addresses } = await latelySeenAddresses(recordsOfProvider(db, task.providerId), msTenantId)
  const found = findLocation(addresses, asked, numbers)
  return found.status === 'found' ? found : undefined
}

/** The address among those that Microsoft has now, and the effect that keeps them as our copy. */
export async function locateAtMicrosoft (
  context: Pick<StepContext<unknown, object>, 'microsoft' | 'task'>, msTenantId: string, asked: AskedLocation,
  numbers: readonly E164[]
): Promise<{ found: FoundLocation, effect: Effect }> {
  const { addresses, effect } = await pullCivicAddresses(context, msTenantId)
  return { found: findLocation(addresses, asked, numbers), effect }
}

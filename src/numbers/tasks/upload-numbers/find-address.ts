import { next, reject, type Outcome } from '../../../engine/define.ts'
import { addressRefusal, findAddress } from '../emergency-address.ts'
import type { UploadContext, UploadProgress } from './progress.ts'

/** Finds the address that the request names by its words; one that is named by its id is Microsoft's to judge. */
export async function findEmergencyAddress (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const { task, input, say, microsoft } = context
  const { addressText, locationText } = input
  if (addressText === undefined && locationText === undefined) return next()
  const addresses = await microsoft.civicAddresses(task.providerId, input.msTenantId)
  const found = findAddress(addresses, addressText, locationText)
  if (found.status !== 'found') return reject('address_unknown', addressRefusal(found, [addressText, locationText]))
  say('Information', `Emergency address ${found.civicAddressId} found.`)
  return next({
    civicAddressId: found.civicAddressId, ...(found.locationId !== undefined && { locationId: found.locationId })
  })
}

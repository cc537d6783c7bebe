import { next, reject, type Outcome } from '../../../engine/define.ts'
import { pullCivicAddresses } from '../civic-addresses.ts'
import { addressRefusal, findAddress } from '../emergency-address.ts'
import type { UploadContext, UploadProgress } from './progress.ts'

/**
 * Finds the address that the request names by its words, among those that the tenant has now, and keeps these; one that
 * is named by its id is Microsoft's to judge.
 */
export async function findEmergencyAddress (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const { input, say } = context
  const { addressText, locationText } = input
  if (addressText === undefined && locationText === undefined) return next()
  const { addresses, effect } = await pullCivicAddresses(context, input.msTenantId)
  const found = findAddress(addresses, addressText, locationText)
  if (found.status !== 'found') return reject('address_unknown', addressRefusal(found, [addressText, locationText]))
  say('Information', `Emergency address ${found.civicAddressId} found.`)
  return next({
    civicAddressId: found.civicAddressId, ...(found.locationId !== undefined && { locationId: found.locationId })
  }, effect)
}

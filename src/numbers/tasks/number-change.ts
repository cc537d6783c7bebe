import type { ChangeFact, Desired } from '../records/number-changes.ts'
import type { CapabilityPlan } from '../records/upload-context.ts'
import type { AcquiredNumber, CivicAddress } from '../../upstreams/microsoft/microsoft.ts'
import { countryOf, type E164 } from '../../schemas/phone-number.ts'
import { capabilityOf, usages, type Usage } from '../schemas/usage.ts'
import { findAddress } from './emergency-address.ts'

export interface AskedLocation {
  readonly civicAddressId?: string | undefined
  readonly locationId?: string | undefined
  readonly addressText?: string | undefined
  readonly locationText?: string | undefined
}

export type FoundLocation =
  | { status: 'found', civicAddressId: string, locationId: string | undefined }
  | { status: 'refused', code: 'address_unknown' | 'address_not_validated', reason: string }

/** Countries where the address that help is sent to must be validated (docs/wire/microsoft.md#emergency-addresses). */
const validatedOnly = ['US', 'CA']

/** The location among those of the tenant, by ids or by words; a civic address alone means its default location. */
export function findLocation (
  addresses: readonly CivicAddress[], asked: AskedLocation, numbers: readonly E164[]
): FoundLocation {
  const { civicAddressId, locationId, addressText, locationText } = asked
  const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()
  const byWords = addressText === undefined && locationText === undefined
    ? undefined
    : findAddress(addresses, addressText, locationText)
  if (byWords !== undefined && byWords.status !== 'found') {
    const text = [addressText, locationText].filter(part => part !== undefined).join(', ')
    const known = byWords.candidates.slice(0, 5).map(candidate => `${candidate.text} (${candidate.id})`).join('; ')
    return {
      status: 'refused',
      code: 'address_unknown',
      reason:
        `The emergency address "${text}" ` +
        `${byWords.status === 'ambiguous' ? 'could be several of the tenant' : 'is not one of the tenant\'s'}: ` +
        `${known === '' ? 'it has none' : known}.`
    }
  }
  const wanted = civicAddressId ?? byWords?.civicAddressId
  const place = locationId ?? byWords?.locationId
  const address = addresses.find(candidate =>
    wanted !== undefined
      ? same(candidate.id, wanted)
      : candidate.locations.some(location => place !== undefined && same(location.id, place))
  )
  if (address === undefined) {
    return {
      status: 'refused',
      code: 'address_unknown',
      reason:
        `The tenant has no ${wanted !== undefined ? `civic address ${wanted}` : `location ${place ?? ''}`}; it must ` +
        'be set up in Teams admin center first.'
    }
  }
  const location = address.locations.find(candidate => place !== undefined && same(candidate.id, place))
  if (place !== undefined && location === undefined) {
    return {
      status: 'refused', code: 'address_unknown',
      reason: `Location ${place} does not lie within civic address ${address.id}.`
    }
  }
  const strict = validatedOnly.find(country =>
    address.country === country || numbers.some(number => countryOf(number) === country)
  )
  if (strict !== undefined && !address.validated) {
    return {
      status: 'refused',
      code: 'address_not_validated',
      reason:
        `Civic address ${address.id} is not validated, which it must be for ${strict}; validate it in Teams admin ` +
        'center first.'
    }
  }
  return {
    status: 'found', civicAddressId: address.id,
    locationId: location?.id ?? (address.printed.defaultLocationId || undefined)
  }
}

/**
 * Whether Microsoft shows the number as it is wanted already. Additional usages it does not show; those the records
 * tell.
 */
export function isAlready (
  found: AcquiredNumber, desired: Desired, plan: CapabilityPlan | undefined, fact: ChangeFact | undefined
): boolean {
  const has = (capability: string): boolean => found.acquiredCapabilities.includes(capability)
  const { usage, capabilities, additionalUsages, location } = desired
  if (
    location !== undefined &&
    (found.civicAddressId !== location.civicAddressId ||
      (location.locationId !== undefined && found.locationId !== location.locationId))
  ) return false
  if (usage !== undefined && usages.some(other => has(capabilityOf(other)) !== (other === usage))) return false
  if (capabilities !== undefined) {
    const choosable = new Set([...plan?.choosable ?? [], ...capabilities])
    if (
      [...choosable].some(capability =>
        has(capability) !== (capabilities.includes(capability) || (plan?.mandatory.includes(capability) ?? false))
      )
    ) return false
  }
  return additionalUsages === undefined ||
    (additionalUsages.length === (fact?.additionalUsages.length ?? 0) &&
      additionalUsages.every(other => fact?.additionalUsages.includes(other)))
}

export const isUsage = (text: string | null | undefined): text is Usage => usages.some(usage => usage === text)

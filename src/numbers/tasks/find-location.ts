import { countryOf, type E164 } from '../../schemas/phone-number.ts'
import type { CivicAddress } from '../schemas/civic-address.ts'
import { ruleOfCountry } from '../schemas/country-rules.ts'
import { addressRefusal, findAddress, recognizable, type FoundAddress } from './emergency-address.ts'

/** A location by its ids, or by the words of its address. */
export interface AskedLocation {
  readonly civicAddressId?: string | undefined
  readonly locationId?: string | undefined
  readonly addressText?: string | undefined
  readonly locationText?: string | undefined
}

export type FoundLocation =
  | { status: 'found', civicAddressId: string, locationId: string | undefined, defaultLocationId: string | undefined }
  | { status: 'refused', code: 'address_unknown' | 'address_not_validated', reason: string }

/** The location among those of the tenant, by ids or by words. */
export function findLocation (
  addresses: readonly CivicAddress[], asked: AskedLocation, numbers: readonly E164[]
): FoundLocation {
  const { addressText, locationText } = asked
  const byWords = findByWords(addresses, asked)
  if (byWords !== undefined && byWords.status !== 'found') {
    return unknown(addressRefusal(byWords, [addressText, locationText]))
  }
  const civicAddressId = asked.civicAddressId ?? byWords?.civicAddressId
  const locationId = asked.locationId ?? byWords?.locationId
  const address = addresses.find(candidate =>
    civicAddressId !== undefined
      ? isSame(candidate.id, civicAddressId)
      : candidate.locations.some(location => isSame(location.id, locationId))
  )
  if (address === undefined) {
    const what = civicAddressId !== undefined ? `civic address ${civicAddressId}` : `location ${locationId ?? ''}`
    return unknown(`The tenant has no ${what}; it must be set up in Teams admin center first.`)
  }
  const location = address.locations.find(candidate => isSame(candidate.id, locationId))
  if (locationId !== undefined && location === undefined) {
    return unknown(`Location ${locationId} does not lie within civic address ${address.id}.`)
  }
  return notValidated(address, numbers) ?? {
    status: 'found', civicAddressId: address.id, locationId: location?.id,
    defaultLocationId: address.defaultLocationId || undefined
  }
}

function findByWords (
  addresses: readonly CivicAddress[], { addressText, locationText }: AskedLocation
): FoundAddress | undefined {
  const isAsked = addressText !== undefined || locationText !== undefined
  return isAsked ? findAddress(addresses.map(recognizable), addressText, locationText) : undefined
}

function isSame (id: string, other: string | undefined): boolean {
  return id.toLowerCase() === other?.toLowerCase()
}

function unknown (reason: string): FoundLocation {
  return { status: 'refused', code: 'address_unknown', reason }
}

/** The refusal of an address that is not validated, where the address or a number lies in a country that needs it. */
function notValidated (address: CivicAddress, numbers: readonly E164[]): FoundLocation | undefined {
  if (address.validationStatus === 'Validated') return undefined
  const countries = [address.country ?? undefined, ...numbers.map(countryOf)]
  const country = countries.find(country => ruleOfCountry(country).needsValidatedAddress)
  if (country === undefined) return undefined
  return {
    status: 'refused',
    code: 'address_not_validated',
    reason: `Civic address ${address.id} is not validated, which it must be for ${country}; validate it in Teams ` +
      'admin center first.'
  }
}

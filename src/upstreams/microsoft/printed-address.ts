/** The words of a civic address, in Microsoft's names and order. */
const addressWords = [
  'country', 'houseNumber', 'houseNumberSuffix', 'preDirectional', 'streetName', 'streetSuffix', 'postDirectional',
  'stateOrProvince', 'countyOrDistrict', 'cityOrTown', 'cityOrTownAlias', 'postalOrZipCode', 'description',
  'companyName', 'companyId', 'defaultLocationId', 'validationStatus', 'tenantId', 'partnerId', 'latitude', 'longitude'
] as const
type AddressWord = typeof addressWords[number]

/** An object with something for each word. */
export function forEachAddressWord<Value> (valueOf: (word: AddressWord) => Value): Record<AddressWord, Value> {
  return Object.fromEntries(addressWords.map(word => [word, valueOf(word)])) as Record<AddressWord, Value>
}

/** A place within a civic address, as Microsoft prints it. */
interface PrintedLocation {
  id: string
  civicAddressId: string
  description: string | null
  additionalInfo: string | null
  isDefault: boolean
  elin: string | null
}

/** A civic address as Microsoft prints it. */
export type PrintedAddress = Record<AddressWord, string | null> & {
  id: string
  locations: PrintedLocation[]
}

/** The words of a civic address, in Microsoft's names and order. */
export const addressWords = [
  'country', 'houseNumber', 'houseNumberSuffix', 'preDirectional', 'streetName', 'streetSuffix', 'postDirectional',
  'stateOrProvince', 'countyOrDistrict', 'cityOrTown', 'cityOrTownAlias', 'postalOrZipCode', 'description',
  'companyName', 'companyId', 'defaultLocationId', 'validationStatus', 'tenantId', 'partnerId', 'latitude', 'longitude'
] as const

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
export type PrintedAddress = Record<typeof addressWords[number], string | null> & {
  id: string
  locations: PrintedLocation[]
}

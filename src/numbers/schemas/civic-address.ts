import { Type, type Static } from '@sinclair/typebox'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OrNull } from '../../schemas/value.ts'

/** The words of an address, in Microsoft's names and order. */
export const addressWords = [
  'country', 'houseNumber', 'houseNumberSuffix', 'preDirectional', 'streetName', 'streetSuffix', 'postDirectional',
  'stateOrProvince', 'countyOrDistrict', 'cityOrTown', 'cityOrTownAlias', 'postalOrZipCode', 'description',
  'companyName', 'companyId', 'defaultLocationId', 'validationStatus', 'tenantId', 'partnerId', 'latitude', 'longitude'
] as const

const Text = OrNull(Type.String())
const words = Object.fromEntries(addressWords.map(word => [word, Text])) as Record<
  typeof addressWords[number],
  typeof Text
>

const CivicLocation = Type.Object({
  id: Type.String(),
  civicAddressId: Type.String({ description: 'The address it lies in.' }),
  description: Text,
  additionalInfo: OrNull(Type.String({ description: 'Such as the floor.' })),
  isDefault: Type.Boolean({ description: 'Stands for the address itself.' }),
  elin: OrNull(Type.String({ description: 'Emergency location identification number.' }))
}, { description: 'A place within a civic address.' })
type CivicLocation = Static<typeof CivicLocation>

/** An emergency address of a tenant; the tenant's administrator sets it up, nobody else can change it. */
export const CivicAddress = Type.Object({
  id: Type.String(),
  ...words,
  validationStatus: OrNull(
    Type.String({
      description: '`Validated` or `NotValidated`; in the US and in Canada only validated addresses may be used.'
    })
  ),
  defaultLocationId: OrNull(Type.String({ description: 'The location that stands for the address itself.' })),
  locations: Type.Array(CivicLocation)
}, {
  $id: 'CivicAddress',
  description: 'An emergency address of a tenant, with the places within it.',
  examples: [{
    id: '815aa0c1-cc95-425f-8315-11757c906aec',
    country: 'AU',
    houseNumber: '120',
    houseNumberSuffix: '',
    preDirectional: '',
    streetName: 'Collins',
    streetSuffix: 'Street',
    postDirectional: '',
    stateOrProvince: 'VIC',
    countyOrDistrict: '',
    cityOrTown: 'Melbourne',
    cityOrTownAlias: '',
    postalOrZipCode: '3000',
    description: 'Melbourne head office',
    companyName: 'Southern Cross Logistics',
    companyId: '',
    defaultLocationId: '2671b55f-1cf5-4dcd-89f6-ef73f08f006e',
    validationStatus: 'Validated',
    tenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1',
    partnerId: '',
    latitude: '-37.81502',
    longitude: '144.96966',
    locations: [{
      id: '2671b55f-1cf5-4dcd-89f6-ef73f08f006e', civicAddressId: '815aa0c1-cc95-425f-8315-11757c906aec',
      description: '', additionalInfo: '', isDefault: true, elin: ''
    }, {
      id: 'b4ab2322-20a5-4c7b-89ae-acf70b78944a', civicAddressId: '815aa0c1-cc95-425f-8315-11757c906aec',
      description: 'Level 3', additionalInfo: 'Level 3', isDefault: false, elin: ''
    }]
  }]
})
export type CivicAddress = Static<typeof CivicAddress>

export const CivicAddressPage = listPage(ref(CivicAddress), {
  $id: 'CivicAddressPage', description: 'One page of civic addresses.'
})

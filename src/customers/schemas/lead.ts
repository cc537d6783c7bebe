import { Type, type Static } from '@sinclair/typebox'
import { CivicAddress } from '../../numbers/schemas/civic-address.ts'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf, OrNull, Text } from '../../schemas/value.ts'

export const leadStatuses = ['Active', 'NotActive', 'Suspended', 'Removed'] as const

const text = OrNull(Type.String())

const Contact = Type.Object({ fullName: text, email: text, phoneNumber: text, companyName: text, companySize: text })

const Location = Type.Object({
  id: Type.String(), civicAddressId: Type.String(), description: text, additionalInfo: text, isDefault: Type.Boolean(),
  elin: text
})

/** What is documented of an address (docs/wire/live-cloud.md#leads); its place on earth came with version 3. */
const CivicAddressV2 = Type.Object({
  id: Type.String(), country: text, houseNumber: text, houseNumberSuffix: text, preDirectional: text, streetName: text,
  streetSuffix: text, postDirectional: text, stateOrProvince: text, countyOrDistrict: text, cityOrTown: text,
  cityOrTownAlias: text, postalOrZipCode: text, description: text, companyName: text, companyId: text,
  defaultLocationId: text, validationStatus: text, tenantId: text, partnerId: text, locations: Type.Array(Location)
})

const addressesKnown = 'Emergency addresses that the tenant has set up; null when none is known.'

const documentedInV2 = {
  civicAddresses: OrNull(Type.Array(CivicAddressV2, { description: addressesKnown })),
  comments: OrNull(Type.Array(Type.String(), { description: 'What the operator noted at Microsoft.' })),
  umpCustomerGuid: OrNull(Type.String({ description: 'The customer, once the tenant is licensed.' })),
  isNotActive: OrNull(
    Type.Boolean({ description: 'Of a licensed tenant: whether Microsoft does not count it as active any more.' })
  ),
  channelId: OrNull(Type.Integer({ description: 'The channel it belongs to.' })),
  ovocChannelId: OrNull(Type.Integer({ description: 'The same as channelId.' })),
  isDirectLead: Type.Boolean({
    description: 'Made by us, without the consent of the tenant. One tenant may be a lead of both kinds.'
  }),
  id: Type.String({ description: 'Ours.' }),
  tenantId: Type.String({ description: 'The Microsoft tenant.' }),
  tenantOrigin: text,
  operatorId: OrNull(Type.String({ description: 'Who gave the consent; null for direct leads.' })),
  status: OneOf(leadStatuses, { description: 'As Microsoft has it.' }),
  consentedOn: Type.String({ format: 'date-time' }),
  lastModifiedOn: Type.String({ format: 'date-time' }),
  consentedCountries: Type.Array(Type.String(), {
    description: 'ISO country codes; a direct lead may have numbers of every country.'
  }),
  contactDetails: Contact,
  contacts: OrNull(Type.Array(Contact))
}

const example = {
  civicAddresses: null, comments: null, umpCustomerGuid: null, isNotActive: null, channelId: null, ovocChannelId: null,
  isDirectLead: true, id: 'da68eafc-4a1e-4d6e-9c52-6f2a0a4b7c11', tenantId: '41747617-089b-4128-a9c8-7c9c2c596c25',
  tenantOrigin: null, operatorId: null, status: 'Active', consentedOn: '2024-04-03T13:32:12.828674Z',
  lastModifiedOn: '2024-04-03T13:32:12.82872Z', consentedCountries: [],
  contactDetails: { fullName: null, email: null, phoneNumber: null, companyName: 'SIPTest2', companySize: null },
  contacts: null
}

const description = 'A Microsoft tenant that consented to us as its operator, or that we added without its consent.'

/** A lead as clients of version 2 know it (docs/wire/live-cloud.md#leads). */
export const LeadV2 = Type.Object(documentedInV2, { $id: 'Lead', description, examples: [example] })

export const Lead = Type.Object({
  ...documentedInV2,
  civicAddresses: OrNull(Type.Array(ref(CivicAddress), { description: addressesKnown })),
  relationship: OrNull(Type.Object({ status: Type.String(), comment: text, lastModifiedOn: Type.String() }, {
    description:
      'Our side of the consent at Microsoft: ConsentAcknowledged, CustomerContacted, AgreementSigned, ' +
      'ConsentDeclined or ContractTerminated.'
  })),
  seenAt: OrNull(Type.String({ format: 'date-time', description: 'When Microsoft last told us of it.' }))
}, { $id: 'Lead', description, examples: [{ ...example, relationship: null, seenAt: '2024-04-03T13:32:12.82872Z' }] })
export type Lead = Static<typeof Lead>

export const LeadPage = listPage(ref(Lead), { $id: 'LeadPage', description: 'One page of leads.' })

export const NewLead = Type.Object({
  tenantId: Text({ 'x-aliases': ['msTenantId'], description: 'Microsoft tenant id (GUID).' }),
  companyName: Type.String({ minLength: 1, maxLength: 256, description: 'A name that no other lead has.' }),
  ticketId: Type.Optional(
    Type.String({
      maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
    })
  )
}, { $id: 'NewLead', examples: [{ tenantId: '41747617-089b-4128-a9c8-7c9c2c596c25', companyName: 'SIPTest2' }] })

import { Type, type Static } from '@sinclair/typebox'

const Text = Type.String()
const Nullable = Type.Union([Type.String(), Type.Null()])
const Strings = Type.Array(Text)

export const relationshipStatuses = [
  'ConsentAcknowledged', 'CustomerContacted', 'AgreementSigned', 'ConsentDeclined', 'ContractTerminated'
]

export const Consent = Type.Object({
  id: Text,
  tenantId: Text,
  tenantOrigin: Nullable,
  productContext: Text,
  operatorId: Nullable,
  status: Type.Union([Type.Literal('Active'), Type.Literal('Suspended'), Type.Literal('Removed')]),
  consentedOn: Nullable,
  lastModifiedOn: Text,
  consentedCountries: Strings,
  contacts: Type.Array(Type.Record(Text, Type.Unknown())),
  contactDetails: Type.Union([Type.Record(Text, Type.Unknown()), Type.Null()]),
  customerRelationship: Type.Union([
    Type.Object({ status: Text, comment: Nullable, lastModifiedOn: Text }),
    Type.Null()
  ])
})
export type Consent = Static<typeof Consent>

export const CivicAddress = Type.Object({
  id: Text,
  country: Text,
  companyName: Text,
  defaultLocationId: Text,
  validationStatus: Type.Union([Type.Literal('NotValidated'), Type.Literal('Validated')]),
  locations: Type.Array(Type.Object({ id: Text, civicAddressId: Text, isDefault: Type.Boolean() }))
})
export type CivicAddress = Static<typeof CivicAddress>

/** A number as the operator API prints it. */
export interface NumberRecord {
  telephoneNumber: string
  tenantId: string
  callingProfileId: string | null
  acquiredCapabilities: string[]
  availableCapabilities: string[]
  acquiredOn: string
  isoCountryCode: string | null
  tnUploadJobId: string | null
  locationId: string | null
  civicAddressId: string | null
  assignmentStatus: string
  displayedCountryCode: string | null
  allowTenantAddressUpdate: boolean
}

/** A number in a state file: only `telephoneNumber` is needed, the rest is filled in. */
export const NumberSeed = Type.Object({
  telephoneNumber: Type.String({ pattern: '^\\+[1-9]\\d{6,14}$' }),
  tenantId: Type.Optional(Text),
  callingProfileId: Type.Optional(Nullable),
  acquiredCapabilities: Type.Optional(Strings),
  availableCapabilities: Type.Optional(Strings),
  acquiredOn: Type.Optional(Text),
  isoCountryCode: Type.Optional(Nullable),
  tnUploadJobId: Type.Optional(Nullable),
  locationId: Type.Optional(Nullable),
  civicAddressId: Type.Optional(Nullable),
  assignmentStatus: Type.Optional(Text),
  displayedCountryCode: Type.Optional(Nullable),
  allowTenantAddressUpdate: Type.Optional(Type.Boolean()),
  usage: Type.Optional(Text),
  additionalUsages: Type.Optional(Strings),
  choosableCapabilities: Type.Optional(Strings),
  assignmentTargetId: Type.Optional(Nullable),
  assignmentCategory: Type.Optional(Nullable),
  visibleAt: Type.Optional(Type.Number())
}, { additionalProperties: false })
export type NumberSeed = Static<typeof NumberSeed>

/** A domain of a tenant, as Graph prints it and a few fields beside. */
export const Domain = Type.Object({
  id: Text,
  isVerified: Type.Boolean(),
  isDefault: Type.Boolean(),
  isInitial: Type.Boolean(),
  isRoot: Type.Boolean(),
  isAdminManaged: Type.Boolean(),
  authenticationType: Text,
  supportedServices: Strings,
  state: Type.Unknown(),
  /** Epoch milliseconds from which it is one for Teams; only a licensed user of it sets it. */
  activatesAt: Type.Optional(Type.Number())
})
export type Domain = Static<typeof Domain>

export const SubscribedSku = Type.Object({
  skuId: Text,
  skuPartNumber: Text,
  capabilityStatus: Text,
  consumedUnits: Type.Integer(),
  prepaidUnits: Type.Object({ enabled: Type.Integer() }),
  servicePlans: Type.Array(Type.Object({ servicePlanId: Text, servicePlanName: Text }))
})
export type SubscribedSku = Static<typeof SubscribedSku>

export const User = Type.Object({
  id: Text,
  userPrincipalName: Text,
  displayName: Text
})
export type User = Static<typeof User> & Record<string, unknown>

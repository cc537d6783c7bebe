import { Type, type Static, type TSchema, type TString } from '@sinclair/typebox'
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler'
import { UpstreamFault } from '../../problems.ts'
import { addressWords } from './printed-address.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import type { AcquiredNumber, CivicAddress, Consent, Contact, NumberResult } from './microsoft.ts'

// The operator API on the wire (docs/wire/microsoft.md#objects-of-the-operator-api and docs/wire/microsoft.md#jobs).
// Fields we do not name are ignored; what we name is checked.

const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Optional(Type.Union([schema, Type.Null()]))

const WireNumber = Type.Object({
  telephoneNumber: Type.String(),
  callingProfileId: Nullable(Type.String()),
  acquiredCapabilities: Nullable(Type.Array(Type.String())),
  availableCapabilities: Nullable(Type.Array(Type.String())),
  acquiredOn: Nullable(Type.String()),
  isoCountryCode: Nullable(Type.String()),
  tnUploadJobId: Nullable(Type.String()),
  civicAddressId: Nullable(Type.String()),
  locationId: Nullable(Type.String()),
  assignmentStatus: Nullable(Type.String())
})

const WireEntry = Type.Object({
  telephoneNumber: Type.String(), status: Type.String(), errorCode: Nullable(Type.String()),
  errorMessage: Nullable(Type.String())
})

const guidPattern = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/
const Guid = Type.String({ pattern: guidPattern.source })

const WireAddress = Type.Object({
  id: Guid,
  ...Object.fromEntries(addressWords.map(word => [word, Nullable(Type.String())])) as Record<
    typeof addressWords[number],
    ReturnType<typeof Nullable<TString>>
  >,
  locations: Nullable(Type.Array(Type.Object({
    id: Guid, description: Nullable(Type.String()), additionalInfo: Nullable(Type.String()),
    isDefault: Nullable(Type.Boolean()), elin: Nullable(Type.String())
  })))
})

const WireContact = Type.Object({
  fullName: Nullable(Type.String()),
  email: Nullable(Type.String()),
  phoneNumber: Nullable(Type.String()),
  telephoneNumber: Nullable(Type.String()),
  companyName: Nullable(Type.String()),
  companySize: Nullable(Type.String())
})

const WireConsent = Type.Object({
  tenantId: Type.String(),
  tenantOrigin: Nullable(Type.String()),
  operatorId: Nullable(Type.String()),
  status: Type.String(),
  consentedOn: Nullable(Type.String()),
  lastModifiedOn: Nullable(Type.String()),
  consentedCountries: Nullable(Type.Array(Type.String())),
  contacts: Nullable(Type.Array(WireContact)),
  contactDetails: Nullable(WireContact),
  customerRelationship: Nullable(
    Type.Object({ status: Type.String(), comment: Nullable(Type.String()), lastModifiedOn: Type.String() })
  )
})

export const wire = {
  addresses: compile(Type.Object({ value: Type.Array(WireAddress) })),
  consent: compile(WireConsent),
  consents: compile(Type.Object({ value: Type.Array(WireConsent), nextLink: Nullable(Type.String()) })),
  tenant: compile(Type.Object({ issuer: Type.String(), tenant_region_scope: Nullable(Type.String()) })),
  tenantRefusal: compile(Type.Object({ error: Type.String() })),
  number: compile(WireNumber),
  numbers: compile(Type.Object({ value: Type.Array(WireNumber), nextLink: Nullable(Type.String()) })),
  uploadStarted: compile(Type.Object({ id: Type.String() })),
  uploads: compile(Type.Object({ value: Type.Array(Type.Object({ id: Type.String() })) })),
  upload: compile(Type.Object({
    id: Type.String(), status: Type.String(), createdAt: Nullable(Type.String()),
    lastUpdatedAt: Nullable(Type.String()), telephoneNumbers: Type.Array(WireEntry)
  })),
  releaseStarted: compile(Type.Object({ releaseId: Type.String() })),
  releases: compile(Type.Object({ value: Type.Array(Type.Object({ releaseId: Type.String() })) })),
  release: compile(Type.Object({
    releaseId: Type.String(),
    status: Type.String(),
    createdAt: Nullable(Type.String()),
    lastUpdatedAt: Nullable(Type.String()),
    phoneNumberReleaseStatusDetails: Type.Record(Type.String(), Type.Object({
      status: Type.String(), errorCode: Nullable(Type.Union([Type.String(), Type.Number()]))
    }))
  })),
  refusal: compile(Type.Object({ code: Type.String(), message: Nullable(Type.String()) }))
}

function compile<Schema extends TSchema> (schema: Schema): TypeCheck<Schema> {
  return TypeCompiler.Compile(schema)
}

/** The body as its type, or a fault that says what did not fit: an upstream is parsed at the edge like any caller. */
export function parse<Schema extends TSchema> (check: TypeCheck<Schema>, body: unknown): Static<Schema> {
  if (check.Check(body)) return body
  const first = check.Errors(body).First()
  throw new UpstreamFault(
    'Microsoft', 'unexpected',
    `Microsoft sent an answer we cannot read (${first?.path ?? '/'}: ${first?.message ?? 'unknown'}).`
  )
}

export function toAddress (address: Static<typeof WireAddress>): CivicAddress {
  const { id, country, locations, validationStatus, cityOrTown, cityOrTownAlias, ...rest } = address
  const town = [cityOrTown, cityOrTownAlias].filter(Boolean).join(' ')
  const text = [
    rest.houseNumber, rest.houseNumberSuffix, rest.preDirectional, rest.streetName, rest.streetSuffix,
    rest.postDirectional, town, rest.stateOrProvince, rest.postalOrZipCode, country, rest.description, rest.companyName
  ].filter(Boolean).join(' ')
  return {
    id,
    text,
    town,
    country: country ?? '',
    validated: validationStatus === 'Validated',
    locations: (locations ?? []).map(location => ({
      id: location.id, text: [location.description, location.additionalInfo].filter(Boolean).join(' ')
    })),
    printed: toPrinted(address)
  }
}

function toPrinted (address: Static<typeof WireAddress>): CivicAddress['printed'] {
  const words = Object.fromEntries(addressWords.map(word => [word, address[word] ?? null])) as Record<
    typeof addressWords[number],
    string | null
  >
  const locations = (address.locations ?? []).map((
    { id, description = null, additionalInfo = null, isDefault, elin = null }
  ) => ({ id, civicAddressId: address.id, description, additionalInfo, isDefault: isDefault ?? false, elin }))
  return { id: address.id, ...words, locations }
}

const consentStatuses = { active: 'Active', suspended: 'Suspended', removed: 'Removed' } as const

export function toConsent (consent: Static<typeof WireConsent>): Consent {
  const { customerRelationship } = consent
  const status = consent.status.toLowerCase()
  return {
    tenantId: consent.tenantId.toLowerCase(),
    // Whoever consented in a tenant is named; where nobody is, nobody did.
    isDirect: consent.operatorId == null,
    tenantOrigin: consent.tenantOrigin ?? undefined,
    operatorId: consent.operatorId ?? undefined,
    status: status in consentStatuses ? consentStatuses[status as keyof typeof consentStatuses] : 'NotActive',
    consentedOn: consent.consentedOn ?? undefined,
    lastModifiedOn: consent.lastModifiedOn ?? undefined,
    countries: consent.consentedCountries ?? [],
    contact: consent.contactDetails == null ? undefined : toContact(consent.contactDetails),
    contacts: (consent.contacts ?? []).map(toContact),
    relationship: customerRelationship == null
      ? undefined
      : { ...customerRelationship, comment: customerRelationship.comment ?? null }
  }
}

function toContact (
  { fullName = null, email = null, phoneNumber, telephoneNumber, companyName = null, companySize = null }: Static<
    typeof WireContact
  >
): Contact {
  return { fullName, email, phoneNumber: phoneNumber ?? telephoneNumber ?? null, companyName, companySize }
}

export function toAcquired (number: Static<typeof WireNumber>): AcquiredNumber {
  return {
    number: number.telephoneNumber as E164,
    callingProfileId: guid(number.callingProfileId),
    acquiredCapabilities: number.acquiredCapabilities ?? [],
    availableCapabilities: number.availableCapabilities ?? [],
    acquiredOn: timeOf(number.acquiredOn),
    country: number.isoCountryCode ?? undefined,
    jobId: guid(number.tnUploadJobId),
    civicAddressId: guid(number.civicAddressId),
    locationId: guid(number.locationId),
    assignmentStatus: number.assignmentStatus ?? undefined
  }
}

/** A time that can be kept; anything else is none. */
export function timeOf (text: string | null | undefined): string | undefined {
  return text == null || Number.isNaN(Date.parse(text)) ? undefined : text
}

/** Ids that are none (Microsoft prints the zero id for nothing) are nothing. */
function guid (text: string | null | undefined): string | undefined {
  return text != null && guidPattern.test(text) && !/^[0-]+$/.test(text) ? text.toLowerCase() : undefined
}

export function toResult (
  number: string, status: string, code: string | number | null | undefined, reason: string | null | undefined
): NumberResult {
  const outcome = status === 'Success' || status === 'Complete'
    ? 'succeeded'
    : status === 'Error' || status === 'Failed'
      ? 'failed'
      : 'pending'
  return {
    number: number as E164, outcome, ...(code != null && { code: String(code) }), ...(reason != null && { reason })
  }
}

import { Type, type Static } from '@sinclair/typebox'
import type { Consent, Contact } from './microsoft.ts'
import { Nullable, Text } from './parse.ts'

// A consent of the operator API on the wire (docs/wire/microsoft.md#objects-of-the-operator-api).

const WireContact = Type.Object({
  fullName: Text, email: Text, phoneNumber: Text, telephoneNumber: Text, companyName: Text, companySize: Text
})

export const WireConsent = Type.Object({
  tenantId: Type.String(),
  tenantOrigin: Text,
  operatorId: Text,
  status: Type.String(),
  consentedOn: Text,
  lastModifiedOn: Text,
  consentedCountries: Nullable(Type.Array(Type.String())),
  contacts: Nullable(Type.Array(WireContact)),
  contactDetails: Nullable(WireContact),
  customerRelationship: Nullable(Type.Object({ status: Type.String(), comment: Text, lastModifiedOn: Type.String() }))
})

const statuses: ReadonlyMap<string, Consent['status']> = new Map([
  ['active', 'Active'], ['suspended', 'Suspended'], ['removed', 'Removed']
])

export function toConsent (consent: Static<typeof WireConsent>): Consent {
  const { customerRelationship } = consent
  return {
    tenantId: consent.tenantId.toLowerCase(),
    // Whoever consented in a tenant is named; where nobody is, nobody did.
    isDirect: consent.operatorId == null,
    tenantOrigin: consent.tenantOrigin ?? undefined,
    operatorId: consent.operatorId ?? undefined,
    status: statuses.get(consent.status.toLowerCase()) ?? 'NotActive',
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

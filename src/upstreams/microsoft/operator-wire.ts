import { Type, type Static } from '@sinclair/typebox'
import type { E164 } from '../../schemas/phone-number.ts'
import { assignmentStateOf } from '../../schemas/vocabulary/assignment.ts'
import { guidPattern, WireAddress } from './address-wire.ts'
import { WireConsent } from './consent-wire.ts'
import type { AcquiredNumber } from './microsoft.ts'
import { compile, Nullable, Text } from './parse.ts'

// The operator API on the wire (docs/wire/microsoft.md#objects-of-the-operator-api and docs/wire/microsoft.md#jobs).

const WireNumber = Type.Object({
  telephoneNumber: Type.String(),
  callingProfileId: Text,
  acquiredCapabilities: Nullable(Type.Array(Type.String())),
  availableCapabilities: Nullable(Type.Array(Type.String())),
  acquiredOn: Text,
  isoCountryCode: Text,
  tnUploadJobId: Text,
  civicAddressId: Text,
  locationId: Text,
  assignmentStatus: Text
})

/** A word or an integer. */
const Code = Nullable(Type.Union([Type.String(), Type.Number()]))

const WireEntry = Type.Object({
  telephoneNumber: Type.String(), status: Type.String(), errorCode: Code, errorMessage: Text
})

export const wire = {
  addresses: compile(Type.Object({ value: Type.Array(WireAddress), nextLink: Text })),
  consent: compile(WireConsent),
  consents: compile(Type.Object({ value: Type.Array(WireConsent), nextLink: Text })),
  tenant: compile(Type.Object({ issuer: Type.String(), tenant_region_scope: Text })),
  tenantRefusal: compile(Type.Object({ error: Type.String() })),
  number: compile(WireNumber),
  numbers: compile(Type.Object({ value: Type.Array(WireNumber), nextLink: Text })),
  uploadStarted: compile(Type.Object({ id: Type.String() })),
  uploads: compile(
    Type.Object({ value: Type.Array(Type.Object({ id: Type.String(), requestId: Text })), nextLink: Text })
  ),
  upload: compile(Type.Object({
    id: Type.String(), status: Type.String(), createdAt: Text, lastUpdatedAt: Text,
    telephoneNumbers: Type.Array(WireEntry)
  })),
  releaseStarted: compile(Type.Object({ releaseId: Type.String() })),
  releases: compile(
    Type.Object({ value: Type.Array(Type.Object({ releaseId: Type.String(), requestId: Text })), nextLink: Text })
  ),
  release: compile(Type.Object({
    releaseId: Type.String(),
    status: Type.String(),
    createdAt: Text,
    lastUpdatedAt: Text,
    phoneNumberReleaseStatusDetails: Type.Record(Type.String(), Type.Object({
      status: Type.String(), errorCode: Code, errorMessage: Text
    }))
  })),
  refusal: compile(Type.Object({ code: Type.Union([Type.String(), Type.Number()]), message: Text }))
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
    assignmentStatus: number.assignmentStatus == null ? undefined : assignmentStateOf(number.assignmentStatus)
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

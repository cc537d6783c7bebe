import { Type, type Static } from '@sinclair/typebox'
import { Behaviour } from './behaviour.ts'
import { CivicAddress, Consent, Domain, NumberSeed, SubscribedSku, User } from './records.ts'
import { Operation, ReleaseJob, UploadJob } from './jobs.ts'

const Strings = Type.Array(Type.String())
const AnyObject = Type.Record(Type.String(), Type.Unknown())

export const CallingProfile = Type.Object({
  callingProfileId: Type.String(),
  name: Type.String(),
  isEmergencyProfile: Type.Boolean(),
  trunksEnrolled: Type.Array(Type.Object({ trunkFqdn: Type.String(), trunkId: Type.String() }))
})

export const Plan = Type.Object({
  name: Type.String(),
  offerTypes: Strings,
  usage: Type.String(),
  mandatoryCapabilities: Strings,
  choosableCapabilities: Strings,
  supportsTollFree: Type.Boolean()
})
export type Plan = Static<typeof Plan>

/** Whose tokens an application trusts as its own proof. `keys` are what the issuer would publish. */
const FederatedCredential = Type.Object({
  issuer: Type.String(),
  subject: Type.String(),
  audience: Type.String(),
  keys: Type.Array(Type.Object({ kty: Type.String() }))
})

/** An API that tokens are for; without a wish of its own it gets tokens of version 1.0. */
const Resource = Type.Object({
  appId: Type.String(),
  identifierUris: Strings,
  requestedAccessTokenVersion: Type.Union([Type.Literal(1), Type.Literal(2), Type.Null()])
}, { additionalProperties: false })
export type Resource = Static<typeof Resource>

/** An app registration in one tenant; `roles` are the app roles it was granted, per resource. */
export const Application = Type.Object({
  tenantId: Type.String(),
  clientId: Type.String(),
  name: Type.Optional(Type.String()),
  objectId: Type.Optional(Type.String()),
  secrets: Type.Array(Type.Object({ value: Type.String(), expiresOn: Type.Optional(Type.String()) })),
  /** PEM; what assertions are signed with the key of. */
  certificates: Type.Optional(Strings),
  federatedCredentials: Type.Optional(Type.Array(FederatedCredential)),
  /** Whether a machine has it: then the metadata service gives tokens of it. */
  managedIdentity: Type.Optional(Type.Boolean()),
  roles: Type.Record(Type.String(), Strings),
  /** Where people who signed in are sent back to: pages of the application, which has no secret then. */
  redirectUris: Type.Optional(Strings)
})
export type Application = Static<typeof Application>

/** Somebody who signs in; `roles` are the app roles that the person was assigned, per resource. */
const Person = Type.Object({
  tenantId: Type.String(),
  objectId: Type.String(),
  userName: Type.String(),
  name: Type.String(),
  roles: Type.Record(Type.String(), Strings)
}, { additionalProperties: false })
export type Person = Static<typeof Person>

export const TenantState = Type.Object({
  consent: Type.Optional(Type.Union([Consent, Type.Null()])),
  numbers: Type.Optional(Type.Array(NumberSeed)),
  uploadJobs: Type.Optional(Type.Array(UploadJob)),
  releaseJobs: Type.Optional(Type.Array(ReleaseJob)),
  operations: Type.Optional(Type.Array(Operation)),
  civicAddresses: Type.Optional(Type.Array(CivicAddress)),
  users: Type.Optional(Type.Array(User)),
  organization: Type.Optional(AnyObject),
  domains: Type.Optional(Type.Array(Domain)),
  subscribedSkus: Type.Optional(Type.Array(SubscribedSku))
}, { additionalProperties: false })
export type TenantState = Static<typeof TenantState>

export const Effect = Type.Object({
  sequence: Type.Integer(),
  at: Type.String(),
  kind: Type.String(),
  tenantId: Type.String(),
  requestId: Type.Union([Type.String(), Type.Null()]),
  jobId: Type.Union([Type.String(), Type.Null()]),
  telephoneNumbers: Strings
})
export type Effect = Static<typeof Effect>

/** The whole world as JSON: the state file, and what `GET /_mock/state` prints and `PUT /_mock/state` takes. */
export const State = Type.Object({
  $schema: Type.Optional(Type.String()),
  operatorId: Type.Optional(Type.String()),
  operatorTenantId: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  lifetime: Type.Optional(Type.Integer({ minimum: 1, description: 'seconds a token lives' })),
  behaviour: Type.Optional(Type.Partial(Behaviour)),
  applications: Type.Optional(Type.Array(Application)),
  people: Type.Optional(Type.Array(Person)),
  enabledApplications: Type.Optional(Strings),
  resources: Type.Optional(Type.Array(Type.Union([Type.String(), Resource]))),
  callingProfiles: Type.Optional(Type.Array(CallingProfile)),
  plans: Type.Optional(Type.Array(Plan)),
  /** Texts of TXT records, by the name they stand at: the DNS that Microsoft asks. */
  dns: Type.Optional(Type.Record(Type.String(), Strings)),
  tenants: Type.Optional(Type.Record(Type.String(), TenantState)),
  effects: Type.Optional(Type.Array(Effect))
}, { additionalProperties: false })
export type State = Static<typeof State>

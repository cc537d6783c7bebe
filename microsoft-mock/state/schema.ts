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

/** An app registration in one tenant; `roles` are the app roles it was granted, per resource. */
export const Application = Type.Object({
  tenantId: Type.String(),
  clientId: Type.String(),
  name: Type.Optional(Type.String()),
  objectId: Type.Optional(Type.String()),
  secrets: Type.Array(Type.Object({ value: Type.String(), expiresOn: Type.Optional(Type.String()) })),
  roles: Type.Record(Type.String(), Strings)
})
export type Application = Static<typeof Application>

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
  enabledApplications: Type.Optional(Strings),
  resources: Type.Optional(Strings),
  callingProfiles: Type.Optional(Type.Array(CallingProfile)),
  plans: Type.Optional(Type.Array(Plan)),
  /** Texts of TXT records, by the name they stand at: the DNS that Microsoft asks. */
  dns: Type.Optional(Type.Record(Type.String(), Strings)),
  tenants: Type.Optional(Type.Record(Type.String(), TenantState)),
  effects: Type.Optional(Type.Array(Effect))
}, { additionalProperties: false })
export type State = Static<typeof State>

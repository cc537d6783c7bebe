import { Type, type Static } from '@sinclair/typebox'

const Text = Type.String()
const Nullable = Type.Union([Text, Type.Null()])
const Due = Type.Union([Type.Number(), Type.Null()], { description: 'epoch milliseconds; null once settled' })

export const UploadSettings = Type.Object({
  callingProfileId: Text,
  usage: Text,
  additionalUsages: Type.Array(Text),
  choosableCapabilities: Type.Array(Text),
  civicAddressId: Nullable,
  locationId: Nullable,
  allowTenantAddressUpdate: Type.Boolean(),
  displayedCountryCode: Nullable,
  ticketId: Nullable
})
export type UploadSettings = Static<typeof UploadSettings>

export const UploadEntry = Type.Object({
  telephoneNumber: Text,
  status: Text,
  errorCode: Type.Optional(Text),
  errorMessage: Type.Optional(Text)
})
export type UploadEntry = Static<typeof UploadEntry>

const Progress = {
  tenantId: Text,
  requestId: Nullable,
  createdAt: Text,
  lastUpdatedAt: Text,
  status: Text,
  startsAt: Type.Number(),
  dueAt: Due,
  stuck: Type.Boolean()
}

export const UploadJob = Type.Object({
  ...Progress, id: Text, settings: UploadSettings, telephoneNumbers: Type.Array(UploadEntry)
})
export type UploadJob = Static<typeof UploadJob>

const ReleaseDetail = Type.Object({
  status: Text, errorCode: Type.Optional(Text), errorMessage: Type.Optional(Text)
})
type ReleaseDetail = Static<typeof ReleaseDetail>

export const ReleaseJob = Type.Object({
  ...Progress,
  releaseId: Text,
  expires: Type.Boolean(),
  phoneNumberReleaseStatusDetails: Type.Record(Text, ReleaseDetail)
})
export type ReleaseJob = Static<typeof ReleaseJob>

/** A Graph long running operation on one number. */
export const Operation = Type.Object({
  ...Progress,
  id: Text,
  kind: Type.Union([Type.Literal('assign'), Type.Literal('unassign')]),
  telephoneNumber: Text,
  targetId: Nullable,
  category: Nullable,
  locationId: Nullable,
  statusDetail: Nullable
})
export type Operation = Static<typeof Operation>

export type AnyJob = UploadJob | ReleaseJob | Operation

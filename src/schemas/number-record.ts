import { Type, type Static, type TSchema } from '@sinclair/typebox'

const OrNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

const documentedInV2 = {
  uploadTelephoneNumberEntryId: Type.Integer(),
  source: Type.String({ description: '`webapi`: uploaded through this API. `webui`: imported. `ocsync`: found at Microsoft; no SBC is touched for it.' }),
  sbcList: Type.Array(Type.Object({ sbcName: Type.String(), sbcId: Type.Integer() }), { description: 'The SBCs whose dial plan holds the number.' }),
  id: Type.Integer(),
  uploadToAccountJobId: OrNull(Type.Integer()),
  whenCreated: Type.String({ format: 'date-time' }),
  acquiredNumberStatus: OrNull(Type.Integer({ description: '0 Active, 1 ReleaseRequested, 2 MarkedForRemoval, 3 ReadyForRemoval.' })),
  telephoneNumber: Type.String(),
  callingProfileId: OrNull(Type.String()),
  acquiredCapabilities: Type.Array(Type.String()),
  availableCapabilities: Type.Array(Type.String()),
  acquiredOn: OrNull(Type.String({ format: 'date-time' })),
  isoCountryCode: OrNull(Type.String()),
  tnUploadJobId: OrNull(Type.String({ description: 'The job at Microsoft that acquired the number.' })),
  locationId: OrNull(Type.String()),
  civicAddressId: OrNull(Type.String()),
  assignmentStatus: OrNull(Type.String()),
  tenantId: Type.String(),
  aslcht: Type.Null(),
  aslsct: Type.Null(),
  aslvCode: Type.Null(),
  asticks: Type.Null()
}

/** A number as version 2 documents it. */
export const NumberRecordV2 = Type.Object(documentedInV2, { $id: 'NumberRecordV2' })

/** A number, with the customer it belongs to. */
export const NumberRecord = Type.Object({
  ...documentedInV2,
  tenantCallingProfileId: OrNull(Type.String()),
  ocSipConnectionName: OrNull(Type.String()),
  ocSipConnectionDescription: OrNull(Type.String()),
  umpCustomerGuid: OrNull(Type.String()),
  sbcListJson: Type.Null(),
  ovocChannelId: Type.Integer({ description: '0: the customer belongs to no channel.' }),
  consentedOn: OrNull(Type.String({ format: 'date-time' })),
  umpCustomerFullName: OrNull(Type.String()),
  msCompanyName: OrNull(Type.String()),
  sbcListArray: Type.Array(Type.String())
}, { $id: 'NumberRecord' })
export type NumberRecord = Static<typeof NumberRecord>

/** Names of `acquiredNumberStatus` in filters; both the spaced and the unspaced form are documented. */
export const numberStatuses = ['Active', 'ReleaseRequested', 'MarkedForRemoval', 'ReadyForRemoval'] as const

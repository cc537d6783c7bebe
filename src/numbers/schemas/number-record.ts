import { Type, type Static } from '@sinclair/typebox'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OrNull, Said } from '../../schemas/value.ts'
import { assignmentStates } from '../../schemas/vocabulary/assignment.ts'
import { numberSources } from '../../schemas/vocabulary/number-status.ts'

const documentedInV2 = {
  uploadTelephoneNumberEntryId: Type.Integer(),
  source: Said(numberSources, {
    description:
      '`webapi`: uploaded through this API. `webui`: imported. `ocsync`: found at Microsoft; no SBC is touched for it.'
  }),
  sbcList: Type.Array(Type.Object({ sbcName: Type.String(), sbcId: Type.Integer() }), {
    description: 'The SBCs whose dial plan holds the number.'
  }),
  id: Type.Integer(),
  uploadToAccountJobId: OrNull(Type.Integer()),
  whenCreated: Type.String({ format: 'date-time' }),
  acquiredNumberStatus: OrNull(
    Type.Integer({ description: '0 Active, 1 ReleaseRequested, 2 MarkedForRemoval, 3 ReadyForRemoval.' })
  ),
  telephoneNumber: Type.String({ description: 'E.164.' }),
  callingProfileId: OrNull(Type.String()),
  acquiredCapabilities: Type.Array(Type.String()),
  availableCapabilities: Type.Array(Type.String()),
  acquiredOn: OrNull(Type.String({ format: 'date-time' })),
  isoCountryCode: OrNull(Type.String()),
  tnUploadJobId: OrNull(Type.String({ description: 'The job at Microsoft that acquired the number.' })),
  locationId: OrNull(Type.String()),
  civicAddressId: OrNull(Type.String()),
  assignmentStatus: OrNull(Type.String({
    description: `Who has it: ${assignmentStates.join(', ')}; what Microsoft says else stays as it is.`
  })),
  tenantId: Type.String({ description: 'The Microsoft tenant that holds the number.' }),
  aslcht: Type.Null(),
  aslsct: Type.Null(),
  aslvCode: Type.Null(),
  asticks: Type.Null()
}

const example = {
  uploadTelephoneNumberEntryId: 324930,
  source: 'webapi',
  sbcList: [{ sbcName: 'Demo SBC 1', sbcId: 8 }, { sbcName: 'Demo SBC 2', sbcId: 11 }],
  id: 121452,
  uploadToAccountJobId: 4977,
  whenCreated: '2026-02-16T16:17:56.1427920+00:00',
  acquiredNumberStatus: 0,
  telephoneNumber: '+61395556880',
  callingProfileId: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac',
  acquiredCapabilities: ['Office365', 'InboundCalling', 'OutboundCalling', 'UserAssignment'],
  availableCapabilities: ['Office365', 'InboundCalling', 'OutboundCalling', 'UserAssignment', 'Mobile'],
  acquiredOn: '2026-02-16T16:15:02.4471180+00:00',
  isoCountryCode: 'AU',
  tnUploadJobId: '899c58a5-92df-4e93-a142-a35e72b7b743',
  locationId: null,
  civicAddressId: null,
  assignmentStatus: null,
  tenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1',
  aslcht: null,
  aslsct: null,
  aslvCode: null,
  asticks: null
}

/** A number as clients of version 2 know it (docs/wire/live-cloud.md#number-records). */
export const NumberRecordV2 = Type.Object(documentedInV2, {
  $id: 'NumberRecord', description: 'A number that a tenant holds.',
  examples: [{ ...example, acquiredNumberStatus: null }]
})

/** A number, with the customer it belongs to. */
export const NumberRecord = Type.Object({
  ...documentedInV2,
  tenantCallingProfileId: OrNull(Type.String()),
  ocSipConnectionName: OrNull(Type.String()),
  ocSipConnectionDescription: OrNull(Type.String()),
  umpCustomerGuid: OrNull(Type.String({ description: 'The customer.' })),
  sbcListJson: Type.Null(),
  ovocChannelId: Type.Integer({ description: '0: the customer belongs to no channel.' }),
  consentedOn: OrNull(Type.String({ format: 'date-time' })),
  emergencyAddress: OrNull(
    Type.String({
      description: 'The civic address in words, where our copy has it; an upload takes them as `address`.'
    })
  ),
  emergencyLocation: OrNull(Type.String({ description: 'The place within it.' })),
  umpCustomerFullName: OrNull(Type.String()),
  msCompanyName: OrNull(Type.String()),
  sbcListArray: Type.Array(Type.String())
}, {
  $id: 'NumberRecord',
  description: 'A number that a tenant holds, and the customer behind the tenant.',
  examples: [{
    ...example,
    tenantCallingProfileId: null,
    ocSipConnectionName: 'GRXRATNEUZMNZ',
    ocSipConnectionDescription: null,
    umpCustomerGuid: 'd0000000-0000-4000-8000-0000000000a1',
    sbcListJson: null,
    ovocChannelId: 1574,
    consentedOn: '2025-03-10T07:21:45.1234560+00:00',
    emergencyAddress: null,
    emergencyLocation: null,
    umpCustomerFullName: 'Southern Cross Logistics',
    msCompanyName: 'Southern Cross Logistics',
    sbcListArray: []
  }]
})
export type NumberRecord = Static<typeof NumberRecord>

export const NumberPage = listPage(ref(NumberRecord), { $id: 'NumberPage', description: 'One page of numbers.' })

import { Type } from '@sinclair/typebox'
import { OrNull } from '../../schemas/value.ts'

const MatchingSbc = Type.Object({
  sbcId: Type.Integer(), fqdn: Type.String(), ipAddress: OrNull(Type.String()), name: Type.String()
})

/** Microsoft's object that ties numbers to trunks; `enviroment` is spelled as on the wire. */
export const CallingProfile = Type.Object({
  additionalSbcList: Type.Array(MatchingSbc),
  callingProfileId: Type.String({ description: 'What an upload names in `callingProfile`.' }),
  name: Type.String(),
  enviroment: OrNull(Type.String()),
  region: OrNull(Type.String()),
  carrier: OrNull(Type.String()),
  offerTypes: Type.Array(Type.Object({ offerTypeName: Type.String(), testNumbers: Type.Array(Type.String()) })),
  emergencyDialStrings: Type.Array(Type.String()),
  isEmergencyProfile: Type.Boolean({ description: 'Numbers cannot be uploaded to an emergency profile.' }),
  emergencyProfileId: OrNull(Type.String()),
  trunksEnrolled: Type.Array(Type.Object({
    trunkFqdn: Type.String(),
    trunkId: Type.String(),
    matchingSbcList: Type.Array(MatchingSbc, {
      description: 'Our SBCs that answer for the trunk; numbers are programmed on them.'
    })
  })),
  validation: Type.Record(Type.String(), Type.String(), {
    description: 'Offer type → whether Microsoft has validated the profile for it.'
  })
}, {
  $id: 'CallingProfile',
  description: 'Microsoft\'s object that ties numbers to trunks.',
  examples: [{
    additionalSbcList: [],
    callingProfileId: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac',
    name: 'Dialplane Calling',
    enviroment: 'Production',
    region: 'Global',
    carrier: 'Dialplane Telecom',
    offerTypes: [{ offerTypeName: 'Calling', testNumbers: [] }, {
      offerTypeName: 'AudioConferencing', testNumbers: []
    }],
    emergencyDialStrings: [],
    isEmergencyProfile: false,
    emergencyProfileId: '7b3e1b63-ab56-4c4a-9e06-2e3d4c5b6071',
    trunksEnrolled: [{
      trunkFqdn: 'oc1.sbc.dialplane.example',
      trunkId: '7e424b6c-bbbe-4be4-8ebb-c2e2a04b2b34',
      matchingSbcList: [{ sbcId: 8, fqdn: 'oc1.sbc.dialplane.example', ipAddress: '192.0.2.8', name: 'Demo SBC 1' }]
    }],
    validation: { Calling: 'NotValidated' }
  }]
})

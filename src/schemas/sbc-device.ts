import { Type } from '@sinclair/typebox'

/** An SBC as callers see it; how it is reached and with which credentials stays inside. */
export const SbcDevice = Type.Object({
  sbcId: Type.Integer(),
  name: Type.String(),
  fqdn: Type.String(),
  ipAddress: Type.Union([Type.String(), Type.Null()]),
  driver: Type.String(),
  available: Type.Boolean({ description: 'false while its breaker is open, because it did not answer lately.' }),
  unavailableReason: Type.Union([Type.String(), Type.Null()])
}, {
  $id: 'SbcDevice',
  examples: [{ sbcId: 8, name: 'Demo SBC 1', fqdn: 'oc1.sbc.dialplane.example', ipAddress: '127.0.0.1', driver: 'mediant', available: true, unavailableReason: null }]
})

/** A calling profile and the SBCs that carry its numbers. */
export const CallingProfileMapping = Type.Object({
  callingProfileId: Type.String(),
  name: Type.String(),
  sbcList: Type.Array(Type.Object({ sbcId: Type.Integer(), fqdn: Type.String(), ipAddress: Type.Union([Type.String(), Type.Null()]), name: Type.String() }))
}, {
  $id: 'CallingProfileMapping',
  examples: [{
    callingProfileId: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac', name: 'Dialplane Calling',
    sbcList: [{ sbcId: 8, fqdn: 'oc1.sbc.dialplane.example', ipAddress: '127.0.0.1', name: 'Demo SBC 1' }]
  }]
})

import { Type, type TSchema } from '@sinclair/typebox'

const OrNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

const MatchingSbc = Type.Object({ sbcId: Type.Integer(), fqdn: Type.String(), ipAddress: OrNull(Type.String()), name: Type.String() })

/** Microsoft's object that ties numbers to trunks; `enviroment` is spelled as on the wire. */
export const CallingProfile = Type.Object({
  additionalSbcList: Type.Array(MatchingSbc),
  callingProfileId: Type.String(),
  name: Type.String(),
  enviroment: OrNull(Type.String()),
  region: OrNull(Type.String()),
  carrier: OrNull(Type.String()),
  offerTypes: Type.Array(Type.Object({ offerTypeName: Type.String(), testNumbers: Type.Array(Type.String()) })),
  emergencyDialStrings: Type.Array(Type.String()),
  isEmergencyProfile: Type.Boolean(),
  emergencyProfileId: OrNull(Type.String()),
  trunksEnrolled: Type.Array(Type.Object({ trunkFqdn: Type.String(), trunkId: Type.String(), matchingSbcList: Type.Array(MatchingSbc) })),
  validation: Type.Record(Type.String(), Type.String())
}, { $id: 'CallingProfile' })

import { Type, type Static } from '@sinclair/typebox'

const optionalText = Type.Optional(Type.String())

/** A row of a load, and what was decided of it already; `request`: the request that it is a part of. */
export const LoadedRow = Type.Object({
  sheet: Type.String(), line: Type.Integer(), cells: Type.Record(Type.String(), Type.String()),
  request: optionalText, error: optionalText
})
export type LoadedRow = Static<typeof LoadedRow>

/** A request of a load, as it was judged when the workbook came in. */
export const LoadedRequest = Type.Object({
  key: Type.String(),
  /** Those of one phase run at the same time, those of the next after them. */
  phase: Type.Integer(),
  kind: Type.String(),
  input: Type.Record(Type.String(), Type.Unknown()),
  items: Type.Array(Type.String()),
  msTenantId: optionalText, customerId: optionalText, channelId: Type.Optional(Type.Integer()),
  ticketId: optionalText
})
export type LoadedRequest = Static<typeof LoadedRequest>

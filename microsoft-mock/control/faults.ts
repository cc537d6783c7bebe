import { Type, type Static } from '@sinclair/typebox'

export const FaultInput = Type.Object({
  method: Type.Optional(Type.String()),
  path: Type.Optional(Type.String({ description: 'regular expression source, tested on path and query' })),
  times: Type.Optional(Type.Integer({ minimum: 1, description: 'matches it applies to; default 1' })),
  after: Type.Optional(Type.Integer({ minimum: 0, description: 'matches it lets pass first; default 0' })),
  status: Type.Optional(Type.Integer({ minimum: 200, maximum: 599 })),
  headers: Type.Optional(Type.Record(Type.String(), Type.String())),
  body: Type.Optional(Type.Unknown()),
  delayMilliseconds: Type.Optional(Type.Number({ minimum: 0 })),
  cut: Type.Optional(Type.Union([Type.Literal('before'), Type.Literal('after')])),
  gzip: Type.Optional(Type.Boolean({ description: 'compress the body, though nobody asked' })),
  drip: Type.Optional(
    Type.Object({ bytes: Type.Integer({ minimum: 1 }), milliseconds: Type.Number({ minimum: 0 }) }, {
      additionalProperties: false, description: 'send the body in pieces of so many bytes, so far apart'
    })
  ),
  length: Type.Optional(
    Type.Integer({ minimum: 0, description: 'state so many bytes in Content-Length, whatever the body has' })
  ),
  afterEffect: Type.Optional(
    Type.Boolean({ description: 'handle the request first, then delay or answer as scripted' })
  )
}, { additionalProperties: false })
export type FaultInput = Static<typeof FaultInput>

export interface Fault extends FaultInput {
  times: number
  after: number
}

export const newFault = (input: FaultInput): Fault => ({ times: 1, after: 0, ...input })

/** Finds the fault for this request and uses it up by one; faults that still skip count the match too. */
export function takeFault (faults: Fault[], method: string, path: string): Fault | null {
  for (const fault of faults) {
    if (fault.method !== undefined && fault.method.toUpperCase() !== method) continue
    if (fault.path !== undefined && !new RegExp(fault.path).test(path)) continue
    if (fault.after > 0) {
      fault.after--
      continue
    }
    fault.times--
    if (fault.times === 0) faults.splice(faults.indexOf(fault), 1)
    return fault
  }
  return null
}

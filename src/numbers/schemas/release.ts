import { Type, type Static } from '@sinclair/typebox'
import { numbersPerRequest } from './upload.ts'
import { Text } from '../../schemas/value.ts'

/** `x-bare`: a body that is a bare array stands for this field. */
export const ReleaseBody = Type.Object({
  phoneNumbers: Type.Optional(Type.Array(Text(), {
    maxItems: numbersPerRequest, 'x-aliases': ['phoneNumbersList', 'telephoneNumbers'], 'x-listed': true,
    description: 'E.164 numbers. The body may also be just this array.'
  })),
  phoneNumberRanges: Type.Optional(Type.Array(Type.Object({
    start: Text({ examples: ['+97239764660'] }), end: Text({ examples: ['+97239764670'] })
  }), { maxItems: 1000, 'x-listed': true, description: 'Ranges of numbers of one length, both ends included.' })),
  removeFromOperatorConnect: Type.Optional(Type.Boolean({
    default: true, description: 'false leaves Microsoft out: for a customer whose tenant is gone there.'
  })),
  ticketId: Type.Optional(Type.String({ maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'] }))
}, {
  $id: 'ReleaseNumbers', 'x-bare': 'phoneNumbers', examples: [
    { phoneNumbers: ['+97239764578', '+97239764579'] },
    { phoneNumberRanges: [{ start: '+97239764660', end: '+97239764670' }], removeFromOperatorConnect: false }
  ]
})
export type ReleaseBody = Static<typeof ReleaseBody>

import { Type, type Static } from '@sinclair/typebox'
import { numbersPerRequest } from '../../numbers/schemas/upload.ts'
import { Text } from '../../schemas/value.ts'

/** `x-bare`: a body that is a bare array stands for this field. */
export const UnassignBody = Type.Object({
  telephoneNumbers: Type.Optional(Type.Array(Text(), {
    maxItems: numbersPerRequest, 'x-aliases': ['phoneNumbers', 'phoneNumbersList'], 'x-listed': true,
    description: 'E.164 numbers. The body may also be just this array.'
  })),
  phoneNumberRanges: Type.Optional(Type.Array(
    Type.Object({
      start: Text({ examples: ['+61398675570'] }), end: Text({ examples: ['+61398675579'] })
    }),
    {
      maxItems: 1000, 'x-aliases': ['telephoneNumberRanges'], 'x-listed': true,
      description: 'Ranges of numbers of one length, both ends included.'
    }
  )),
  ticketId: Type.Optional(Type.String({ maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'] }))
}, { $id: 'UnassignNumbers', 'x-bare': 'telephoneNumbers', examples: [{ telephoneNumbers: ['+61398675570'] }] })
export type UnassignBody = Static<typeof UnassignBody>

import { Type } from '@sinclair/typebox'
import { Text } from '../../schemas/value.ts'

export const RemovalBody = Type.Object({
  telephoneNumbers: Type.Array(Text(), {
    minItems: 1, maxItems: 500, 'x-aliases': ['phoneNumbers'], 'x-listed': true,
    description: '1 to 500 numbers that are marked for removal.', examples: [['+61395556880']]
  }),
  ticketId: Type.Optional(
    Type.String({
      maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
    })
  )
}, { $id: 'RemovalRequest' })

export const RemovalAnswer = Type.Object({
  data: Type.Object({
    processedCount: Type.Integer({ description: 'Numbers looked at.' }),
    successCount: Type.Integer({ description: 'Numbers that were changed.' }),
    errors: Type.Array(Type.Object({ telephoneNumber: Type.String(), error: Type.String() }))
  }),
  status: Type.Union([Type.Literal('success'), Type.Literal('failed')], {
    description: '`failed` when some numbers were not changed.'
  }),
  succeeded: Type.Boolean(),
  message: Type.String()
}, {
  $id: 'RemovalAnswer',
  examples: [{
    data: { processedCount: 1, successCount: 1, errors: [] }, status: 'success', succeeded: true,
    message: 'Numbers successfully transitioned to ReadyForRemoval status'
  }]
})

export const RemovalSummary = Type.Object({
  markedForRemovalCount: Type.Integer(), readyForRemovalCount: Type.Integer(), totalCount: Type.Integer()
}, { $id: 'RemovalSummary', examples: [{ markedForRemovalCount: 2, readyForRemovalCount: 1, totalCount: 3 }] })

import { Type } from '@sinclair/typebox'

const ticketId = Type.Optional(Type.String({
  maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
}))
const reason = Type.String({ minLength: 1, maxLength: 500, description: 'Why; the task keeps it.' })

export const TaskApproval = Type.Object({ reason: Type.Optional(reason), ticketId }, {
  $id: 'TaskApproval', examples: [{ reason: 'The customer has left.', ticketId: 'CHG-7' }]
})

export const TaskRefusal = Type.Object({ reason, ticketId }, {
  $id: 'TaskRefusal', examples: [{ reason: 'Microsoft is asked first.', ticketId: 'CHG-7' }]
})

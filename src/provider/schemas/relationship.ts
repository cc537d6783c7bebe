import { Type, type Static } from '@sinclair/typebox'
import { taskStatuses } from '../../schemas/task.ts'
import { OneOf, OrNull, Said } from '../../schemas/value.ts'

/** Our side of a consent (docs/wire/microsoft.md#consents), in the order of a deal. */
export const relationshipStatuses = [
  'ConsentAcknowledged', 'CustomerContacted', 'AgreementSigned', 'ConsentDeclined', 'ContractTerminated'
] as const
export type RelationshipStatus = typeof relationshipStatuses[number]

/** Those that Microsoft wants a reason for. */
export const needsReason = (status: RelationshipStatus): boolean =>
  status === 'ConsentDeclined' || status === 'ContractTerminated'

/**
 * What may follow what. Microsoft writes no rule down; ours keep a signed agreement from being declined, and one that
 * was never signed from being terminated.
 */
const following: Readonly<Record<RelationshipStatus | 'none', readonly RelationshipStatus[]>> = {
  none: ['ConsentAcknowledged', 'CustomerContacted', 'AgreementSigned', 'ConsentDeclined'],
  ConsentAcknowledged: ['CustomerContacted', 'AgreementSigned', 'ConsentDeclined'],
  CustomerContacted: ['AgreementSigned', 'ConsentDeclined'],
  AgreementSigned: ['ContractTerminated'],
  ConsentDeclined: ['ConsentAcknowledged', 'CustomerContacted', 'AgreementSigned'],
  ContractTerminated: ['ConsentAcknowledged', 'CustomerContacted', 'AgreementSigned']
}

/** `from` is what the consent has now; a word that we do not know binds nobody. */
export function mayFollow (from: string | undefined, to: RelationshipStatus): boolean {
  if (from === to) return true
  const known = from === undefined ? 'none' : relationshipStatuses.find(status => status === from)
  return known === undefined || following[known].includes(to)
}

export const RelationshipChange = Type.Object({
  relationshipStatus: OneOf(relationshipStatuses, { description: 'What it is to be.' }),
  reason: Type.Optional(Type.String({
    maxLength: 500, 'x-aliases': ['comment'],
    description: 'Told to Microsoft; needed for ConsentDeclined and ContractTerminated.'
  })),
  ticketId: Type.Optional(Type.String({
    maxLength: 64, description: 'Your service request; told to Microsoft as well.'
  }))
}, {
  $id: 'RelationshipChange', examples: [{ relationshipStatus: 'AgreementSigned', reason: 'Signed on 30 November' }]
})
export type RelationshipChange = Static<typeof RelationshipChange>

export const ConsentRelationship = Type.Object({
  taskId: Type.String(),
  status: Said(taskStatuses, {
    description: 'InProgress when it takes longer; follow the task then.', examples: ['CompletedSuccess']
  }),
  tenantId: Type.String(),
  relationshipStatus: OrNull(Type.String({ description: 'What Microsoft has.' })),
  reason: OrNull(Type.String()),
  changedAt: OrNull(Type.String({ format: 'date-time' }))
}, {
  $id: 'ConsentRelationship',
  examples: [{
    taskId: 'rel_chg_c14a0a55-fcc5-4598-b405-c978e7da1af4', status: 'CompletedSuccess',
    tenantId: 'c1a7e2d0-3333-4a61-9b01-0000000000c3', relationshipStatus: 'AgreementSigned',
    reason: 'Signed on 30 November', changedAt: '2026-11-30T09:00:00.0000000Z'
  }]
})

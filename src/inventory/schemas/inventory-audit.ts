import { Type, type Static } from '@sinclair/typebox'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf, Text } from '../../schemas/value.ts'

/** What an audit may find of a number, the most telling first. */
export const findingCodes = [
  'only_at_microsoft', 'only_at_user', 'only_on_sbc', 'wrong_customer', 'wrong_type', 'routed_elsewhere',
  'used_while_reserved', 'used_while_cooling', 'missing_at_microsoft', 'assignment_differs', 'missing_on_sbc'
] as const
export type FindingCode = typeof findingCodes[number]

/** The same in words: what is so, and what would be done about it. */
export const findingWords: Readonly<Record<FindingCode, string>> = {
  only_at_microsoft: 'Microsoft has it, the inventory does not: it would be added. Synchronize the tenant as well.',
  only_at_user: 'A user has it, the inventory does not: it would be added.',
  only_on_sbc: 'An SBC leads it somewhere, the inventory does not have it: it would be added as used.',
  wrong_customer: 'Another customer has it than the inventory says: it would be moved.',
  wrong_type: 'It reaches Teams otherwise than the inventory says: its internal number type would be set.',
  routed_elsewhere: 'No tenant has it, yet an SBC leads it somewhere: it would be shown as used.',
  used_while_reserved: 'It is in use and reserved: the reservation would be ended.',
  used_while_cooling: 'It is in use and cooling: the cooling would be ended.',
  missing_at_microsoft: 'Our records have it for a tenant, Microsoft does not: synchronize the tenant.',
  assignment_differs: 'Microsoft says otherwise than our records who has it: synchronize the tenant.',
  missing_on_sbc: 'It is not on an SBC that should have it: restore the SBC.'
}

export const InventoryFinding = Type.Object({
  telephoneNumber: Type.String(),
  codes: Type.Array(OneOf(findingCodes), { description: 'What is not as it should be.' }),
  proposal: Type.Record(Type.String(), Type.Unknown(), {
    description: 'What would be written; empty where something else has to be done.'
  }),
  foundAt: Type.String({ format: 'date-time' })
}, {
  $id: 'InventoryFinding',
  examples: [{
    telephoneNumber: '+61395556880', codes: ['used_while_reserved'], proposal: { endReservation: true },
    foundAt: '2026-11-30T09:00:00.000000Z'
  }]
})
export type InventoryFinding = Static<typeof InventoryFinding>

export const InventoryFindingPage = listPage(ref(InventoryFinding), {
  $id: 'InventoryFindingPage', description: 'One page of what an audit found, in the order of the numbers.'
})

const ticketId = Type.Optional(Type.String({ maxLength: 64, description: 'Your service request; kept on the task.' }))

export const InventoryAuditUse = Type.Object({
  codes: Type.Optional(Type.Array(Text({ 'x-values': findingCodes }), {
    maxItems: findingCodes.length, 'x-listed': true, description: 'Only what was found so; all otherwise.'
  })),
  ticketId
}, { $id: 'InventoryAuditUse', examples: [{ codes: ['used_while_reserved'] }] })

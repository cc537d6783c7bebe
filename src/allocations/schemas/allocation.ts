import { Type, type Static } from '@sinclair/typebox'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf, OrNull, Text, WholeNumber } from '../../schemas/value.ts'

export const allocationKinds = ['number', 'gateway', 'tag', 'proxy-set', 'dial-plan', 'sbc'] as const
export type AllocationKind = typeof allocationKinds[number]

/** Why somebody of the provider uses or gives what others have. */
export const Reason = Type.Optional(
  Type.String({
    minLength: 1, maxLength: 500,
    description:
      'For applications of the provider: why something is used although it is allocated to others, or belongs to the ' +
      'provider. Kept on the task and in its messages.'
  })
)

const value = Type.String({
  minLength: 1, maxLength: 255,
  description:
    'For `number` a prefix in the notation of dial plans, or two numbers of one length with `-` between them; for ' +
    '`sbc` its id; else a name.',
  examples: ['+6139555']
})

export const Allocation = Type.Object({
  id: Type.String(),
  kind: OneOf(allocationKinds, { description: 'What it is.' }),
  value,
  channelId: OrNull(Type.Integer({ description: 'The channel that has it.' })),
  umpCustomerGuid: OrNull(Type.String({ description: 'The customer that has it.' })),
  siteGuid: OrNull(Type.String({ description: 'The only SIP connection of the customer that has it.' })),
  source: OneOf(['staff', 'held'], {
    description: '`held`: it came with what the node has, as a SIP connection or a rule of a dial plan.'
  }),
  reason: OrNull(Type.String({ description: 'Why it was given although others have it.' })),
  createdAt: Type.String({ format: 'date-time' })
}, {
  $id: 'Allocation',
  description:
    'What a node of the tree may use: a channel, a customer, or with neither of them the whole provider. Numbers and ' +
    'gateways are for one node; at the provider they are for nobody below it. All else may be given to several, and ' +
    'those below a node have it too.',
  examples: [{
    id: '6a5a0a2e-58c4-4d10-8d9c-0f3d1f6f5a01', kind: 'number', value: '+6139555', channelId: null,
    umpCustomerGuid: 'd0000000-0000-4000-8000-0000000000a1', siteGuid: null, source: 'staff', reason: null,
    createdAt: '2025-08-12T07:02:10.822000Z'
  }]
})
export type Allocation = Static<typeof Allocation>

export const AllocationPage = listPage(ref(Allocation), {
  $id: 'AllocationPage', description: 'One page of allocations, the oldest first.'
})

export const NewAllocation = Type.Object({
  kind: Text({
    'x-values': allocationKinds, description: `One of ${allocationKinds.join(', ')}.`, examples: ['number']
  }),
  value,
  channelId: Type.Optional(
    WholeNumber({ minimum: 1, 'x-aliases': ['ovocChannelId'], description: 'The channel that gets it.' })
  ),
  umpCustomerGuid: Type.Optional(
    Type.String({ maxLength: 150, 'x-aliases': ['customerGuid'], description: 'The customer that gets it.' })
  ),
  siteGuid: Type.Optional(
    Type.String({ maxLength: 150, description: 'The SIP connection that alone gets it.' })
  ),
  reason: Reason,
  ticketId: Type.Optional(
    Type.String({
      maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
    })
  )
}, {
  $id: 'NewAllocation',
  description: 'At most one of channel, customer and SIP connection says who gets it; with none, the whole provider.',
  examples: [
    { kind: 'number', value: '+6139555', umpCustomerGuid: 'd0000000-0000-4000-8000-0000000000a1' },
    { kind: 'number', value: '+61395550000-+61395559999', channelId: 1574 },
    { kind: 'sbc', value: '11', channelId: 1574 },
    { kind: 'proxy-set', value: 'SIPTrunk' }
  ]
})
export type NewAllocation = Static<typeof NewAllocation>

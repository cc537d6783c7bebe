import { Type, type Static } from '@sinclair/typebox'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OrNull, Text, WholeNumber } from '../../schemas/value.ts'

const msTenantId = Text({
  description: 'Microsoft tenant of the reseller itself (GUID).', examples: ['0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40']
})

const name = Type.String({ minLength: 1, maxLength: 100, description: 'A name that no other channel has.' })
const description = Type.String({ maxLength: 500 })
const operatorConnectEnabled = Type.Boolean({
  description: 'Whether it may sell Operator Connect; true unless you say otherwise.'
})
const maxCustomers = WholeNumber({
  minimum: 0, maximum: 1_000_000, description: 'The most customers it may have; without it there is no limit.'
})

const ticketId = Type.Optional(
  Type.String({
    maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
  })
)

/** What can be said of a channel by whoever makes or changes it; an empty text takes tenant or description away. */
const change = {
  name: Type.Optional(name),
  msTenantId: Type.Optional(msTenantId),
  description: Type.Optional(description),
  operatorConnectEnabled: Type.Optional(operatorConnectEnabled),
  maxCustomers: Type.Optional(
    WholeNumber({
      minimum: -1, maximum: 1_000_000, description: 'The most customers it may have; -1 takes the limit away.'
    })
  ),
  ticketId
}

export const Channel = Type.Object({
  id: Type.Integer({ description: 'What X-Ovoc-Channel-Id and ovocChannelId mean.' }),
  name,
  msTenantId: OrNull(msTenantId),
  description: OrNull(description),
  operatorConnectEnabled,
  maxCustomers: OrNull(maxCustomers),
  customersCount: Type.Integer(),
  leadsCount: Type.Integer({ description: 'Leads that are no customers yet.' }),
  createdAt: Type.String({ format: 'date-time' }),
  changedAt: Type.String({ format: 'date-time' })
}, {
  $id: 'Channel',
  description: 'A reseller below the provider.',
  examples: [{
    id: 1574, name: 'Pacific Resellers', msTenantId: null, description: 'Sells in Australia',
    operatorConnectEnabled: true, maxCustomers: null, customersCount: 1, leadsCount: 0,
    createdAt: '2025-08-12T07:02:10.822000Z', changedAt: '2025-08-12T07:02:10.822000Z'
  }]
})
export type Channel = Static<typeof Channel>

export const ChannelPage = listPage(ref(Channel), { $id: 'ChannelPage', description: 'One page of channels.' })

export const NewChannel = Type.Object({
  ...change,
  name,
  tenantId: Type.Optional(
    Type.Unknown({ description: 'The provider. It is that of the application, whatever stands here.' })
  )
}, {
  $id: 'NewChannel',
  examples: [{
    name: 'Pacific Resellers', tenantId: 868, msTenantId: '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40',
    description: 'Sells in Australia', operatorConnectEnabled: true
  }]
})
export type NewChannel = Static<typeof NewChannel>

export const ChannelChange = Type.Object(change, {
  $id: 'ChannelChange', description: 'What is left out stays as it is.',
  examples: [{ description: 'Sells in Australia and New Zealand' }]
})
export type ChannelChange = Static<typeof ChannelChange>

/** Exactly one of the first three says whom; `channelId`, or `ovocChannelId` as older clients say, says where. */
export const ChannelAssignment = Type.Object({
  leadMsTenantId: Type.Optional(
    Type.String({ maxLength: 150, 'x-aliases': ['msTenantId'], description: 'Microsoft tenant id of a lead.' })
  ),
  leadId: Type.Optional(Type.String({ maxLength: 150, description: 'Id of a lead.' })),
  umpCustomerGuid: Type.Optional(Type.String({ maxLength: 150, description: 'Id of a customer.' })),
  channelId: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'The channel.' })),
  ovocChannelId: Type.Optional(
    WholeNumber({
      minimum: 1, maximum: 2_147_483_647, description: 'The channel. Whoever says it so is answered in the older form.'
    })
  ),
  additionalProperties: Type.Optional(Type.Boolean({ description: 'Without meaning.' })),
  ticketId
}, {
  $id: 'ChannelAssignment',
  examples: [
    { leadMsTenantId: 'c1a7e2d0-3333-4a61-9b01-0000000000c3', channelId: 1574 },
    { leadId: 'da68eafc-4a1e-4d6e-9c52-6f2a0a4b7c11', channelId: 1574 },
    { umpCustomerGuid: 'd0000000-0000-4000-8000-0000000000b2', channelId: 1574 },
    { leadMsTenantId: 'c1a7e2d0-3333-4a61-9b01-0000000000c3', ovocChannelId: 1574 }
  ]
})
export type ChannelAssignment = Static<typeof ChannelAssignment>

/** `status` is a word in the newer form, true in the older one. */
export const ChannelAssigned = Type.Object({
  status: Type.Unsafe<string | boolean>({
    type: ['string', 'boolean'], description: '`success`; true in the older form.'
  }),
  succeeded: Type.Optional(Type.Boolean()),
  message: Type.Optional(Type.String()),
  data: Type.Optional(Type.String({ description: 'The older form of the message.' }))
}, {
  $id: 'ChannelAssigned',
  examples: [{ status: 'success', succeeded: true, message: 'Lead successfully assigned to the channel' }, {
    status: true, data: 'new lead ovocChannelId: 1574'
  }]
})
export type ChannelAssigned = Static<typeof ChannelAssigned>

export const ChannelRemoved = Type.Object({ status: Type.Boolean(), data: Type.String() }, {
  $id: 'ChannelRemoved', examples: [{ status: true, data: 'Removed channel 1574' }]
})

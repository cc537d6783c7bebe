import { Type, type Static } from '@sinclair/typebox'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf, OrNull, Said, WholeNumber } from '../../schemas/value.ts'

export const callerRoles = ['Admin', 'Operator', 'Monitor'] as const

const name = Type.String({ minLength: 1, maxLength: 100, description: 'What people call it.' })
const role = OneOf(callerRoles, { description: 'The most that it may do, whatever roles its token has.' })
const expiresAt = Type.String({
  maxLength: 40, description: 'When it may not call any more, as in 2027-01-31T00:00:00Z.',
  examples: ['2027-01-31T00:00:00Z']
})
const ticketId = Type.Optional(
  Type.String({
    maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
  })
)

export const RegisteredCaller = Type.Object({
  id: Type.String(),
  name,
  clientId: Type.String({ description: 'Application (client) id at Entra.' }),
  tenantId: Type.String({ description: 'The directory that issues its tokens.' }),
  role: OrNull(Said(callerRoles, { description: 'The most that it may do; null: what its token says.' })),
  channelId: OrNull(Type.Integer({ description: 'The channel that it acts for.' })),
  umpCustomerGuid: OrNull(Type.String({ description: 'The customer that it acts for.' })),
  expiresAt: OrNull(Type.String({ format: 'date-time' })),
  disabled: Type.Boolean(),
  lastUsedAt: OrNull(Type.String({ format: 'date-time', description: 'When it last called, to the minute.' })),
  createdAt: Type.String({ format: 'date-time' })
}, {
  $id: 'RegisteredCaller',
  description:
    'An application that may call this API, and the node of the tree that it acts for: a channel, a customer, or ' +
    'with neither of them the whole provider.',
  examples: [{
    id: '0d2f6c1e-7a34-4a0e-9b55-6f1f0c6f7a11', name: 'Reseller portal',
    clientId: 'a0000000-0000-4000-8000-000000000004', tenantId: '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40',
    role: 'Operator', channelId: 1574, umpCustomerGuid: null, expiresAt: '2027-01-31T00:00:00.000000Z',
    disabled: false, lastUsedAt: '2026-08-12T07:02:10.822000Z', createdAt: '2026-07-01T07:02:10.822000Z'
  }]
})
export type RegisteredCaller = Static<typeof RegisteredCaller>

export const RegisteredCallerPage = listPage(ref(RegisteredCaller), {
  $id: 'RegisteredCallerPage', description: 'One page of applications, the first registered first.'
})

export const NewCaller = Type.Object({
  name,
  clientId: Type.String({
    format: 'uuid',
    description: 'Application (client) id at Entra, or the object id of a person who signs in to the console.'
  }),
  tenantId: Type.String({ format: 'uuid', description: 'The directory that issues its tokens.' }),
  role,
  channelId: Type.Optional(
    WholeNumber({ minimum: 1, 'x-aliases': ['ovocChannelId'], description: 'The channel that it acts for.' })
  ),
  umpCustomerGuid: Type.Optional(
    Type.String({ maxLength: 150, 'x-aliases': ['customerGuid'], description: 'The customer that it acts for.' })
  ),
  expiresAt: Type.Optional(expiresAt),
  ticketId
}, {
  $id: 'NewCaller',
  description: 'An application to be registered. Without channel and customer it acts for the node of whoever asks.',
  examples: [{
    name: 'Reseller portal', clientId: 'a0000000-0000-4000-8000-00000000000f',
    tenantId: '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40', role: 'Operator', channelId: 1574
  }]
})
export type NewCaller = Static<typeof NewCaller>

export const CallerChange = Type.Object({
  name: Type.Optional(name),
  role: Type.Optional(role),
  expiresAt: Type.Optional({ ...expiresAt, description: `${expiresAt.description} An empty text: never.` }),
  disabled: Type.Optional(Type.Boolean({ description: 'Whether its calls are refused from now on.' })),
  ticketId
}, {
  $id: 'CallerChange', description: 'What is to be different; the rest stays.', examples: [{ disabled: true }]
})
export type CallerChange = Static<typeof CallerChange>

import { Type, type Static } from '@sinclair/typebox'
import { microsoftClouds } from '../../schemas/microsoft-cloud.ts'
import { ref } from '../../schemas/ref.ts'
import { taskStatuses } from '../../schemas/task.ts'
import { OneOf, OrNull, Said } from '../../schemas/value.ts'
import { givenCredential, shownCredential } from './given-credential.ts'

// The connection to a customer's Microsoft tenant: the application that the customer registered there for us.

export const connectionStatuses = ['Connected', 'BadCredentials', 'NoConsent', 'UnknownTenant'] as const

const ticketId = Type.Optional(Type.String({ maxLength: 64, description: 'Your service request; kept on the task.' }))
const clientId = Type.String({
  maxLength: 64, description: 'Application (client) id of the app registration in the customer\'s tenant.',
  examples: ['b0000000-0000-4000-8000-000000000002']
})
const { federated, managedIdentity, ...pasted } = Type.Partial(Type.Object(givenCredential)).properties

export const TokenConnectionSettings = Type.Object({
  clientId,
  cloud: Type.Optional(OneOf(microsoftClouds, {
    description: 'The Microsoft cloud of the tenant; it stays as it is when you name none.'
  })),
  httpsProxy: Type.Optional(Type.String({
    maxLength: 500,
    description:
      'Outbound proxy for all calls in this tenant, `http://[user:password@]host[:port]`; an empty text takes it ' +
      'away. Only the provider may say this.'
  })),
  ...pasted, federated, managedIdentity, ticketId
}, {
  $id: 'TokenConnectionSettings', description: 'The application, and exactly one credential.',
  examples: [{
    clientId: 'b0000000-0000-4000-8000-000000000002', clientSecret: 'a client secret',
    clientSecretExpiresAt: '2027-01-31T00:00:00Z'
  }]
})
export type TokenConnectionSettings = Static<typeof TokenConnectionSettings>

export const TokenCredential = Type.Object({ ...pasted, federated, managedIdentity, ticketId }, {
  $id: 'TokenCredential', description: 'Exactly one credential.',
  examples: [{ clientSecret: 'the next client secret', clientSecretExpiresAt: '2027-03-31T00:00:00Z' }]
})
export type TokenCredential = Static<typeof TokenCredential>

export const TokenConnection = Type.Object({
  customerId: Type.String(),
  msTenantId: Type.String(),
  clientId: Type.String(),
  cloud: Said(microsoftClouds),
  httpsProxy: OrNull(Type.String({ description: '`***@` stands for a user and a password.' })),
  credential: shownCredential,
  nextCredential: OrNull(shownCredential),
  accepted: Said(['current', 'next'], { description: 'Which of the two Microsoft took last.' }),
  status: Said(connectionStatuses, { description: 'By the last look.' }),
  reason: OrNull(Type.String({ description: 'What the last look found wrong, and what to do.' })),
  validatedAt: Type.String({ format: 'date-time' })
}, {
  $id: 'TokenConnection',
  description: 'The connection to the Microsoft tenant of a customer, with everything that is not a secret.',
  examples: [{
    customerId: 'da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11', msTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1',
    clientId: 'b0000000-0000-4000-8000-000000000002', cloud: 'global', httpsProxy: null,
    credential: { type: 'secret', expiresAt: '2027-01-31T00:00:00.000Z', thumbprint: null }, nextCredential: null,
    accepted: 'current', status: 'Connected', reason: null, validatedAt: '2026-11-30T08:00:00.000Z'
  }]
})
export type TokenConnection = Static<typeof TokenConnection>

export const TokenConnectionAnswer = Type.Object({
  taskId: Type.String(),
  status: Said(taskStatuses, { description: 'Status of the task.', examples: ['CompletedSuccess'] }),
  connection: Type.Optional(ref(TokenConnection))
}, {
  $id: 'TokenConnectionAnswer',
  examples: [{ taskId: 'tcn_set_c14a0a55-fcc5-4598-b405-c978e7da1af4', status: 'CompletedSuccess' }]
})
export type TokenConnectionAnswer = Static<typeof TokenConnectionAnswer>

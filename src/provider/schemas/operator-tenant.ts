import { Type, type Static } from '@sinclair/typebox'
import { Counts } from './counts.ts'
import { microsoftClouds } from '../../schemas/microsoft-cloud.ts'
import { gateNames, gateResults } from '../../schemas/microsoft-gate.ts'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { taskStatuses } from '../../schemas/task.ts'
import { OneOf, OrNull, Said } from '../../schemas/value.ts'
import { givenCredential, shownCredential } from '../../tenancy/schemas/given-credential.ts'

// What an Operator Connect tenant is to the API. Names are those of VOSS where it has one.

const text = (maxLength: number, description: string, examples: string[] = []) =>
  Type.String({ maxLength, description, ...(examples.length > 0 && { examples }) })

const guid = (description: string, example: string) => text(64, description, [example])

const name = Type.String({
  minLength: 1, maxLength: 255, pattern: '^[a-zA-Z0-9\\-_. ]+$', description: 'A name that no other one has.',
  examples: ['Operator Connect Europe']
})

const settings = {
  name,
  description: text(500, 'Free text; an empty one takes it away.'),
  clientId: guid('Application (client) id of the app registration.', '7d1f6f0a-3c55-4b62-8a0e-2f9d8c7b6a51'),
  version: text(20, 'Version of the operator API, such as `v1.0`; an empty text means that of the deployment.', [
    'v1.0'
  ]),
  cloud: OneOf(microsoftClouds, {
    description: 'The Microsoft cloud of the tenant; `global` unless you say otherwise.'
  }),
  httpProxy: text(500, 'Outbound proxy, `http://[user:password@]host[:port]`; used where `httpsProxy` is not set.'),
  httpsProxy: text(
    500, 'Outbound proxy for HTTPS, which is what Microsoft speaks. Kept sealed; an empty text takes it away.',
    ['http://proxy.dialplane.example:3128']
  ),
  syncMsOperatorConnect: Type.Boolean({
    description: 'Whether everything is read from Microsoft after it was added or changed; false unless you say so.'
  })
}

const ticketId = text(64, 'Your service request; kept on the task.')
const optional = <Properties extends Parameters<typeof Type.Object>[0]>(properties: Properties) =>
  Type.Partial(Type.Object(properties)).properties

export const NewOperatorTenant = Type.Object({
  ...optional(settings), ...optional(givenCredential), name, clientId: settings.clientId,
  tenantId: guid('Directory (tenant) id of the operator itself.', '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'),
  ticketId: Type.Optional(ticketId)
}, {
  $id: 'NewOperatorTenant',
  examples: [{
    name: 'Operator Connect Europe', tenantId: '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40',
    clientId: '7d1f6f0a-3c55-4b62-8a0e-2f9d8c7b6a51', version: 'v1.0', clientSecret: 'a client secret',
    clientSecretExpiresAt: '2027-01-31T00:00:00Z', syncMsOperatorConnect: true
  }]
})
export type NewOperatorTenant = Static<typeof NewOperatorTenant>

export const OperatorTenantChange = Type.Object({
  ...optional(settings), ticketId: Type.Optional(ticketId)
}, {
  $id: 'OperatorTenantChange', description: 'What is left out stays; the credential has an operation of its own.',
  examples: [{ description: 'Customers in Europe', httpsProxy: 'http://proxy.dialplane.example:3128' }]
})
export type OperatorTenantChange = Static<typeof OperatorTenantChange>

export const OperatorCredential = Type.Object({
  ...optional(givenCredential),
  ticketId: Type.Optional(ticketId)
}, {
  $id: 'OperatorCredential', description: 'Exactly one credential.',
  examples: [{ clientSecret: 'the next client secret', clientSecretExpiresAt: '2027-03-31T00:00:00Z' }]
})
export type OperatorCredential = Static<typeof OperatorCredential>

export const OperatorGate = Type.Object({
  gate: Said(gateNames, { description: 'In this order.' }),
  result: Said(gateResults, { description: 'Skipped behind a gate that failed.' }),
  message: Type.String({ description: 'What was found, and what to do.' })
}, {
  $id: 'OperatorGate',
  examples: [{
    gate: 'token', result: 'failed',
    message: 'Entra refused a token: invalid_client. Compare tenant id, client id and credential with the app ' +
      'registration.'
  }]
})

const time = OrNull(Type.String({ format: 'date-time' }))

export const OperatorTenant = Type.Object({
  tenantId: Type.String(),
  name: Type.String(),
  description: OrNull(Type.String()),
  clientId: Type.String(),
  version: OrNull(Type.String({ description: 'null: that of the deployment.' })),
  cloud: Said(microsoftClouds),
  httpProxy: OrNull(Type.String({ description: '`***@` stands for a user and a password.' })),
  httpsProxy: OrNull(Type.String({ description: '`***@` stands for a user and a password.' })),
  syncMsOperatorConnect: Type.Boolean(),
  credential: OrNull(shownCredential),
  nextCredential: OrNull(shownCredential),
  acceptedCredential: Said(['current', 'next'], { description: 'Which of the two Microsoft took last.' }),
  testedAt: time,
  gates: Type.Array(ref(OperatorGate)),
  synchronizedAt: time,
  createdAt: Type.String({ format: 'date-time' }),
  changedAt: Type.String({ format: 'date-time' })
}, {
  $id: 'OperatorTenant',
  description: 'A tenant at which the provider is an operator, with everything that is not a secret.',
  examples: [{
    tenantId: '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40', name: 'Operator Connect Europe', description: null,
    clientId: '7d1f6f0a-3c55-4b62-8a0e-2f9d8c7b6a51', version: 'v1.0', cloud: 'global', httpProxy: null,
    httpsProxy: 'http://proxy.dialplane.example:3128', syncMsOperatorConnect: true,
    credential: { type: 'secret', expiresAt: '2027-01-31T00:00:00.000Z', thumbprint: null }, nextCredential: null,
    acceptedCredential: 'current', testedAt: '2026-11-30T09:00:00.000Z', gates: [],
    synchronizedAt: '2026-11-30T09:00:00.000Z', createdAt: '2026-11-01T09:00:00.000Z',
    changedAt: '2026-11-01T09:00:00.000Z'
  }]
})
export type OperatorTenant = Static<typeof OperatorTenant>

export const OperatorTenantPage = listPage(ref(OperatorTenant), {
  $id: 'OperatorTenantPage', description: 'One page of Operator Connect tenants.'
})

/** What an operation came to. Only the task is told when it takes longer than a request can wait. */
export const OperatorTenantAnswer = Type.Object({
  taskId: Type.String(),
  status: Said(taskStatuses, {
    description: 'InProgress when it takes longer; follow the task then.', examples: ['CompletedSuccess']
  }),
  tenant: Type.Optional(ref(OperatorTenant)),
  gates: Type.Optional(Type.Array(ref(OperatorGate))),
  counts: Type.Optional(Type.Record(Type.String(), Counts, {
    description: 'What a synchronization came to, by what was read: consents, callingProfiles, ' +
      'capabilityPlans, civicAddresses, numbers.'
  }))
}, {
  $id: 'OperatorTenantAnswer',
  examples: [{
    taskId: 'oct_syn_c14a0a55-fcc5-4598-b405-c978e7da1af4', status: 'CompletedSuccess',
    counts: { callingProfiles: { added: 1, changed: 0, removed: 0, unchanged: 2 } }
  }]
})
export type OperatorTenantAnswer = Static<typeof OperatorTenantAnswer>

import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Order } from '../../engine/enqueue.ts'
import { changing, forProvider, reading, type Caller } from '../../http/caller.ts'
import { finishTask } from '../../http/finish-task.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { Problem, type ProblemCode } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { connectionPlace } from '../../schemas/secret-place.ts'
import type { StoredCustomer } from '../records/customers.ts'
import { tenantConnectionOf, type TenantConnection } from '../records/tenant-connections.ts'
import {
  TokenConnection, TokenConnectionAnswer, TokenConnectionSettings, TokenCredential
} from '../schemas/token-connection.ts'
import { changeTokenCredential, promoteTokenCredential } from '../tasks/change-token-credential.ts'
import { mayConnect } from '../tasks/licence-moves.ts'
import { setTokenConnection } from '../tasks/set-token-connection.ts'
import { connectionMissing } from './connected-customer.ts'
import { customerGuid, ownCustomer } from './customers.ts'
import { readGuid, readProxy, requireCredential, type SealHere } from './given-credential.ts'

const params = Type.Object({ customerGuid })
const tags = ['Customers']
const versions = ['v3'] as const
const again = (taskId: string): { taskId: string } => ({ taskId })
const refusals = [
  'customer_not_found', 'connection_required', 'credential_refused', 'credential_missing'
] as const satisfies readonly ProblemCode[]
const problems = ['license_insufficient', ...refusals] as const

const connections: Resource = (scope, means) => {
  const { config: { AZURE_FEDERATED_TOKEN_FILE: tokenFile }, seal } = means

  scope.get('/customer/:customerGuid/connection', {
    config: { roles: reading, versions, problems: ['customer_not_found', 'connection_required'] },
    schema: {
      operationId: 'getTokenConnection', summary: 'Get the connection to a customer\'s Microsoft tenant', tags, params,
      response: { 200: ref(TokenConnection) }
    }
  }, async ({ caller, params }) => ownConnection(means, caller, params.customerGuid))

  scope.put('/customer/:customerGuid/connection', {
    config: { roles: changing, versions, again, problems: ['out_of_scope', ...problems] },
    schema: {
      operationId: 'setTokenConnection', summary: 'Connect a customer\'s Microsoft tenant',
      description:
        'The application is tried at Microsoft before it is kept; it replaces the one of before, with both its ' +
        'credentials. What it may read and change there is looked at afterwards, and told as `status`.',
      tags, params, body: ref(TokenConnectionSettings), response: { 200: ref(TokenConnectionAnswer) }
    }
  }, async (request, reply) => {
    const { caller, body } = request
    const customer = await connectable(means, caller, request.params.customerGuid)
    if (body.httpsProxy !== undefined) forProvider(caller, 'Only the provider says which proxy calls go through.')
    const sealHere: SealHere = secret => seal(secret, connectionPlace(caller.providerId, customer.msTenantId))
    const credential = requireCredential(body, tokenFile, sealHere, new Date())
    const { cloud, httpsProxy, ticketId } = body
    const known = await tenantConnectionOf(means.records(caller), customer.id)
    const proxy = httpsProxy === undefined
      ? undefined
      : readProxy('HttpsProxy', httpsProxy, sealHere, known?.httpsProxy)
    return finish(means, request, reply, customer, {
      kind: setTokenConnection, ticketId,
      input: {
        customerId: customer.id, clientId: readGuid('ClientId', body.clientId), credential,
        ...(cloud !== undefined && { cloud }),
        ...(proxy !== undefined && { proxy })
      }
    })
  })
}

const credentials: Resource = (scope, means) => {
  const { config: { AZURE_FEDERATED_TOKEN_FILE: tokenFile }, seal } = means

  scope.put('/customer/:customerGuid/connection/credential', {
    config: { roles: changing, versions, again, problems },
    schema: {
      operationId: 'changeTokenCredential', summary: 'Give the application of a customer another credential',
      description:
        'It is tried at Microsoft before it is kept, and follows the one in use: both are live until that is given up.',
      tags, params, body: ref(TokenCredential), response: { 200: ref(TokenConnectionAnswer) }
    }
  }, async (request, reply) => {
    const customer = await connectable(means, request.caller, request.params.customerGuid)
    await ownConnection(means, request.caller, customer.id)
    const place = connectionPlace(request.caller.providerId, customer.msTenantId)
    const credential = requireCredential(request.body, tokenFile, secret => seal(secret, place), new Date())
    return finish(means, request, reply, customer, {
      kind: changeTokenCredential, ticketId: request.body.ticketId, input: { customerId: customer.id, credential }
    })
  })

  scope.post('/customer/:customerGuid/connection/credential/action/promote', {
    config: { roles: changing, versions, again, problems },
    schema: {
      operationId: 'promoteTokenCredential', summary: 'Give up the older credential of a customer\'s application',
      description: 'The one that follows becomes the only one; take the older one away at Microsoft then.',
      tags, params, response: { 200: ref(TokenConnectionAnswer) }
    }
  }, async (request, reply) => {
    const customer = await connectable(means, request.caller, request.params.customerGuid)
    await ownConnection(means, request.caller, customer.id)
    return finish(means, request, reply, customer, {
      kind: promoteTokenCredential, input: { customerId: customer.id }
    })
  })
}

/** The application of a customer: two credentials may live at once, so that nothing stops in between. */
export const tokenConnections: Resource = (scope, means) => {
  for (const routes of [connections, credentials]) routes(scope, means)
}

async function finish<Input extends object> (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, customer: StoredCustomer,
  order: Pick<Order<Input>, 'kind' | 'input' | 'ticketId'>
): Promise<TokenConnectionAnswer> {
  const { taskId, end } = await finishTask<Input>(means, request, reply, {
    kind: order.kind, input: order.input, ticketId: order.ticketId, msTenantId: customer.msTenantId,
    customerId: customer.id, channelId: customer.channelId ?? undefined
  })
  const refusal = refusals.find(code => code === end?.code)
  if (refusal !== undefined) throw new Problem(refusal, end?.reason ?? '')
  const connection = await tenantConnectionOf(means.records(request.caller), customer.id)
  return { taskId, status: end?.status ?? 'InProgress', ...(connection !== undefined && { connection }) }
}

type Means = Pick<ApiDependencies, 'records'>

/** A customer whose licence lets us act in its tenant. */
async function connectable ({ records }: Means, caller: Caller, id: string): Promise<StoredCustomer> {
  const customer = await ownCustomer(records(caller), id)
  if (mayConnect(customer.licenseType)) return customer
  throw new Problem(
    'license_insufficient', 'The licence of the customer has no connection to its tenant; upgrade it to Plus or Pro.'
  )
}

async function ownConnection ({ records }: Means, caller: Caller, id: string): Promise<TenantConnection> {
  const { id: customerId } = await ownCustomer(records(caller), id)
  const connection = await tenantConnectionOf(records(caller), customerId)
  if (connection === undefined) throw connectionMissing()
  return connection
}

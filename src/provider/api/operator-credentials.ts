import { administering } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { ref } from '../../schemas/ref.ts'
import { operatorPlace } from '../../schemas/secret-place.ts'
import { requireCredential } from '../../tenancy/api/given-credential.ts'
import { OperatorCredential, OperatorTenantAnswer } from '../schemas/operator-tenant.ts'
import { changeOperatorCredential, promoteOperatorCredential } from '../tasks/change-operator-credential.ts'
import {
  again, finish, ownOperatorTenant, params, refusals, tags, ticketQuery, versions
} from './own-operator-tenant.ts'

const problems = ['out_of_scope', ...refusals] as const

/** What the provider's application proves itself with: two may live at once, so that nothing stops in between. */
export const operatorCredentials: Resource = (scope, means) => {
  const { config, seal } = means
  scope.put('/operator-connect/tenants/:operatorTenantId/credential', {
    config: { roles: administering, from: 'provider', about: 'provider', versions, again, problems },
    schema: {
      operationId: 'changeOperatorCredential', summary: 'Give an Operator Connect tenant another credential',
      description:
        'It is tried at Microsoft before it is kept. The first one is used at once; another one follows the one in ' +
        'use, and both are live until that is given up.',
      tags, params, body: ref(OperatorCredential), response: { 200: ref(OperatorTenantAnswer) }
    }
  }, async (request, reply) => {
    const { tenantId } = await ownOperatorTenant(means, request)
    const place = operatorPlace(request.caller.providerId, tenantId)
    const credential = requireCredential(
      request.body, config.AZURE_FEDERATED_TOKEN_FILE, secret => seal(secret, place), new Date()
    )
    return finish(means, request, reply, {
      kind: changeOperatorCredential, ticketId: request.body.ticketId, input: { operatorTenantId: tenantId, credential }
    })
  })

  scope.post('/operator-connect/tenants/:operatorTenantId/credential/action/promote', {
    config: { roles: administering, from: 'provider', about: 'provider', versions, again, problems },
    schema: {
      operationId: 'promoteOperatorCredential', summary: 'Give up the older credential',
      description: 'The one that follows becomes the only one; take the older one away at Microsoft then.',
      tags, params,
      querystring: ticketQuery,
      response: { 200: ref(OperatorTenantAnswer) }
    }
  }, async (request, reply) => {
    const { tenantId } = await ownOperatorTenant(means, request)
    return finish(means, request, reply, {
      kind: promoteOperatorCredential, ticketId: request.query.ticketId, input: { operatorTenantId: tenantId }
    })
  })
}

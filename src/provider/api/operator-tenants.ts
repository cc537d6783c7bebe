import { Type } from '@sinclair/typebox'
import { administering, changing, reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { answerList, listQuery } from '../../http/list.ts'
import { ref } from '../../schemas/ref.ts'
import { operatorTenantListing, operatorTenantsPage } from '../records/operator-tenants.ts'
import { OperatorTenant, OperatorTenantAnswer, OperatorTenantPage } from '../schemas/operator-tenant.ts'
import { synchronizeOperatorTenant } from '../tasks/synchronize-operator-tenant.ts'
import { testOperatorTenant } from '../tasks/test-operator-tenant.ts'
import {
  again, finish, ownOperatorTenant, params, refusals, tags, ticketQuery, versions
} from './own-operator-tenant.ts'

/** Where the provider is an operator at Microsoft: what is known of it, and asking Microsoft. */
export const operatorTenants: Resource = (scope, means) => {
  const { records } = means
  scope.get('/operator-connect/tenants', {
    config: { roles: reading, from: 'provider', about: 'provider', versions, problems: ['out_of_scope'] },
    schema: {
      operationId: 'listOperatorTenants', summary: 'List Operator Connect tenants', tags,
      querystring: Type.Object(listQuery(operatorTenantListing)), response: { 200: ref(OperatorTenantPage) }
    }
  }, async (request, reply) => answerList(
    request, reply, operatorTenantListing, place => operatorTenantsPage(records(request.caller), place)
  ))

  scope.get('/operator-connect/tenants/:operatorTenantId', {
    config: {
      roles: reading, from: 'provider', about: 'provider',
      versions, problems: ['operator_tenant_not_found', 'out_of_scope']
    },
    schema: {
      operationId: 'getOperatorTenant', summary: 'Get one Operator Connect tenant',
      description: 'With everything that is not a secret, the end of its credentials, and what the last test found.',
      tags, params, response: { 200: ref(OperatorTenant) }
    }
  }, request => ownOperatorTenant(means, request))

  scope.post('/operator-connect/tenants/:operatorTenantId/action/test', {
    config: {
      roles: changing, from: 'provider', about: 'provider',
      versions, again, problems: ['out_of_scope', ...refusals]
    },
    schema: {
      operationId: 'testOperatorTenant', summary: 'Test the connection to an Operator Connect tenant',
      description:
        'Walks the gates in the order in which a call meets them: network, proxy, TLS, token, role, application, ' +
        'API. `gates` says of each whether it is open; the first that is not says what to do.',
      tags, params, querystring: ticketQuery, response: { 200: ref(OperatorTenantAnswer) }
    }
  }, async (request, reply) => {
    const { tenantId } = await ownOperatorTenant(means, request)
    return finish(means, request, reply, {
      kind: testOperatorTenant, ticketId: request.query.ticketId, input: { operatorTenantId: tenantId }
    })
  })

  scope.post('/operator-connect/tenants/:operatorTenantId/action/sync', {
    config: {
      roles: administering, from: 'provider', about: 'provider',
      versions, again, problems: ['out_of_scope', ...refusals]
    },
    schema: {
      operationId: 'synchronizeOperatorTenant', summary: 'Synchronize an Operator Connect tenant',
      description: 'Reads consents, calling profiles and capability plans; `counts` says what differed.',
      tags, params, querystring: ticketQuery, response: { 200: ref(OperatorTenantAnswer) }
    }
  }, async (request, reply) => {
    const { tenantId } = await ownOperatorTenant(means, request)
    return finish(means, request, reply, {
      kind: synchronizeOperatorTenant, ticketId: request.query.ticketId, input: { operatorTenantId: tenantId }
    })
  })
}

import { administering } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { invalid, Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { isNameTaken, operatorTenantOf, usesOfOperatorTenant } from '../records/operator-tenants.ts'
import { NewOperatorTenant, OperatorTenantAnswer, OperatorTenantChange } from '../schemas/operator-tenant.ts'
import { addOperatorTenant } from '../tasks/add-operator-tenant.ts'
import { changeOperatorTenant } from '../tasks/change-operator-tenant.ts'
import { removeOperatorTenant } from '../tasks/remove-operator-tenant.ts'
import {
  again, finish, ownOperatorTenant, params, refusals, tags, ticketQuery, versions
} from './own-operator-tenant.ts'
import { readCredential, readGuid } from '../../tenancy/api/given-credential.ts'
import { readSettings } from './tenant-settings.ts'
import { operatorPlace } from '../../schemas/secret-place.ts'

const problems = ['out_of_scope', ...refusals] as const
const nameTaken = (name: string): Problem =>
  invalid({ Name: [`Another Operator Connect tenant is named ${name}.`] })

const add: Resource = (scope, means) => {
  const { config, records, seal } = means
  scope.post('/operator-connect/tenants', {
    config: { roles: administering, from: 'provider', about: 'nobody', versions, again, problems },
    schema: {
      operationId: 'addOperatorTenant', summary: 'Add an Operator Connect tenant',
      description:
        'Credentials and proxies are sealed before anything remembers them. The credential is not tried here: test ' +
        'the connection next. Without one the tenant waits for it, and nothing is synchronized.',
      tags, body: ref(NewOperatorTenant), response: { 200: ref(OperatorTenantAnswer) }
    }
  }, async (request, reply) => {
    const { body, caller } = request
    const operatorTenantId = readGuid('TenantId', body.tenantId)
    const clientId = readGuid('ClientId', body.clientId)
    const sealHere = (secret: string): Buffer => seal(secret, operatorPlace(caller.providerId, operatorTenantId))
    const settings = { ...readSettings(body, sealHere), name: body.name.trim(), clientId }
    const credential = readCredential(body, config.AZURE_FEDERATED_TOKEN_FILE, sealHere, new Date())
    if (await operatorTenantOf(records(caller), operatorTenantId) !== undefined) {
      throw invalid({ TenantId: ['This Operator Connect tenant is set up already; change it with PATCH.'] })
    }
    if (await isNameTaken(records(caller), settings.name)) throw nameTaken(settings.name)
    return finish(means, request, reply, {
      kind: addOperatorTenant, ticketId: body.ticketId,
      input: {
        operatorTenantId, settings, synchronize: body.syncMsOperatorConnect === true && credential !== undefined,
        ...(credential !== undefined && { credential })
      }
    })
  })
}

const change: Resource = (scope, means) => {
  const { records, seal } = means
  scope.patch('/operator-connect/tenants/:operatorTenantId', {
    config: { roles: administering, from: 'provider', about: 'provider', versions, again, problems },
    schema: {
      operationId: 'changeOperatorTenant', summary: 'Change an Operator Connect tenant',
      description: 'What is left out stays; an empty text takes an optional setting away. The tenant id never changes.',
      tags, params, body: ref(OperatorTenantChange), response: { 200: ref(OperatorTenantAnswer) }
    }
  }, async (request, reply) => {
    const known = await ownOperatorTenant(means, request)
    const { tenantId } = known
    const place = operatorPlace(request.caller.providerId, tenantId)
    const settings = readSettings(request.body, secret => seal(secret, place), known)
    const { ticketId, ...named } = request.body
    if (Object.keys(named).length === 0) throw invalid({ '': ['Name at least one setting to change.'] })
    if (settings.name !== undefined && await isNameTaken(records(request.caller), settings.name, tenantId)) {
      throw nameTaken(settings.name)
    }
    return finish(means, request, reply, {
      kind: changeOperatorTenant, ticketId, input: { operatorTenantId: tenantId, settings }
    })
  })
}

const remove: Resource = (scope, means) => {
  const { records } = means
  scope.delete('/operator-connect/tenants/:operatorTenantId', {
    config: { roles: administering, from: 'provider', about: 'provider', versions, again, problems },
    schema: {
      operationId: 'removeOperatorTenant', summary: 'Remove an Operator Connect tenant',
      description: 'Refused while customers are reached through it alone. Microsoft is left as it is.', tags, params,
      querystring: ticketQuery,
      response: { 200: ref(OperatorTenantAnswer) }
    }
  }, async (request, reply) => {
    const { tenantId } = await ownOperatorTenant(means, request)
    const uses = await usesOfOperatorTenant(records(request.caller), tenantId)
    if (uses.length > 0) throw new Problem('operator_tenant_in_use', uses.join(' '))
    return finish(means, request, reply, {
      kind: removeOperatorTenant, ticketId: request.query.ticketId, input: { operatorTenantId: tenantId }
    })
  })
}

/** Setting up Operator Connect tenants. */
export const operatorTenantChanges: Resource = (scope, means) => {
  for (const route of [add, change, remove]) route(scope, means)
}

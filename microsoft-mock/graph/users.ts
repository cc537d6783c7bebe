import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'
import { mostItems } from '../state/behaviour.ts'
import type { User } from '../state/records.ts'
import { recordEffect, type Tenant } from '../state/world.ts'
import { directoryItems, expanded, isEventual } from './directory-query.ts'
import { userReaders, userWriters, type GraphGate } from './gate.ts'
import { returnLicences } from './licences.ts'
import { selectedOf, userType } from './properties.ts'
import {
  allowOnly, contextOf, decodeToken, encodeToken, pick, sameWith, wholeNumber, type GraphQuery
} from './query.ts'

export const defaultFields = [
  'businessPhones', 'displayName', 'givenName', 'jobTitle', 'mail', 'mobilePhone', 'officeLocation',
  'preferredLanguage', 'surname', 'userPrincipalName', 'id'
]

const Text = Type.Optional(Type.Union([Type.String(), Type.Null()]))
const Change = Type.Object({
  businessPhones: Type.Optional(Type.Array(Type.String(), { maxItems: 1 })),
  mobilePhone: Text,
  displayName: Type.Optional(Type.String({ minLength: 1 })),
  givenName: Text,
  surname: Text,
  department: Text,
  jobTitle: Text,
  city: Text,
  state: Text,
  postalCode: Text,
  streetAddress: Text,
  country: Text,
  companyName: Text,
  employeeId: Text,
  officeLocation: Text,
  usageLocation: Type.Optional(Type.Union([Type.String({ pattern: '^[A-Z]{2}$' }), Type.Null()])),
  accountEnabled: Type.Optional(Type.Boolean())
}, { additionalProperties: false })

type OneUser = { Params: { id: string }, Querystring: GraphQuery }

export function userRoutes (app: FastifyInstance, mock: Mock, gate: GraphGate) {
  const read = { onRequest: gate.admit(userReaders) }

  app.get<{ Querystring: GraphQuery }>('/users', read, async (request) => {
    const { query } = request
    // `$skip` is refused on purpose: the directory pages by token only.
    allowOnly(query, ['$select', '$top', '$skiptoken', '$filter', '$count', '$search', '$orderby', '$expand'])
    const top = mostItems(mock.world.behaviour, wholeNumber(query, '$top', 100, 1, 999))
    const offset = offsetOf(query['$skiptoken'])
    const tenant = gate.tenantOf(request)
    const found = directoryItems(request, query, userType, tenant.users.values())
    const print = printerOf(tenant, query)
    return {
      '@odata.context': contextOf(mock, request, 'users'),
      ...(query['$count'] === 'true' && isEventual(request) ? { '@odata.count': found.length } : {}),
      ...(found.length > offset + top
        ? { '@odata.nextLink': sameWith(mock, request, { $skiptoken: encodeToken(offset + top) }) }
        : {}),
      value: found.slice(offset, offset + top).map(print)
    }
  })

  app.get<{ Querystring: GraphQuery }>('/users/$count', read, async (request, reply) => {
    allowOnly(request.query, ['$filter', '$search'])
    if (!isEventual(request)) throw new Refusal(400, 'Request_BadRequest', '$count is not currently supported.')
    const query = { ...request.query, $count: 'true' }
    const { users } = gate.tenantOf(request)
    return reply.type('text/plain').send(String(directoryItems(request, query, userType, users.values()).length))
  })

  app.get<OneUser>('/users/:id', read, async (request) => {
    allowOnly(request.query, ['$select', '$expand'])
    const tenant = gate.tenantOf(request)
    return {
      '@odata.context': contextOf(mock, request, 'users/$entity'),
      ...printerOf(tenant, request.query)(findUser(tenant, request.params.id))
    }
  })

  const write = { onRequest: gate.admit(userWriters) }
  app.patch<OneUser & { Body: Static<typeof Change> }>(
    '/users/:id', { ...write, schema: { body: Change } }, async (request, reply) => {
      const tenant = gate.tenantOf(request)
      const user = findUser(tenant, request.params.id)
      const touchesPhones = 'businessPhones' in request.body || 'mobilePhone' in request.body
      if (touchesPhones && Array.isArray(user['adminRoles']) && user['adminRoles'].length > 0) {
        throw new Refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
      }
      Object.assign(user, request.body)
      tenant.userChangedIn.set(user.id, ++tenant.userChanges)
      recordEffect(mock.world, {
        kind: 'userUpdate', tenantId: tenant.id, requestId: null, jobId: user.id, telephoneNumbers: []
      })
      return reply.code(204).send()
    })

  app.delete<OneUser>('/users/:id', write, async (request, reply) => {
    const tenant = gate.tenantOf(request)
    const user = findUser(tenant, request.params.id)
    returnLicences(tenant, user)
    tenant.users.delete(user.id)
    tenant.userRemovedIn.set(user.id, ++tenant.userChanges)
    recordEffect(mock.world, {
      kind: 'userDelete', tenantId: tenant.id, requestId: null, jobId: user.id, telephoneNumbers: []
    })
    return reply.code(204).send()
  })
}

/** What only the state file knows never leaves: it is no property of a user. */
export const selected = (query: GraphQuery) => selectedOf(userType, query['$select']) ?? defaultFields

/** Prints a user with what `$select` and `$expand` name; the manager is the user that the state names by its id. */
function printerOf (tenant: Tenant, query: GraphQuery) {
  const names = selected(query)
  const along = expanded(userType, query['$expand'])
  const alongNames = selected({ $select: along?.select })
  return (user: User) => {
    const other = along === undefined ? undefined : tenant.users.get(String(user[along.name]))
    return {
      ...pick(user, names),
      ...(along !== undefined && other !== undefined && {
        [along.name]: { '@odata.type': '#microsoft.graph.user', ...pick(other, alongNames) }
      })
    }
  }
}

function offsetOf (token: string | undefined) {
  if (token === undefined) return 0
  const offset = decodeToken(token)
  if (typeof offset === 'number') return offset
  throw new Refusal(400, 'Directory_ExpiredPageToken', 'The specified page token value has expired or is not valid.')
}

export function findUser (tenant: Tenant, idOrName: string): User {
  const wanted = idOrName.toLowerCase()
  for (const user of tenant.users.values()) {
    if (user.id.toLowerCase() === wanted || user.userPrincipalName.toLowerCase() === wanted) return user
  }
  throw new Refusal(
    404, 'Request_ResourceNotFound',
    `Resource '${idOrName}' does not exist or one of its queried reference-property objects are not present.`
  )
}

import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'
import { mostItems } from '../state/behaviour.ts'
import type { User } from '../state/records.ts'
import { recordEffect, type Tenant } from '../state/world.ts'
import { parseFilter } from './filter.ts'
import { userReaders, userWriters, type GraphGate } from './gate.ts'
import { returnLicences } from './licences.ts'
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
    allowOnly(query, ['$select', '$top', '$skiptoken', '$filter'])
    const top = mostItems(mock.world.behaviour, wholeNumber(query, '$top', 100, 1, 999))
    const offset = offsetOf(query['$skiptoken'])
    const found = [...gate.tenantOf(request).users.values()].filter(parseFilter(query['$filter']))
    return {
      '@odata.context': contextOf(request, 'users'),
      ...(found.length > offset + top
        ? { '@odata.nextLink': sameWith(request, { $skiptoken: encodeToken(offset + top) }) }
        : {}),
      value: found.slice(offset, offset + top).map(user => pick(user, selected(query)))
    }
  })

  app.get<OneUser>('/users/:id', read, async (request) => ({
    '@odata.context': contextOf(request, 'users/$entity'),
    ...pick(findUser(gate.tenantOf(request), request.params.id), selected(request.query))
  }))

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

export const selected = (query: GraphQuery) => query['$select']?.split(',').map((name) => name.trim())
  // What only the state file knows never leaves.
  .filter((name) => name !== 'adminRoles') ?? defaultFields

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

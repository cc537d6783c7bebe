import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Mock } from '../mock.ts'
import { tenantReaders, type GraphGate } from './gate.ts'
import { organizationType, selectedOf, subscriptionType, type EntityType } from './properties.ts'
import { allowOnly, contextOf, pick, type GraphQuery } from './query.ts'

/** What a tenant is: its organization, its subscriptions. */
export function directoryRoutes (app: FastifyInstance, mock: Mock, gate: GraphGate) {
  const read = { onRequest: gate.admit(tenantReaders) }
  const print = (
    request: FastifyRequest<{ Querystring: GraphQuery }>, set: string, type: EntityType, all: object[]
  ) => {
    allowOnly(request.query, ['$select'])
    const names = selectedOf(type, request.query['$select'])
    return {
      '@odata.context': contextOf(mock, request, set),
      value: names === undefined ? all : all.map((item) => pick({ ...item }, names))
    }
  }
  app.get<{ Querystring: GraphQuery }>('/organization', read, async (request) =>
    print(request, 'organization', organizationType, [gate.tenantOf(request).organization]))
  app.get<{ Querystring: GraphQuery }>('/subscribedSkus', read, async (request) =>
    print(request, 'subscribedSkus', subscriptionType, gate.tenantOf(request).subscribedSkus))
}

import type { FastifyInstance } from 'fastify'
import { tenantReaders, type GraphGate } from './gate.ts'
import { contextOf } from './query.ts'

/** What a tenant is: its organization, its subscriptions. */
export function directoryRoutes (app: FastifyInstance, gate: GraphGate) {
  const read = { onRequest: gate.admit(tenantReaders) }
  app.get('/organization', read, async (request) => ({
    '@odata.context': contextOf(request, 'organization'), value: [gate.tenantOf(request).organization]
  }))
  app.get('/subscribedSkus', read, async (request) => ({
    '@odata.context': contextOf(request, 'subscribedSkus'), value: gate.tenantOf(request).subscribedSkus
  }))
}

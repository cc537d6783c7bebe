import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Registry } from 'prom-client'
import type { Database } from '../database/connect.ts'
import { schemaState } from '../database/schema-state.ts'

/** Probes and metrics, open to whoever can reach the port; they say nothing about customers. */
export function health (app: FastifyInstance, { db }: { db: Database }): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'dialplane_' })

  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'alive' }))

  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    try {
      const state = await schemaState(db)
      if (state.current) return { status: 'ready' }
      return await reply.code(503).send({ status: 'not ready', reason: state.reason })
    } catch {
      return reply.code(503).send({ status: 'not ready', reason: 'The database cannot be reached.' })
    }
  })

  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    reply.type(registry.contentType)
    return registry.metrics()
  })
}

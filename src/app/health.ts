import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Registry } from 'prom-client'
import type { Config } from '../config.ts'
import type { Database } from '../database/connect.ts'
import { schemaState } from '../database/schema-state.ts'
import { Problem } from '../problems.ts'

/**
 * Probes and metrics. They say nothing about customers, so that they are open to whoever can reach the port, unless
 * METRICS_ACCESS closes the metrics.
 */
export function health (app: FastifyInstance, { db, config }: { db: Database, config: Config }): void {
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

  const { METRICS_ACCESS: access } = config
  if (access === 'closed') return
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (access !== 'open' && !isSame(request.headers.authorization ?? '', `Bearer ${access}`)) {
      throw new Problem('token_missing', 'Send the token of METRICS_ACCESS.', {
        headers: { 'www-authenticate': 'Bearer' }
      })
    }
    reply.type(registry.contentType)
    return registry.metrics()
  })
}

/** Takes as long for a wrong text as for the right one. */
function isSame (given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}

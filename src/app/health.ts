import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Registry } from 'prom-client'
import type { Config } from '../config.ts'
import type { Database } from '../database/connect.ts'
import { Problem } from '../problems.ts'
import type { Drain } from './drain.ts'
import { readinessOf } from './readiness.ts'

/**
 * Probes and metrics. They say nothing about customers, so that they are open to whoever can reach the port, unless
 * METRICS_ACCESS closes the metrics.
 */
export function health (
  app: FastifyInstance, { db, config }: { db: Database, config: Config }, drain: Drain
): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'dialplane_' })

  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'alive' }))

  const readiness = readinessOf(db, config.READINESS_SECONDS)
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const reason = drain.isOn ? 'The process is being stopped.' : await readiness()
    return reason === undefined ? { status: 'ready' } : reply.code(503).send({ status: 'not ready', reason })
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

import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Config } from '../config.ts'
import { Problem } from '../problems.ts'
import type { ProbeAnswer, Probes } from './probes.ts'

/** Probes and metrics beside the API. */
export function health (app: FastifyInstance, probes: Probes, { METRICS_ACCESS }: Config): void {
  const hidden = { schema: { hide: true } }
  const send = (reply: FastifyReply, { status, type, text }: ProbeAnswer): FastifyReply =>
    reply.code(status).type(type).send(text)
  app.get('/healthz', hidden, async (_request, reply) => send(reply, await probes.healthz()))
  app.get('/readyz', hidden, async (_request, reply) => send(reply, await probes.readyz()))
  if (METRICS_ACCESS === 'closed') return
  app.get('/metrics', hidden, async (request, reply) => {
    const answer = await probes.metrics(request.headers.authorization)
    if (answer !== undefined) return send(reply, answer)
    throw new Problem('token_missing', 'Send the token of METRICS_ACCESS.', {
      headers: { 'www-authenticate': 'Bearer' }
    })
  })
}

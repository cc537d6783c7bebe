import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

/** Each answer names its request, by a name of ours and by the one that the client gave it. */
export function nameRequests (app: FastifyInstance) {
  app.addHook('onSend', async (request, reply) => {
    if (!reply.hasHeader('request-id')) reply.header('request-id', randomUUID())
    const given = request.headers['client-request-id']
    if (typeof given === 'string') reply.header('client-request-id', given)
  })
}

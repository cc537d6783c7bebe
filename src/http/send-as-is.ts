import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** Answers with a stream, which is sent as it is: no schema judges it, so that it stands for any answer. */
export function sendAsIs (reply: FastifyReply, stream: Readable): never {
  return reply.send(stream) as never
}

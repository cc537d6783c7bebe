import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { limited } from './caller-limits.ts'
import type { LongRequest, LongRequests } from './long-requests.ts'
import { sendAsIs } from './send-as-is.ts'

/** One message of a stream of server-sent events. */
export interface Sent { readonly id: string, readonly event: string, readonly data: unknown }

/** Keeps proxies from taking the connection for dead. */
const silence = ': still here\n\n'

/** Milliseconds after which a stream that has nothing to tell says so. */
export const silenceMilliseconds = 15_000

/** The `Last-Event-ID` of a client that comes again. */
export const lastEventId = ({ headers }: FastifyRequest): string | undefined => {
  const id = headers['last-event-id']
  return typeof id === 'string' && id.trim() !== '' ? id.trim() : undefined
}

/**
 * Answers with a stream that lasts until `source` ends, the client goes, the time is up or the process drains; clients
 * then come again with `Last-Event-ID`. `source` yields undefined when it has nothing to tell.
 */
export function sendStream (
  request: FastifyRequest, reply: FastifyReply, { long, seconds }: { long: LongRequests, seconds: number },
  source: (signal: AbortSignal) => AsyncGenerator<Sent | undefined>
): never {
  const open = long.begin(request, reply, seconds)
  if (open === undefined) throw limited('So many streams of one application are open already.', 10)
  reply.type('text/event-stream; charset=utf-8').header('cache-control', 'no-store').header('x-accel-buffering', 'no')
  return sendAsIs(reply, Readable.from(texts(open, source)))
}

async function * texts (
  { signal, end }: LongRequest, source: (signal: AbortSignal) => AsyncGenerator<Sent | undefined>
): AsyncGenerator<string> {
  try {
    yield 'retry: 1000\n\n'
    for await (const sent of source(signal)) {
      yield sent === undefined
        ? silence
        : `id: ${sent.id}\nevent: ${sent.event}\ndata: ${JSON.stringify(sent.data)}\n\n`
    }
  } finally {
    end()
  }
}

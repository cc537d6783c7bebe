import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problems.ts'
import type { Order, Queue } from '../tasks/enqueue.ts'

type Asked<Input> = Omit<Order<Input>, 'caller' | 'providerId' | 'traceId' | 'idempotency'>

/** Seconds after which a client should look at its task for the first time. */
const firstLook = 2

/** What every mutation does: makes the task durable, and answers with the reference and where to follow it. */
export async function acceptTask<Input extends object> (queue: Queue, request: FastifyRequest, reply: FastifyReply, order: Asked<Input>): Promise<{ taskId: string }> {
  const key = idempotencyKey(request)
  const { taskId, replayed } = await queue.enqueue<Input>({
    ...order,
    providerId: request.caller.providerId,
    caller: request.caller.id,
    traceId: request.id,
    idempotency: key === undefined ? undefined : { key, request: [request.method, request.url, JSON.stringify(request.body ?? null)] }
  })
  const [, base] = /^(.*\/api\/v\d+)\//.exec(request.url) ?? []
  reply.headers({ location: `${base ?? '/api/v3'}/task/${taskId}`, 'retry-after': firstLook, ...(replayed && { 'idempotency-replayed': 'true' }) })
  return { taskId }
}

/** 1 to 255 visible ASCII characters, as the IETF draft and Stripe have it. */
function idempotencyKey (request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new Problem('idempotency_key_invalid', 'An Idempotency-Key has 1 to 255 visible ASCII characters; a UUID is a good one.')
  }
  return key
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problems.ts'
import type { Accepted, Idempotency, Order, Queue } from '../engine/enqueue.ts'
import { asksForPlan, Planned } from './plan-only.ts'
import { planOf, type ToldPlan } from '../schemas/request-plan.ts'
import { ticketIn } from './ticket.ts'
import { Unread } from './unread.ts'

export interface Asked<Input>
  extends Omit<Order<Input>, 'caller' | 'reach' | 'providerId' | 'traceId' | 'idempotency'> {
  /** What would become of each item, for a request that only asks that; without it, it is only judged. */
  readonly plan?: (() => Promise<ToldPlan>) | undefined
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The task that was made for this request. */
    acceptedTask: string | undefined
    /** Whether the memo of this request was stored with its task. */
    memoKept: boolean
  }
  interface FastifyInstance {
    /** What is stored with the task that a request makes. */
    memoOf: (request: FastifyRequest, reply: FastifyReply) => string
  }
}

/** Seconds after which a client should look at its task for the first time. */
const firstLook = 2

/**
 * What every mutation does: makes the task durable, and answers the reference to it with its Location. A request that
 * only asks for its plan is judged as far as that, and answered by throwing `Planned`.
 */
export async function acceptTask<Input extends object> (
  queue: Queue, request: FastifyRequest, reply: FastifyReply, order: Asked<Input>
): Promise<{ taskId: string }> {
  const { providerId, id: caller, reach } = request.caller
  if (request.isJudgedBeside) throw new Unread()
  if (asksForPlan(request)) throw await planned(request, order)
  // Field by field: in Node 20 each `{ ...order, more }` gets a hidden class of its own, which outlives its request.
  const accepted = await queue.enqueue<Input>({
    id: order.id, kind: order.kind, input: order.input, providerId, caller, reach, items: order.items,
    itemCount: order.itemCount, msTenantId: order.msTenantId, customerId: order.customerId,
    channelId: order.channelId, ticketId: order.ticketId ?? ticketOf(request), traceId: request.id,
    retryOf: order.retryOf, idempotency: idempotencyOf(request), precondition: order.precondition,
    ownPrecondition: order.ownPrecondition,
    equality: order.equality ?? equalityOf(request, order.items), warnings: request.unknownNames,
    memo: request.server.memoOf(request, reply)
  })
  request.memoKept = !accepted.replayed && accepted.joined !== true
  return answer(request, reply, accepted)
}

async function planned<Input extends object> (request: FastifyRequest, asked: Asked<Input>): Promise<Planned> {
  const { providerId, id: caller, reach } = request.caller
  const { plan, ...rest } = asked
  const order = { ...rest, ticketId: asked.ticketId ?? ticketOf(request), providerId, caller, reach }
  await request.server.judgeOrder(order)
  return new Planned(order, planOf(asked.kind, asked.items?.length ?? asked.itemCount ?? 0, await plan?.()))
}

/**
 * Answers a request again that was accepted before, even if the records have changed so that it would be refused now.
 * Undefined when it was never accepted.
 */
export async function answerAgain (
  queue: Queue, request: FastifyRequest, reply: FastifyReply
): Promise<{ taskId: string } | undefined> {
  const idempotency = idempotencyOf(request)
  if (idempotency === undefined) return undefined
  const accepted = await queue.remembered(request.caller.providerId, request.caller.id, idempotency)
  return accepted && answer(request, reply, accepted)
}

/** The service request that the query names. */
export function ticketOf ({ query }: FastifyRequest): string | undefined {
  return ticketIn(query)?.trim() || undefined
}

export function idempotencyOf (request: FastifyRequest): Idempotency | undefined {
  const key = idempotencyKey(request)
  return key === undefined
    ? undefined
    : { key, request: [request.method, request.url, JSON.stringify(request.body ?? null)] }
}

/** All that makes a request what it is, for whoever acts for the same node; a task that holds items is told by them. */
function equalityOf (request: FastifyRequest, items: readonly string[] = []): string[] | undefined {
  if (items.length > 0) return undefined
  const { channelId, customerId } = request.caller
  return [
    `${channelId} ${customerId}`, request.method, request.routeOptions.url ?? '',
    JSON.stringify(request.params ?? null), JSON.stringify(request.query ?? null), JSON.stringify(request.body ?? null)
  ]
}

/** The reference to a task; the headers Location and Retry-After say where and when to look at it. */
export function answer (
  request: FastifyRequest, reply: FastifyReply, { taskId, replayed }: Accepted
): { taskId: string } {
  request.acceptedTask = taskId
  const [, base] = /^(.*\/api\/v\d+)\//.exec(request.originalUrl.replace(/\/?api\/ovoc\/v1\//i, '/api/v3/')) ?? []
  reply.headers({
    location: `${base?.replace(/\/+/g, '/') ?? '/api/v3'}/task/${taskId}`, 'retry-after': firstLook,
    ...(replayed && { 'idempotency-replayed': 'true' })
  })
  return { taskId }
}

/** 1 to 255 visible ASCII characters, as the IETF draft and Stripe have it. */
function idempotencyKey (request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new Problem(
      'idempotency_key_invalid', 'An Idempotency-Key has 1 to 255 visible ASCII characters; a UUID is a good one.'
    )
  }
  return key
}

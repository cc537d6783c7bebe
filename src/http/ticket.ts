import { Type, type TSchema } from '@sinclair/typebox'
import type { FastifyRequest, FastifySchema } from 'fastify'

const ticketIdQuery = Type.Optional(
  Type.String({
    maxLength: 64,
    description: 'Your service request; the task is found by it. A body that is an object may name it as well.'
  })
)

/** Adds `ticketId` to the query of a mutation; `acceptTask` stores it with the task. */
export function withTicket (schema: FastifySchema): FastifySchema {
  const { properties = {} } = (schema.querystring ?? {}) as { properties?: Record<string, TSchema> }
  return { ...schema, querystring: Type.Object({ ...properties, ticketId: ticketIdQuery }) }
}

/** Copies the ticket of the query into the body, unless the body has one: routes read it there. */
export function copyTicket ({ query, body }: FastifyRequest): void {
  const ticketId = ticketIn(query)
  if (
    ticketId === undefined || typeof body !== 'object' || body === null || Array.isArray(body) || 'ticketId' in body
  ) return
  Object.assign(body, { ticketId })
}

/** The ticket of a query, unchanged. */
export function ticketIn (query: unknown): string | undefined {
  const named = typeof query === 'object' && query !== null && 'ticketId' in query ? query.ticketId : undefined
  return typeof named === 'string' ? named : undefined
}

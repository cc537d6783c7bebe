import type { TSchema } from '@sinclair/typebox'
import type { FastifySchema, preValidationAsyncHookHandler, RouteOptions } from 'fastify'
import type { Queue } from '../engine/enqueue.ts'
import { invalid, Problem } from '../problems.ts'
import { answerAgain } from './accept-task.ts'
import { coercionOf } from './coerce.ts'
import type { Component } from './domain.ts'
import { copyTicket, withTicket } from './ticket.ts'

/** Adds to a route what all routes have: coercion of the request, its ticket, and the answer to a repeated request. */
export function prepareRoute (route: RouteOptions, components: readonly Component[], queue: Queue): void {
  const changes = route.method !== 'GET' && route.method !== 'HEAD'
  if (changes) {
    route.schema = withTicket(route.schema ?? {})
    answerRepeats(route, queue)
  }
  route.preValidation = [coercingHook(route.schema ?? {}, components, changes), ...[route.preValidation ?? []].flat()]
}

/** A hook that brings body and query into the form of their schemas. */
function coercingHook (
  schema: FastifySchema, components: readonly Component[], changes: boolean
): preValidationAsyncHookHandler {
  const body = resolve(schema.body, components)
  const coerceBody = coercionOf(body)
  const coerceQuery = coercionOf(schema.querystring as TSchema | undefined)
  const mayNameTicket = changes && body?.properties?.['ticketId'] !== undefined
  return async request => {
    // PostgreSQL cannot store a NUL, so that no id and no filter can match it.
    if (request.url.includes('%00')) throw invalid({ '': ['The path and the query cannot hold a NUL.'] })
    if (body !== undefined && (request.body === undefined || request.body === null)) {
      throw invalid({ '': ['A non-empty request body is required.'] })
    }
    if (request.body !== undefined) request.body = coerceBody(request.body)
    request.query = coerceQuery(request.query)
    if (mayNameTicket) copyTicket(request)
  }
}

type ObjectSchema = TSchema & { $ref?: string, properties?: Record<string, TSchema> }

/** The schema of a body, or the component that it refers to. */
function resolve (body: unknown, components: readonly Component[]): ObjectSchema | undefined {
  const schema = body as ObjectSchema | undefined
  return schema?.$ref === undefined ? schema : components.find(component => `${component.$id}#` === schema.$ref)
}

/** Before a mutation refuses a request, it looks whether it accepted the same request before (Idempotency-Key). */
function answerRepeats (route: RouteOptions, queue: Queue): void {
  const { handler } = route
  route.handler = async function (request, reply) {
    try {
      return await handler.call(this, request, reply)
    } catch (error) {
      // After the task was accepted, a refusal says how the task ended; a repeated request gets the same refusal.
      const mayRepeat = error instanceof Problem && request.acceptedTask === undefined &&
        request.headers['idempotency-key'] !== undefined
      const again = mayRepeat ? await answerAgain(queue, request, reply) : undefined
      if (again === undefined) throw error
      return await route.config?.again?.(again.taskId, request, reply) ?? again
    }
  }
}

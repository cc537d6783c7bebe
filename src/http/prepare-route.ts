import { Type, type TSchema } from '@sinclair/typebox'
import type { preValidationAsyncHookHandler, RouteOptions } from 'fastify'
import type { Queue } from '../engine/enqueue.ts'
import { invalid, Problem } from '../problems.ts'
import { answerAgain } from './accept-task.ts'
import { authorityOf } from './authority.ts'
import { addFields } from './chosen-fields.ts'
import { coercionOf } from './coerce.ts'
import type { Component } from './domain.ts'
import { sentParameter } from './plain-path.ts'
import { makesTask, noPlan, prefersPlan, withValidateOnly } from './plan-only.ts'
import { schemaFaults } from './schema-faults.ts'
import { copyTicket, withTicket } from './ticket.ts'
import { refuseUnknown, warnOfUnknown, type UnknownName } from './unknown-names.ts'

/**
 * Adds to a route what all routes have: coercion of the request, its ticket, and the answer to a repeated request. A
 * `strict` one refuses names that it does not know; another warns of them.
 */
export function prepareRoute (
  route: RouteOptions, components: readonly Component[], queue: Queue, strict: boolean
): void {
  const changes = route.method !== 'GET' && route.method !== 'HEAD'
  if (changes) {
    route.schema = withTicket(route.schema ?? {})
    if (makesTask(route.schema, route.config ?? {})) {
      route.schema = withValidateOnly(route.schema)
      // A file is read once, and as a whole.
      const isPlain = route.config?.file === undefined && route.preHandler === undefined
      if (isPlain) route.config = { ...route.config, judge: route.handler }
    }
    answerRepeats(route, queue)
  }
  if (route.schema?.hide === true) return
  if (strict && !changes) addFields(route, components)
  const { roles, ...who } = authorityOf(route.config ?? {})
  if (roles.length > 0) route.schema = Object.assign({}, route.schema, { 'x-authority': { roles, ...who } })
  route.preValidation = [
    coercingHook(route, components, { changes, strict }), ...[route.preValidation ?? []].flat()
  ]
}

/** A hook that brings body and query into the form of their schemas. */
function coercingHook (
  { schema = {}, config }: RouteOptions, components: readonly Component[],
  { changes, strict }: { changes: boolean, strict: boolean }
): preValidationAsyncHookHandler {
  const body = resolve(schema.body, components)
  const coerceBody = coercionOf(body ?? (config?.file === undefined ? nothing : undefined))
  const coerceQuery = coercionOf(schema.querystring as TSchema | undefined ?? nothing)
  const mayNameTicket = changes && body?.properties?.['ticketId'] !== undefined
  const cannotPlan = changes && !makesTask(schema, config ?? {})
  return async (request, reply) => {
    // PostgreSQL cannot store a NUL, so that no id and no filter can match it.
    if (request.url.includes('%00')) throw invalid({ '': ['The path and the query cannot hold a NUL.'] })
    if (cannotPlan && prefersPlan(request)) {
      throw noPlan()
    }
    readParameters(request.params)
    if (body !== undefined && (request.body === undefined || request.body === null)) {
      request.query = coerceQuery(request.query)
      throw schemaFaults(request, {
        part: 'body', errors: { '': ['A non-empty request body is required.'] }, places: [{ part: 'body', path: [] }]
      })
    }
    const unknown: { query: UnknownName[], body: UnknownName[] } = { query: [], body: [] }
    if (request.body !== undefined) request.body = coerceBody(request.body, unknown.body)
    request.query = coerceQuery(request.query, unknown.query)
    if (strict) refuseUnknown(request, unknown.query, unknown.body)
    else warnOfUnknown(request, reply, unknown.query, unknown.body)
    if (mayNameTicket) copyTicket(request)
  }
}

/** Brings back what the path was rewritten for. */
function readParameters (params: unknown): void {
  if (typeof params !== 'object' || params === null) return
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'string' && value.includes('%')) Object.assign(params, { [name]: sentParameter(value) })
  }
}

/** What an operation knows that takes no query, or no body. */
const nothing = Type.Object({})

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

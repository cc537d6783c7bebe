import type { IncomingMessage } from 'node:http'
import { Type, type TSchema } from '@sinclair/typebox'
import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import type { Database } from '../database/connect.ts'
import { ItemsHeld, newTask, newTaskId, PreconditionFailed, type Order, type QueueSettings } from '../engine/enqueue.ts'
import { holdersOf, insertTasks, refusedBecauseEqual, refusedBecauseHeld } from '../engine/records/enqueue.ts'
import { preconditionFailed } from '../engine/records/preconditions.ts'
import { invalid, type Problem } from '../problems.ts'
import { planType, type RequestPlan } from '../schemas/request-plan.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Throws what the acceptance of an order would throw, and stores nothing. */
    judgeOrder: (order: Order<object>) => Promise<void>
    /** Orders of requests that only asked for their plan, for whoever made the request within this process. */
    plannedOrders: WeakMap<IncomingMessage, Order<object>>
  }
}

/** The answer to a request that only asks what it would do: thrown where its task would have been stored. */
export class Planned extends Error {
  readonly order: Order<object>
  readonly plan: RequestPlan

  constructor (order: Order<object>, plan: RequestPlan) {
    super('The request only asked for its plan.')
    this.name = 'Planned'
    this.order = order
    this.plan = plan
  }
}

const validateOnly = Type.Optional(Type.Boolean({
  description:
    'Only judges the request, and answers what it would do, as with `Prefer: plan`. Nothing is stored or changed.'
}))

/** Adds `validateOnly` to the query of a mutation that makes a task. */
export function withValidateOnly (schema: FastifySchema): FastifySchema {
  const { properties = {} }: { properties?: Record<string, TSchema> } = Object(schema.querystring)
  return { ...schema, querystring: Type.Object({ ...properties, validateOnly }) }
}

/** Whether the operation makes a task, so that it can be asked what it would do. */
export function makesTask (schema: FastifySchema, { makes, again }: FastifyContextConfig): boolean {
  const responses: Readonly<Record<string, { $ref?: string }>> = Object(schema.response)
  return makes !== undefined || again !== undefined || responses['200']?.$ref === 'TaskReference#'
}

/** `Prefer: plan`, alone or beside other preferences (RFC 7240). */
export function prefersPlan ({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return String(headers['prefer'] ?? '').split(/[,;]/).some(word => word.trim().toLowerCase() === 'plan')
}

export const noPlan = (): Problem =>
  invalid({ Prefer: ['This operation makes no task, so that there is no plan of it. Nothing was changed.'] })

export function asksForPlan (request: FastifyRequest): boolean {
  const { query } = request
  const named = typeof query === 'object' && query !== null && 'validateOnly' in query && query.validateOnly === true
  return named || prefersPlan(request)
}

export function sendPlan ({ order, plan }: Planned, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.server.plannedOrders.set(request.raw, order)
  return reply.code(200).header('preference-applied', 'plan').type(planType).serializer(JSON.stringify).send(plan)
}

class Unwanted extends Error {}

/** The statement that would store the task judges it, in a transaction that is taken back. */
export function judgeOrders (app: FastifyInstance, db: Database, { guard, refuseHeld }: QueueSettings): void {
  app.decorate('plannedOrders', new WeakMap<IncomingMessage, Order<object>>())
  app.decorate('judgeOrder', async (order: Order<object>) => {
    try {
      await db.transaction(async trx => {
        await insertTasks(trx, [newTask(order, newTaskId(order.kind.idPrefix))], { guard })
        throw new Unwanted()
      })
    } catch (error) {
      if (error instanceof Unwanted || refusedBecauseEqual(error)) return
      if (preconditionFailed(error)) {
        throw new PreconditionFailed('The records have changed since the request was judged.', { cause: error })
      }
      if (!refusedBecauseHeld(error)) throw guard?.refusal(error) ?? error
      const held = new ItemsHeld(await holdersOf(db, order.providerId, order.items ?? []), error)
      throw refuseHeld?.(held, order.reach) ?? held
    }
  })
}

import type { TSchema } from '@sinclair/typebox'
import type { FastifyRequest, FastifySchema, RouteOptions } from 'fastify'
import type { ProblemCode } from '../problems.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Statuses of problems that differ in a version. */
    statuses?: Partial<Record<ProblemCode, number>>
  }
}

/** One named way in which an older version differs from the newest: shapes and statuses only, never behaviour. */
export interface VersionChange {
  readonly name: string
  readonly summary: string
  /**
   * Components of the older version; each takes the place of the newest one with the same $id, wherever that is
   * referred to.
   */
  readonly components?: ReadonlyArray<TSchema & { $id?: string }>
  /** operationId of the route that differs in what follows. */
  readonly operation?: string
  /** The older version's schemas of that route; what is absent is as in the newest. */
  readonly schema?: Pick<FastifySchema, 'body' | 'response' | 'querystring'>
  /** Statuses that its clients know for problems that have another one elsewhere. */
  readonly statuses?: Partial<Record<ProblemCode, number>>
  readonly upgrade?: (body: unknown) => unknown
  /** A method, so that a change may take the answer as its route declares it. */
  downgrade? (payload: unknown): unknown
}

/** Plans have one form in all versions. */
const isPlanned = ({ server, raw }: FastifyRequest): boolean => server.plannedOrders.has(raw)

/**
 * Rewrites a route of the newest version into the older one: bodies are upgraded before, answers downgraded after the
 * handler.
 */
export function applyChanges (route: RouteOptions, changes: readonly VersionChange[]): void {
  for (const change of changes) {
    if (change.operation === undefined || route.schema?.operationId !== change.operation) continue
    route.schema = { ...route.schema, ...change.schema }
    if (change.statuses !== undefined) route.config = { ...route.config, statuses: change.statuses }
    const { upgrade, downgrade } = change
    if (upgrade !== undefined) {
      const hook: NonNullable<RouteOptions['preHandler']> = async request => { request.body = upgrade(request.body) }
      route.preHandler = [hook, ...[route.preHandler ?? []].flat()]
    }
    if (downgrade !== undefined) {
      const hook: NonNullable<RouteOptions['preSerialization']> = async (request, reply, payload) =>
        reply.statusCode < 400 && !isPlanned(request) ? downgrade(payload) : payload
      route.preSerialization = [...[route.preSerialization ?? []].flat(), hook] as NonNullable<
        RouteOptions['preSerialization']
      >
    }
  }
}

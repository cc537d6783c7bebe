import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  ContextConfigDefault, FastifyBaseLogger, FastifyInstance, FastifySchema, HTTPMethods, RawReplyDefaultExpression,
  RawRequestDefaultExpression, RawServerDefault, RouteGenericInterface, RouteHandlerMethod, RouteShorthandOptions
} from 'fastify'

/**
 * `ovoc`: what clients of the Operation Center know, below `/api/ovoc/v1`, with a document of its own
 * (docs/wire/live-cloud.md#ovoc).
 */
export type Version = 'v2' | 'v3' | 'ovoc'

/** A scope of Fastify whose routes infer their types from their schemas. */
export type Scope = FastifyInstance<
  RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, TypeBoxTypeProvider
>

type AddRoute = <const Schema extends FastifySchema> (
  path: string,
  options: RouteShorthandOptions<
    RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, RouteGenericInterface,
    ContextConfigDefault, Schema, TypeBoxTypeProvider, FastifyBaseLogger
  >,
  handler: RouteHandlerMethod<
    RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, RouteGenericInterface,
    ContextConfigDefault, Schema, TypeBoxTypeProvider, FastifyBaseLogger
  >
) => void

/** The routes of one version. A route that the version does not have (`config.versions`) is not added. */
export interface Routes {
  readonly get: AddRoute
  readonly post: AddRoute
  readonly put: AddRoute
  readonly patch: AddRoute
  readonly delete: AddRoute
  /** Adds routes to a scope below this one, which has hooks and parsers of its own. */
  below (prepare: (scope: Scope) => void, add: (routes: Routes) => void): void
}

/** The versions of a route that names none. */
const usual: readonly Version[] = ['v2', 'v3']

export function routesOf (scope: Scope, version: Version): Routes {
  const adding = (method: HTTPMethods): AddRoute => (url, options, handler) => {
    if ((options.config?.versions ?? usual).includes(version)) scope.route({ ...options, method, url, handler })
  }
  return {
    get: adding('GET'),
    post: adding('POST'),
    put: adding('PUT'),
    patch: adding('PATCH'),
    delete: adding('DELETE'),
    below (prepare, add) {
      void scope.register(async plain => {
        const below: Scope = plain.withTypeProvider()
        prepare(below)
        add(routesOf(below, version))
      })
    }
  }
}

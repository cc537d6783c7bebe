import AjvCompiler from '@fastify/ajv-compiler'
import fastify, { type FastifySchema, type FastifySchemaCompiler } from 'fastify'
import type { FastifyValidationResult } from 'fastify/types/schema.js'
import type { Pair } from './certificate.ts'
import { barrierRoutes } from './control/barrier-routes.ts'
import { beDeaf } from './control/deafness.ts'
import { interfere } from './control/interference.ts'
import { replay, replayRoutes } from './control/replay.ts'
import { controlRoutes } from './control/routes.ts'
import { beUnkind } from './control/unkindness.ts'
import { entraRoutes } from './entra/routes.ts'
import { graphRoutes } from './graph/routes.ts'
import type { Mock } from './mock.ts'
import { operatorRoutes } from './operator/routes.ts'

/** Wires the four surfaces: Entra at the root, `/operator`, `/graph`, and our own `/_mock`. */
export function buildApp (mock: Mock, tls: Pair | null = null) {
  const app = fastify({
    https: tls === null ? null : { cert: tls.certificate, key: tls.key },
    logger: false,
    bodyLimit: 4 * 1024 * 1024,
    forceCloseConnections: true,
  })
  app.setValidatorCompiler(compileOnUse())
  interfere(app, mock)
  replay(app, mock)
  beUnkind(app, mock)
  beDeaf(app, mock)
  app.register(async (scope) => entraRoutes(scope, mock))
  app.register(async (scope) => operatorRoutes(scope, mock), { prefix: '/operator' })
  app.register(async (scope) => graphRoutes(scope, mock), { prefix: '/graph' })
  app.register(async (scope) => {
    controlRoutes(scope, mock)
    barrierRoutes(scope, mock.barriers)
    replayRoutes(scope, mock)
  }, { prefix: '/_mock' })
  return app
}

/** Compiles the schema of a route when it is first asked: most clients never ask most routes, and starts stay short. */
function compileOnUse (): FastifySchemaCompiler<FastifySchema> {
  // Strict like the real one: nothing is converted, nothing unknown is dropped silently.
  const compile = AjvCompiler()({}, {
    customOptions: {
      coerceTypes: false, removeAdditional: false, useDefaults: false, validateSchema: false, meta: false
    }
  })
  return route => {
    let compiled: FastifyValidationResult | undefined
    const validate: FastifyValidationResult = data => {
      compiled ??= compile(route)
      const valid = compiled(data)
      validate.errors = compiled.errors ?? null
      return valid
    }
    return validate
  }
}

import fastify from 'fastify'
import type { Pair } from './certificate.ts'
import { barrierRoutes } from './control/barrier-routes.ts'
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
    // Strict like the real one: nothing is converted, nothing unknown is dropped silently.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } }
  })
  interfere(app, mock)
  replay(app, mock)
  beUnkind(app, mock)
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

import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'
import { nameRequests } from '../request-ids.ts'
import { catalogueRoutes } from './catalogue.ts'
import { consentRoutes } from './consents.ts'
import { numberRoutes } from './numbers.ts'
import { releaseRoutes } from './releases.ts'
import { uploadRoutes } from './uploads.ts'

/** The Operator Connect operator API. Its real paths are given to partners only; these are ours. */
export function operatorRoutes (app: FastifyInstance, mock: Mock) {
  app.setErrorHandler((error, _request, reply) => {
    const refusal = toRefusal(error)
    const { status, code, message, details } = refusal
    return reply.code(status).headers(refusal.headers).send({ code, message, details })
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0]
    return reply.code(404).send({ code: 'NotFound', message: `There is no ${request.method} ${path}.`, details: [] })
  })
  nameRequests(app)
  app.register(async (scope) => {
    consentRoutes(scope, mock)
    catalogueRoutes(scope, mock)
    numberRoutes(scope, mock)
    uploadRoutes(scope, mock)
    releaseRoutes(scope, mock)
  }, { prefix: '/v1.0' })
}

/** Whatever went wrong, as a refusal: schema violations become 400 with one detail per field. */
export function toRefusal (error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (!(error instanceof Error)) return new Refusal(500, 'InternalError', String(error))
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  if (status >= 500) return new Refusal(500, 'InternalError', error.message)
  return new Refusal(status, 'InvalidRequest', error.message, [{ code: 'InvalidRequest', message: error.message }])
}

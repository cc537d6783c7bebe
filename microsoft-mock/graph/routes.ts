import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Mock } from '../mock.ts'
import { toRefusal } from '../operator/routes.ts'
import { Refusal } from '../refusal.ts'
import { nameRequests } from '../request-ids.ts'
import { applicationRoutes } from './applications.ts'
import { batchRoutes } from './batch.ts'
import { directoryRoutes } from './directory.ts'
import { domainRoutes } from './domains.ts'
import { graphGate } from './gate.ts'
import { licenceAssignmentRoutes } from './licence-assignment.ts'
import { numberAssignmentRoutes } from './number-assignments.ts'
import { operationRoutes } from './operations.ts'
import { policyRoutes } from './policies.ts'
import { userCreationRoutes } from './user-creation.ts'
import { userDeltaRoutes } from './users-delta.ts'
import { userRoutes } from './users.ts'

// Refusals shared with the operator API carry its words; Graph has others for the same.
const graphCodes: Record<string, string> = { Unauthorized: 'InvalidAuthenticationToken', InvalidRequest: 'BadRequest' }

/** The part of Microsoft Graph that touches Teams telephone numbers, their users and the domains of trunks. */
export function graphRoutes (app: FastifyInstance, mock: Mock) {
  app.setErrorHandler((error, request, reply) => refuse(request, reply, toRefusal(error)))
  app.setNotFoundHandler((request, reply) =>
    refuse(
      request, reply,
      new Refusal(404, 'Request_ResourceNotFound', `There is no ${request.method} ${request.url.split('?')[0]}.`)
    )
  )
  nameRequests(app)
  const gate = graphGate(mock)
  const routes = async (scope: FastifyInstance) => {
    batchRoutes(scope, mock)
    numberAssignmentRoutes(scope, mock, gate)
    operationRoutes(scope, mock, gate)
    userRoutes(scope, mock, gate)
    userDeltaRoutes(scope, mock, gate)
    userCreationRoutes(scope, mock, gate)
    licenceAssignmentRoutes(scope, mock, gate)
    directoryRoutes(scope, mock, gate)
    domainRoutes(scope, mock, gate)
    applicationRoutes(scope, mock, gate)
    policyRoutes(scope, mock, gate)
  }
  // What is in v1.0 is in beta too.
  app.register(routes, { prefix: '/v1.0' })
  app.register(routes, { prefix: '/beta' })
}

function refuse (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) {
  const requestId = randomUUID()
  const code = graphCodes[refusal.code] ?? refusal.code
  const innerError = {
    ...(refusal.status === 429 ? { code: '429', status: '429' } : {}),
    date: new Date().toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': request.headers['client-request-id'] ?? requestId
  }
  return reply.code(refusal.status).headers({ ...refusal.headers, 'request-id': requestId })
    .send({ error: { code, message: refusal.message, innerError } })
}

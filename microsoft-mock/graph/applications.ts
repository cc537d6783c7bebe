import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'
import { applicationReaders, type GraphGate } from './gate.ts'
import { applicationType, selectedOf } from './properties.ts'
import { allowOnly, contextOf, pick, type GraphQuery } from './query.ts'

/**
 * Registrations of the tenant by their client id. Secrets are never told, but for their first characters and their end.
 */
export function applicationRoutes (app: FastifyInstance, mock: Mock, gate: GraphGate) {
  app.get<{ Querystring: GraphQuery }>(
    '/applications*',
    { onRequest: gate.admit(applicationReaders) },
    async request => {
      allowOnly(request.query, ['$select'])
      const appId = /\/applications(?:\(appId='|\(appId=%27)([\w-]+)(?:'\)|%27\))$/i.exec(
        request.url.split('?')[0] ?? ''
      )?.[1]?.toLowerCase()
      const tenantId = gate.tenantOf(request).id.toLowerCase()
      const application = mock.world.applications.find(known =>
        known.tenantId.toLowerCase() === tenantId && known.clientId.toLowerCase() === appId
      )
      if (!application) {
        throw new Refusal(
          404, 'Request_ResourceNotFound',
          `Resource '${appId ?? ''}' does not exist or one of its queried reference-property objects are not present.`
        )
      }
      const passwordCredentials = application.secrets.map(({ value, expiresOn }) => ({
        customKeyIdentifier: null, displayName: null, startDateTime: null, endDateTime: expiresOn ?? null,
        hint: value.slice(0, 3), secretText: null, keyId: keyIdOf(value)
      }))
      const item = {
        id: application.objectId ?? application.clientId, appId: application.clientId,
        displayName: application.name ?? application.clientId, passwordCredentials
      }
      return {
        '@odata.context': contextOf(mock, request, 'applications/$entity'),
        ...pick(item, selectedOf(applicationType, request.query['$select']) ?? applicationType.properties)
      }
    }
  )
}

// Stable over restarts, and no way back to the secret.
function keyIdOf (secret: string) {
  const hex = createHash('sha256').update(`key ${secret}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

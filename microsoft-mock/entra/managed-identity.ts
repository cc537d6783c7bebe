import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { missingParameter } from './refusal.ts'
import { signToken } from './token.ts'

type Asked = { Querystring: { 'api-version'?: string, resource?: string, client_id?: string } }

/**
 * The instance metadata service of a machine in Azure: who reaches it gets tokens of the machine's identity without any
 * secret. The real one listens at 169.254.169.254 only.
 */
export function identityRoutes (app: FastifyInstance, mock: Mock) {
  app.get<Asked>('/metadata/identity/oauth2/token', async (request, reply) => {
    const { resource, client_id: clientId, 'api-version': apiVersion } = request.query
    // A header that a request forged through a careless server would lack.
    if (request.headers.metadata !== 'true') {
      return reply.code(400).send(refusal('Required metadata header not specified'))
    }
    if (apiVersion === undefined) return reply.code(400).send(refusal('Required audience parameter: api-version'))
    if (!resource) throw missingParameter('resource')
    const identities = mock.world.applications.filter(({ managedIdentity }) => managedIdentity === true)
    const found = clientId === undefined
      ? identities[0]
      : identities.find((identity) => identity.clientId.toLowerCase() === clientId.toLowerCase())
    if (found === undefined) return reply.code(400).send(refusal('Identity not found'))
    const { token, lifetime, issuedAt } = await signToken(mock, found.tenantId.toLowerCase(), found, resource, '2')
    return {
      access_token: token, client_id: found.clientId, expires_in: String(lifetime),
      expires_on: String(issuedAt + lifetime), ext_expires_in: String(lifetime), not_before: String(issuedAt),
      resource, token_type: 'Bearer'
    }
  })
}

const refusal = (text: string) => ({ error: 'invalid_request', error_description: text })

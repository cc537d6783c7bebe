import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { discoveryRoutes } from './discovery.ts'
import { identityRoutes } from './managed-identity.ts'
import { EntraRefusal, missingParameter } from './refusal.ts'
import { resourceOf } from './resources.ts'
import { personGrant, signInRoutes } from './sign-in.ts'
import { issueToken, required } from './token.ts'

type TenantRoute = { Params: { tenantId: string } }

export function entraRoutes (app: FastifyInstance, mock: Mock) {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(String(body)))
  })

  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof EntraRefusal) return reply.code(error.status).send(error.body())
    const refusal = new EntraRefusal(
      400, 'invalid_request', 900561, error instanceof Error ? error.message : 'Bad request.'
    )
    return reply.code(refusal.status).send(refusal.body())
  })

  app.post<TenantRoute>('/:tenantId/oauth2/v2.0/token', async (request, reply) => {
    const form = formOf(request.body, request.headers.authorization)
    reply.header('cache-control', 'no-store')
    if (/^(authorization_code|refresh_token)$/.test(form.get('grant_type') ?? '')) {
      const { origin } = request.headers
      reply.header('access-control-allow-origin', origin ?? 'null').header('vary', 'origin')
      return await personGrant(mock, form, origin)
    }
    const issued = await issueToken(mock, request.params.tenantId.toLowerCase(), form, (asked) =>
      resourceOf(required(asked, 'scope')))
    const { token, lifetime } = issued
    return { token_type: 'Bearer', expires_in: lifetime, ext_expires_in: lifetime, access_token: token }
  })

  // Version 1.0 names the resource itself, and answers with numbers as texts.
  app.post<TenantRoute>('/:tenantId/oauth2/token', async (request, reply) => {
    const form = formOf(request.body, request.headers.authorization)
    reply.header('cache-control', 'no-store')
    const issued = await issueToken(mock, request.params.tenantId.toLowerCase(), form, (asked) =>
      required(asked, 'resource'))
    const { token, lifetime, issuedAt, resource } = issued
    return {
      token_type: 'Bearer', expires_in: String(lifetime), ext_expires_in: String(lifetime),
      expires_on: String(issuedAt + lifetime), not_before: String(issuedAt), resource, access_token: token
    }
  })

  discoveryRoutes(app, mock)
  identityRoutes(app, mock)
  signInRoutes(app, mock)
}

// Credentials may stand in the Authorization header instead of the form.
function formOf (body: unknown, authorization: string | undefined) {
  if (!(body instanceof URLSearchParams)) throw missingParameter('grant_type')
  const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return body
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const merged = new URLSearchParams(body)
  merged.set('client_id', decodeURIComponent(id))
  merged.set('client_secret', decodeURIComponent(secret))
  return merged
}

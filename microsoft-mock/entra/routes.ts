import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { isKnownTenant } from '../state/world.ts'
import { EntraRefusal, missingParameter } from './refusal.ts'
import { issueToken } from './token.ts'

type TenantRoute = { Params: { tenantId: string } }

const anyTenant = new Set(['common', 'organizations'])

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
    const { body } = request
    if (!(body instanceof URLSearchParams)) throw missingParameter('grant_type')
    reply.header('cache-control', 'no-store')
    return await issueToken(mock, request.params.tenantId.toLowerCase(), withBasic(body, request.headers.authorization))
  })

  const configuration = (tenantId: string) => {
    const id = knownTenant(mock, tenantId)
    const segment = anyTenant.has(id) ? '{tenantid}' : id
    return {
      token_endpoint: `${mock.baseUrl}/${id}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
      jwks_uri: `${mock.baseUrl}/${id}/discovery/v2.0/keys`,
      response_types_supported: ['token'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['.default'],
      issuer: `${mock.baseUrl}/${segment}/v2.0`,
      tenant_region_scope: anyTenant.has(id) ? null : 'WW',
      claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nbf', 'tid', 'oid', 'azp', 'ver', 'roles']
    }
  }
  app.get<TenantRoute>(
    '/:tenantId/v2.0/.well-known/openid-configuration', async ({ params }) => configuration(params.tenantId)
  )
  app.get<TenantRoute>(
    '/:tenantId/.well-known/openid-configuration', async ({ params }) => configuration(params.tenantId)
  )

  app.get<TenantRoute>('/:tenantId/discovery/v2.0/keys', async ({ params }) => {
    const id = knownTenant(mock, params.tenantId)
    const segment = anyTenant.has(id) ? '{tenantid}' : id
    return { keys: mock.keys.published().keys.map((key) => ({ ...key, issuer: `${mock.baseUrl}/${segment}/v2.0` })) }
  })
}

function knownTenant (mock: Mock, tenantId: string) {
  const id = tenantId.toLowerCase()
  if (anyTenant.has(id) || isKnownTenant(mock.world, id)) return id
  throw new EntraRefusal(400, 'invalid_tenant', 90002, `Tenant '${tenantId}' not found.`)
}

// Credentials may stand in the Authorization header instead of the form.
function withBasic (form: URLSearchParams, authorization: string | undefined) {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return form
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const merged = new URLSearchParams(form)
  merged.set('client_id', decodeURIComponent(id))
  merged.set('client_secret', decodeURIComponent(secret))
  return merged
}

import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { isKnownTenant } from '../state/world.ts'
import { EntraRefusal, missingParameter } from './refusal.ts'
import { issuerOf, type TokenVersion } from './resources.ts'

type TenantRoute = { Params: { tenantId: string } }
type InstanceRoute = { Querystring: { 'api-version'?: string, authorization_endpoint?: string } }

const anyTenant = new Set(['common', 'organizations'])

/** What Entra tells of itself without credentials: its endpoints, its keys, and which hosts are the same cloud. */
export function discoveryRoutes (app: FastifyInstance, mock: Mock) {
  for (const [version, segment] of [[2, '/v2.0'], [1, '']] as const) {
    app.get<TenantRoute>(
      `/:tenantId${segment}/.well-known/openid-configuration`,
      async ({ params }) => configuration(mock, knownTenant(mock, params.tenantId), version)
    )
    app.get<TenantRoute>(`/:tenantId/discovery${segment}/keys`, async ({ params }) => {
      const issuer = issuerOf(mock, issuerSegment(knownTenant(mock, params.tenantId)), 2)
      // The document of version 1.0 says of no key whose it is.
      return { keys: mock.keys.published().keys.map((key) => version === 2 ? { ...key, issuer } : key) }
    })
  }
  app.get<InstanceRoute>('/common/discovery/instance', async ({ query }) => instance(mock, query))
}

function configuration (mock: Mock, id: string, version: TokenVersion) {
  const host = new URL(mock.baseUrl).host
  const oauth2 = `${mock.baseUrl}/${id}/oauth2${version === 2 ? '/v2.0' : ''}`
  return {
    token_endpoint: `${oauth2}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${mock.baseUrl}/${id}/discovery${version === 2 ? '/v2.0' : ''}/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: issuerOf(mock, issuerSegment(id), version),
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${mock.baseUrl}/graph/oidc/userinfo`,
    authorization_endpoint: `${oauth2}/authorize`,
    device_authorization_endpoint: `${oauth2}/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${oauth2}/logout`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nbf', 'tid', 'oid', 'azp', 'ver', 'roles'],
    tenant_region_scope: anyTenant.has(id) ? null : 'WW',
    cloud_instance_name: host,
    cloud_graph_host_name: host,
    msgraph_host: host
  }
}

// Clients ask the cloud they know by heart whether another host belongs to it.
function instance (mock: Mock, query: InstanceRoute['Querystring']) {
  const endpoint = query.authorization_endpoint
  if (!endpoint) throw missingParameter('authorization_endpoint')
  if (query['api-version'] === undefined) throw missingParameter('api-version')
  const host = new URL(mock.baseUrl).host
  const asked = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (asked?.host !== host) {
    throw new EntraRefusal(
      400, 'invalid_instance', 50049, `Unknown or invalid instance '${asked?.host ?? endpoint}'.`
    )
  }
  const tenantId = knownTenant(mock, asked.pathname.split('/')[1] ?? '')
  return {
    tenant_discovery_endpoint: `${mock.baseUrl}/${tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }]
  }
}

const issuerSegment = (tenantId: string) => anyTenant.has(tenantId) ? '{tenantid}' : tenantId

function knownTenant (mock: Mock, tenantId: string) {
  const id = tenantId.toLowerCase()
  if (anyTenant.has(id) || isKnownTenant(mock.world, id)) return id
  throw new EntraRefusal(400, 'invalid_tenant', 90002, `Tenant '${tenantId}' not found.`)
}

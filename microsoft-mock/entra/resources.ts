import type { Mock } from '../mock.ts'
import type { Application } from '../state/schema.ts'
import { EntraRefusal } from './refusal.ts'

const operatorResource = 'eb63d611-525e-4a31-abd7-0cb33f679599'

const graphResources = [
  'https://graph.microsoft.com',
  'https://graph.microsoft.us',
  'https://dod-graph.microsoft.us',
  'https://microsoftgraph.chinacloudapi.cn',
  '00000003-0000-0000-c000-000000000000'
]

export const isOperatorResource = (resource: string) => bare(resource) === operatorResource

export function isGraphResource (mock: Mock, resource: string) {
  const name = bare(resource)
  return graphResources.includes(name) || name === `${mock.baseUrl}/graph`
}

// `api://GUID` and the bare GUID name the same application; only the audience of the token differs.
const bare = (resource: string) => resource.toLowerCase().replace(/^api:\/\//, '').replace(/\/+$/, '')

/** As a resource asks for it; none asked for is 1.0, and so it is with Microsoft's own. */
export type TokenVersion = 1 | 2

function registrationOf (mock: Mock, resource: string) {
  return mock.world.resources.filter((known) => typeof known !== 'string')
    .find(({ appId, identifierUris }) => [appId, ...identifierUris].some((name) => bare(name) === bare(resource)))
}

export const versionOf = (mock: Mock, resource: string): TokenVersion =>
  registrationOf(mock, resource)?.requestedAccessTokenVersion ?? 1

/** Tokens of version 2.0 name the bare client id, those of 1.0 the resource as it was asked for. */
export const audienceOf = (mock: Mock, resource: string) =>
  versionOf(mock, resource) === 2 ? registrationOf(mock, resource)?.appId ?? resource : resource

export const issuerOf = (mock: Mock, tenantId: string, version: TokenVersion) =>
  version === 2 ? `${mock.baseUrl}/${tenantId}/v2.0` : `https://sts.windows.net/${tenantId}/`

export function resourceOf (scope: string) {
  const resource = /^(\S+?)\/\.default$/.exec(scope)?.[1]
  if (resource !== undefined) return resource
  throw new EntraRefusal(
    400, 'invalid_scope', 70011, `The provided value for the input parameter 'scope' is not valid: ${scope}.`
  )
}

/** The app roles an application was granted on a resource; null when it was granted none. */
export function rolesOn (mock: Mock, application: Application, resource: string): string[] | null {
  for (const [name, roles] of Object.entries(application.roles)) {
    const isSame = bare(name) === bare(resource) || (isGraphResource(mock, name) && isGraphResource(mock, resource))
    if (isSame && roles.length > 0) return roles
  }
  return null
}

/** A resource exists in a tenant when it is Microsoft's, is listed, or any application there knows it. */
export function isKnownResource (mock: Mock, tenantId: string, resource: string) {
  if (isGraphResource(mock, resource)) return true
  const names = mock.world.applications
    .filter((application) => application.tenantId.toLowerCase() === tenantId)
    .flatMap((application) => Object.keys(application.roles))
  if (mock.world.operatorTenantId?.toLowerCase() === tenantId) names.push(operatorResource)
  for (const known of mock.world.resources) {
    if (typeof known === 'string') names.push(known)
    else names.push(known.appId, ...known.identifierUris)
  }
  return names.some((name) => bare(name) === bare(resource))
}

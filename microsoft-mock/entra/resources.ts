import type { Application } from '../state/schema.ts'
import type { Mock } from '../mock.ts'

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
  return [...names, ...mock.world.resources].some((name) => bare(name) === bare(resource))
}

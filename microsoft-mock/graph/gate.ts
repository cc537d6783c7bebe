import type { FastifyRequest } from 'fastify'
import { throttle } from '../control/throttle.ts'
import { isGraphResource } from '../entra/resources.ts'
import type { Mock } from '../mock.ts'
import { rolesOf, verifiedClaims } from '../operator/gate.ts'
import { Refusal } from '../refusal.ts'
import type { Tenant } from '../state/world.ts'

export const numberReaders = ['TeamsTelephoneNumber.Read.All', 'TeamsTelephoneNumber.ReadWrite.All']
export const numberWriters = ['TeamsTelephoneNumber.ReadWrite.All']
export const userReaders = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All']
export const userWriters = ['User.ReadWrite.All', 'Directory.ReadWrite.All']
export const policyWriters = ['TeamsPolicyUserAssign.ReadWrite.All']
export const configurationReaders = ['TeamsUserConfiguration.Read.All']
export const tenantReaders = ['Organization.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All']
export const domainReaders = [
  'Domain.Read.All', 'Domain.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'
]
export const domainWriters = ['Domain.ReadWrite.All']
export const applicationReaders = [
  'Application.Read.All', 'Application.ReadWrite.OwnedBy', 'Application.ReadWrite.All', 'Directory.Read.All',
  'Directory.ReadWrite.All'
]

export interface GraphGate {
  admit (roles: string[]): (request: FastifyRequest) => Promise<void>
  /** The tenant an admitted request speaks for: the one its token was issued in. */
  tenantOf (request: FastifyRequest): Tenant
}

export function graphGate (mock: Mock): GraphGate {
  const tenants = new WeakMap<FastifyRequest, Tenant>()
  const admit = (roles: string[]) => async (request: FastifyRequest) => {
    const claims = await verifiedClaims(mock, request, (audience) => isGraphResource(mock, audience))
    const tenantId = String(claims['tid']).toLowerCase()
    const clientId = String(claims['appid']).toLowerCase()
    const tenant = mock.world.tenants.get(tenantId)
    const isRegistered = mock.world.applications.some((application) =>
      application.tenantId.toLowerCase() === tenantId && application.clientId.toLowerCase() === clientId)
    if (!tenant || !isRegistered) {
      throw new Refusal(
        401, 'Authorization_IdentityNotFound', 'The identity of the calling application could not be established.'
      )
    }
    if (!rolesOf(claims).some((role) => roles.includes(role))) {
      throw new Refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
    }
    throttle(mock, `graph ${clientId} ${tenantId}`)
    tenants.set(request, tenant)
  }
  const tenantOf = (request: FastifyRequest) => {
    const tenant = tenants.get(request)
    if (!tenant) throw new Error('the route has no gate')
    return tenant
  }
  return { admit, tenantOf }
}

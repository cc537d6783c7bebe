import type { FastifyRequest } from 'fastify'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'
import type { Consent } from '../state/records.ts'
import type { Tenant } from '../state/world.ts'

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

export const isGuid = (text: string) => guid.test(text)

const sentence: Record<string, string> = {
  Suspended: 'The tenant has suspended the operator.',
  Removed: 'The tenant has removed the operator.'
}

/** The tenant of the path when its consent has one of these statuses; 403 otherwise. */
export function consentedTenant (mock: Mock, tenantId: string, statuses: Consent['status'][]): Tenant {
  if (!isGuid(tenantId)) throw new Refusal(400, 'InvalidTenantId', 'The tenant id is not a GUID.')
  const tenant = mock.world.tenants.get(tenantId.toLowerCase())
  if (!tenant?.consent) throw new Refusal(403, 'ConsentNotFound', 'The tenant has not consented to the operator.')
  const { status } = tenant.consent
  if (!statuses.includes(status)) {
    throw new Refusal(403, `Consent${status}`, sentence[status] ?? 'The consent is not active.')
  }
  return tenant
}

// A tenant that suspended its operator keeps its numbers: they can be read and given back, but not changed.
export const readable: Consent['status'][] = ['Active', 'Suspended']
export const writable: Consent['status'][] = ['Active']

/** Our own operation id, as the client carries it; null when it carries none. */
export function requestIdOf (request: FastifyRequest): string | null {
  const value = request.headers['repeatability-request-id']
  if (value === undefined) return null
  if (typeof value === 'string' && isGuid(value)) return value.toLowerCase()
  throw new Refusal(400, 'InvalidRepeatabilityRequestId', 'Repeatability-Request-ID is not a GUID.')
}

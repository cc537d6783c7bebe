import { toConsent } from './consent-wire.ts'
import type { OperatorConnect } from './microsoft.ts'
import type { OperatorCalls } from './operator-calls.ts'
import { wire } from './operator-wire.ts'
import { readPage } from './pages.ts'
import { parse } from './parse.ts'

const consentsPerPage = 200
const consentPath = (tenantId: string): string => `/PartnerOperatorConsents/${encodeURIComponent(tenantId)}`

/** Consents that tenants gave us, and leads that we made. */
export function operatorLeads (
  calls: OperatorCalls
): Pick<OperatorConnect, 'consents' | 'findConsent' | 'createLead' | 'removeLead' | 'setRelationship'> {
  return {
    async consents (providerId, operatorTenantId, cursor) {
      const { items, next } = await readPage(
        await calls.list({ providerId, operatorTenantId }, '/PartnerOperatorConsents?productContext=teams', {
          toPage (body) {
            const { value, nextLink } = parse(wire.consents, body)
            return { items: value.map(toConsent), nextLink }
          },
          keyOf: ({ tenantId, isDirect }) => `${tenantId} ${isDirect}`,
          from: skip => `&$skip=${skip}&$top=${consentsPerPage}`
        }),
        cursor
      )
      return { consents: items, next }
    },
    async findConsent (providerId, tenantId) {
      const body = await calls.read({ providerId, tenantId }, consentPath(tenantId))
      return body === undefined ? undefined : toConsent(parse(wire.consent, body))
    },
    async createLead (providerId, tenantId, operationId, companyName) {
      const answer = await calls.call(
        { providerId, tenantId }, 'POST', '/PartnerOperatorConsents', { tenantId, companyName }, operationId
      )
      if (answer.status === 200 || answer.status === 201) {
        return { status: 'created', consent: toConsent(parse(wire.consent, answer.body)) }
      }
      return calls.refused(answer)
    },
    async removeLead (providerId, tenantId, operationId) {
      const answer = await calls.call({ providerId, tenantId }, 'DELETE', consentPath(tenantId), undefined, operationId)
      return [200, 204, 404].includes(answer.status) ? { status: 'gone' } : calls.refused(answer)
    },
    async setRelationship (providerId, tenantId, operationId, relationship) {
      const answer = await calls.call(
        { providerId, tenantId }, 'PUT', `${consentPath(tenantId)}/CustomerRelationship`, relationship, operationId
      )
      if (answer.status === 200) return { status: 'set', consent: toConsent(parse(wire.consent, answer.body)) }
      return calls.refused(answer)
    }
  }
}

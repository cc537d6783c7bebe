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
): Pick<OperatorConnect, 'consents' | 'findConsent' | 'createLead' | 'removeLead'> {
  return {
    async consents (providerId, cursor) {
      const { items, next } = await readPage(
        calls.list(providerId, '/PartnerOperatorConsents?productContext=teams', {
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
      const body = await calls.read(providerId, consentPath(tenantId))
      return body === undefined ? undefined : toConsent(parse(wire.consent, body))
    },
    async createLead (providerId, tenantId, operationId, companyName) {
      const answer = await calls.call(
        providerId, 'POST', '/PartnerOperatorConsents', { tenantId, companyName }, operationId
      )
      if (answer.status === 200 || answer.status === 201) {
        return { status: 'created', consent: toConsent(parse(wire.consent, answer.body)) }
      }
      return calls.refused(answer)
    },
    async removeLead (providerId, tenantId, operationId) {
      const answer = await calls.call(providerId, 'DELETE', consentPath(tenantId), undefined, operationId)
      return [200, 204, 404].includes(answer.status) ? { status: 'gone' } : calls.refused(answer)
    }
  }
}

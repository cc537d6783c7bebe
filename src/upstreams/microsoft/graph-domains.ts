import { randomBytes } from 'node:crypto'
import type { GraphCalls } from './graph-calls.ts'
import { faultOf, refusalOf } from './graph-refusal.ts'
import { toDomain, toSubscription, wire, type WireDnsRecord } from './graph-wire.ts'
import type { HttpAnswer } from './http-client.ts'
import type { Refused, TenantDomains } from './graph.ts'
import { readAll, type Page } from './pages.ts'
import { parse } from './parse.ts'

const pathOf = (name: string): string => `/domains/${encodeURIComponent(name)}`
const isGone = (answer: HttpAnswer): boolean => answer.status === 404

/**
 * Another tenant has proved that the domain is its own; Graph has one code for every refusal, so that its words must
 * tell (docs/wire/microsoft.md#graph-domains).
 */
const belongsToAnother = /another (directory|tenant|organi[sz]ation|company)/i

/** Domains of a customer's tenant, and the user that puts one to use. */
export function graphDomains (calls: GraphCalls): Omit<TenantDomains, 'checkDomainAccess'> {
  const refused = (answer: HttpAnswer): Refused => {
    if (answer.status === 403) throw faultOf(answer)
    return { status: 'refused', ...refusalOf(answer) }
  }

  async function remove (providerId: number, tenantId: string, path: string): Promise<{ status: 'removed' } | Refused> {
    const answer = await calls.call(providerId, tenantId, 'DELETE', path)
    return answer.status === 204 || isGone(answer) ? { status: 'removed' } : refused(answer)
  }

  return {
    async findDomain (providerId, tenantId, name) {
      const body = await calls.read(providerId, tenantId, pathOf(name))
      return body === undefined ? undefined : toDomain(parse(wire.domain, body))
    },
    async addDomain (providerId, tenantId, name) {
      const answer = await calls.call(providerId, tenantId, 'POST', '/domains', { id: name })
      return answer.status === 201 ? { status: 'added' } : refused(answer)
    },
    async proofOfDomain (providerId, tenantId, name) {
      const records = await proofsOf(calls, providerId, tenantId, name)
      const record = records.find(({ recordType }) => /^txt$/i.test(recordType ?? ''))
      const text = record?.text ?? undefined
      return record === undefined || text === undefined
        ? undefined
        : { type: 'TXT', name: record.label ?? name, text, ttl: record.ttl ?? 3600 }
    },
    async verifyDomain (providerId, tenantId, name) {
      const answer = await calls.call(providerId, tenantId, 'POST', `${pathOf(name)}/verify`)
      if (answer.status === 200) return { status: 'verified' }
      const refusal = refused(answer)
      if (answer.status !== 400 || belongsToAnother.test(refusal.reason)) return refusal
      const body = await calls.read(providerId, tenantId, pathOf(name))
      return body !== undefined && parse(wire.domain, body).isVerified === true
        ? { status: 'verified' }
        : { status: 'unseen', reason: refusal.reason }
    },
    removeDomain: (providerId, tenantId, name) => remove(providerId, tenantId, pathOf(name)),
    async subscriptions (providerId, tenantId) {
      const list = await calls.list(providerId, tenantId, '/subscribedSkus', {
        toPage (body) {
          const { value, '@odata.nextLink': nextLink } = parse(wire.subscriptions, body)
          return { items: value.map(toSubscription), nextLink }
        },
        keyOf: ({ skuId }) => skuId
      })
      return readAll(list)
    },
    async countryOf (providerId, tenantId) {
      const path = '/organization?$select=countryLetterCode,defaultUsageLocation'
      const [organization] = parse(wire.organizations, await calls.readList(providerId, tenantId, path)).value
      return organization?.defaultUsageLocation ?? organization?.countryLetterCode ?? undefined
    },
    async addUser (providerId, tenantId, { userPrincipalName, displayName, usageLocation }) {
      const answer = await calls.call(providerId, tenantId, 'POST', '/users', {
        accountEnabled: false, displayName, mailNickname: userPrincipalName.split('@')[0], userPrincipalName,
        usageLocation, passwordProfile: { password: passwordForNobody(), forceChangePasswordNextSignIn: true }
      })
      return answer.status === 201 ? { status: 'added', userId: parse(wire.user, answer.body).id } : refused(answer)
    },
    async giveLicence (providerId, tenantId, userId, skuId) {
      const path = `/users/${encodeURIComponent(userId)}/assignLicense`
      const answer = await calls.call(providerId, tenantId, 'POST', path, {
        addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: []
      })
      return answer.status === 200 ? { status: 'given' } : refused(answer)
    },
    removeUser: (providerId, tenantId, userId) => remove(providerId, tenantId, `/users/${encodeURIComponent(userId)}`)
  }
}

/** Graph wants one for every user; it is kept nowhere, so that nobody can sign in. */
function passwordForNobody (): string {
  return `Aa1!${randomBytes(24).toString('base64url')}`
}

/** The records by which a domain can be proved; none for a domain that the tenant does not have. */
async function proofsOf (
  calls: GraphCalls, providerId: number, tenantId: string, name: string
): Promise<WireDnsRecord[]> {
  const toPage = (body: unknown): Page<WireDnsRecord> => {
    const { value, '@odata.nextLink': nextLink } = parse(wire.dnsRecords, body)
    return { items: value, nextLink }
  }
  return readAll({
    ...await calls.list(providerId, tenantId, `${pathOf(name)}/verificationDnsRecords`, {
      toPage, keyOf: record => JSON.stringify(record)
    }),
    async read (path) {
      const body = await calls.read(providerId, tenantId, path)
      return body === undefined ? { items: [], nextLink: undefined } : toPage(body)
    }
  })
}

import { UpstreamFault } from '../../problems.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { EntraTokens, type ClientCredentials } from './entra-tokens.ts'
import { HttpClient, type HttpAnswer } from './http-client.ts'
import {
  type AcquiredNumber, type CivicAddress, type Job, type OperatorConnect, type Refused, type Started
} from './microsoft.ts'
import { parse, timeOf, toAcquired, toAddress, toConsent, toResult, wire } from './operator-wire.ts'

export interface OperatorConnectSettings {
  readonly loginUrl: string
  readonly operatorUrl: string
  readonly version: string
  readonly scope: string
  /** The provider's application at its own Operator Connect tenant. */
  credentialsOf (providerId: number): Promise<ClientCredentials>
}

/** Up to here each number is asked for by itself; beyond, reading the tenant's list page by page costs less. */
const singleLookups = 20
const pageSize = 1000
const consentsPerPage = 200

/** Its paths are ours until the real ones are known: docs/wire/microsoft.md#paths-of-the-operator-api. */
export function httpOperatorConnect (settings: OperatorConnectSettings): OperatorConnect {
  const login = new HttpClient(settings.loginUrl, 'Entra')
  const http = new HttpClient(settings.operatorUrl, 'Microsoft')
  const tokens = new EntraTokens(login)

  async function call (
    providerId: number, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object, operationId?: string
  ): Promise<HttpAnswer> {
    const credentials = await settings.credentialsOf(providerId)
    for (let attempt = 1; ; attempt++) {
      const answer = await http.request({
        method,
        path: `/${settings.version}${path}`,
        headers: {
          authorization: `Bearer ${await tokens.get(credentials, settings.scope)}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(operationId !== undefined &&
            { 'repeatability-request-id': operationId, 'repeatability-first-sent': new Date().toUTCString() })
        },
        ...(body !== undefined && { body: JSON.stringify(body) })
      })
      if (answer.status !== 401) return answer
      // A token that expired or was revoked on the way; a 401 changes nothing, so one more try is safe.
      tokens.forget(credentials, settings.scope)
      if (attempt === 2) {
        throw new UpstreamFault('Microsoft', 'unauthorized', 'Microsoft does not accept the token of our application.')
      }
    }
  }

  async function start (
    providerId: number, path: string, body: object, operationId: string, jobIdOf: (body: unknown) => string
  ): Promise<Started> {
    const answer = await call(providerId, 'POST', path, body, operationId)
    if (answer.status === 202 || answer.status === 200) return { status: 'started', jobId: jobIdOf(answer.body) }
    return refused(answer)
  }

  function refused (answer: HttpAnswer): Refused {
    const refusal = readRefusal(answer)
    // What the tenant took back is an answer; what our application may not do is a fault that somebody must mend.
    if (answer.status === 403 && !refusal.code.startsWith('Consent')) throw forbidden(refusal)
    return { status: 'refused', ...refusal }
  }

  async function read (providerId: number, path: string): Promise<unknown> {
    const answer = await call(providerId, 'GET', path)
    // Only Microsoft's own word for "not there" is one; a gateway's 404 says nothing of numbers and consents.
    if (answer.status === 404 && wire.refusal.Check(answer.body)) return undefined
    if (answer.status === 403) throw forbidden(readRefusal(answer))
    if (answer.status !== 200) {
      throw new UpstreamFault('Microsoft', 'unexpected', `Microsoft answered ${answer.status} to a read.`, {
        cause: answer.body
      })
    }
    return answer.body
  }

  /** A list may be empty, but not absent. */
  async function readList (providerId: number, path: string): Promise<unknown> {
    const body = await read(providerId, path)
    if (body === undefined) {
      throw new UpstreamFault('Microsoft', 'unexpected', 'Microsoft does not show a list where it should be.', {
        cause: path
      })
    }
    return body
  }

  const consentOf = (tenantId: string): string => `/PartnerOperatorConsents/${encodeURIComponent(tenantId)}`
  const tenant = (tenantId: string): string => `/tenants/${encodeURIComponent(tenantId)}`

  async function findNumbers (
    providerId: number, tenantId: string, numbers: readonly E164[]
  ): Promise<Map<E164, AcquiredNumber>> {
    const path = `${tenant(tenantId)}/TelephoneNumbers`
    const found = new Map<E164, AcquiredNumber>()
    const add = (number: AcquiredNumber): unknown => found.set(number.number, number)
    if (numbers.length <= singleLookups) {
      const bodies = await Promise.all(numbers.map(number => read(providerId, `${path}/${encodeURIComponent(number)}`)))
      for (const body of bodies) if (body !== undefined) add(toAcquired(parse(wire.number, body)))
      return found
    }
    const wanted = new Set<string>(numbers)
    for (let skip = 0; ; skip += pageSize) {
      const { value } = parse(wire.numbers, await readList(providerId, `${path}?skip=${skip}&take=${pageSize}`))
      for (const number of value) if (wanted.has(number.telephoneNumber)) add(toAcquired(number))
      if (value.length < pageSize || found.size === wanted.size) return found
    }
  }

  return {
    findNumbers,
    async numbers (providerId, tenantId, skip) {
      const { value, nextLink } = parse(
        wire.numbers,
        await read(providerId, `${tenant(tenantId)}/TelephoneNumbers?skip=${skip}&take=${pageSize}`) ?? { value: [] }
      )
      const isLast = value.length === 0 || (nextLink == null && value.length < pageSize)
      return { numbers: value.map(toAcquired), next: isLast ? undefined : skip + value.length }
    },
    startUpload: (providerId, tenantId, operationId, numbers, { capabilities, additionalUsages, ...rest }) =>
      start(
        providerId,
        `${tenant(tenantId)}/UploadTelephoneNumbers`,
        {
          telephoneNumbers: numbers, ...rest, choosableCapabilities: capabilities,
          ...(additionalUsages.length > 0 && { additionalUsages })
        },
        operationId,
        body => parse(wire.uploadStarted, body).id
      ),
    findUpload: async (providerId, tenantId, operationId) =>
      parse(
        wire.uploads,
        await readList(providerId, `${tenant(tenantId)}/UploadTelephoneNumbers?requestId=${operationId}`)
      ).value[0]?.id,
    async uploadJob (providerId, tenantId, jobId): Promise<Job> {
      const body = await read(providerId, `${tenant(tenantId)}/UploadTelephoneNumbers/${encodeURIComponent(jobId)}`)
      if (body === undefined) return { status: 'vanished' }
      const job = parse(wire.upload, body)
      if (!['Success', 'PartialSuccess', 'Error'].includes(job.status)) {
        return { status: 'running', microsoftStatus: job.status, createdAt: timeOf(job.createdAt) }
      }
      const numbers = job.telephoneNumbers.map(entry =>
        toResult(entry.telephoneNumber, entry.status, entry.errorCode, entry.errorMessage)
      )
      return {
        status: 'finished', microsoftStatus: job.status, createdAt: timeOf(job.createdAt),
        updatedAt: job.lastUpdatedAt ?? new Date().toISOString(), numbers
      }
    },
    async changeNumber (providerId, tenantId, number, operationId, { capabilities, ...rest }) {
      const body = { ...rest, ...(capabilities !== undefined && { choosableCapabilities: capabilities }) }
      const answer = await call(
        providerId, 'PATCH', `${tenant(tenantId)}/TelephoneNumbers/${encodeURIComponent(number)}`, body, operationId
      )
      if (answer.status === 200) return { status: 'changed', number: toAcquired(parse(wire.number, answer.body)) }
      return refused(answer)
    },
    startRelease: (providerId, tenantId, operationId, numbers) =>
      start(
        providerId, `${tenant(tenantId)}/ReleaseTelephoneNumbers`, { telephoneNumbers: numbers }, operationId,
        body => parse(wire.releaseStarted, body).releaseId
      ),
    findRelease: async (providerId, tenantId, operationId) =>
      parse(
        wire.releases,
        await readList(providerId, `${tenant(tenantId)}/ReleaseTelephoneNumbers?requestId=${operationId}`)
      ).value[0]?.releaseId,
    async releaseJob (providerId, tenantId, jobId): Promise<Job> {
      const body = await read(providerId, `${tenant(tenantId)}/ReleaseTelephoneNumbers/${encodeURIComponent(jobId)}`)
      if (body === undefined) return { status: 'vanished' }
      const job = parse(wire.release, body)
      if (job.status === 'Expired') return { status: 'vanished', expired: true }
      if (job.status !== 'Complete' && job.status !== 'Failed') {
        return { status: 'running', microsoftStatus: job.status, createdAt: timeOf(job.createdAt) }
      }
      const numbers = Object.entries(job.phoneNumberReleaseStatusDetails).map(([number, entry]) =>
        toResult(number, entry.status, entry.errorCode, null)
      )
      return {
        status: 'finished', microsoftStatus: job.status, createdAt: timeOf(job.createdAt),
        updatedAt: job.lastUpdatedAt ?? job.createdAt ?? new Date().toISOString(), numbers
      }
    },
    async civicAddresses (providerId, tenantId) {
      const found: CivicAddress[] = []
      for (;;) {
        const { value } = parse(
          wire.addresses,
          await readList(providerId, `${tenant(tenantId)}/CivicAddresses?skip=${found.length}&take=${pageSize}`)
        )
        found.push(...value.map(toAddress))
        if (value.length < pageSize) return found
      }
    },
    async consents (providerId, skip) {
      const { value, nextLink } = parse(
        wire.consents,
        await readList(
          providerId, `/PartnerOperatorConsents?productContext=teams&$skip=${skip}&$top=${consentsPerPage}`
        )
      )
      return {
        consents: value.map(toConsent), next: nextLink == null || value.length === 0 ? undefined : skip + value.length
      }
    },
    async findConsent (providerId, tenantId) {
      const body = await read(providerId, consentOf(tenantId))
      return body === undefined ? undefined : toConsent(parse(wire.consent, body))
    },
    async createLead (providerId, tenantId, operationId, companyName) {
      const answer = await call(providerId, 'POST', '/PartnerOperatorConsents', { tenantId, companyName }, operationId)
      if (answer.status === 200 || answer.status === 201) {
        return { status: 'created', consent: toConsent(parse(wire.consent, answer.body)) }
      }
      return refused(answer)
    },
    async removeLead (providerId, tenantId, operationId) {
      const answer = await call(providerId, 'DELETE', consentOf(tenantId), undefined, operationId)
      return [200, 204, 404].includes(answer.status) ? { status: 'gone' } : refused(answer)
    },
    async findTenant (_providerId, tenantId) {
      const answer = await login.request({
        method: 'GET', path: `/${encodeURIComponent(tenantId)}/v2.0/.well-known/openid-configuration`
      })
      if (answer.status === 200) {
        return { status: 'exists', region: parse(wire.tenant, answer.body).tenant_region_scope ?? undefined }
      }
      if (wire.tenantRefusal.Check(answer.body) && answer.body.error === 'invalid_tenant') return { status: 'unknown' }
      throw new UpstreamFault('Entra', 'unexpected', `Entra answered ${answer.status} to a question for a tenant.`, {
        cause: answer.body
      })
    },
    close: async () => { await Promise.all([login.close(), http.close()]) }
  }
}

function readRefusal (answer: HttpAnswer): { code: string, reason: string } {
  if (!wire.refusal.Check(answer.body)) {
    return { code: `HTTP ${answer.status}`, reason: `Microsoft answered ${answer.status}.` }
  }
  return { code: answer.body.code, reason: answer.body.message ?? answer.body.code }
}

function forbidden ({ code, reason }: { code: string, reason: string }): UpstreamFault {
  return new UpstreamFault('Microsoft', 'forbidden', `Microsoft does not allow it: ${reason} (${code}).`)
}

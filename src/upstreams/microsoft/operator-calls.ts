import { UpstreamFault } from '../../problems.ts'
import type { UpstreamDeadlines } from '../outbound/steady-pool.ts'
import type { ClientCredentials, EntraTokens, TokenSettings } from './entra-tokens.ts'
import { explainCode } from './error-codes.ts'
import { requestIdText, type HttpAnswer, type HttpClient } from './http-client.ts'
import type { Refused, Started } from './microsoft.ts'
import { wire } from './operator-wire.ts'
import type { Page, PagedList } from './pages.ts'
import { claimsOf, tokenRefused } from './token-refused.ts'

/**
 * Which of the provider's applications calls: that of an Operator Connect tenant, or the one that a Microsoft tenant
 * consented to.
 */
export interface OperatorAccount {
  readonly providerId: number
  readonly operatorTenantId?: string | undefined
  readonly tenantId?: string | undefined
}

/** `version` of the operator API, where it is not that of the deployment. */
export interface OperatorCredentials extends ClientCredentials { readonly version?: string | undefined }

export interface OperatorConnectSettings {
  readonly loginUrl: string
  readonly operatorUrl: string
  readonly version: string
  readonly scope: string
  readonly userAgent?: string
  /** The provider's application at the Operator Connect tenant that the account names. */
  credentialsOf (account: OperatorAccount): Promise<OperatorCredentials>
  /** How tokens are come by: clouds, the metadata service, and what is remembered of two credentials. */
  readonly tokens?: TokenSettings
  readonly deadlines?: UpstreamDeadlines
}

export const tenantPath = (tenantId: string): string => `/tenants/${encodeURIComponent(tenantId)}`

/** Requests to the operator API, with the token of the provider's application. */
export class OperatorCalls {
  readonly #settings: OperatorConnectSettings
  readonly #http: HttpClient
  readonly #tokens: EntraTokens

  constructor (settings: OperatorConnectSettings, http: HttpClient, tokens: EntraTokens) {
    this.#settings = settings
    this.#http = http
    this.#tokens = tokens
  }

  async call (
    account: OperatorAccount, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object,
    operationId?: string
  ): Promise<HttpAnswer> {
    const credentials = await this.#settings.credentialsOf(account)
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#http.at(undefined, credentials.proxyUrl).request({
        method,
        path: `/${credentials.version ?? this.#settings.version}${path}`,
        headers: {
          authorization: `Bearer ${await this.#tokens.get(credentials, this.#settings.scope)}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(operationId !== undefined &&
            { 'repeatability-request-id': operationId, 'repeatability-first-sent': new Date().toUTCString() })
        },
        ...(body !== undefined && { body: JSON.stringify(body) })
      })
      if (answer.status !== 401) return answer
      // A token that expired or was revoked on the way; a 401 changes nothing, so one more try is safe.
      this.#tokens.forget(credentials, this.#settings.scope, claimsOf(answer))
      if (attempt === 2) throw tokenRefused('Microsoft', 'our application', answer)
    }
  }

  async start (
    account: OperatorAccount, path: string, body: object, operationId: string, jobIdOf: (body: unknown) => string
  ): Promise<Started> {
    const answer = await this.call(account, 'POST', path, body, operationId)
    if (answer.status === 202 || answer.status === 200) {
      return { status: 'started', jobId: jobIdOf(answer.body), askAgainSeconds: answer.retryAfterSeconds }
    }
    return this.refused(answer)
  }

  refused (answer: HttpAnswer): Refused {
    const refusal = readRefusal(answer)
    // What the tenant took back is an answer; what our application may not do is a fault that somebody must mend.
    if (answer.status === 403 && !refusal.code.startsWith('Consent')) throw forbidden(answer)
    return { status: 'refused', ...refusal }
  }

  async read (account: OperatorAccount, path: string): Promise<unknown> {
    return (await this.readAnswer(account, path))?.body
  }

  /** Undefined for what Microsoft does not have. */
  async readAnswer (account: OperatorAccount, path: string): Promise<HttpAnswer | undefined> {
    const answer = await this.call(account, 'GET', path)
    // Only Microsoft's own word for "not there" is one; a gateway's 404 says nothing of numbers and consents.
    if (answer.status === 404 && wire.refusal.Check(answer.body)) return undefined
    if (answer.status === 403) throw forbidden(answer)
    if (answer.status !== 200) {
      throw new UpstreamFault(
        'Microsoft', 'unexpected', `Microsoft answered ${answer.status} to a read.${requestIdText(answer.requestId)}`,
        { cause: answer.body, requestId: answer.requestId }
      )
    }
    return answer
  }

  /** A list that is read page by page; `from` asks for what comes after so many of its items. */
  async list<Item> (
    account: OperatorAccount, path: string,
    { toPage, ...rest }: Pick<PagedList<Item>, 'keyOf' | 'from'> & { toPage: (body: unknown) => Page<Item> }
  ): Promise<PagedList<Item>> {
    const { version = this.#settings.version } = await this.#settings.credentialsOf(account)
    const baseUrl = `${this.#settings.operatorUrl.replace(/\/+$/, '')}/${version}`
    return {
      upstream: 'Microsoft', baseUrl, path, ...rest,
      read: async path => toPage(await this.readList(account, path))
    }
  }

  /** A list may be empty, but not absent. */
  async readList (account: OperatorAccount, path: string): Promise<unknown> {
    const body = await this.read(account, path)
    if (body === undefined) {
      throw new UpstreamFault('Microsoft', 'unexpected', 'Microsoft does not show a list where it should be.', {
        cause: path
      })
    }
    return body
  }
}

function readRefusal (answer: HttpAnswer): { code: string, reason: string } {
  const requestId = requestIdText(answer.requestId)
  if (!wire.refusal.Check(answer.body)) {
    return { code: `HTTP ${answer.status}`, reason: `Microsoft answered ${answer.status}.${requestId}` }
  }
  const code = String(answer.body.code)
  return { code, reason: (explainCode(code, answer.body.message ?? undefined) ?? code) + requestId }
}

function forbidden (answer: HttpAnswer): UpstreamFault {
  const { code, reason } = readRefusal(answer)
  return new UpstreamFault('Microsoft', 'forbidden', `Microsoft does not allow it: ${reason} (${code}).`, {
    code, requestId: answer.requestId
  })
}

import { UpstreamFault } from '../../problems.ts'
import type { UpstreamDeadlines } from '../outbound/steady-pool.ts'
import { credentialOf, type Credential } from '../../schemas/microsoft-credential.ts'
import type { ClientCredentials, EntraTokens, TokenSettings } from './entra-tokens.ts'
import { checkAccess, type Need } from './graph-access.ts'
import { faultOf } from './graph-refusal.ts'
import type { Page, PagedList } from './pages.ts'
import { claimsOf, tokenRefused } from './token-refused.ts'
import type { ConnectionCheck, SealedCredentials } from './graph.ts'
import type { HttpAnswer, HttpClient } from './http-client.ts'
import { connectionPlace, type SecretPlace } from '../../schemas/secret-place.ts'

export interface GraphSettings {
  readonly loginUrl: string
  readonly graphUrl: string
  readonly userAgent?: string
  /** The customer's stored registration; undefined when it has none. */
  credentialsOf (providerId: number, tenantId: string): Promise<SealedCredentials | undefined>
  /** Opens sealed material, given in base64. */
  open (sealedSecret: string, place: SecretPlace): string
  /** How tokens are come by: clouds, the metadata service, and what is remembered of two credentials. */
  readonly tokens?: TokenSettings
  readonly deadlines?: UpstreamDeadlines
}

export type GraphMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** Rows of one page, of any list. */
export const pageSize = 1000

/** Requests to Microsoft Graph, with the token of the application that the customer registered for us. */
export class GraphCalls {
  readonly #settings: GraphSettings
  readonly #http: HttpClient
  readonly #tokens: EntraTokens

  constructor (settings: GraphSettings, http: HttpClient, tokens: EntraTokens) {
    this.#settings = settings
    this.#http = http
    this.#tokens = tokens
  }

  #baseOf ({ cloud = 'global' }: Pick<ClientCredentials, 'cloud'>): string {
    return this.#settings.tokens?.hostsOf?.(cloud).graphUrl ?? this.#settings.graphUrl
  }

  #scopeOf (application: ClientCredentials): string {
    return `${this.#baseOf(application).replace(/\/+$/, '')}/.default`
  }

  async call (
    providerId: number, tenantId: string, method: GraphMethod, path: string, body?: object
  ): Promise<HttpAnswer> {
    const stored = await this.#settings.credentialsOf(providerId, tenantId)
    if (stored === undefined) {
      throw new UpstreamFault(
        'Microsoft Graph', 'forbidden', 'The customer has no token connection to its Microsoft tenant.'
      )
    }
    return this.#send(this.#opened(providerId, tenantId, stored), method, path, body)
  }

  async read (providerId: number, tenantId: string, path: string): Promise<unknown> {
    const answer = await this.call(providerId, tenantId, 'GET', path)
    if (answer.status === 200) return answer.body
    if (answer.status === 404) return undefined
    throw faultOf(answer)
  }

  /** What links of Graph must begin with to be followed: the Graph of the cloud that the tenant is in. */
  async baseUrlOf (providerId: number, tenantId: string): Promise<string> {
    const { cloud } = await this.#settings.credentialsOf(providerId, tenantId) ?? {}
    return `${this.#baseOf({ cloud }).replace(/\/+$/, '')}/v1.0`
  }

  /** A list that is read page by page; `from` asks for what comes after so many of its items. */
  async list<Item> (
    providerId: number, tenantId: string, path: string,
    { toPage, ...rest }: Pick<PagedList<Item>, 'keyOf' | 'from'> & { toPage: (body: unknown) => Page<Item> }
  ): Promise<PagedList<Item>> {
    return {
      upstream: 'Microsoft Graph', baseUrl: await this.baseUrlOf(providerId, tenantId), path, ...rest,
      read: async path => toPage(await this.readList(providerId, tenantId, path))
    }
  }

  /** A list may be empty, but not absent: that would read as if there were nothing. */
  async readList (providerId: number, tenantId: string, path: string): Promise<unknown> {
    const answer = await this.call(providerId, tenantId, 'GET', path)
    if (answer.status !== 200) throw faultOf(answer)
    return answer.body
  }

  /** Gets a new token and reads with it what `needs` names; with these credentials, or else with those stored. */
  async check (
    providerId: number, tenantId: string, needs: readonly Need[], given?: SealedCredentials
  ): Promise<ConnectionCheck> {
    const credentials = given ?? await this.#settings.credentialsOf(providerId, tenantId)
    if (credentials === undefined) {
      return { status: 'none', reason: 'The customer has no token connection to its Microsoft tenant.' }
    }
    const application = this.#opened(providerId, tenantId, credentials)
    const scope = this.#scopeOf(application)
    this.#tokens.forget(application, scope) // a token from the cache would say nothing of the secret
    return checkAccess(
      needs, application, () => this.#tokens.get(application, scope), path => this.#send(application, 'GET', path)
    )
  }

  #opened (providerId: number, tenantId: string, given: SealedCredentials) {
    const { clientId, sealedSecret, credentialType, next, sealedProxy, ...how } = given
    const place = connectionPlace(providerId, tenantId)
    const open = (type: string, sealed: string): Credential => credentialOf(type, this.#settings.open(sealed, place))
    return {
      ...how, tenantId, clientId, credential: open(credentialType ?? 'secret', sealedSecret),
      ...(sealedProxy !== undefined && { proxyUrl: this.#settings.open(sealedProxy, place) }),
      ...(next !== undefined && { next: open(next.credentialType, next.sealed) })
    } satisfies ClientCredentials
  }

  async #send (
    credentials: ClientCredentials, method: GraphMethod, path: string, body?: object
  ): Promise<HttpAnswer> {
    const scope = this.#scopeOf(credentials)
    const http = this.#http.at(this.#baseOf(credentials), credentials.proxyUrl)
    for (let attempt = 1; ; attempt++) {
      const answer = await http.request({
        method,
        path: `/v1.0${path}`,
        headers: {
          authorization: `Bearer ${await this.#tokens.get(credentials, scope)}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(path.startsWith('/users/delta') && { prefer: `odata.maxpagesize=${pageSize - 1}` })
        },
        ...(body !== undefined && { body: JSON.stringify(body) })
      })
      if (answer.status !== 401) return answer
      // A token that expired or was revoked on the way; a 401 changes nothing, so one more try is safe.
      this.#tokens.forget(credentials, scope, claimsOf(answer))
      if (attempt === 2) throw tokenRefused('Microsoft Graph', "the customer's application", answer)
    }
  }
}

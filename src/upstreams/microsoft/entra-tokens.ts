import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { UpstreamFault } from '../../problems.ts'
import type { HttpClient } from './http-client.ts'

export interface ClientCredentials {
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
}

const TokenAnswer = Type.Object({ access_token: Type.String(), expires_in: Type.Number() })
const TokenRefusal = Type.Object({ error: Type.String(), error_description: Type.Optional(Type.String()) })

/** Tokens are renewed this long before they expire (docs/wire/microsoft.md#tokens). */
const earlySeconds = 300

/** The secret is part of it: a token that another secret brought says nothing of this one. */
const keyOf = ({ tenantId, clientId, clientSecret }: ClientCredentials, scope: string): string =>
  JSON.stringify([tenantId, clientId, clientSecret, scope])

/** Tokens of the client-credentials grant, cached per application and scope; one request at a time fetches each. */
export class EntraTokens {
  readonly #http: HttpClient
  readonly #cache = new Map<string, { token: Promise<string>, freshUntil: number }>()

  constructor (http: HttpClient) {
    this.#http = http
  }

  get (credentials: ClientCredentials, scope: string): Promise<string> {
    const key = keyOf(credentials, scope)
    const cached = this.#cache.get(key)
    if (cached !== undefined && cached.freshUntil > Date.now()) return cached.token
    const entry = { token: this.#fetch(key, credentials, scope), freshUntil: Infinity } // shared until it is answered
    this.#cache.set(key, entry)
    entry.token.catch(() => { if (this.#cache.get(key) === entry) this.#cache.delete(key) })
    return entry.token
  }

  /** After a 401: the token may have been revoked, so the next call fetches a new one. */
  forget (credentials: ClientCredentials, scope: string): void {
    this.#cache.delete(keyOf(credentials, scope))
  }

  async #fetch (key: string, { tenantId, clientId, clientSecret }: ClientCredentials, scope: string): Promise<string> {
    const form = new URLSearchParams({
      grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope
    })
    const answer = await this.#http.request({
      method: 'POST',
      path: `/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString()
    })
    if (answer.status === 200 && Value.Check(TokenAnswer, answer.body)) {
      const entry = this.#cache.get(key)
      if (entry !== undefined) entry.freshUntil = Date.now() + Math.max(1, answer.body.expires_in - earlySeconds) * 1000
      return answer.body.access_token
    }
    if (Value.Check(TokenRefusal, answer.body)) {
      if (answer.body.error === 'temporarily_unavailable') {
        throw new UpstreamFault('Entra', 'busy', 'Entra is temporarily unavailable.')
      }
      throw new UpstreamFault(
        'Entra', 'unauthorized',
        `Entra refused a token for application ${clientId} in tenant ${tenantId}: ${answer.body.error}.`,
        { cause: answer.body }
      )
    }
    throw new UpstreamFault('Entra', 'unexpected', `Entra answered ${answer.status} without a token.`)
  }
}

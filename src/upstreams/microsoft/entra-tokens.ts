import { createHash } from 'node:crypto'
import type { Credential } from '../../schemas/microsoft-credential.ts'
import { UpstreamFault } from '../../problems.ts'
import type { ClientCredentials, Slot, TokenSettings } from './client-credentials.ts'
import type { HttpClient } from './http-client.ts'
import { requestToken, type IssuedToken } from './token-request.ts'

export type { ClientCredentials, TokenSettings } from './client-credentials.ts'

/** Tokens are renewed this long before they expire (docs/wire/microsoft.md#tokens). */
const earlySeconds = 300

const connectionOf = ({ cloud, tenantId, clientId }: ClientCredentials): string =>
  JSON.stringify([cloud ?? 'global', tenantId, clientId])

/** What proves it is part of it: a token that another credential brought says nothing of this one. */
function keyOf (credentials: ClientCredentials, scope: string): string {
  const proof = createHash('sha256').update(JSON.stringify([credentials.credential, credentials.next ?? null]))
  return `${connectionOf(credentials)} ${proof.digest('base64')} ${scope}`
}

/** Tokens of the client-credentials grant, cached per application and scope; one request at a time fetches each. */
export class EntraTokens {
  readonly #http: HttpClient
  readonly #settings: TokenSettings
  readonly #cache = new Map<string, { token: Promise<string>, freshUntil: number }>()
  readonly #accepted = new Map<string, Slot>()
  /** What the next token must have beside, by the same keys. */
  readonly #claims = new Map<string, string>()

  constructor (http: HttpClient, settings: TokenSettings = {}) {
    this.#http = http
    this.#settings = settings
  }

  get (credentials: ClientCredentials, scope: string): Promise<string> {
    const key = keyOf(credentials, scope)
    const cached = this.#cache.get(key)
    if (cached !== undefined && cached.freshUntil > performance.now()) return cached.token
    const entry = { token: this.#fetch(key, credentials, scope), freshUntil: Infinity } // shared until it is answered
    this.#cache.set(key, entry)
    entry.token.catch(() => { if (this.#cache.get(key) === entry) this.#cache.delete(key) })
    return entry.token
  }

  /** After a 401: the token may have been revoked, so the next call fetches a new one, with the claims demanded. */
  forget (credentials: ClientCredentials, scope: string, claims?: string): void {
    const key = keyOf(credentials, scope)
    this.#cache.delete(key)
    if (claims !== undefined) this.#claims.set(key, claims)
  }

  async #fetch (key: string, credentials: ClientCredentials, scope: string): Promise<string> {
    const claims = this.#claims.get(key)
    this.#claims.delete(key)
    const { token, lifetimeSeconds } = await this.#withEither(credentials, scope, claims)
    const entry = this.#cache.get(key)
    if (entry !== undefined) entry.freshUntil = performance.now() + Math.max(1, lifetimeSeconds - earlySeconds) * 1000
    return token
  }

  /** The credential that was accepted last, and the other one when it is refused. */
  async #withEither (credentials: ClientCredentials, scope: string, claims?: string): Promise<IssuedToken> {
    const { credential, next } = credentials
    const before = this.#accepted.get(connectionOf(credentials)) ?? credentials.accepted ?? 'current'
    const slots: Array<[Slot, Credential]> = [['current', credential]]
    if (next !== undefined) slots.push(['next', next])
    if (before === 'next') slots.reverse()
    const refusals: unknown[] = []
    for (const [slot, given] of slots) {
      try {
        const issued = await requestToken(this.#http, this.#settings, credentials, given, scope, claims)
        await this.#note(credentials, slot, before)
        return issued
      } catch (error) {
        if (!isRefusal(error)) throw error
        refusals.push(error)
      }
    }
    throw refusals[0]
  }

  async #note (credentials: ClientCredentials, slot: Slot, before: Slot): Promise<void> {
    this.#accepted.set(connectionOf(credentials), slot)
    if (slot !== before) await this.#settings.noteAccepted?.(credentials, slot)
  }
}

/** Words of Entra that say nothing of what was presented: another credential would be answered the same. */
const ofOtherThings = ['unauthorized_client', 'invalid_resource', 'invalid_scope', 'invalid_tenant']

function isRefusal (error: unknown): boolean {
  if (!(error instanceof UpstreamFault) || error.kind !== 'unauthorized') return false
  const { cause } = error
  const word = typeof cause === 'object' && cause !== null && 'error' in cause ? String(cause.error) : ''
  return !ofOtherThings.includes(word)
}

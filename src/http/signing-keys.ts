import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'

/** Seconds after which the keys are read again before one of them is used: a withdrawn one ends so soon. */
export const freshSeconds = 20
/** Seconds for which the last keys that were read serve on while they cannot be read. */
export const servesOnSeconds = 3600
/** Seconds between two readings, or anybody could make us ask for keys all day. */
const pauseSeconds = 5
const timeoutMs = 5_000

/** Neither can the keys be read, nor were they within the last hour. */
export class KeysUnavailable extends Error {
  constructor (cause: unknown) {
    super('The keys that tokens are verified with cannot be read', { cause })
    this.name = 'KeysUnavailable'
  }
}

/** How the place is where keys are read, as this process knows it. */
export interface KeyServerState {
  readonly host: string
  readonly readAt: Date | undefined
  readonly failingSince: Date | undefined
  /** Whether tokens can be verified all the same. */
  readonly isUsable: boolean
  readonly reason: string | undefined
}

/**
 * The public keys of an issuer. A key that is withdrawn is soon refused; when the place where they are read is away,
 * the last ones serve on, for as long as is bearable for a key that may have been withdrawn meanwhile.
 */
export class SigningKeys {
  readonly #url: string
  /** Seconds that only go forward. */
  readonly #now: () => number
  #found: { readonly keys: ReturnType<typeof createLocalJWKSet>, readonly readAt: number } | undefined
  #reading: Promise<boolean> | undefined
  #triedAt = -Infinity
  #failure: unknown
  #failingSince: number | undefined

  constructor (url: string, now = (): number => performance.now() / 1000) {
    this.#url = url
    this.#now = now
  }

  readonly keyOf: JWTVerifyGetKey = async (header, token) => {
    if (this.#age() > freshSeconds) await this.#refresh()
    try {
      return await this.#usable()(header, token)
    } catch (error) {
      // A new key signs as soon as it is published.
      if (!(error instanceof errors.JWKSNoMatchingKey) || !await this.#read()) throw error
      return this.#usable()(header, token)
    }
  }

  #age (): number {
    return this.#found === undefined ? Infinity : this.#now() - this.#found.readAt
  }

  /** While reading fails nobody waits for it, as long as there are keys to go on with. */
  async #refresh (): Promise<void> {
    const reading = this.#read()
    if (this.#failure === undefined || this.#age() > servesOnSeconds) await reading
  }

  state (): KeyServerState {
    const moment = (at: number | undefined): Date | undefined =>
      at === undefined ? undefined : new Date(Date.now() - (this.#now() - at) * 1000)
    return {
      host: new URL(this.#url).host, readAt: moment(this.#found?.readAt), failingSince: moment(this.#failingSince),
      isUsable: this.#found !== undefined && this.#age() <= servesOnSeconds,
      reason: this.#failure instanceof Error ? this.#failure.message : undefined
    }
  }

  #usable (): ReturnType<typeof createLocalJWKSet> {
    if (this.#found === undefined || this.#age() > servesOnSeconds) throw new KeysUnavailable(this.#failure)
    return this.#found.keys
  }

  /** Whether the keys were read anew. */
  async #read (): Promise<boolean> {
    if (this.#reading !== undefined) return this.#reading
    // Without any keys nobody gets in, so that each look is worth it.
    if (this.#found !== undefined && this.#now() - this.#triedAt < pauseSeconds) return false
    this.#triedAt = this.#now()
    this.#reading = this.#fetch().finally(() => { this.#reading = undefined })
    return this.#reading
  }

  async #fetch (): Promise<boolean> {
    const readAt = this.#now()
    try {
      const response = await fetch(this.#url, {
        headers: { accept: 'application/json' }, redirect: 'error', signal: AbortSignal.timeout(timeoutMs)
      })
      if (!response.ok) throw new Error(`${this.#url} answers ${response.status}`)
      const keys: unknown = await response.json()
      if (!hasKeys(keys)) throw new Error(`${this.#url} answers no keys`)
      this.#found = { keys: createLocalJWKSet(keys), readAt }
      this.#failure = undefined
      this.#failingSince = undefined
      return true
    } catch (error) {
      this.#failure = error
      this.#failingSince ??= this.#now()
      return false
    }
  }
}

/** An empty set would refuse everybody; it is more likely a fault than a wish. */
function hasKeys (value: unknown): value is JSONWebKeySet {
  return typeof value === 'object' && value !== null && 'keys' in value && Array.isArray(value.keys) &&
    value.keys.length > 0
}

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import {
  calculateJwkThumbprint, createLocalJWKSet, exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT,
  type JWK, type JWTPayload
} from 'jose'

const publicPart = ({ kty, n, e, kid }: JWK): JWK => ({
  ...(kty === undefined ? {} : { kty }),
  use: 'sig',
  alg: 'RS256',
  ...(kid === undefined ? {} : { kid }),
  ...(n === undefined ? {} : { n }),
  ...(e === undefined ? {} : { e })
})

/** The signing keys, newest first. The newest signs; all of them verify. */
export class Keys {
  #path: string | null
  #jwks: JWK[] = []
  #signer: Awaited<ReturnType<typeof importJWK>> | null = null
  #verifier = createLocalJWKSet({ keys: [] })

  constructor (path: string | null) {
    this.#path = path
  }

  async open () {
    if (this.#path !== null && existsSync(this.#path)) this.#jwks = readKeys(readFileSync(this.#path, 'utf8'))
    if (this.#jwks.length === 0) await this.rotate(false)
    else await this.#use()
  }

  /** Signs with a new key from now on. With `forget`, what older keys signed is worthless at once. */
  async rotate (forget: boolean) {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    const jwk = await exportJWK(privateKey)
    jwk.kid = await calculateJwkThumbprint(jwk)
    this.#jwks = forget ? [jwk] : [jwk, ...this.#jwks]
    await this.#use()
    if (this.#path === null) return
    // Renamed into place: a half-written key file would make the next start fail.
    const written = `${this.#path}.${process.pid}.new`
    writeFileSync(written, JSON.stringify({ keys: this.#jwks }), { mode: 0o600 })
    renameSync(written, this.#path)
  }

  // Importing a key costs far more than using it.
  async #use () {
    this.#signer = this.#jwks[0] ? await importJWK(this.#jwks[0], 'RS256') : null
    this.#verifier = createLocalJWKSet(this.published())
  }

  published (): { keys: JWK[] } {
    return { keys: this.#jwks.map(publicPart) }
  }

  async sign (claims: JWTPayload) {
    const kid = this.#jwks[0]?.kid
    if (this.#signer === null || kid === undefined) throw new Error('there is no signing key')
    return await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(this.#signer)
  }

  /** The claims of a token that we signed and that is still good; throws otherwise. */
  async verify (token: string): Promise<JWTPayload> {
    const { payload } = await jwtVerify(token, this.#verifier, { algorithms: ['RS256'] })
    return payload
  }
}

function readKeys (text: string): JWK[] {
  const stored: { keys?: JWK[] } & JWK = JSON.parse(text)
  return stored.keys ?? (stored.kty === undefined ? [] : [stored])
}

export async function openKeys (path: string | null) {
  const keys = new Keys(path)
  await keys.open()
  return keys
}

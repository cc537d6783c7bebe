import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose'

/** The demo operator's directory, and the application that `./scripts/token admin` stands for. */
export const directory = '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'
export const adminApplication = 'a0000000-0000-4000-8000-000000000001'

export interface Issuer {
  /** What the API must be configured with to trust this issuer. */
  readonly env: Record<string, string>
  /** A token like Entra's; `claims` replace or, when undefined, remove. */
  token (claims?: Record<string, unknown>, options?: { keyId?: string, expiresIn?: string }): Promise<string>
  /** Runs `work` while the keys cannot be read. */
  whileSilent<Result>(work: () => Promise<Result>): Promise<Result>
}

/** An identity provider whose tokens can be wrong in any single way, which the Microsoft mock would never issue. */
export async function startIssuer (t: Test, audience: string): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const keys = JSON.stringify({ keys: [{ ...await exportJWK(publicKey), kid: 'one', alg: 'RS256', use: 'sig' }] })
  let isSilent = false
  const server = createServer((_request, response) => {
    if (isSilent) response.destroy()
    else response.setHeader('content-type', 'application/json').end(keys)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise(resolve => { server.close(resolve); server.closeAllConnections() }))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    env: { TOKEN_ISSUER: `${url}/{tenantid}/v2.0`, TOKEN_JWKS_URL: `${url}/keys` },
    async whileSilent (work) {
      isSilent = true
      return work().finally(() => { isSilent = false })
    },
    token: (claims = {}, { keyId = 'one', expiresIn = '5 minutes' } = {}) => {
      const payload: JWTPayload = {
        iss: `${url}/${directory}/v2.0`, aud: audience, tid: directory, azp: adminApplication, roles: ['Admin'],
        ...claims
      }
      return new SignJWT(JSON.parse(JSON.stringify(payload)) as JWTPayload).setProtectedHeader({
        alg: 'RS256', kid: keyId
      }).setIssuedAt().setExpirationTime(expiresIn).sign(privateKey)
    }
  }
}

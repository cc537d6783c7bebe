import { createHash, randomBytes } from 'node:crypto'
import { EntraRefusal } from '../entra/refusal.ts'
import type { Application, Person } from './schema.ts'

const codeMilliseconds = 600_000

/** What a person agreed to at the sign-in page: what a code stands for, and a refresh token after it. */
export interface Agreement {
  readonly person: Person
  readonly application: Application
  readonly redirectUri: string
  readonly scope: string
  readonly nonce: string | null
  readonly challenge: string
}

/** Codes and refresh tokens that were given out. A refresh token is one of many; a code is worth something once. */
export class Agreements {
  readonly #codes = new Map<string, { agreement: Agreement, until: number, isUsed: boolean }>()
  readonly #refreshTokens = new Map<string, Agreement>()

  codeFor (agreement: Agreement): string {
    const code = randomBytes(32).toString('base64url')
    this.#codes.set(code, { agreement, until: Date.now() + codeMilliseconds, isUsed: false })
    return code
  }

  refreshTokenFor (agreement: Agreement): string {
    const token = randomBytes(48).toString('base64url')
    this.#refreshTokens.set(token, agreement)
    return token
  }

  redeem (code: string, verifier: string): Agreement {
    const found = this.#codes.get(code)
    if (found === undefined) throw invalid(70000, 'The provided value for the code is not valid.')
    if (found.until < Date.now()) throw invalid(70008, 'The authorization code is expired.')
    if (found.isUsed) throw invalid(54005, 'OAuth2 Authorization code was already redeemed.')
    if (createHash('sha256').update(verifier).digest('base64url') !== found.agreement.challenge) {
      throw invalid(501481, 'The Code_Verifier does not match the code_challenge.')
    }
    found.isUsed = true
    return found.agreement
  }

  refresh (token: string): Agreement {
    const found = this.#refreshTokens.get(token)
    if (found !== undefined) return found
    throw invalid(700082, 'The refresh token has expired or is not known.')
  }
}

const invalid = (number: number, message: string) => new EntraRefusal(400, 'invalid_grant', number, message)

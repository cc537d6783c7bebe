import { Type } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose'
import type { Config } from '../config.ts'
import { Problem } from '../problems.ts'
import { roles, type Role } from './caller.ts'
import { KeysUnavailable } from './signing-keys.ts'
import { issuersOf, personalScope, readAudiences, readIssuers } from './token-issuers.ts'

/** What a token says that is valid in every respect. */
export interface Token {
  readonly tid: string
  readonly clientId: string
  /** Who signed in, where the token is not of the application itself. */
  readonly person?: { readonly objectId: string, readonly name: string }
  readonly roles: Role[]
  /** Seconds since 1970. */
  readonly exp: number
}

const Claims = TypeCompiler.Compile(Type.Object({
  tid: Type.String(),
  iss: Type.String(),
  exp: Type.Number(),
  azp: Type.Optional(Type.String()),
  appid: Type.Optional(Type.String()),
  scp: Type.Optional(Type.Unknown()),
  oid: Type.Optional(Type.String()),
  preferred_username: Type.Optional(Type.String()),
  upn: Type.Optional(Type.String()),
  idtyp: Type.Optional(Type.String()),
  roles: Type.Optional(Type.Array(Type.String()))
}))

/** Reads tokens as they are configured to be; what is wrong with one is a Problem. */
export function tokenReader (config: Config, issuers = readIssuers(config)): (token: string) => Promise<Token> {
  const audience = [...readAudiences(config)]

  /** What the token says, when it is signed with a key of the issuer that it names. */
  async function verified (token: string): Promise<CompleteClaims> {
    const { iss, tid } = decodeJwt<{ tid?: unknown }>(token)
    const trusted = typeof iss === 'string' && typeof tid === 'string' ? issuersOf(issuers, iss, tid) : []
    let refusal: unknown = refuse('The token was not issued by the directory we trust.')
    for (const { keys } of trusted) {
      try {
        const { payload } = await jwtVerify(token, keys.keyOf, {
          audience, algorithms: ['RS256', 'PS256', 'ES256'], clockTolerance: 60
        })
        if (!isComplete(payload)) throw refuse('The token lacks a claim: tid, exp and azp or appid are needed.')
        return payload
      } catch (error) {
        refusal = error
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      }
    }
    throw refusal
  }

  return async token => {
    const payload = await verified(token).catch((error: unknown) => {
      throw error instanceof Problem ? error : explain(error)
    })
    const clientId = clientOf(payload)
    return {
      tid: payload.tid, clientId, roles: roles.filter(role => payload.roles?.includes(role)), exp: payload.exp,
      ...personOf(payload, clientId === config.CONSOLE_CLIENT_ID.toLowerCase())
    }
  }
}

type CompleteClaims = JWTPayload & {
  tid: string
  iss: string
  exp: number
  azp?: string
  appid?: string
  scp?: unknown
  oid?: string
  preferred_username?: string
  upn?: string
  idtyp?: string
  roles?: string[]
}

function isComplete (payload: JWTPayload): payload is CompleteClaims {
  return Claims.Check(payload)
}

/** The application that a token was issued to. */
function clientOf ({ azp, appid }: CompleteClaims): string {
  const clientId = azp ?? appid
  if (clientId === undefined) throw refuse('The token does not say which application it was issued to.')
  if (appid !== undefined && appid !== clientId) throw refuse('The token names two applications: azp and appid differ.')
  return clientId
}

/**
 * Who signed in, if anybody did. Only the console may bring tokens of people: another application that a person uses
 * must call for itself, or whatever that person may do could be done by it.
 */
function personOf ({ scp, idtyp, oid, ...names }: CompleteClaims, isConsole: boolean): Pick<Token, 'person'> {
  if (scp === undefined && idtyp !== 'user') return {}
  if (!isConsole) {
    throw refuse('The token was issued to a person (scp). Use the client credentials of an application.')
  }
  if (typeof scp !== 'string' || !scp.split(' ').includes(personalScope) || oid === undefined) {
    throw refuse(`The token of a person needs the claims oid, and scp with ${personalScope}.`)
  }
  return { person: { objectId: oid, name: names.preferred_username ?? names.upn ?? oid } }
}

function explain (error: unknown): Problem {
  if (error instanceof errors.JWTExpired) return refuse('The token has expired.', error)
  if (error instanceof errors.JWTClaimValidationFailed) {
    return refuse(`The token's claim ${error.claim} is not acceptable.`, error)
  }
  if (error instanceof errors.JOSEError || !(error instanceof KeysUnavailable)) {
    return refuse('The token is malformed or its signature is not that of the directory we trust.', error)
  }
  return new Problem(
    'identity_unavailable', 'The keys that tokens are verified with cannot be read right now. Try again.',
    { cause: error, headers: { 'retry-after': '5' } }
  )
}

function refuse (detail: string, cause?: unknown): Problem {
  return new Problem('token_invalid', detail, {
    cause, headers: { 'www-authenticate': 'Bearer error="invalid_token"' }
  })
}

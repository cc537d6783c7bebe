import { Type } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose'
import type { Config } from '../config.ts'
import { reachOf } from '../database/reach.ts'
import { Problem } from '../problems.ts'
import { uuid } from '../schemas/uuid.ts'
import { roles, type Caller, type Role } from './caller.ts'

declare module 'fastify' {
  interface FastifyRequest { caller: Caller }
  interface FastifyContextConfig {
    /** Roles that may use the route; without any, the route is open to everybody. */
    roles?: readonly Role[]
  }
}

/** The node of the tree that an application acts for. */
interface Credential {
  readonly providerId: number
  readonly name: string
  readonly channelId: number | null
  readonly customerId: string | null
  readonly customerTenantId: string | null
}

/** Undefined for an application that is not registered. */
export type FindCredential = (entraTenantId: string, clientId: string) => Promise<Credential | undefined>

const Claims = TypeCompiler.Compile(Type.Object({
  tid: Type.String(),
  iss: Type.String(),
  exp: Type.Number(),
  azp: Type.Optional(Type.String()),
  appid: Type.Optional(Type.String()),
  roles: Type.Optional(Type.Array(Type.String()))
}))

/**
 * For so long a verified token is not verified again: a key or a credential that was withdrawn is refused after it.
 */
const trustSeconds = 30
const rememberedTokens = 2000

/** One or more blanks may stand behind the scheme (RFC 9110, 11.4). */
const bearer = /^bearer +(\S+) *$/i

const insufficient = { headers: { 'www-authenticate': 'Bearer error="insufficient_scope"' } }

/** Verifies the bearer token of every route that names roles. There is no other way in, and no mode without it. */
export function authenticate (app: FastifyInstance, config: Config, findCredential: FindCredential): void {
  const keys = createRemoteJWKSet(new URL(config.TOKEN_JWKS_URL), { cooldownDuration: 5_000, timeoutDuration: 5_000 })
  const verified = new Map<string, { caller: Caller, until: number }>()

  async function verify (token: string): Promise<Caller> {
    const known = verified.get(token)
    if (known !== undefined && known.until > Date.now()) return known.caller
    const claims = await readToken(token)
    const caller = await identify(claims)
    if (verified.size >= rememberedTokens) verified.clear()
    verified.set(token, { caller, until: Math.min(claims.exp * 1000, Date.now() + trustSeconds * 1000) })
    return caller
  }

  async function readToken (token: string): Promise<{ tid: string, clientId: string, roles: Role[], exp: number }> {
    const { payload } = await jwtVerify(token, keys, {
      audience: config.TOKEN_AUDIENCE, algorithms: ['RS256', 'PS256', 'ES256'], clockTolerance: 60
    })
      .catch((error: unknown) => {
        throw explain(error)
      })
    if (!isComplete(payload)) throw refuse('The token lacks a claim: tid, exp and azp or appid are needed.')
    if (payload.iss !== config.TOKEN_ISSUER.replace('{tenantid}', payload.tid)) {
      throw refuse('The token was not issued by the directory we trust.')
    }
    const clientId = payload.azp ?? payload.appid
    if (clientId === undefined) throw refuse('The token does not say which application it was issued to.')
    return { tid: payload.tid, clientId, roles: roles.filter(role => payload.roles?.includes(role)), exp: payload.exp }
  }

  async function identify (token: { tid: string, clientId: string, roles: readonly Role[] }): Promise<Caller> {
    const credential = uuid.test(token.tid) && uuid.test(token.clientId)
      ? await findCredential(token.tid, token.clientId)
      : undefined
    if (credential === undefined) {
      throw new Problem(
        'caller_unknown',
        `Application ${token.clientId} of directory ${token.tid} is not registered. Ask your provider to register it.`,
        insufficient
      )
    }
    return {
      id: `${token.clientId}@${token.tid}`,
      name: credential.name,
      roles: token.roles,
      providerId: credential.providerId,
      channelId: credential.channelId ?? undefined,
      customerId: credential.customerId ?? undefined,
      reach: reachOf(credential),
      customerTenantId: credential.customerTenantId ?? undefined
    }
  }

  app.addHook('onRequest', async (request: FastifyRequest) => {
    const allowed = request.routeOptions.config.roles
    if (allowed === undefined) return
    const token = bearer.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined) {
      throw new Problem('token_missing', 'Send an Authorization header with a bearer token.', {
        headers: { 'www-authenticate': 'Bearer' }
      })
    }
    request.caller = await verify(token)
    if (!allowed.some(role => request.caller.roles.includes(role))) {
      throw new Problem(
        'role_missing',
        `One of the roles ${allowed.join(', ')} is needed; the token has ${request.caller.roles.join(', ') || 'none'}.`,
        insufficient
      )
    }
  })
}

type CompleteClaims = JWTPayload & {
  tid: string
  iss: string
  exp: number
  azp?: string
  appid?: string
  roles?: string[]
}

function isComplete (payload: JWTPayload): payload is CompleteClaims {
  return Claims.Check(payload)
}

function explain (error: unknown): Problem {
  if (error instanceof errors.JWTExpired) return refuse('The token has expired.', error)
  if (error instanceof errors.JWTClaimValidationFailed) {
    return refuse(`The token's claim ${error.claim} is not acceptable.`, error)
  }
  if (
    error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC'
  ) {
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

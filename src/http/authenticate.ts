import type { FastifyInstance, FastifyRequest } from 'fastify'
import { decodeJwt } from 'jose'
import type { Config } from '../config.ts'
import { reachOf } from '../database/reach.ts'
import { Problem } from '../problems.ts'
import { uuid } from '../schemas/uuid.ts'
import { authorityOf, refuseNode } from './authority.ts'
import { atMost, type Caller, type Role } from './caller.ts'
import { limited, MinuteCounts } from './caller-limits.ts'
import { tokenReader, type Token } from './read-token.ts'
import type { KeyServerState } from './signing-keys.ts'
import { readIssuers } from './token-issuers.ts'

declare module 'fastify' {
  interface FastifyRequest { caller: Caller }
  interface FastifyContextConfig {
    /** Roles that may use the route; without any, the route is open to everybody. */
    roles?: readonly Role[]
  }
}

/** The node of the tree that an application acts for, and how far. */
interface Credential {
  readonly providerId: number
  readonly name: string
  /** The most that it may do there; null: what its token says. */
  readonly role: Role | null
  /** Why it may not call at present. */
  readonly refusal: string | null
  readonly channelId: number | null
  readonly customerId: string | null
  readonly customerTenantId: string | null
}

/** Undefined for an application that is not registered. Notes that the others were here. */
export type FindCredential = (entraTenantId: string, clientId: string) => Promise<Credential | undefined>

/**
 * For so long a verified token is not verified again: a key or a credential that was withdrawn is refused after it.
 */
export const trustSeconds = 30
const rememberedTokens = 2000

/** One or more blanks may stand behind the scheme (RFC 9110, 11.4). */
const bearer = /^bearer +(\S+) *$/i

const insufficient = { headers: { 'www-authenticate': 'Bearer error="insufficient_scope"' } }

/**
 * Verifies the bearer token of every route that names roles. There is no other way in, and no mode without it. Answers
 * how the places are where keys are read.
 */
export function authenticate (
  app: FastifyInstance, config: Config, findCredential: FindCredential
): () => readonly KeyServerState[] {
  const issuers = readIssuers(config)
  const readToken = tokenReader(config, issuers)
  const remembered = new Map<string, { caller: Caller, until: number }>()

  async function verify (token: string): Promise<Caller> {
    const known = remembered.get(token)
    if (known !== undefined && known.until > Date.now()) return known.caller
    const claims = await readToken(token)
    const caller = await identify(findCredential, claims)
    if (remembered.size >= rememberedTokens) remembered.clear()
    remembered.set(token, { caller, until: Math.min(claims.exp * 1000, Date.now() + trustSeconds * 1000) })
    return caller
  }

  const failures = new MinuteCounts(config.FAILED_TOKENS_PER_MINUTE)

  /** Whoever sends many bad tokens is heard no more for the rest of a minute; callers that are known go on. */
  async function admitted (request: FastifyRequest, token: string): Promise<Caller> {
    const known = remembered.get(token)
    if (known === undefined) refuseTooMany(failures, `address ${request.ip}`)
    try {
      return await verify(token)
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'identity_unavailable') throw error
      failures.use(`address ${request.ip}`)
      // Only what is signed says whose it is: nobody can have another application shut out.
      if (error.code !== 'token_invalid') {
        const application = decodeJwt<{ azp?: string, appid?: string }>(token)
        const key = `application ${application.azp ?? application.appid}`
        failures.use(key)
        refuseTooMany(failures, key)
      }
      throw error
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
    request.caller = await admitted(request, token)
    if (!allowed.some(role => request.caller.roles.includes(role))) {
      throw new Problem(
        'role_missing',
        `One of the roles ${allowed.join(', ')} is needed; the token has ${request.caller.roles.join(', ') || 'none'}.`,
        insufficient
      )
    }
    refuseNode(request.caller, authorityOf(request.routeOptions.config).from)
  })
  return () => [...new Set(issuers.map(({ keys }) => keys))].map(keys => keys.state())
}

/** A person may be registered by the object id; those who are not act for the node of the console's registration. */
async function identify (findCredential: FindCredential, token: Token): Promise<Caller> {
  const { tid, clientId, person } = token
  const isWellFormed = [tid, clientId, person?.objectId ?? clientId].every(id => uuid.test(id))
  const own = isWellFormed && person !== undefined ? await findCredential(tid, person.objectId) : undefined
  const credential = own ?? (isWellFormed ? await findCredential(tid, clientId) : undefined)
  if (credential === undefined) {
    throw new Problem(
      'caller_unknown',
      `Application ${clientId} of directory ${tid} is not registered. Ask your provider to register it.`,
      insufficient
    )
  }
  if (credential.refusal !== null) throw new Problem('caller_disabled', credential.refusal, insufficient)
  return {
    id: idOf(token, own !== undefined),
    person: person?.objectId,
    name: person?.name ?? credential.name,
    roles: atMost(credential.role, token.roles),
    providerId: credential.providerId,
    channelId: credential.channelId ?? undefined,
    customerId: credential.customerId ?? undefined,
    reach: reachOf(credential),
    customerTenantId: credential.customerTenantId ?? undefined
  }
}

/** The registration that it acts by, and behind it the person, where that is not registered itself. */
function idOf ({ tid, clientId, person }: Token, isPersonRegistered: boolean): string {
  if (person === undefined) return `${clientId}@${tid}`
  return isPersonRegistered ? `${person.objectId}@${tid}` : `${clientId}@${tid}/${person.objectId}`
}

function refuseTooMany (failures: MinuteCounts, key: string): void {
  const { left, seconds } = failures.left(key)
  if (left === 0) throw limited('Too many tokens were refused.', seconds)
}

import type { FastifyRequest } from 'fastify'
import type { JWTPayload } from 'jose'
import { throttle } from '../control/throttle.ts'
import { isOperatorResource, issuerOf } from '../entra/resources.ts'
import { demandOf } from '../entra/token.ts'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'

/** App roles that open a route: any one of them is enough. */
export const trunkReaders = ['TrunkManagement.Read', 'TrunkManagement.Write']
export const consentReaders = ['PartnerSettings.Read', 'PartnerSettings.Write']
// Whoever may change numbers may also change the relationship (docs/wire/microsoft.md#access-to-the-operator-api).
export const consentWriters = ['PartnerSettings.Write', 'NumberManagement.Write']
export const numberReaders = ['NumberManagement.Read', 'NumberManagement.Write']
export const numberWriters = ['NumberManagement.Write']

const unauthorized = (message: string) => new Refusal(401, 'Unauthorized', message, [], {
  'www-authenticate': `Bearer error="invalid_token", error_description="${message.replace(/["\\]/g, '')}"`
})

/** As continuous access evaluation says that a token must have more, and what (JSON). */
export const challengeOf = (claims: string) =>
  `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`

const challenged = (claims: string) => new Refusal(
  401, 'Unauthorized', 'Continuous access evaluation resulted in a challenge.', [],
  { 'www-authenticate': challengeOf(claims) }
)

/** The claims of the bearer token, or 401: signed by us, not expired, meant for one of `audiences`. */
export async function verifiedClaims (
  mock: Mock, request: FastifyRequest, isAudience: (audience: string) => boolean
): Promise<JWTPayload> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined) throw unauthorized('A bearer token is required.')
  const claims = await mock.keys.verify(token).catch((error: unknown) => {
    throw unauthorized(`The token is not valid: ${error instanceof Error ? error.message : 'unknown reason'}.`)
  })
  if (typeof claims.aud !== 'string' || !isAudience(claims.aud)) {
    throw unauthorized('The audience of the token is wrong.')
  }
  if (claims.iss !== issuerOf(mock, String(claims['tid']), claims['ver'] === '2.0' ? 2 : 1)) {
    throw unauthorized('The issuer of the token is wrong.')
  }
  const { challenge } = mock.world.behaviour
  if (challenge !== null && claims['demanded'] !== demandOf(challenge)) throw challenged(challenge)
  return claims
}

export const rolesOf = (claims: JWTPayload): string[] =>
  Array.isArray(claims['roles']) ? claims['roles'].map(String) : []

/** Lets a request to the operator API pass: 401 without a good token, 403 without the right, 429 above the budget. */
export function gate (mock: Mock, roles: string[]) {
  return async (request: FastifyRequest) => {
    const claims = await verifiedClaims(mock, request, isOperatorResource)
    const clientId = String(claims['appid'])
    const home = mock.world.operatorTenantId
    if (home !== null && String(claims['tid']).toLowerCase() !== home.toLowerCase()) {
      throw new Refusal(403, 'TenantNotOperator', 'The token was not issued in the tenant of an operator.')
    }
    if (!mock.world.enabledApplications.has(clientId.toLowerCase())) {
      throw new Refusal(
        403, 'ApplicationNotEnabled', `Application ${clientId} is not enabled in the Operator Connect portal.`
      )
    }
    if (!rolesOf(claims).some((role) => roles.includes(role))) {
      throw new Refusal(403, 'AppRoleMissing', `One of the app roles ${roles.join(', ')} is required.`)
    }
    throttle(mock, `operator ${clientId}`)
  }
}

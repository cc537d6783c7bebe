import { createHash } from 'node:crypto'
import type { Mock } from '../mock.ts'
import type { Application } from '../state/schema.ts'
import { isKnownTenant } from '../state/world.ts'
import { authenticate, type Proof } from './authenticate.ts'
import { EntraRefusal, missingParameter } from './refusal.ts'
import { audienceOf, isKnownResource, issuerOf, rolesOn, versionOf } from './resources.ts'

/** Answers a client credentials request with a signed token, or refuses as Entra would. */
export async function issueToken (
  mock: Mock, tenantId: string, form: URLSearchParams, resourceIn: (form: URLSearchParams) => string
) {
  checkTenant(mock, tenantId)
  const grant = required(form, 'grant_type')
  if (grant !== 'client_credentials') {
    throw new EntraRefusal(
      400, 'unsupported_grant_type', 70003, `The app requested an unsupported grant type '${grant}'.`
    )
  }
  const { application, proof } = await authenticate(mock, tenantId, required(form, 'client_id'), form)
  return signToken(mock, tenantId, application, resourceIn(form), proof, claimsIn(form))
}

/** A token of the version that the resource asks for, whichever endpoint it is asked of. */
export async function signToken (
  mock: Mock, tenantId: string, application: Application, resource: string, proof: Proof, demanded?: string
) {
  if (!isKnownResource(mock, tenantId, resource)) {
    throw new EntraRefusal(
      400, 'invalid_resource', 500011,
      `The resource principal named ${resource} was not found in the tenant named ${tenantId}.`
    )
  }
  const roles = rolesOn(mock, application, resource)
  const issuedAt = Math.floor(Date.now() / 1000)
  const { lifetime } = mock.world
  const objectId = application.objectId ?? derivedObjectId(application)
  const version = versionOf(mock, resource)
  const token = await mock.keys.sign({
    aud: audienceOf(mock, resource),
    iss: issuerOf(mock, tenantId, version),
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + lifetime,
    ...(version === 2
      ? { azp: application.clientId, azpacr: proof }
      : { appid: application.clientId, appidacr: proof, idp: issuerOf(mock, tenantId, 1) }),
    idtyp: 'app',
    oid: objectId,
    sub: objectId,
    tid: tenantId,
    ver: `${version}.0`,
    // Ours: Entra does what is demanded, and writes down nothing of the kind.
    ...(demanded === undefined ? {} : { demanded }),
    // Entra leaves the claim out when nothing was granted: a token alone proves no right.
    ...(roles === null ? {} : { roles })
  })
  return { token, lifetime, issuedAt, resource }
}

/** What `claims` demand of the access token; clients send more along. */
export function demandOf (claims: string): string {
  const parsed: unknown = JSON.parse(claims)
  const isObject = typeof parsed === 'object' && parsed !== null
  return JSON.stringify(isObject && 'access_token' in parsed ? parsed.access_token : null)
}

/** What a challenge demanded of the token: a JSON object, or the request is malformed. */
function claimsIn (form: URLSearchParams): string | undefined {
  const claims = form.get('claims')
  if (claims === null) return undefined
  try {
    const parsed: unknown = JSON.parse(claims)
    if (typeof parsed === 'object' && parsed !== null) return demandOf(claims)
  } catch { /* refused below */ }
  throw new EntraRefusal(400, 'invalid_request', 9002313, 'Invalid request. Request is malformed or invalid.')
}

function checkTenant (mock: Mock, tenantId: string) {
  if (tenantId === 'common' || tenantId === 'organizations') {
    throw new EntraRefusal(400, 'invalid_request', 50059, 'No tenant-identifying information found in the request.')
  }
  if (!isKnownTenant(mock.world, tenantId)) {
    throw new EntraRefusal(400, 'invalid_request', 90002, `Tenant '${tenantId}' not found.`)
  }
}

export function required (form: URLSearchParams, name: string) {
  const value = form.get(name)
  if (!value) throw missingParameter(name)
  return value
}

// Stable over restarts without being written down.
function derivedObjectId ({ tenantId, clientId }: Application) {
  const hex = createHash('sha256').update(`${tenantId} ${clientId}`.toLowerCase()).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

import { createHash } from 'node:crypto'
import type { Mock } from '../mock.ts'
import type { Application } from '../state/schema.ts'
import { isKnownTenant } from '../state/world.ts'
import { EntraRefusal, missingParameter } from './refusal.ts'
import { isKnownResource, rolesOn } from './resources.ts'

/** Answers a client credentials request with a signed token, or refuses as Entra would. */
export async function issueToken (mock: Mock, tenantId: string, form: URLSearchParams) {
  checkTenant(mock, tenantId)
  const grant = required(form, 'grant_type')
  if (grant !== 'client_credentials') {
    throw new EntraRefusal(
      400, 'unsupported_grant_type', 70003, `The app requested an unsupported grant type '${grant}'.`
    )
  }
  const application = authenticate(mock, tenantId, required(form, 'client_id'), form.get('client_secret'))
  const resource = resourceOf(required(form, 'scope'))
  if (!isKnownResource(mock, tenantId, resource)) {
    throw new EntraRefusal(
      400, 'invalid_resource', 500011,
      `The resource principal named ${resource} was not found in the tenant named ${tenantId}.`
    )
  }
  const roles = rolesOn(mock, application, resource)
  const now = Math.floor(Date.now() / 1000)
  const objectId = application.objectId ?? derivedObjectId(application)
  const accessToken = await mock.keys.sign({
    aud: resource,
    iss: `${mock.baseUrl}/${tenantId}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + mock.world.lifetime,
    appid: application.clientId,
    azp: application.clientId,
    azpacr: '1',
    idtyp: 'app',
    oid: objectId,
    sub: objectId,
    tid: tenantId,
    ver: '2.0',
    // Entra leaves the claim out when nothing was granted: a token alone proves no right.
    ...(roles === null ? {} : { roles })
  })
  const lifetime = mock.world.lifetime
  return { token_type: 'Bearer', expires_in: lifetime, ext_expires_in: lifetime, access_token: accessToken }
}

function checkTenant (mock: Mock, tenantId: string) {
  if (tenantId === 'common' || tenantId === 'organizations') {
    throw new EntraRefusal(400, 'invalid_request', 50059, 'No tenant-identifying information found in the request.')
  }
  if (!isKnownTenant(mock.world, tenantId)) {
    throw new EntraRefusal(400, 'invalid_request', 90002, `Tenant '${tenantId}' not found.`)
  }
}

function required (form: URLSearchParams, name: string) {
  const value = form.get(name)
  if (!value) throw missingParameter(name)
  return value
}

function authenticate (mock: Mock, tenantId: string, clientId: string, secret: string | null): Application {
  const application = mock.world.applications.find((candidate) =>
    candidate.tenantId.toLowerCase() === tenantId && candidate.clientId.toLowerCase() === clientId.toLowerCase())
  if (!application) {
    throw new EntraRefusal(
      400, 'unauthorized_client', 700016,
      `Application with identifier '${clientId}' was not found in the directory '${tenantId}'.`
    )
  }
  if (!secret) {
    throw new EntraRefusal(
      401, 'invalid_client', 7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."
    )
  }
  const match = application.secrets.find((candidate) => candidate.value === secret)
  if (!match) {
    throw new EntraRefusal(401, 'invalid_client', 7000215, `Invalid client secret provided for app '${clientId}'.`)
  }
  if (match.expiresOn !== undefined && Date.parse(match.expiresOn) <= Date.now()) {
    throw new EntraRefusal(
      401, 'invalid_client', 7000222, `The provided client secret keys for app '${clientId}' are expired.`
    )
  }
  return application
}

function resourceOf (scope: string) {
  const resource = /^(\S+?)\/\.default$/.exec(scope)?.[1]
  if (resource === undefined) {
    throw new EntraRefusal(
      400, 'invalid_scope', 70011, `The provided value for the input parameter 'scope' is not valid: ${scope}.`
    )
  }
  return resource
}

// Stable over restarts without being written down.
function derivedObjectId ({ tenantId, clientId }: Application) {
  const hex = createHash('sha256').update(`${tenantId} ${clientId}`.toLowerCase()).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

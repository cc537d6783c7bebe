import type { Mock } from '../mock.ts'
import type { Agreement } from '../state/agreements.ts'
import { EntraRefusal } from './refusal.ts'
import { audienceOf, isKnownResource, issuerOf, versionOf } from './resources.ts'

const openId = new Set(['openid', 'profile', 'email', 'offline_access'])

/** The resource of a list of scopes, and what is asked of it. */
export function askedOf (scope: string): { resource: string, permissions: string } {
  const names = scope.split(/\s+/).filter((name) => name !== '' && !openId.has(name))
  const [first = ''] = names
  const resource = first.slice(0, first.lastIndexOf('/'))
  if (resource === '' || names.some((name) => !name.startsWith(`${resource}/`))) {
    throw new EntraRefusal(
      400, 'invalid_scope', 70011, `The provided value for the input parameter 'scope' is not valid: ${scope}.`
    )
  }
  const permissions = names.map((name) => name.slice(resource.length + 1))
  return { resource, permissions: permissions.map((name) => name === '.default' ? 'access_as_user' : name).join(' ') }
}

/** Access, identity and refresh token for what a person agreed to. */
export async function personTokens (mock: Mock, agreement: Agreement) {
  const { person, application, scope, nonce } = agreement
  const { resource, permissions } = askedOf(scope)
  const tenantId = person.tenantId.toLowerCase()
  if (!isKnownResource(mock, tenantId, resource)) {
    throw new EntraRefusal(400, 'invalid_resource', 500011, `The resource principal named ${resource} was not found.`)
  }
  const issuedAt = Math.floor(Date.now() / 1000)
  const { lifetime } = mock.world
  const version = versionOf(mock, resource)
  const whom = { oid: person.objectId, sub: person.objectId, tid: tenantId, name: person.name }
  const when = { iat: issuedAt, nbf: issuedAt, exp: issuedAt + lifetime }
  const roles = Object.entries(person.roles).find(([name]) => name.toLowerCase() === resource.toLowerCase())?.[1]
  const access = await mock.keys.sign({
    ...whom, ...when, aud: audienceOf(mock, resource), iss: issuerOf(mock, tenantId, version), scp: permissions,
    ver: `${version}.0`,
    ...(version === 2
      ? { azp: application.clientId, azpacr: '0', preferred_username: person.userName }
      : { appid: application.clientId, appidacr: '0', upn: person.userName }),
    ...(roles === undefined ? {} : { roles })
  })
  const identity = await mock.keys.sign({
    ...whom, ...when, aud: application.clientId, iss: issuerOf(mock, tenantId, 2), ver: '2.0',
    preferred_username: person.userName, ...(nonce === null ? {} : { nonce })
  })
  return {
    token_type: 'Bearer', scope, expires_in: lifetime, ext_expires_in: lifetime, access_token: access,
    refresh_token: mock.world.agreements.refreshTokenFor(agreement), id_token: identity,
    client_info: Buffer.from(JSON.stringify({ uid: person.objectId, utid: tenantId })).toString('base64url')
  }
}

import { UpstreamFault } from '../../problems.ts'
import type { ClientCredentials } from './entra-tokens.ts'
import type { ConnectionCheck, TenantFacts } from './graph.ts'
import { wire } from './graph-wire.ts'
import type { HttpAnswer } from './http-client.ts'
import { rolesOf } from './token-roles.ts'

/**
 * What the customer's administrator must have granted: a read that proves it, and the app roles of which one will do.
 */
export interface Need { readonly path: string, readonly roles: readonly string[] }

const users: Need = { path: '/users?$top=1&$select=id', roles: ['User.ReadWrite.All', 'Directory.ReadWrite.All'] }
export const numberNeeds: readonly Need[] = [{
  path: '/admin/teams/telephoneNumberManagement/numberAssignments?$top=1', roles: ['TeamsTelephoneNumber.ReadWrite.All']
}, users]
export const domainNeeds: readonly Need[] = [{ path: '/domains', roles: ['Domain.ReadWrite.All'] }]
/** What it takes beside, to put a domain to use by a user with a licence. */
export const activatingNeeds: readonly Need[] = [users, {
  path: '/subscribedSkus',
  roles: ['Organization.Read.All', 'Organization.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All']
}]

/**
 * A token alone proves nothing: Entra issues one also to an application that was granted no role
 * (docs/wire/microsoft.md#tokens).
 */
export async function checkAccess (
  needs: readonly Need[], application: ClientCredentials, getToken: () => Promise<string>,
  read: (path: string) => Promise<HttpAnswer>
): Promise<ConnectionCheck> {
  let token: string
  try {
    token = await getToken()
  } catch (error) {
    return explain(error, needs)
  }
  const roles = rolesOf(token)
  const missing: string[] = []
  for (const { path, roles: oneOf } of needs) {
    const { status } = await read(path)
    const isGranted = roles === undefined || oneOf.some(role => roles.includes(role))
    if (status === 403 || !isGranted) missing.push(oneOf[0] ?? '')
    else if (status !== 200) {
      throw new UpstreamFault('Microsoft Graph', 'unexpected', `Microsoft Graph answered ${status} to a read.`)
    }
  }
  if (missing.length === 0) return { status: 'ok', ...await factsOf(application, roles ?? [], read) }
  return {
    status: 'no-consent', missing,
    reason: `The application lacks ${missing.join(' and ')}; an administrator of the customer must consent to it.`
  }
}

const directory = ['Directory.Read.All', 'Directory.ReadWrite.All']
const organizationReaders = ['Organization.Read.All', 'Organization.ReadWrite.All', ...directory]
const applicationReaders = [
  'Application.Read.All', 'Application.ReadWrite.All', 'Application.ReadWrite.OwnedBy', ...directory
]

/** Nothing of it is needed, so that it is asked for only where it was granted, and a refusal says nothing. */
async function factsOf (
  { clientId, credential }: ClientCredentials, roles: readonly string[], read: (path: string) => Promise<HttpAnswer>
): Promise<TenantFacts> {
  const may = (oneOf: readonly string[]): boolean => oneOf.some(role => roles.includes(role))
  const organization = may(organizationReaders)
    ? (await read('/organization?$select=id,verifiedDomains')).body
    : undefined
  const application = may(applicationReaders)
    ? (await read(`/applications(appId='${clientId}')?$select=passwordCredentials`)).body
    : undefined
  const domains = wire.organizations.Check(organization) ? organization.value[0]?.verifiedDomains ?? [] : []
  // Microsoft tells the first three characters of a secret; when two begin alike, it is not known which is ours
  // (docs/wire/microsoft.md#graph-users-and-tenants).
  const secret = credential.type === 'secret' ? credential.secret : undefined
  const ours = secret !== undefined && wire.application.Check(application)
    ? (application.passwordCredentials ?? []).filter(({ hint }) => hint === secret.slice(0, 3))
    : []
  const ends = ours.length === 1 ? ours[0]?.endDateTime ?? undefined : undefined
  return {
    defaultDomain: domains.find(({ name, isDefault }) => isDefault === true && /^[\w.-]{1,253}$/.test(name))?.name,
    secretExpiresAt: ends === undefined || Number.isNaN(Date.parse(ends)) ? undefined : new Date(ends).toISOString()
  }
}

/** Entra's refusals by their `error`, which alone is meant to be branched on (docs/wire/microsoft.md#tokens). */
function explain (error: unknown, needs: readonly Need[]): ConnectionCheck {
  if (!(error instanceof UpstreamFault) || error.kind !== 'unauthorized' || !wire.tokenRefusal.Check(error.cause)) {
    throw error
  }
  switch (error.cause.error) {
    case 'invalid_client':
      return {
        status: 'bad-credentials', reason: 'Entra does not accept the client secret; it is wrong or has expired.'
      }
    case 'unauthorized_client':
      return {
        status: 'unknown-application',
        reason: "Entra knows no application with this client id in the customer's tenant."
      }
    case 'invalid_resource':
      return {
        status: 'no-consent', missing: needs.flatMap(({ roles }) => roles[0] ?? []),
        reason: 'The customer never consented to the application.'
      }
    case 'invalid_request':
    case 'invalid_tenant': return { status: 'unknown-tenant', reason: 'Entra does not know the customer\'s tenant.' }
    default: throw error
  }
}

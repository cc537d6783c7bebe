import type { MicrosoftCloud } from '../../schemas/microsoft-cloud.ts'
import type { CredentialType } from '../../schemas/microsoft-credential.ts'
import type { E164 } from '../../schemas/phone-number.ts'

/**
 * A customer's application registration as it is given to us: the secret is sealed already, and only the adapter opens
 * it.
 */
export interface SealedCredentials {
  readonly clientId: string
  /** Base64 of what `seal` made of the secret, so that it fits into the input of a task. */
  readonly sealedSecret: string
  /** What was sealed; a secret when nothing else is said. */
  readonly credentialType?: CredentialType | undefined
  /** The credential that is to follow, sealed likewise. */
  readonly next?: { readonly credentialType: CredentialType, readonly sealed: string } | undefined
  /** Which of the two was accepted last. */
  readonly accepted?: 'current' | 'next' | undefined
  readonly cloud?: MicrosoftCloud | undefined
  /** Outbound proxy, sealed likewise. */
  readonly sealedProxy?: string | undefined
}

/** What a connection lets us read beside what we need; undefined where the customer did not grant the reading. */
export interface TenantFacts {
  readonly defaultDomain?: string | undefined
  /** When the secret that we hold expires, ISO 8601. */
  readonly secretExpiresAt?: string | undefined
}

/**
 * `none`: the customer has no connection. `unknown-application`: Entra knows no such application in the tenant.
 * `bad-credentials`: it knows the application, and not this secret, or the secret has expired. `no-consent`: the token
 * is fine, but the customer's administrator did not grant what `missing` lists. `reason` is for the caller and names no
 * secret.
 */
export type ConnectionCheck =
  | ({ status: 'ok' } & TenantFacts)
  | { status: 'none', reason: string }
  | { status: 'unknown-tenant', reason: string }
  | { status: 'unknown-application', reason: string }
  | { status: 'bad-credentials', reason: string }
  | { status: 'no-consent', missing: readonly string[], reason: string }

/** A number as the tenant itself sees it; `status` is our word where we know it, `type` is Microsoft's. */
export interface NumberAssignment {
  readonly number: E164
  readonly type: string
  readonly status: string
  /** The user, or the resource account, that has the number. */
  readonly targetId: string | undefined
  /** primary, private or alternate. */
  readonly category: string | undefined
  readonly locationId: string | undefined
}

export type OperationStarted = { status: 'started', operationId: string } | {
  status: 'refused'
  code: string
  reason: string
}

/** `vanished`: Microsoft no longer knows the operation; what it did must be read from the number. */
export type NumberOperation = { status: 'running' } | { status: 'vanished' } | { status: 'succeeded' } | {
  status: 'failed'
  reason: string
}

/** A user of the tenant's directory. */
export interface DirectoryUser {
  readonly id: string
  readonly userPrincipalName: string
  readonly displayName: string | undefined
  readonly sipAddress: string | undefined
  readonly usageLocation: string | undefined
  readonly department: string | undefined
  readonly accountEnabled: boolean
  readonly isResourceAccount: boolean
  /** Has a Teams Phone licence that works; without it no number can be assigned. */
  readonly hasTeamsPhone: boolean
  readonly hasTeams: boolean
  readonly attributes: UserAttributes
}

/** What of a user can be changed, in Microsoft's names; null clears. */
type UserAttributes = { readonly [Name in typeof userAttributes[number]]?: string | null }
export const userAttributes = [
  'givenName', 'surname', 'city', 'department', 'officeLocation', 'postalCode', 'state', 'streetAddress',
  'usageLocation'
] as const

/**
 * `expired`: what was remembered is too old, so start again from nothing. `link` leads to the next page, or to the next
 * round.
 */
export type UserChanges =
  | { status: 'expired' }
  | { status: 'changes', users: readonly DirectoryUser[], removed: readonly string[], link: string, more: boolean }

/** A domain of the tenant's directory; `isActive` once a user with a licence has made it one for Teams calls. */
export interface TenantDomain { readonly name: string, readonly isVerified: boolean, readonly isActive: boolean }

/** What must stand in DNS so that Microsoft believes that the domain is the tenant's; `ttl` in seconds. */
interface DnsProof { readonly type: 'TXT', readonly name: string, readonly text: string, readonly ttl: number }

/** A subscription of the tenant, and how many of its licences nobody has. */
export interface Subscription {
  readonly skuId: string
  readonly name: string
  readonly free: number
  readonly hasTeams: boolean
  readonly hasTeamsPhone: boolean
}

export type Refused = { status: 'refused', code: string, reason: string }

/**
 * Domains of the tenant, which is how Microsoft knows a trunk, and the user that puts one to use. What is gone already
 * is removed.
 */
export interface TenantDomains {
  /** Like checkConnection with what is stored, for domains; `activates`: also for users and licences. */
  checkDomainAccess (providerId: number, tenantId: string, activates: boolean): Promise<ConnectionCheck>
  findDomain (providerId: number, tenantId: string, name: string): Promise<TenantDomain | undefined>
  addDomain (providerId: number, tenantId: string, name: string): Promise<{ status: 'added' } | Refused>
  /** Undefined when the tenant has no such domain, or Microsoft names no TXT record. */
  proofOfDomain (providerId: number, tenantId: string, name: string): Promise<DnsProof | undefined>
  /** `unseen`: Microsoft does not see the record yet, or says so. */
  verifyDomain(
    providerId: number, tenantId: string, name: string
  ): Promise<{ status: 'verified' } | { status: 'unseen', reason: string } | Refused>
  /** Refused while something in the tenant still has its name from the domain. */
  removeDomain (providerId: number, tenantId: string, name: string): Promise<{ status: 'removed' } | Refused>
  subscriptions (providerId: number, tenantId: string): Promise<Subscription[]>
  /** Two letters; a user needs a usage location before it can have a licence. */
  countryOf (providerId: number, tenantId: string): Promise<string | undefined>
  /** A user that cannot sign in. */
  addUser(
    providerId: number, tenantId: string,
    user: { userPrincipalName: string, displayName: string, usageLocation: string }
  ): Promise<{ status: 'added', userId: string } | Refused>
  giveLicence(
    providerId: number, tenantId: string, userId: string, skuId: string
  ): Promise<{ status: 'given' } | Refused>
  removeUser(providerId: number, tenantId: string, userId: string): Promise<{ status: 'removed' } | Refused>
}

/** Numbers of the tenant, and who has them there. */
export interface TenantNumbers {
  /** Those of the numbers that the tenant has. */
  findAssignments(
    providerId: number, tenantId: string, numbers: readonly E164[]
  ): Promise<ReadonlyMap<string, NumberAssignment>>
  /** The numbers of one user. */
  assignmentsOf (providerId: number, tenantId: string, userId: string): Promise<NumberAssignment[]>
  /** All numbers of the tenant that somebody has. */
  assignedNumbers (providerId: number, tenantId: string): Promise<NumberAssignment[]>
  startAssign (providerId: number, tenantId: string, number: E164, userId: string): Promise<OperationStarted>
  startUnassign (providerId: number, tenantId: string, number: E164): Promise<OperationStarted>
  operation (providerId: number, tenantId: string, operationId: string): Promise<NumberOperation>
}

/** Users of the tenant's directory. */
export interface TenantUsers {
  /** By object id or user principal name. */
  findUser(providerId: number, tenantId: string, idOrName: string): Promise<DirectoryUser | undefined>
  updateUser(
    providerId: number, tenantId: string, userId: string, attributes: UserAttributes
  ): Promise<{ status: 'updated' } | { status: 'refused', code: string, reason: string }>
  /** Users since `link`, a page at a time; all of them without one. */
  userChanges (providerId: number, tenantId: string, link: string | undefined): Promise<UserChanges>
}

export interface TeamsPolicy { readonly type: string, readonly id: string }

/** Policies of Teams by type and name, and users that are given them. */
export interface TenantPolicies {
  /** `forbidden`: the customer did not grant TeamsPolicyUserAssign.ReadWrite.All. */
  findPolicy(
    providerId: number, tenantId: string, type: string, name: string
  ): Promise<{ status: 'found', id: string } | { status: 'unknown' } | { status: 'forbidden' } | Refused>
  /**
   * Those that the user was given itself, and not through a group. Undefined: the customer did not grant
   * TeamsUserConfiguration.Read.All.
   */
  policiesOf(providerId: number, tenantId: string, userId: string): Promise<readonly TeamsPolicy[] | undefined>
  /** All of them or none; doing it twice comes to the same. */
  assignPolicies(
    providerId: number, tenantId: string, userId: string, policies: readonly TeamsPolicy[]
  ): Promise<{ status: 'assigned' } | Refused>
  /** Takes what the user was given of these types; what a group or the tenant gives holds again. */
  unassignPolicies(
    providerId: number, tenantId: string, userId: string, types: readonly string[]
  ): Promise<{ status: 'unassigned' } | Refused>
}

/**
 * What we do in a customer's own tenant, as the application that the customer registered for us. Expected outcomes are
 * values; anything else throws UpstreamFault, also when the connection no longer works: `checkConnection` first.
 */
export interface TenantGraph extends TenantNumbers, TenantUsers, TenantDomains, TenantPolicies {
  /** Gets a token and reads with it; with the given credentials, or else with those that are stored. */
  checkConnection (providerId: number, tenantId: string, given?: SealedCredentials): Promise<ConnectionCheck>
  close (): Promise<void>
}

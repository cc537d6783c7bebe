import type { E164 } from '../schemas/phone-number.ts'

/** A customer's application registration as it is given to us: the secret is sealed already, and only the adapter opens it. */
export interface SealedCredentials {
  readonly clientId: string
  /** Base64 of what `seal` made of the secret, so that it fits into the input of a task. */
  readonly sealedSecret: string
}

/** What a connection lets us read beside what we need; undefined where the customer did not grant the reading. */
export interface TenantFacts {
  readonly defaultDomain?: string | undefined
  /** When the secret that we hold expires, ISO 8601. */
  readonly secretExpiresAt?: string | undefined
}

/**
 * `none`: the customer has no connection. `bad-credentials`: Entra knows no such application, or not this secret, or it has
 * expired. `no-consent`: the token is fine, but the customer's administrator did not grant what `missing` lists.
 * `reason` is for the caller and names no secret.
 */
export type ConnectionCheck =
  | ({ status: 'ok' } & TenantFacts)
  | { status: 'none', reason: string }
  | { status: 'unknown-tenant', reason: string }
  | { status: 'bad-credentials', reason: string }
  | { status: 'no-consent', missing: readonly string[], reason: string }

/** A number as the tenant itself sees it; `status` and `type` are Microsoft's words. */
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

export type OperationStarted = { status: 'started', operationId: string } | { status: 'refused', code: string, reason: string }

/** `vanished`: Microsoft no longer knows the operation; what it did must be read from the number. */
export type NumberOperation = { status: 'running' } | { status: 'vanished' } | { status: 'succeeded' } | { status: 'failed', reason: string }

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
export type UserAttributes = { readonly [Name in typeof userAttributes[number]]?: string | null }
export const userAttributes = ['givenName', 'surname', 'city', 'department', 'officeLocation', 'postalCode', 'state', 'streetAddress', 'usageLocation'] as const

/** `expired`: what was remembered is too old, so start again from nothing. `link` leads to the next page, or to the next round. */
export type UserChanges =
  | { status: 'expired' }
  | { status: 'changes', users: readonly DirectoryUser[], removed: readonly string[], link: string, more: boolean }

/**
 * What we do in a customer's own tenant, as the application that the customer registered for us. Expected outcomes are
 * values; anything else throws UpstreamFault, also when the connection no longer works: `checkConnection` first.
 */
export interface TenantGraph {
  /** Gets a token and reads with it; with the given credentials, or else with those that are stored. */
  checkConnection (providerId: number, tenantId: string, given?: SealedCredentials): Promise<ConnectionCheck>
  /** Those of the numbers that the tenant has. */
  findAssignments (providerId: number, tenantId: string, numbers: readonly E164[]): Promise<Map<E164, NumberAssignment>>
  /** The numbers of one user. */
  assignmentsOf (providerId: number, tenantId: string, userId: string): Promise<NumberAssignment[]>
  /** All numbers of the tenant that somebody has. */
  assignedNumbers (providerId: number, tenantId: string): Promise<NumberAssignment[]>
  startAssign (providerId: number, tenantId: string, number: E164, userId: string): Promise<OperationStarted>
  startUnassign (providerId: number, tenantId: string, number: E164): Promise<OperationStarted>
  operation (providerId: number, tenantId: string, operationId: string): Promise<NumberOperation>
  /** By object id or user principal name. */
  findUser (providerId: number, tenantId: string, idOrName: string): Promise<DirectoryUser | undefined>
  updateUser (providerId: number, tenantId: string, userId: string, attributes: UserAttributes): Promise<{ status: 'updated' } | { status: 'refused', code: string, reason: string }>
  /** Users since `link`, a page at a time; all of them without one. */
  userChanges (providerId: number, tenantId: string, link: string | undefined): Promise<UserChanges>
  close (): Promise<void>
}

import type { Reach } from '../database/reach.ts'
import { Problem } from '../problems.ts'

/** The one that may do most first. */
export const roles = ['Admin', 'Operator', 'Monitor'] as const
export type Role = typeof roles[number]

/** The roles of a token, of which none goes beyond the most that the application was given; null: whatever they are. */
export function atMost (most: Role | null, given: readonly Role[]): readonly Role[] {
  const limit = most === null ? 0 : roles.indexOf(most)
  return [...new Set(given.map(role => roles[Math.max(limit, roles.indexOf(role))] ?? role))]
}

/** Who calls: an application, the roles of its token, and the node of the tree it acts for. */
export interface Caller {
  /**
   * Application and directory, `<client id>@<tenant id>`: the same application may act for another node from another
   * directory. Who signed in to the console stands behind it after a slash, or in the place of the application when
   * the person is registered.
   */
  readonly id: string
  /** Object id of who signed in, where the application acts for a person. */
  readonly person?: string | undefined
  readonly name: string
  readonly roles: readonly Role[]
  readonly providerId: number
  readonly channelId: number | undefined
  readonly customerId: string | undefined
  /** Whose rows it may see. */
  readonly reach: Reach
  /** The Microsoft tenant of the caller's customer; undefined for callers that act for more than one. */
  readonly customerTenantId: string | undefined
}

/** Roles that may change things. */
export const changing: readonly Role[] = ['Admin', 'Operator']
/** Roles that may do what concerns the whole node. */
export const administering: readonly Role[] = ['Admin']
export const reading: readonly Role[] = roles

/** Whether the application acts for the whole provider. */
export function isProvider (caller: Caller): boolean {
  return caller.channelId === undefined && caller.customerId === undefined
}

/** Refuses applications that act for a part of the tree only. */
export function forProvider (caller: Caller, why = 'Only applications of the provider itself may do this.'): void {
  if (!isProvider(caller)) throw new Problem('out_of_scope', why)
}

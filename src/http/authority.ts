import { Problem } from '../problems.ts'
import type { RequiredScope } from '../schemas/task-scope.ts'
import type { Caller, Role } from './caller.ts'

// Who may ask for which operation about whose things. Routes say what they need in their config; all else follows.

/**
 * Whose the things are that an operation names, or shows: a customer's, a lead's (its channel has them), a channel's,
 * the provider's. `shared`: the provider's, and its nodes know of them. `nobody`: it names nothing that has an owner.
 */
type Subject = 'customer' | 'lead' | 'channel' | 'provider' | 'shared' | 'nobody'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The lowest node that may ask at all; every node, unless it says otherwise. */
    from?: RequiredScope
    /** Whose things it is about: a customer's, unless it says otherwise. */
    about?: Subject
  }
}

/** What an operation says of itself, as its document shows it. */
export interface Authority { readonly roles: readonly Role[], readonly from: RequiredScope, readonly about: Subject }

export function authorityOf (
  { roles = [], from = 'customer', about = 'customer' }: Partial<Authority>
): Authority {
  return { roles, from, about }
}

/** A node of the tree by its place: a provider, one of its channels, or a customer. */
export interface Place { readonly provider: unknown, readonly channel?: unknown, readonly customer?: unknown }

export const owners = ['own', 'child', 'sibling', 'parent', 'other channel', 'other provider'] as const
export type Owner = typeof owners[number]

export function nodeOf ({ channel, customer }: Omit<Place, 'provider'>): RequiredScope {
  return customer !== undefined ? 'customer' : channel !== undefined ? 'channel' : 'provider'
}

/** What the node that has a thing is to the node that asks. A customer of no channel is one of another channel. */
export function ownerOf (asker: Place, owner: Place): Owner {
  if (asker.provider !== owner.provider) return 'other provider'
  const [node, has] = [nodeOf(asker), nodeOf(owner)]
  if (node === 'provider') return has === 'provider' ? 'own' : 'child'
  if (has === 'provider') return 'parent'
  if (asker.channel !== owner.channel) return node === 'channel' && has === 'channel' ? 'sibling' : 'other channel'
  if (node === 'channel') return has === 'channel' ? 'own' : 'child'
  if (has === 'channel') return 'parent'
  return asker.customer === owner.customer ? 'own' : 'sibling'
}

/**
 * What an asker gets: `allowed`; `role` and `node`: refused, because its role or its node may not ask for this;
 * `absent`: the same as if the thing were not there.
 */
export type Verdict = 'allowed' | 'role' | 'node' | 'absent'

/** The one rule. The reach of records keeps it for what is absent; the door for all else. */
export function verdictOf (
  { roles, from, about }: Authority, { role, node, owner }: { role: Role, node: RequiredScope, owner: Owner }
): Verdict {
  if (!roles.includes(role)) return 'role'
  if (!mayAsk(node, from)) return 'node'
  const isReached = owner === 'own' || owner === 'child' || (about === 'shared' && owner === 'parent')
  return about === 'nobody' || isReached ? 'allowed' : 'absent'
}

const nodes: readonly RequiredScope[] = ['provider', 'channel', 'customer']

function mayAsk (node: RequiredScope, from: RequiredScope): boolean {
  return nodes.indexOf(node) <= nodes.indexOf(from)
}

const refusals: Readonly<Record<RequiredScope, string>> = {
  provider: 'Only applications of the provider itself may do this.',
  channel: 'An application of a customer may not do this; its channel and its provider may.',
  customer: ''
}

/** Refuses nodes that are too low to ask. */
export function refuseNode ({ channelId, customerId }: Caller, from: RequiredScope): void {
  if (mayAsk(nodeOf({ channel: channelId, customer: customerId }), from)) return
  throw new Problem('out_of_scope', refusals[from])
}

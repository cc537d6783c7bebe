import { type Static, Type } from '@sinclair/typebox'
import type { Refused, Subscription } from '../../upstreams/microsoft/graph.ts'
import { UpstreamFault } from '../../problems.ts'
import { hours, minutes, next, wait } from '../../engine/define.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import { WebhookCalls } from './tell-webhook.ts'

/** How a gateway's domain stands in the customer's tenant, and what of it is ours to take back. */
export const GatewayProgress = Type.Object({
  /** We added the domain, or are about to. */
  addedDomain: Type.Boolean(),
  /** Microsoft asks for no record: the domain was verified before, or lies below one that is. */
  needsNoRecord: Type.Boolean(),
  proof: Type.Object({ type: Type.Literal('TXT'), name: Type.String(), text: Type.String(), ttl: Type.Number() }),
  /** The user that activates the domain, from before it is made. */
  userPrincipalName: Type.String(),
  userId: Type.String(),
  /** Looks at Microsoft in the step that waits for it. */
  looks: Type.Integer(),
  calls: WebhookCalls,
  /** Since when something is being taken back, and what had to stay. */
  takingBackSince: Type.String(),
  left: Type.Array(Type.String())
})
export type GatewayProgress = Static<typeof GatewayProgress>

/**
 * How long Microsoft may be away, and how long it may say that something still depends on it, before it is left for a
 * person.
 */
const patience = { away: hours(8), refused: minutes(10) }

/** Seconds until Microsoft is asked again: soon at first, then once a minute. */
export function nextLook (looks: number): number {
  return Math.min(60, 2 ** looks)
}

/** A subscription that makes a user one of Teams and has a licence left; best one with Teams Phone. */
export function activatingSubscription (subscriptions: readonly Subscription[]): Subscription | undefined {
  const usable = subscriptions.filter(({ hasTeams, free }) => hasTeams && free > 0)
  return usable.find(({ hasTeamsPhone }) => hasTeamsPhone) ?? usable[0]
}

/** Takes something back at Microsoft. What cannot be taken back is named, and is no reason to leave the rest of it. */
export async function takeBack (
  { progress, now, say }: StepContext<unknown, GatewayProgress>, what: string,
  remove: () => Promise<{ status: 'removed' } | Refused>
): Promise<ReturnType<typeof next<Partial<GatewayProgress>>> | ReturnType<typeof wait<Partial<GatewayProgress>>>> {
  const since = progress.takingBackSince ?? now().toISOString()
  const seconds = (now().getTime() - Date.parse(since)) / 1000
  const outcome = await remove().catch((error: unknown) => {
    if (!(error instanceof UpstreamFault)) throw error
    return { status: 'failed' as const, reason: error.message, bound: error.passes ? patience.away : 0 }
  })
  if (outcome.status === 'removed') return next({})
  const bound = outcome.status === 'failed' ? outcome.bound : patience.refused
  if (seconds < bound) return wait(Math.min(30, 1 + seconds), { takingBackSince: since })
  say('Error', `${what} stays in the tenant: ${outcome.reason} Remove it by hand.`)
  return next({ left: [...progress.left ?? [], what] })
}

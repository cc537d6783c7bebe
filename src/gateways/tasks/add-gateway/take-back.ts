import type { Refused } from '../../../upstreams/microsoft/graph.ts'
import { UpstreamFault } from '../../../problems.ts'
import { hours, minutes, next, wait, type Outcome } from '../../../engine/define.ts'
import type { StepContext } from '../../../upstreams/guarded/tools.ts'
import type { GatewayProgress } from './input.ts'

/**
 * How long Microsoft may be away, and how long it may say that something still depends on it, before it is left for a
 * person.
 */
const patience = { away: hours(8), refused: minutes(10) }

/** Takes something back at Microsoft. What cannot be taken back is named, and is no reason to leave the rest of it. */
export async function takeBack (
  { progress, now, say }: StepContext<unknown, GatewayProgress>, what: string,
  remove: () => Promise<{ status: 'removed' } | Refused>
): Promise<Outcome<GatewayProgress>> {
  const since = progress.takingBackSince ?? now().toISOString()
  const seconds = (now().getTime() - Date.parse(since)) / 1000
  const outcome = await remove().catch((error: unknown) => {
    if (!(error instanceof UpstreamFault)) throw error
    return { status: 'failed' as const, reason: error.message, bound: error.isTransient ? patience.away : 0 }
  })
  if (outcome.status === 'removed') return next({})
  const bound = outcome.status === 'failed' ? outcome.bound : patience.refused
  if (seconds < bound) return wait(Math.min(30, 1 + seconds), { takingBackSince: since })
  say('Error', `${what} stays in the tenant: ${outcome.reason} Remove it by hand.`)
  return next({ left: [...progress.left ?? [], what] })
}

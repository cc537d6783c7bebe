import { UpstreamFault } from '../../problems.ts'
import { wait, type Outcome } from '../../engine/define.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import type { Claim } from '../schemas/site.ts'

/** What programming and cleaning a site need of a step; the context of every step fits. */
export type SiteContext = Pick<
  StepContext<unknown, never>,
  'task' | 'db' | 'sbcs' | 'log' | 'assertLease' | 'say' | 'openSecret'
>

/**
 * The same without its good news: for tasks that are documented to say nothing of that (docs/wire/live-cloud.md#tasks).
 * What goes wrong on the SBC is said all the same.
 */
export function quiet (context: SiteContext): SiteContext {
  const { task, db, sbcs, log, assertLease } = context
  return {
    task, db, sbcs, log, assertLease,
    openSecret: (sealed, place) => context.openSecret(sealed, place),
    say (level, message) { if (level !== 'Information') context.say(level, message) }
  }
}

/** The outcome, as a step returns it. A step may add to the effect. */
export type SiteOutcome = Outcome<Record<never, never>>

/** Seconds until an SBC that is down is tried again; the step's `giveUpAfter` bounds it. */
const nextTry = 10

/** Waits for an SBC that does not answer. Every other error is left to the engine. */
export async function waitIfAway (context: SiteContext, work: () => Promise<SiteOutcome>): Promise<SiteOutcome> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UpstreamFault) || !error.isTransient) throw error
    context.log.warn({ err: error }, 'An SBC is not available')
    context.say('Warning', error.message)
    return wait(error.retryAfterSeconds ?? nextTry)
  }
}

/** Whether both claims are about the same row of the same SBC. */
export function isSameRow (one: Claim, other: Claim): boolean {
  return one.sbcId === other.sbcId && one.section === other.section && one.table === other.table &&
    one.name === other.name
}

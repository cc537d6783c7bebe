import type { UpstreamFault } from '../problems.ts'
import { backoff } from './transition.ts'

/** With the pauses of `backoff` about a minute in all, beside those that the upstream asks for. */
const mostFaults = 6

/**
 * For a step that passes over what it cannot read, instead of failing: the seconds until it asks again. Undefined when
 * it has asked often enough, or when asking again does not help.
 */
export function pauseAfter (error: UpstreamFault, faults: number): number | undefined {
  return error.isTransient && faults < mostFaults ? error.retryAfterSeconds ?? backoff(faults) : undefined
}

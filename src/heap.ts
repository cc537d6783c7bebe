import { setFlagsFromString } from 'node:v8'

/**
 * What V8 is told before the first request. It guesses from how the first thousands of objects fare which kinds live
 * long, and puts all later ones among the old, where they hold what they refer to until the next full collection.
 * Requests that wait together for one commit mislead it: a third of the processor's time went into collecting them. By
 * default the heap may double before it is cleaned, which costs 35 MB under load. Cleaning it more often costs a server
 * its p99, so a process that only answers requests keeps the default.
 */
export function tuneHeap (onlyRequests: boolean): void {
  setFlagsFromString('--no-allocation-site-pretenuring')
  if (!onlyRequests) setFlagsFromString('--heap-growing-percent=30')
}

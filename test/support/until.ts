import { setTimeout as sleep } from 'node:timers/promises'

/** Far beyond what anything takes on a busy machine: whoever waits longer waits for ever. */
const patienceSeconds = 240

/**
 * Asks again and again until `look` finds something, and answers that. For states that nobody reports: rows, mocks,
 * tasks. After minutes it fails and says what it waited for.
 */
export async function until<Found> (
  what: string | (() => string), look: () => Found | undefined | false | Promise<Found | undefined | false>
): Promise<Found> {
  for (const end = performance.now() + patienceSeconds * 1000; ; await sleep(20)) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (performance.now() > end) {
      throw new Error(`Waited ${patienceSeconds} s in vain until ${typeof what === 'string' ? what : what()}`)
    }
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from '../cannot-start.ts'

/** Waits until the address answers 2xx. */
export async function answers (what: string, url: string, seconds = 60): Promise<void> {
  const end = Date.now() + seconds * 1000
  let last = 'no answer'
  while (Date.now() < end) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
      const body = await response.text()
      if (response.ok) return
      last = `HTTP ${response.status} ${body}`
    } catch {
      // It does not listen yet.
    }
    await sleep(15)
  }
  throw new CannotStart(`The ${what} does not answer ${url} after ${seconds} s: ${last}`)
}

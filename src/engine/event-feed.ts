import type { Logger } from 'pino'
import type { DatabaseDeadlines } from '../database/deadlines.ts'
import { listen } from '../database/listen.ts'
import { placedChannel } from './records/events.ts'

/** Tells when the logs of providers grow, so that nobody has to ask the database again and again. */
export interface EventFeed {
  /** Calls `wake` whenever the log of the provider has grown, or may have. Answers how to end that. */
  follow (providerId: number, wake: () => void): () => void
  close (): Promise<void>
}

/** A notification may be lost with its connection: whoever waits looks again after so many milliseconds. */
const safetyMilliseconds = 5000

/**
 * Listens from the time on when somebody follows; one connection for a whole process. Without a URL to listen at, as
 * behind a pooler, whoever waits looks again now and then.
 */
export function openFeed (databaseUrl: string | undefined, deadlines: DatabaseDeadlines, log: Logger): EventFeed {
  const followers = new Map<number, Set<() => void>>()
  let listening: { close: () => Promise<void> } | undefined
  let safety: NodeJS.Timeout | undefined

  const wakeAll = (wakes: Iterable<() => void>): void => { for (const wake of [...wakes]) wake() }
  const wakeEverybody = (): void => { for (const wakes of followers.values()) wakeAll(wakes) }
  const told = (text?: string): void => {
    if (text === undefined) wakeEverybody()
    else wakeAll(followers.get(Number.parseInt(text)) ?? [])
  }

  return {
    follow (providerId, wake) {
      if (databaseUrl !== undefined) listening ??= listen({ databaseUrl, channel: placedChannel, deadlines }, log, told)
      safety ??= setInterval(wakeEverybody, safetyMilliseconds).unref()
      const wakes = followers.get(providerId) ?? new Set()
      followers.set(providerId, wakes.add(wake))
      return () => {
        wakes.delete(wake)
        if (wakes.size === 0 && followers.get(providerId) === wakes) followers.delete(providerId)
      }
    },
    async close () {
      clearInterval(safety)
      await listening?.close()
    }
  }
}

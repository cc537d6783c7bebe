import type { Logger } from 'pino'
import type { Database } from '../database/connect.ts'
import { placeEvents, rowsPerPass } from './records/events.ts'

/** Sees to it that events get their places in the log soon after they are committed. */
export interface EventOrder {
  /** Events may have been written. */
  soon (): void
  /** Gives places to what has been committed so far, and to nothing after that. */
  stop (): Promise<void>
}

/** Between two passes: a busy worker makes so few of them that they cost it nothing that can be measured. */
const pauseMilliseconds = 25

/**
 * Passes follow `soon`, never a timer of their own: workers call it when they moved tasks, and a heartbeat when it
 * finds rows that nobody else saw to. `placed` is called after a pass that gave places.
 */
export function orderEvents (db: Database, log: Logger, placed: () => void = () => {}): EventOrder {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let isAsked = false
  let isStopped = false

  async function pass (): Promise<void> {
    try {
      const rows = await placeEvents(db)
      if (rows === rowsPerPass || rows === undefined) isAsked = true // another process may have begun before ours came
      if (rows !== undefined && rows > 0) placed()
    } catch (error) {
      if (!isStopped) log.debug({ err: error }, 'Events wait for their places; a heartbeat will see to them')
    }
  }

  function schedule (): void {
    if (timer !== undefined || isStopped) return
    timer = setTimeout(() => {
      isAsked = false
      running = pass().finally(() => {
        timer = undefined
        if (isAsked) schedule()
      })
    }, pauseMilliseconds)
  }

  return {
    soon () {
      isAsked = true
      schedule()
    },
    async stop () {
      isStopped = true
      clearTimeout(timer)
      await running
      await pass()
    }
  }
}

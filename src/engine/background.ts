import type { Logger } from 'pino'
import type { Database } from '../database/connect.ts'

/** Notes how many rows of something are gone; `of` is one of a few words. */
export type NoteRemoved = (of: string, rows: number) => void

/** What workers do now and then beside their tasks. Where one at a time may do it, a lock in the database decides. */
export interface BackgroundJob {
  /** For the log. */
  readonly name: string
  readonly everySeconds: number
  /** Whether the first round comes at once, and not after the first pause. */
  readonly atStart: boolean
  /** Whether a round also follows whenever events got their places. */
  readonly afterEvents?: boolean
  /**
   * One round. A long one looks between its parts whether the worker is `stopping`; one that deletes what was kept long
   * enough says how many rows it `removed`.
   */
  run (db: Database, log: Logger, stopping: () => boolean, removed: NoteRemoved): Promise<void>
}

/** Seconds after which a round that failed comes again: what it lacked, such as the database, is usually back then. */
const againAfter = 30

/**
 * Runs each job again and again, one round at a time. A round that fails is logged, and comes again soon. The first
 * rounds follow one another: side by side each would open a connection, which costs PostgreSQL 2.5 MB for a minute.
 */
export function startBackground (
  jobs: readonly BackgroundJob[], db: Database, log: Logger, removed: NoteRemoved = () => {}
): { eventsPlaced: () => void, stop: () => Promise<void> } {
  let stopping = false
  let first: Promise<void> = Promise.resolve()
  const started = jobs.map(job => {
    let again: NodeJS.Timeout | undefined
    const round = async (): Promise<void> => {
      try {
        await job.run(db, log, () => stopping, removed)
      } catch (error) {
        if (stopping) return
        log.warn({ err: error, job: job.name }, 'A background job failed; its next round follows')
        clearTimeout(again)
        again = setTimeout(follow, Math.min(againAfter, job.everySeconds) * 1000).unref()
      }
    }
    if (job.atStart) first = first.then(round)
    let running = job.atStart ? first : Promise.resolve()
    let isNext = false
    const follow = (): void => {
      if (isNext) return // the round that has not begun yet will see it
      isNext = true
      running = running.then(() => { isNext = false }).then(round)
    }
    const timer = setInterval(() => { running = running.then(round) }, job.everySeconds * 1000)
    return {
      end () { clearInterval(timer); clearTimeout(again) },
      finished: () => running, eventsPlaced: job.afterEvents === true ? follow : () => {}
    }
  })
  return {
    eventsPlaced () {
      if (!stopping) for (const job of started) job.eventsPlaced()
    },
    async stop () {
      stopping = true
      for (const { end } of started) end()
      await Promise.all(started.map(({ finished }) => finished()))
    }
  }
}

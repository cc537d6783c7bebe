import { sweepHistories } from '../records/history-retention.ts'
import type { BackgroundJob } from '../../engine/background.ts'

/** Often enough that a worker that is replaced every night comes to it; a sweep walks through all histories. */
const sweepSeconds = 6 * 3600

/** Bounds the histories of numbers, and of their rules on SBCs. */
export function historyRetention (days: number): BackgroundJob {
  return {
    name: 'history-retention',
    everySeconds: sweepSeconds,
    atStart: false,
    async run (db, log, stopping, removed) {
      const rows = await sweepHistories(db, days, stopping)
      removed('number_history', rows)
      if (rows > 0) log.info({ rows }, 'Deleted histories of numbers that were kept long enough')
    }
  }
}

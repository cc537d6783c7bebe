import { sweepHistories } from '../records/history-retention.ts'
import type { BackgroundJob } from '../../engine/background.ts'

/** Bounds the histories of numbers, and of their rules on SBCs. */
export function historyRetention (days: number): BackgroundJob {
  return {
    name: 'history-retention',
    everySeconds: 86_400,
    atStart: false,
    async run (db, log, stopping, removed) {
      const rows = await sweepHistories(db, days, stopping)
      removed('number_history', rows)
      if (rows > 0) log.info({ rows }, 'Deleted histories of numbers that were kept long enough')
    }
  }
}

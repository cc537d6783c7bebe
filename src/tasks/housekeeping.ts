import type { Logger } from 'pino'
import { sweep, type RetentionPolicy } from '../database/retention.ts'
import type { Database } from '../database/connect.ts'

/** Seconds between two rounds; each worker tries, one at a time succeeds. */
const interval = 600

/** Deletes what is older than the policy says, now and then, while the worker does its work. */
export function keepHouse (db: Database, retention: RetentionPolicy, log: Logger): { stop: () => Promise<void> } {
  let stopping = false
  const round = async (): Promise<void> => {
    try {
      const tasks = await sweep(db, retention, () => stopping)
      if (tasks > 0) log.info({ tasks }, 'Deleted tasks that were kept long enough')
    } catch (error) {
      if (!stopping) log.warn({ err: error }, 'Cannot delete what was kept long enough; the next round will')
    }
  }
  let running = round()
  const timer = setInterval(() => { running = running.then(round) }, interval * 1000)
  return {
    async stop () {
      stopping = true
      clearInterval(timer)
      await running
    }
  }
}

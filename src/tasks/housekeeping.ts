import type { Logger } from 'pino'
import { keepLicenceDays } from '../database/licences.ts'
import { sweep, type RetentionPolicy } from '../database/retention.ts'
import type { Database } from '../database/connect.ts'

/** Seconds between two rounds; each worker tries, one at a time succeeds. */
const interval = 600

/** Customers that get their row of the day in one statement. */
const customersAtOnce = 500

/**
 * Deletes what is older than the policy says and notes the licences of the day, now and then, while the worker does its
 * work.
 */
export function keepHouse (db: Database, retention: RetentionPolicy, log: Logger): { stop: () => Promise<void> } {
  let stopping = false
  const round = async (): Promise<void> => {
    try {
      const tasks = await sweep(db, retention, () => stopping)
      if (tasks > 0) log.info({ tasks }, 'Deleted tasks that were kept long enough')
      while (!stopping && await keepLicenceDays(db, customersAtOnce) === customersAtOnce);
    } catch (error) {
      if (!stopping) log.warn({ err: error }, 'Cannot keep house; the next round will')
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

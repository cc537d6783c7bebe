import type { Logger } from 'pino'
import { expireAll, type Retention } from '../database/retention.ts'
import type { Database } from '../database/connect.ts'

/** Seconds between two rounds; each worker tries, one at a time succeeds. */
const interval = 600

/** Deletes what is older than the policy says, now and then, while the worker does its work. */
export function keepHouse (db: Database, retention: Retention, log: Logger): { stop: () => Promise<void> } {
  let stopping = false
  const round = async (): Promise<void> => {
    try {
      const expired = await expireAll(db, retention, async () => {
        await new Promise(resolve => setTimeout(resolve, 50))
        if (stopping) throw new Error('The worker stops')
      })
      if (expired.tasks + expired.keys + expired.workers > 0) log.info(expired, 'Deleted what was kept long enough')
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

import { sweep, type RetentionPolicy } from './records/retention.ts'
import type { BackgroundJob } from './background.ts'

/** Deletes finished tasks, their items and Idempotency-Keys that are older than the policy says. */
export function taskRetention (policy: RetentionPolicy): BackgroundJob {
  return {
    name: 'task-retention',
    everySeconds: 600,
    atStart: true,
    async run (db, log, stopping, removed) {
      const tasks = await sweep(db, policy, stopping, removed)
      if (tasks > 0) log.info({ tasks }, 'Deleted tasks that were kept long enough')
    }
  }
}

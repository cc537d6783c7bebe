import type { Config } from '../config.ts'
import { forgetUses } from '../database/rate-limits.ts'
import type { BackgroundJob } from '../engine/background.ts'
import { importRetention } from '../numbers/tasks/import-retention.ts'
import { licenceDays } from '../users/tasks/licence-days.ts'
import { sbcWatch } from '../sbcs/tasks/sbc-watch.ts'
import { taskRetention } from '../engine/task-retention.ts'

const rateUseRetention: BackgroundJob = {
  name: 'rate-use-retention', everySeconds: 600, atStart: true, run: db => forgetUses(db)
}

/** All that workers do beside tasks. */
export function backgroundJobs (config: Config): readonly BackgroundJob[] {
  const policy = { taskDays: config.TASK_RETENTION_DAYS, idempotencyHours: config.IDEMPOTENCY_RETENTION_HOURS }
  return [
    taskRetention(policy), importRetention, rateUseRetention, licenceDays, sbcWatch(config.SBC_HEALTH_SECONDS)
  ]
}

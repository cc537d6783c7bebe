import type { Config } from '../config.ts'
import { forgetUses } from '../database/rate-limits.ts'
import type { BackgroundJob } from './background.ts'
import { importRetention } from './import-retention.ts'
import { licenceDays } from './licence-days.ts'
import { sbcWatch } from './sbc-watch.ts'
import { taskRetention } from './task-retention.ts'

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

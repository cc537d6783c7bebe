import { allocationsDomain } from '../allocations/index.ts'
import { auditDomain } from '../audit/index.ts'
import { buildsDomain } from '../builds/index.ts'
import type { Config } from '../config.ts'
import { consoleDomain } from '../console/index.ts'
import { customersDomain } from '../customers/index.ts'
import type { Database } from '../database/connect.ts'
import { forgetMinutes } from '../database/minute-uses.ts'
import { forgetUses } from '../database/rate-limits.ts'
import type { BackgroundJob } from '../engine/background.ts'
import type { AnyTaskKind } from '../engine/define.ts'
import { taskRetention } from '../engine/task-retention.ts'
import { driftDomain } from '../drift/index.ts'
import { eventsDomain } from '../events/index.ts'
import { gatewaysDomain } from '../gateways/index.ts'
import type { Domain, Component, JobTools } from '../http/domain.ts'
import type { Resource } from '../http/resource.ts'
import { inventoryDomain } from '../inventory/index.ts'
import { numbersDomain } from '../numbers/index.ts'
import { providerDomain } from '../provider/index.ts'
import { sbcsDomain } from '../sbcs/index.ts'
import { ProblemDetails } from '../schemas/problem.ts'
import { sitesDomain } from '../sites/index.ts'
import { tasksDomain } from '../tasks/index.ts'
import { tenancyDomain } from '../tenancy/index.ts'
import { usersDomain } from '../users/index.ts'

/** The only list of domains. What a domain consists of stands in its index.ts. */
const domains: readonly Domain[] = [
  consoleDomain, driftDomain, tasksDomain, providerDomain, buildsDomain, inventoryDomain, customersDomain, usersDomain,
  numbersDomain, gatewaysDomain, sitesDomain, sbcsDomain, allocationsDomain, eventsDomain, tenancyDomain, auditDomain
]

/** The kinds that the engine runs. */
export const taskKinds: readonly AnyTaskKind[] = domains.flatMap(domain => domain.kinds)

/** The named schemas of the newest version. */
export const components: readonly Component[] = [ProblemDetails, ...domains.flatMap(domain => domain.components)]

export function resourcesOf (db: Database): readonly Resource[] {
  return domains.flatMap(domain => domain.resources({ db, kinds: taskKinds }))
}

const rateUseRetention: BackgroundJob = {
  name: 'rate-use-retention', everySeconds: 600, atStart: true,
  async run (db) {
    await forgetUses(db)
    await forgetMinutes(db)
  }
}

/** All that workers do beside tasks. */
export function backgroundJobs (config: Config, tools: JobTools): readonly BackgroundJob[] {
  const policy = {
    taskDays: config.TASK_RETENTION_DAYS, idempotencyHours: config.IDEMPOTENCY_RETENTION_HOURS,
    eventDays: config.EVENT_RETENTION_DAYS
  }
  return [
    taskRetention(policy), rateUseRetention, ...domains.flatMap(domain => domain.backgroundJobs(config, tools))
  ]
}

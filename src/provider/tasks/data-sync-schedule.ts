import type { BackgroundJob } from '../../engine/background.ts'
import { enqueueWith } from '../../engine/enqueue.ts'
import { scheduleSyncs, takeDueSyncs } from '../records/data-syncs.ts'
import { nextRuns } from '../schemas/schedule.ts'
import { runOfSync } from './data-sync-run.ts'
import { synchronizeOperatorTenant } from './synchronize-operator-tenant.ts'

const atOnce = 100

/**
 * Runs data syncs when their time has come, whichever worker looks first. What was missed while no worker was there is
 * made up for once; while a run is under way the next one is left out.
 */
export function dataSyncSchedule (everySeconds = 15): BackgroundJob {
  return {
    name: 'data-sync-schedule',
    everySeconds,
    atStart: true,
    // In one transaction, so that none is put off whose task was never made.
    run: (db, log) => db.transaction(async trx => {
      const due = await takeDueSyncs(trx, atOnce)
      if (due.length === 0) return
      await scheduleSyncs(trx, due.map(({ providerId, syncId, schedule, timeZone, now }) => {
        const [next] = schedule === null ? [] : nextRuns(schedule, timeZone, new Date(now), 1)
        return { providerId, syncId, at: next?.toISOString() ?? null }
      }))
      for (const { syncId, isRunning } of due) {
        if (isRunning) log.warn({ syncId }, 'A data sync is left out, because its last run is still under way')
      }
      await enqueueWith(trx, due.filter(({ isRunning }) => !isRunning).map(sync => ({
        kind: synchronizeOperatorTenant, providerId: sync.providerId, caller: 'dialplane',
        input: { operatorTenantId: sync.operatorTenantId, run: runOfSync(sync, {}) }
      })))
    })
  }
}

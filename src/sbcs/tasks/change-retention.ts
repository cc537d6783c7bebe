import type { BackgroundJob } from '../../engine/background.ts'
import { sweepChanges } from '../records/sbc-changes.ts'

/** Changes kept of one device, however many it had within the days. */
const mostOfADevice = 5000

/** Forgets changes of devices that nobody will go back to any more. */
export function changeRetention (days: number): BackgroundJob {
  return {
    name: 'sbc-change-retention', everySeconds: 3600, atStart: false,
    async run (db, _log, _stopping, removed) {
      removed('sbc_changes', await sweepChanges(db, days, mostOfADevice))
    }
  }
}

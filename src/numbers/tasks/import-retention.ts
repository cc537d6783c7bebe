import { sweepImports } from '../records/import-retention.ts'
import type { BackgroundJob } from '../../engine/background.ts'

/** Deletes the rows of imports whose task is gone, or was never made because the request died. */
export const importRetention: BackgroundJob = {
  name: 'import-retention',
  everySeconds: 600,
  atStart: true,
  async run (db, _log, stopping, removed) {
    removed('imports', await sweepImports(db, stopping))
  }
}

import type { Domain } from '../http/domain.ts'
import { drift } from './api/drift.ts'
import { Drift, DriftCounts, DriftPage, DriftReading, NumberSides } from './schemas/drift.ts'
import { detectDrift, driftWatch } from './tasks/detect-drift.ts'

/** Where records, Microsoft and SBCs differ, and what is done about it. */
export const driftDomain: Domain = {
  resources: () => [drift],
  kinds: [detectDrift],
  components: [Drift, DriftCounts, DriftPage, DriftReading, NumberSides],
  backgroundJobs: config => config.DRIFT_MINUTES === 0 ? [] : [driftWatch(config.DRIFT_MINUTES * 60)]
}

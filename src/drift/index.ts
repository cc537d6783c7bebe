import type { Domain } from '../http/domain.ts'
import { availability } from './api/availability.ts'
import { drift } from './api/drift.ts'
import { policies } from './api/policies.ts'
import { repairPlans } from './api/repair-plans.ts'
import { repairUses } from './api/repair-uses.ts'
import { uploadContexts } from './records/upload-contexts.ts'
import { NumberAvailability } from './schemas/availability.ts'
import { Drift, DriftCounts, DriftPage, DriftReading, NumberSides } from './schemas/drift.ts'
import {
  DriftPolicies, DriftPolicy, RepairItem, RepairItemPage, RepairPlan, RepairRequest, RepairUse
} from './schemas/repair.ts'
import { applyRepair } from './tasks/apply-repair.ts'
import { detectDrift, driftWatch } from './tasks/detect-drift.ts'
import { keepDriftPolicy } from './tasks/keep-drift-policy.ts'
import { approveRepair, planRepair } from './tasks/plan-repair.ts'
import { repairNumbers } from './tasks/repair-numbers.ts'

/** Where records, Microsoft and SBCs differ, and what is done about it. */
export const driftDomain: Domain = {
  resources: ({ db }) => [availability(uploadContexts(db)), drift, policies, repairPlans, repairUses],
  kinds: [applyRepair, approveRepair, detectDrift, keepDriftPolicy, planRepair, repairNumbers],
  components: [
    Drift, DriftCounts, DriftPage, DriftPolicies, DriftPolicy, DriftReading, NumberAvailability, NumberSides,
    RepairItem, RepairItemPage, RepairPlan, RepairRequest, RepairUse
  ],
  backgroundJobs: config => config.DRIFT_MINUTES === 0 ? [] : [driftWatch(config.DRIFT_MINUTES * 60)]
}

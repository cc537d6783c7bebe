import type { Domain } from '../http/domain.ts'
import { callingProfiles } from './api/calling-profiles.ts'
import { freezes } from './api/freezes.ts'
import { qualification } from './api/qualification.ts'
import { sbcChangeLog } from './api/sbc-change-log.ts'
import { sbcChanges } from './api/sbc-changes.ts'
import { sbcOperations } from './api/sbc-operations.ts'
import { sbcs } from './api/sbcs.ts'
import { CallingProfile } from './schemas/calling-profile.ts'
import {
  CallingProfileMapping, SbcAnswer, SbcCredentials, SbcDetails, SbcDevice, SbcHealth, SbcRegistration, SbcSettings
} from './schemas/sbc-device.ts'
import { FreezeWindow, NewFreezeWindow } from './schemas/freeze.ts'
import { PlannedChange, SbcChange, SbcChangeDetails, SbcChangePlan } from './schemas/sbc-change.ts'
import { SbcQualification } from './schemas/qualification.ts'
import { changeSbc } from './tasks/change-sbc.ts'
import { examineSbc } from './tasks/examine-sbc.ts'
import { endFreeze, keepFreeze } from './tasks/keep-freeze.ts'
import { qualifySbc } from './tasks/qualify-sbc.ts'
import { registerSbc } from './tasks/register-sbc.ts'
import { removeSbc } from './tasks/remove-sbc.ts'
import { restoreSbc } from './tasks/restore-sbc.ts'
import { rotateSbcCredentials } from './tasks/rotate-sbc-credentials.ts'
import { changeRetention } from './tasks/change-retention.ts'
import { planSbcChange } from './tasks/plan-sbc-change.ts'
import { undoSbcChanges } from './tasks/undo-sbc-changes.ts'
import { sbcWatch } from './tasks/sbc-watch.ts'

/** SBC devices and the calling profiles that lead to them. */
export const sbcsDomain: Domain = {
  resources: () => [callingProfiles, freezes, qualification, sbcChangeLog, sbcChanges, sbcOperations, sbcs],
  kinds: [
    changeSbc, endFreeze, examineSbc, keepFreeze, planSbcChange, qualifySbc, registerSbc, removeSbc, restoreSbc,
    rotateSbcCredentials, undoSbcChanges
  ],
  components: [
    CallingProfile, CallingProfileMapping, FreezeWindow, NewFreezeWindow, PlannedChange, SbcChange,
    SbcChangeDetails, SbcChangePlan, SbcAnswer, SbcCredentials, SbcDetails, SbcDevice, SbcHealth,
    SbcQualification, SbcRegistration, SbcSettings
  ],
  backgroundJobs: config => [sbcWatch(config.SBC_HEALTH_SECONDS), changeRetention(config.SBC_CHANGE_DAYS)]
}

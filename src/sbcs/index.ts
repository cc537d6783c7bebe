import type { Domain } from '../http/domain.ts'
import { callingProfiles } from './api/calling-profiles.ts'
import { sbcChanges } from './api/sbc-changes.ts'
import { sbcOperations } from './api/sbc-operations.ts'
import { sbcs } from './api/sbcs.ts'
import { CallingProfile } from './schemas/calling-profile.ts'
import {
  CallingProfileMapping, SbcAnswer, SbcCredentials, SbcDetails, SbcDevice, SbcHealth, SbcRegistration, SbcSettings
} from './schemas/sbc-device.ts'
import { changeSbc } from './tasks/change-sbc.ts'
import { examineSbc } from './tasks/examine-sbc.ts'
import { registerSbc } from './tasks/register-sbc.ts'
import { removeSbc } from './tasks/remove-sbc.ts'
import { restoreSbc } from './tasks/restore-sbc.ts'
import { rotateSbcCredentials } from './tasks/rotate-sbc-credentials.ts'
import { sbcWatch } from './tasks/sbc-watch.ts'

/** SBC devices and the calling profiles that lead to them. */
export const sbcsDomain: Domain = {
  resources: () => [callingProfiles, sbcChanges, sbcOperations, sbcs],
  kinds: [changeSbc, examineSbc, registerSbc, removeSbc, restoreSbc, rotateSbcCredentials],
  components: [
    CallingProfile, CallingProfileMapping, SbcAnswer, SbcCredentials, SbcDetails, SbcDevice, SbcHealth,
    SbcRegistration, SbcSettings
  ],
  backgroundJobs: config => [sbcWatch(config.SBC_HEALTH_SECONDS)]
}

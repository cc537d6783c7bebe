import { hours, minutes } from '../../../engine/define.ts'
import { defineTaskKind } from '../../../upstreams/guarded/tools.ts'
import { untilThawed } from '../../../sbcs/tasks/may-change.ts'
import { awaitMicrosoft } from './await-microsoft.ts'
import { cleanSbcs } from './clean-sbcs.ts'
import { complete } from './complete.ts'
import { concludeRelease } from './conclude.ts'
import { confirm } from './confirm.ts'
import { lookAtMicrosoft } from './look-at-microsoft.ts'
import { releaseInput, releaseProgress } from './progress.ts'
import { finishSentReleases, sendToMicrosoft } from './send-to-microsoft.ts'
import { validate } from './validate.ts'
import { withJobs } from './without-consent.ts'
import { byTenant } from '../../../schemas/partitions.ts'

/** Goal: the numbers are nowhere. What is already gone is done; what cannot go stays as it was, on the SBCs too. */
export const releaseNumbers = defineTaskKind({
  name: 'release-numbers',
  idPrefix: 'tsk_msjob',
  requiredScope: 'customer',
  partitionKey: byTenant,
  title: 'Release numbers from a customer',
  input: releaseInput,
  progress: releaseProgress,
  steps: [
    {
      name: 'validate', message: 'Checking the request against the records', giveUpAfter: untilThawed, run: validate
    },
    {
      name: 'look-at-microsoft', message: 'Looking which of the numbers Microsoft holds', timeLimit: minutes(5),
      run: lookAtMicrosoft
    },
    {
      name: 'send-to-microsoft', message: 'Releasing the numbers at Microsoft', timeLimit: minutes(10),
      giveUpAfter: hours(8), run: withJobs(sendToMicrosoft), undo: finishSentReleases
    },
    {
      name: 'await-microsoft', message: 'Waiting for Microsoft to finish the release', giveUpAfter: hours(2),
      run: withJobs(awaitMicrosoft)
    },
    {
      name: 'confirm', message: 'Confirming that Microsoft does not show the numbers any more', timeLimit: minutes(5),
      giveUpAfter: minutes(30), run: confirm
    },
    {
      name: 'clean-sbcs', message: 'Removing the numbers from the SBCs', timeLimit: minutes(10),
      giveUpAfter: hours(8), run: cleanSbcs
    },
    { name: 'complete', message: 'Completing the task', run: complete }
  ],
  conclude: concludeRelease
})

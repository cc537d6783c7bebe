import { hours, minutes } from '../../../engine/define.ts'
import { defineTaskKind } from '../../../upstreams/guarded/tools.ts'
import { untilThawed } from '../../../sbcs/tasks/may-change.ts'
import { awaitMicrosoft } from './await-microsoft.ts'
import { complete } from './complete.ts'
import { concludeUpload } from './conclude.ts'
import { confirm, forgetConfirmed } from './confirm.ts'
import { findEmergencyAddress } from './find-address.ts'
import { findSite } from './find-site.ts'
import { lookAtMicrosoft } from './look-at-microsoft.ts'
import { cleanSbcs, programNumbers } from './program-sbcs.ts'
import { uploadInput, uploadProgress } from './progress.ts'
import { sendToMicrosoft, takeBackFromMicrosoft } from './send-to-microsoft.ts'
import { takeBackRefused } from './take-back-refused.ts'
import { validate } from './validate.ts'
import { whileConsented } from './while-consented.ts'
import { byTenant } from '../../../schemas/partitions.ts'

/** Goal: the tenant has the numbers at Microsoft, and every SBC of the calling profile leads their calls there. */
export const uploadNumbers = defineTaskKind({
  name: 'upload-numbers',
  idPrefix: 'wup',
  requiredScope: 'customer',
  partitionKey: byTenant,
  title: 'Upload numbers to a customer',
  input: uploadInput,
  progress: uploadProgress,
  steps: [
    {
      name: 'validate', effects: 'none', message: 'Checking the request against the records', giveUpAfter: untilThawed,
      run: validate
    },
    {
      name: 'find-address', effects: 'none', message: 'Looking for the emergency address among those that we know',
      run: findEmergencyAddress
    },
    {
      name: 'look-at-microsoft', message: 'Looking which of the numbers Microsoft holds already',
      timeLimit: minutes(5), run: whileConsented(lookAtMicrosoft)
    },
    { name: 'find-site', effects: 'none', message: 'Finding the site that the numbers belong to', run: findSite },
    {
      name: 'send-to-microsoft', message: 'Uploading the numbers to Microsoft', timeLimit: minutes(5),
      run: whileConsented(sendToMicrosoft), undo: takeBackFromMicrosoft
    },
    {
      name: 'await-microsoft', message: 'Waiting for Microsoft to finish the upload', giveUpAfter: hours(2),
      run: whileConsented(awaitMicrosoft)
    },
    {
      name: 'confirm', message: 'Confirming that Microsoft shows the numbers', timeLimit: minutes(5),
      giveUpAfter: minutes(30), run: whileConsented(confirm), undo: forgetConfirmed
    },
    {
      name: 'program-sbcs', message: 'Programming the numbers on the SBCs', timeLimit: minutes(10),
      // As long as a change window at night, for most of which a device may be off.
      giveUpAfter: hours(8), run: programNumbers, undo: cleanSbcs
    },
    {
      name: 'take-back-refused', message: 'Taking back numbers that an SBC did not take', timeLimit: minutes(10),
      giveUpAfter: hours(8), run: whileConsented(takeBackRefused)
    },
    { name: 'complete', message: 'Completing the task', run: complete }
  ],
  conclude: concludeUpload
})

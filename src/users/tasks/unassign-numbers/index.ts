import { hours, minutes } from '../../../engine/define.ts'
import { defineTaskKind } from '../../../upstreams/guarded/tools.ts'
import { complete } from './complete.ts'
import { concludeUnassigning } from './conclude.ts'
import { confirm } from './confirm.ts'
import { unassignInput, unassignProgress } from './progress.ts'
import { finishSent, unassignNext } from './unassign.ts'
import { validate } from './validate.ts'
import { byTenant } from '../../../schemas/partitions.ts'

/** Goal: nobody in the tenant has the numbers, so that they can be assigned anew or released. */
export const unassignNumbers = defineTaskKind({
  name: 'unassign-numbers',
  idPrefix: 'tsk_msjob',
  requiredScope: 'customer',
  partitionKey: byTenant,
  title: 'Unassign numbers from users',
  input: unassignInput,
  progress: unassignProgress,
  steps: [
    {
      name: 'validate', message: 'Checking the connection to the tenant, and the request against the records',
      run: validate
    },
    {
      name: 'unassign', message: 'Taking the numbers from their users', timeLimit: minutes(5), giveUpAfter: hours(24),
      run: unassignNext, undo: finishSent
    },
    {
      name: 'confirm', message: 'Confirming that the numbers can be released', timeLimit: minutes(5),
      giveUpAfter: hours(1), run: confirm
    },
    { name: 'complete', message: 'Completing the task', run: complete }
  ],
  conclude: concludeUnassigning
})

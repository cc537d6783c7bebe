import { hours, minutes } from '../../../engine/define.ts'
import { defineTaskKind } from '../../../upstreams/guarded/tools.ts'
import { changeNextNumbers, keepChanged } from './change.ts'
import { concludeChange } from './conclude.ts'
import { changeInput, changeProgress } from './progress.ts'
import { validate } from './validate.ts'
import { byTenant } from '../../../schemas/partitions.ts'

/** Goal: the numbers have the usage, the capabilities or the emergency location that was asked for. */
export const changeNumbers = defineTaskKind({
  name: 'change-numbers',
  idPrefix: 'wcn',
  requiredScope: 'customer',
  partitionKey: byTenant,
  title: 'Change numbers of a customer',
  input: changeInput,
  progress: changeProgress,
  steps: [
    {
      name: 'validate',
      message: 'Checking the request against the records, and the address against those of the tenant', run: validate
    },
    {
      name: 'change', message: 'Changing the numbers at Microsoft', timeLimit: minutes(5), giveUpAfter: hours(12),
      run: changeNextNumbers, undo: keepChanged
    }
  ],
  conclude: concludeChange
})

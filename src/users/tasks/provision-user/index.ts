import { hours, minutes } from '../../../engine/define.ts'
import { defineTaskKind } from '../../../upstreams/guarded/tools.ts'
import { releaseLicence } from '../../records/licence-holds.ts'
import { assignNumber, takeBackNumber } from './assign-number.ts'
import { complete } from './complete.ts'
import { concludeProvisioning } from './conclude.ts'
import { assignPolicies, findPolicies, restorePolicies } from './policies.ts'
import { provisionInput, provisionProgress } from './progress.ts'
import { restoreAttributes, updateAttributes } from './update-attributes.ts'
import { validate } from './validate.ts'
import { byTenant } from '../../../schemas/partitions.ts'

/** Goal: the user has these attributes and this number, or everything is as it was. */
export const provisionUser = defineTaskKind({
  name: 'provision-user',
  idPrefix: 'tsk',
  requiredScope: 'customer',
  partitionKey: byTenant,
  title: 'Provision a user of a customer',
  input: provisionInput,
  progress: provisionProgress,
  steps: [
    { name: 'validate', message: 'Looking for the user, and whether the number is free', run: validate },
    {
      name: 'find-policies', effects: 'none', message: 'Looking for the policies in the tenant', run: findPolicies
    },
    {
      name: 'update-attributes', message: 'Updating the attributes of the user', giveUpAfter: minutes(10),
      run: updateAttributes, undo: restoreAttributes
    },
    {
      name: 'assign-number', message: 'Assigning the number to the user', giveUpAfter: hours(2), run: assignNumber,
      undo: takeBackNumber
    },
    {
      name: 'assign-policies', message: 'Giving the user its policies', run: assignPolicies, undo: restorePolicies
    },
    { name: 'complete', message: 'Bringing the records up to date', run: complete }
  ],
  onEnd: ({ task, input }) =>
    input.number === undefined ? undefined : trx => releaseLicence(trx, task.providerId, task.id),
  conclude: concludeProvisioning
})

import { whenAllowed, windowStep } from '../../../sbcs/tasks/may-change.ts'
import { devicesOfSite } from '../site-devices.ts'
import { hours, minutes, next } from '../../../engine/define.ts'
import { defineTaskKind } from '../../../upstreams/guarded/tools.ts'
import { abandonSite, releaseSite } from '../../records/held-sites.ts'
import { input, progress } from './input.ts'
import { program, programBack } from './program.ts'
import { restore, store } from './store.ts'
import { byTenant } from '../../../schemas/partitions.ts'

/**
 * Goal: the site has the new settings, in the records and on its SBC; else the old ones. A site that moves to another
 * SBC is removed from the old one.
 */
export const modifySite = defineTaskKind({
  name: 'modify-site',
  idPrefix: 'tsk',
  requiredScope: 'customer',
  partitionKey: byTenant,
  title: 'Modify a SIP connection',
  input,
  progress,
  steps: [
    {
      ...windowStep,
      async run (context) {
        const { db, task, input: { siteId, change } } = context
        return whenAllowed(context, await devicesOfSite(db, task.providerId, siteId, change.sbcId))
      }
    },
    {
      name: 'store',
      message: 'Storing what changes',
      giveUpAfter: hours(2),
      run: store,
      undo: restore
    },
    {
      name: 'program',
      message: 'Programming the SBC',
      timeLimit: minutes(5),
      giveUpAfter: hours(1),
      run: program,
      undo: programBack
    },
    {
      name: 'complete',
      message: 'Completing the task',
      async run (context) {
        const { task, input } = context
        context.say('Information', 'Workflow completed.')
        return next({}, trx => releaseSite(trx, task.providerId, input.siteId, task.id))
      }
    }
  ],
  onEnd: ({ task, input, failure }) => failure && (trx => abandonSite(trx, task.providerId, input.siteId, task.id)),
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [null],
    output: failure === undefined ? { siteGuid: input.siteId } : {}
  })
})

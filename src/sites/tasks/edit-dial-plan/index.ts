import { whenAllowed, windowStep } from '../../../sbcs/tasks/may-change.ts'
import { devicesOfSite } from '../site-devices.ts'
import { hours, minutes } from '../../../engine/define.ts'
import { defineTaskKind } from '../../../upstreams/guarded/tools.ts'
import { edit, takeBack } from './edit.ts'
import { input, progress } from './input.ts'
import { letGo, look } from './look.ts'
import { isBad } from './results.ts'
import { byTenant } from '../../../schemas/partitions.ts'

/** Goal: the plan holds what is to be added and nothing of what is to be removed; each rule has its own result. */
export const editDialPlan = defineTaskKind({
  name: 'edit-dial-plan',
  idPrefix: 'tsk',
  requiredScope: 'customer',
  partitionKey: byTenant,
  title: 'Change rules of a dial plan',
  input,
  progress,
  steps: [
    {
      ...windowStep,
      async run (context) {
        const { db, task, input: { siteId, add, remove } } = context
        const place = await devicesOfSite(db, task.providerId, siteId)
        return whenAllowed(context, place && {
          ...place, rows: add.length + (remove === 'all' ? 0 : remove.length)
        })
      }
    },
    {
      name: 'look',
      message: 'Looking what the dial plan holds',
      timeLimit: minutes(2),
      giveUpAfter: hours(1),
      run: look,
      undo: letGo
    },
    {
      name: 'edit',
      message: 'Changing the dial plan',
      timeLimit: minutes(5),
      giveUpAfter: hours(1),
      run: edit,
      undo: takeBack
    }
  ],
  conclude ({ input, progress: { results = [] }, failure }) {
    const bad = results.filter(isBad).length
    return {
      status: failure?.status ??
        (bad === 0 ? 'CompletedSuccess' : bad < results.length ? 'CompletedWithErrors' : 'Failed'),
      details: [null],
      output: { dialPlanId: input.plan, rules: results }
    }
  }
})

import { recordsOfProvider } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import { abandonSite, holdSite, markDeployment, releaseSite, takeOutOfUse } from '../records/held-sites.ts'
import { deleteSite as forgetSite } from '../records/kept-sites.ts'
import { isLastSiteWithNumbers, siteOf } from '../records/sites.ts'
import { deploymentStates } from '../schemas/site.ts'
import { whenAllowed, windowStep } from '../../sbcs/tasks/may-change.ts'
import { devicesOfSite } from './site-devices.ts'
import { hours, minutes, next, reject, wait } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { cleanSite } from './clean-site.ts'
import { quiet } from './site-context.ts'
import { byTenant } from '../../schemas/partitions.ts'

/**
 * Goal: the site is neither on its SBC nor in the records. What could not be cleaned stays in the records, to be asked
 * for again.
 */
export const deleteSite = defineTaskKind({
  name: 'delete-site',
  idPrefix: 'tsk',
  requiredScope: 'customer',
  partitionKey: byTenant,
  title: 'Delete a SIP connection',
  input: Type.Object({ siteId: Type.String() }),
  progress: Type.Object({
    state: Type.Union(deploymentStates.map(state => Type.Literal(state))),
    /** From here on something may be missing on the SBC. */
    begun: Type.Boolean()
  }),
  steps: [
    {
      ...windowStep,
      async run (context) {
        const { db, task, input } = context
        return whenAllowed(context, await devicesOfSite(db, task.providerId, input.siteId))
      }
    },
    {
      name: 'hold',
      message: 'Taking the SIP connection out of use',
      giveUpAfter: hours(2),
      async run (context) {
        const { db, task, input } = context
        context.assertLease()
        if (!await holdSite(db, task.providerId, input.siteId, task.id)) return wait(2)
        const site = await siteOf(recordsOfProvider(db, task.providerId), input.siteId)
        if (context.progress.state === undefined && site !== undefined) {
          await context.record({ state: site.deploymentState })
        }
        if (await isLastSiteWithNumbers(recordsOfProvider(db, task.providerId), input.siteId)) {
          return reject(
            'site_in_use', 'It is the last SIP connection of a customer with numbers; release the numbers first.'
          )
        }
        return next({}, async trx => {
          if (!await takeOutOfUse(trx, task.providerId, input.siteId)) {
            throw new Error('The other SIP connection went in this very instant') // looked at again, and refused
          }
        })
      },
      async undo (context) {
        const { task, input, progress: { state, begun = false } } = context
        if (begun) {
          context.say('Warning', 'The SIP connection stays, with what is left of it on the SBC; delete it again.')
        }
        return next({}, async trx => {
          if (state !== undefined) await markDeployment(trx, task.providerId, input.siteId, begun ? 'Failed' : state)
          await releaseSite(trx, task.providerId, input.siteId, task.id)
        })
      }
    },
    {
      name: 'clean',
      message: 'Cleaning the SBC',
      timeLimit: minutes(5),
      giveUpAfter: hours(8),
      async run (context) {
        await context.record({ begun: true })
        return cleanSite(quiet(context), context.input.siteId)
      }
    },
    {
      name: 'forget',
      message: 'Removing the SIP connection from the records',
      run: async ({ task, input }) => next({}, trx => forgetSite(trx, task.providerId, input.siteId))
    }
  ],
  onEnd: ({ task, input, failure }) => failure && (trx => abandonSite(trx, task.providerId, input.siteId, task.id)),
  conclude: ({ failure }) => ({ status: failure?.status ?? 'CompletedSuccess', details: [null], output: {} })
})

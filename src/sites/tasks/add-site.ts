import { recordsOfProvider } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import { checkUses } from '../../allocations/tasks/check-uses.ts'
import { refusedBecauseElsewhere } from '../../allocations/records/allocations.ts'
import { refusedBecauseOfSiteTemplate } from '../records/script-templates.ts'
import { abandonSite, markDeployment, releaseSite } from '../records/held-sites.ts'
import { deleteSite, insertSite, refusedBecauseSiteNameTaken } from '../records/kept-sites.ts'
import { sbcFqdn, siteOf } from '../records/sites.ts'
import { whenAllowed, windowStep } from '../../sbcs/tasks/may-change.ts'
import { hours, minutes, next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { gatewayTaken, newSettings, SiteChange, siteGuidOf, templateGone } from './site-change.ts'
import { usesOfSite } from './site-uses.ts'
import { cleanSite } from './clean-site.ts'
import { programSite } from './program-site.ts'
import { byTenant } from '../../schemas/partitions.ts'

/** Goal: the customer has one more site, and its SBC knows it. Else neither. */
export const addSite = defineTaskKind({
  name: 'add-site',
  idPrefix: 'tsk',
  requiredScope: 'customer',
  partitionKey: byTenant,
  title: 'Add a SIP connection',
  input: Type.Object({ customerId: Type.String(), settings: SiteChange, reason: Type.Optional(Type.String()) }),
  progress: Type.Object({}),
  steps: [
    {
      ...windowStep,
      run (context) {
        const { customerId, settings: { sbcId } } = context.input
        return whenAllowed(context, sbcId === undefined ? undefined : { sbcIds: [sbcId], ofCustomer: customerId })
      }
    },
    {
      name: 'store',
      message: 'Storing the SIP connection',
      async run (context) {
        const { db, task, input: { customerId, reason, ...input } } = context
        const settings = newSettings(input.settings)
        const id = siteGuidOf(task.id)
        const fqdn = await sbcFqdn(recordsOfProvider(db, task.providerId), settings.sbcId)
        const refused = await checkUses(context, { customerId, siteId: id }, usesOfSite(settings, fqdn), reason)
        if (refused !== undefined) return refused
        context.assertLease()
        try {
          await insertSite(db, task.providerId, {
            ...settings, id, customerId, heldBy: task.id, overrideReason: reason
          })
        } catch (error) {
          if (refusedBecauseElsewhere(error)) return gatewayTaken()
          if (refusedBecauseOfSiteTemplate(error)) return templateGone()
          if (!refusedBecauseSiteNameTaken(error)) throw error
          return reject(
            'site_name_taken',
            `The name ${settings.name} is taken by another SIP connection of the customer or on SBC ${settings.sbcId}.`
          )
        }
        return next({}, trx => markDeployment(trx, task.providerId, id, 'Deploying'))
      },
      async undo (context) {
        const { db, task } = context
        const id = siteGuidOf(task.id)
        const site = await siteOf(recordsOfProvider(db, task.providerId), id)
        if (site === undefined || site.claims.length === 0) return next({}, trx => deleteSite(trx, task.providerId, id))
        context.say(
          'Error',
          `SIP connection ${site.name} stays with what it has on SBC ${site.sbcId}: delete it when the SBC is back.`
        )
        return next({}, async trx => {
          await markDeployment(trx, task.providerId, id, 'Failed')
          await releaseSite(trx, task.providerId, id, task.id)
        })
      }
    },
    {
      name: 'program',
      message: 'Programming the SBC',
      timeLimit: minutes(5),
      giveUpAfter: hours(1),
      run: context => programSite(context, siteGuidOf(context.task.id)),
      undo: context => cleanSite(context, siteGuidOf(context.task.id))
    },
    {
      name: 'complete',
      message: 'Completing the task',
      async run (context) {
        const { task } = context
        context.say('Information', 'Workflow completed.')
        return next({}, trx => releaseSite(trx, task.providerId, siteGuidOf(task.id), task.id))
      }
    }
  ],
  onEnd: ({ task, failure }) => failure && (trx => abandonSite(trx, task.providerId, siteGuidOf(task.id), task.id)),
  conclude: ({ task, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess',
    details: [null],
    output: failure === undefined ? { siteGuid: siteGuidOf(task.id) } : {}
  })
})

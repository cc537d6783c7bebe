import { Type } from '@sinclair/typebox'
import type { Queryable } from '../../database/connect.ts'
import { rulesOfSite } from '../records/dial-plans.ts'
import { refusedBecauseOfSiteTemplate } from '../records/script-templates.ts'
import {
  abandonSite, holdSite, markDeployment, refusedBecauseSiteNameTaken, releaseSite, sbcFqdn, siteOf, updateSite
} from '../records/sites.ts'
import { deploymentStates } from '../schemas/site.ts'
import { hours, minutes, next, reject, wait } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { changed, settingsOf, SiteChange, templateGone } from './site-change.ts'
import { programSite } from './program-site.ts'

/**
 * Goal: the site is as asked, in the records and on its SBC; else as it was. A site that moves is gone from where it
 * was.
 */
export const modifySite = defineTaskKind({
  name: 'modify-site',
  idPrefix: 'tsk',
  requiredScope: 'customer',
  title: 'Modify a SIP connection',
  input: Type.Object({ siteId: Type.String(), change: SiteChange }),
  progress: Type.Object({
    /** What was before, and the state it was in. */
    before: SiteChange,
    state: Type.Union(deploymentStates.map(state => Type.Literal(state))),
    /** Its SBC did not go back to what was. */
    halfDone: Type.Boolean()
  }),
  steps: [
    {
      name: 'store',
      message: 'Storing what changes',
      giveUpAfter: hours(2),
      async run (context) {
        const { db, task, input } = context
        context.assertLease()
        if (!await holdSite(db, task.providerId, input.siteId, task.id)) return wait(2)
        const site = await siteOf(db, task.providerId, input.siteId)
        if (site === undefined) return reject('site_not_found', 'The SIP connection is not there any more.')
        const before = context.progress.before ?? settingsOf(site)
        if (context.progress.before === undefined) await context.record({ before, state: site.deploymentState })
        // Looked at again while nobody else may change the site: the rules would stay behind.
        if (
          input.change.sbcId !== undefined && input.change.sbcId !== before.sbcId &&
          (await rulesOfSite(db, task.providerId, input.siteId)).length > 0
        ) {
          return reject(
            'site_has_rules',
            `The SIP connection has rules in dial plans of SBC ${before.sbcId}; remove them before it moves.`
          )
        }
        try {
          await updateSite(
            db, task.providerId, input.siteId,
            changed(site, await withGateway(db, task.providerId, before, input.change))
          )
        } catch (error) {
          if (refusedBecauseOfSiteTemplate(error)) return templateGone()
          if (!refusedBecauseSiteNameTaken(error)) throw error
          return reject(
            'site_name_taken',
            `The name ${input.change.name ?? site.name} is taken by another SIP connection of the customer or on ` +
            'its SBC.'
          )
        }
        return next({}, trx => markDeployment(trx, task.providerId, input.siteId, 'Deploying'))
      },
      async undo ({ db, task, input, progress }) {
        const site = await siteOf(db, task.providerId, input.siteId)
        const { before, state, halfDone = false } = progress
        return next({}, async trx => {
          if (site !== undefined && before !== undefined) {
            await updateSite(trx, task.providerId, input.siteId, changed({ ...site, parameters: {} }, before))
          }
          if (state !== undefined) await markDeployment(trx, task.providerId, input.siteId, halfDone ? 'Failed' : state)
          await releaseSite(trx, task.providerId, input.siteId, task.id)
        })
      }
    },
    {
      name: 'program',
      message: 'Programming the SBC',
      timeLimit: minutes(5),
      giveUpAfter: hours(1),
      run: context =>
        programSite(context, context.input.siteId, { renewSecrets: context.input.change.sealedPassword !== undefined }),
      async undo (context) {
        const { db, task, input, progress: { before, state } } = context
        const site = await siteOf(db, task.providerId, input.siteId)
        context.assertLease()
        if (site !== undefined && before !== undefined) {
          await updateSite(db, task.providerId, input.siteId, changed({ ...site, parameters: {} }, before))
        }
        const outcome = await programSite(context, input.siteId, {
          renewSecrets: input.change.sealedPassword !== undefined
        })
        if (outcome.type !== 'reject') return outcome
        // A site that was never on its SBC, or is gone, has nothing to go back to.
        if (site === undefined || state !== 'Deployed') return next()
        context.say(
          'Error',
          `SIP connection ${before?.name ?? site.name} could not be brought back to what it was: ${outcome.reason} ` +
          'Change or delete it again.'
        )
        return next({ halfDone: true })
      }
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
  settle: ({ task, input, verdict }) => verdict && (trx => abandonSite(trx, task.providerId, input.siteId, task.id)),
  conclude: ({ input, verdict }) => ({
    status: verdict?.status ?? 'CompletedSuccess', details: [null],
    output: verdict === undefined ? { siteGuid: input.siteId } : {}
  })
})

/** A gateway that was made of the site's name and its SBC's follows them, unless the request names another. */
async function withGateway (
  db: Queryable, providerId: number, before: SiteChange, change: SiteChange
): Promise<SiteChange> {
  const [name, sbcId] = [change.name ?? before.name, change.sbcId ?? before.sbcId]
  if (change.parameters?.['OnlinePstnGateway'] !== undefined || before.sbcId === undefined || sbcId === undefined) {
    return change
  }
  if (before.parameters?.['OnlinePstnGateway'] !== `${before.name}.${await sbcFqdn(db, providerId, before.sbcId)}`) {
    return change
  }
  return {
    ...change,
    parameters: { ...change.parameters, OnlinePstnGateway: `${name}.${await sbcFqdn(db, providerId, sbcId)}` }
  }
}

import { recordsOfProvider } from '../../../database/reach.ts'
import { next, type Outcome } from '../../../engine/define.ts'
import { updateSite } from '../../records/kept-sites.ts'
import { siteOf } from '../../records/sites.ts'
import { programSite } from '../program-site.ts'
import { settingsBefore } from '../site-change.ts'
import type { SiteOutcome } from '../site-context.ts'
import type { Context, Progress } from './input.ts'

export async function program (context: Context): Promise<SiteOutcome> {
  const { siteId, change } = context.input
  return programSite(context, siteId, {
    renewSecrets: change.sealedPassword !== undefined || change.sealedVariables !== undefined
  })
}

/** Programs the SBC with the old settings. */
export async function programBack (context: Context): Promise<Outcome<Progress>> {
  const { db, task, input, progress: { before, state } } = context
  const site = await siteOf(recordsOfProvider(db, task.providerId), input.siteId)
  context.assertLease()
  if (site !== undefined && before !== undefined) {
    await updateSite(db, task.providerId, input.siteId, settingsBefore(site, before))
  }
  const outcome = await program(context)
  if (outcome.type !== 'reject') return outcome
  // A site that is gone, or was not on its SBC before, has no earlier state there.
  if (site === undefined || state !== 'Deployed') return next()
  context.say(
    'Error',
    `SIP connection ${before?.name ?? site.name} could not be brought back to what it was: ${outcome.reason} ` +
    'Change or delete it again.'
  )
  return next({ halfDone: true })
}

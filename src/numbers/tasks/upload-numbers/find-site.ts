import { next, reject, type Outcome } from '../../../engine/define.ts'
import type { UploadContext, UploadProgress } from './progress.ts'
import { factsOf } from './validate.ts'

/** Finds the site whose name the rules on the SBCs carry: one on an SBC of the calling profile, if there is one. */
export async function findSite (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const facts = await factsOf(context)
  const sbcIds = context.progress.sbcIds ?? []
  const site = facts?.sites.find(site => sbcIds.includes(site.sbcId)) ?? facts?.sites[0]
  if (site === undefined) return reject('site_missing', 'The customer has no site.')
  context.say('Information', `Site ${site.name} found.`)
  return next({ siteName: site.name })
}

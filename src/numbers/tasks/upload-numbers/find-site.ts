import { next, reject, type Outcome } from '../../../engine/define.ts'
import type { UploadContext, UploadProgress } from './progress.ts'
import type { UploadContext as Facts } from '../../records/upload-context.ts'
import { factsOf } from './validate.ts'

/** The site that was asked for, or one on an SBC of the calling profile, or any. */
export function siteOf (
  facts: Pick<Facts, 'sites'> | undefined, siteId: string | undefined, sbcIds: readonly number[]
): Facts['sites'][number] | undefined {
  return siteId === undefined
    ? facts?.sites.find(site => sbcIds.includes(site.sbcId)) ?? facts?.sites[0]
    : facts?.sites.find(({ id }) => id === siteId)
}

/**
 * Finds the site whose name the rules on the SBCs carry: the one that was asked for, or one on an SBC of the calling
 * profile, if there is one.
 */
export async function findSite (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const facts = await factsOf(context)
  const { siteId } = context.input
  const site = siteOf(facts, siteId, context.progress.sbcIds ?? [])
  if (site === undefined && siteId !== undefined) return reject('site_missing', `Site ${siteId} is not there any more.`)
  if (site === undefined) return reject('site_missing', 'The customer has no site.')
  context.say('Information', `Site ${site.name} found.`)
  return next({ siteName: site.name })
}

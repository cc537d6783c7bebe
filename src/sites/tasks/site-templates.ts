import { recordsOfProvider } from '../../database/reach.ts'
import { templateOf } from '../records/script-templates.ts'
import type { Site } from '../records/sites.ts'
import { reject } from '../../engine/define.ts'
import type { SiteContext } from './site-context.ts'
import { removedRows, wantedRows, type WantedRow } from './site-rows.ts'
import { parseTemplate, valuesOf } from './site-script.ts'
import { sitePlace } from '../../schemas/secret-place.ts'

/** The rows that the onboarding script of a site wants, or why there is no telling. Without a script there are none. */
export async function onboardingRows (
  context: SiteContext, site: Site
): Promise<WantedRow[] | ReturnType<typeof reject>> {
  if (site.onboardingScript === null) return []
  const stored = await templateOf(recordsOfProvider(context.db, context.task.providerId), site.onboardingScript)
  if (stored === undefined) {
    return reject('script_template_not_found', `Script template ${site.onboardingScript} does not exist any more.`)
  }
  const parsed = parseTemplate(stored)
  if ('faults' in parsed) {
    const faults = parsed.faults.map(({ line, message }) => `line ${line}: ${message}`)
    return reject('script_template_wrong', `Script template ${stored.id} is not usable: ${faults.join(' ')}`)
  }
  return wantedRows(parsed.template, valuesOf(site, secretsOf(context, site), stored.customerVariables))
}

/** The rows that the cleanup script of a site names, in its order; none when there is no usable script. */
export async function cleanupRows (context: SiteContext, site: Site): Promise<ReturnType<typeof removedRows>> {
  const stored = site.cleanupScript === null
    ? undefined
    : await templateOf(recordsOfProvider(context.db, context.task.providerId), site.cleanupScript)
  const parsed = stored && parseTemplate(stored)
  if (stored === undefined || parsed === undefined || 'faults' in parsed) return []
  return removedRows(parsed.template, valuesOf(site, secretsOf(context, site), stored.customerVariables))
}

function secretsOf (context: SiteContext, site: Site): Record<string, string> {
  const place = sitePlace(context.task.providerId, site.customerId)
  return {
    ...Object.fromEntries(Object.entries(site.variablesSealed).map(([name, sealed]) =>
      [name, context.openSecret(Buffer.from(sealed, 'base64'), place)]
    )),
    ...(site.carrierPasswordSealed !== null && {
      CarrierUserPassword: context.openSecret(site.carrierPasswordSealed, place)
    })
  }
}

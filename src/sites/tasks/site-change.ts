import { createHash } from 'node:crypto'
import { Type, type Static } from '@sinclair/typebox'
import type { Site, SiteSettings } from '../records/sites.ts'
import { ScriptParameters, type SealedVariables } from '../schemas/site.ts'
import { reject } from '../../engine/define.ts'

const whole = Type.Integer()
const script = Type.Union([whole, Type.Null()])

/** What a request decides about a site, as the input of a task. A password is sealed before it comes here. */
export const SiteChange = Type.Partial(Type.Object({
  name: Type.String(),
  sbcId: whole,
  configurationType: Type.Union([Type.Literal('SipTrunk'), Type.Literal('IpPbx'), Type.Literal('Byoc')]),
  customerType: Type.Union([Type.Literal('TENANT_TYPE'), Type.Literal('IPGROUP_TYPE')]),
  onboardingScript: script,
  cleanupScript: script,
  uploadScript: script,
  releaseScript: script,
  parameters: ScriptParameters,
  /** Base64 of each sealed customer variable; null takes one away. */
  sealedVariables: Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()])),
  /** Base64 of the sealed password; null takes it away. */
  sealedPassword: Type.Union([Type.String(), Type.Null()]),
  enableCac: Type.Boolean(),
  configureSbc: Type.Boolean(),
  carrierRegistration: Type.Boolean()
}))
export type SiteChange = Static<typeof SiteChange>

/** Without those that are taken away. */
export function givenVariables (sealed: Readonly<Record<string, string | null>>): SealedVariables {
  return Object.fromEntries(Object.entries(sealed).flatMap(([name, value]) => value === null ? [] : [[name, value]]))
}

/** The settings of a site after a change of some of them; parameters and variables are changed one by one. */
export function changed (
  site: SiteSettings, { sealedPassword, sealedVariables, parameters, ...rest }: SiteChange
): SiteSettings {
  const {
    name, sbcId, configurationType, customerType, onboardingScript, cleanupScript, uploadScript, releaseScript,
    enableCac, configureSbc, carrierRegistration
  } = site
  const merged = Object.entries({ ...site.parameters, ...parameters }).filter(([, value]) => value !== '')
  return {
    name,
    sbcId,
    configurationType,
    customerType,
    onboardingScript,
    cleanupScript,
    uploadScript,
    releaseScript,
    enableCac,
    configureSbc,
    carrierRegistration,
    ...rest,
    parameters: Object.fromEntries(merged),
    variablesSealed: givenVariables({ ...site.variablesSealed, ...sealedVariables }),
    carrierPasswordSealed: sealedPassword === undefined
      ? site.carrierPasswordSealed
      : sealedPassword === null
        ? null
        : Buffer.from(sealedPassword, 'base64')
  }
}

/** The settings of a new site; the API has checked that it has a name and an SBC. */
export function newSettings (settings: SiteChange): SiteSettings {
  const { name = '', sbcId = 0 } = settings
  return changed({
    name, sbcId, configurationType: 'SipTrunk', customerType: 'IPGROUP_TYPE', onboardingScript: null,
    cleanupScript: null, uploadScript: null, releaseScript: null, parameters: {}, variablesSealed: {},
    carrierPasswordSealed: null, enableCac: true, configureSbc: true, carrierRegistration: true
  }, settings)
}

/** The same as it stands, so that a change can be taken back. */
export function settingsOf (site: Site): SiteChange {
  const { carrierPasswordSealed, variablesSealed, parameters, ...rest } = changed(site, {})
  return {
    ...rest, parameters, sealedVariables: variablesSealed,
    sealedPassword: carrierPasswordSealed === null ? null : carrierPasswordSealed.toString('base64')
  }
}

/** All settings as they were, and nothing of what came since. */
export const settingsBefore = (site: Site, before: SiteChange): SiteSettings =>
  changed({ ...site, parameters: {}, variablesSealed: {} }, before)

/** The id of the site that a task adds, so that a repeated request can be told the same without looking anything up. */
export function siteGuidOf (taskId: string): string {
  const hex = createHash('sha256').update(`site ${taskId}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const gatewayTaken = (): ReturnType<typeof reject> =>
  reject('allocated_elsewhere', 'The gateway of the SIP connection was taken by another request meanwhile.')

export const templateGone = (): ReturnType<typeof reject> =>
  reject('script_template_not_found', 'A script template of the SIP connection was deleted meanwhile.')

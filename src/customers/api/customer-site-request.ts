import { randomInt, randomUUID } from 'node:crypto'
import type { ReachedRecords } from '../../database/reach.ts'
import { sbcForSite } from '../records/customer-creation.ts'
import { templateOf } from '../../sites/records/script-templates.ts'
import { isSiteNameTaken } from '../../sites/records/kept-sites.ts'
import type { FieldErrors } from '../../problems.ts'
import { configurationNames, customerTypeOf, type NewCustomerBody } from '../schemas/new-customer.ts'
import { siteNamePattern, type ScriptParameters } from '../../sites/schemas/site.ts'
import type { createCustomer } from '../tasks/create-customer.ts'
import type { InputOf } from '../../engine/enqueue.ts'

export type Wish = Omit<NewCustomerBody, 'msTenantId' | 'ticketId'>
type Site = Omit<InputOf<typeof createCustomer>['site'], 'parameters' | 'sealedVariables' | 'sealedPassword'>

/** The template that makes a site of the IP-group type, unless another is asked for. */
export const usualOnboardingScript = 7

/** The first site of a new customer, or undefined: then `errors` has what is wrong with it, by field. */
export async function readSite (
  records: ReachedRecords, { customerId, channelId }: { customerId: string, channelId: number | undefined }, wish: Wish,
  parameters: ScriptParameters, errors: FieldErrors
): Promise<Site | undefined> {
  const refuse = (field: string, message: string): undefined => {
    ;(errors[field] ??= []).push(message)
  }
  const customerType = readType(wish, refuse)
  const { siteLocation = {} } = wish
  const sbcId = await sbcForSite(records, {
    sbcId: siteLocation.sbcId, gateway: parameters.OnlinePstnGateway, channelId
  })
  if (sbcId === undefined) {
    refuse(
      'SiteLocation.SbcId',
      siteLocation.sbcId === undefined ? 'There is no SBC for the site.' : `SBC ${siteLocation.sbcId} does not exist.`
    )
  }
  if (customerType === undefined || sbcId === undefined) return undefined
  const name = siteLocation.siteLocationName ??
    `GSB${Array.from({ length: 10 }, () => String.fromCharCode(65 + randomInt(26))).join('')}`
  if (!siteNamePattern.test(name)) {
    refuse(
      'SiteLocation.SiteLocationName',
      'The name of a site has 3 to 15 letters, digits, _ and -, and begins with a letter or a digit.'
    )
  } else if (await isSiteNameTaken(records, { name, sbcId, customerId })) {
    refuse('SiteLocation.SiteLocationName', `SBC ${sbcId} has another site that is called ${name}.`)
  }
  return {
    id: randomUUID(), name, sbcId, customerType,
    ...await readScripts(records, customerType, wish, parameters, refuse)
  }
}

function readType (
  { configurationName, ovocCustomerType }: Wish, refuse: (field: string, message: string) => void
): Site['customerType'] | undefined {
  const fold = (text: string | undefined): string | undefined => text?.trim().toLowerCase()
  const named = configurationNames.find(name => fold(name) === fold(configurationName))
  if (configurationName !== undefined && named === undefined) {
    refuse('ConfigurationName', `ConfigurationName must be one of ${configurationNames.join(', ')}.`)
  }
  const meant = configurationNames.find(name => fold(customerTypeOf[name]) === fold(ovocCustomerType))
  if (ovocCustomerType !== undefined && meant === undefined) {
    refuse('OvocCustomerType', 'OvocCustomerType must be one of TENANT_TYPE, IPGROUP_TYPE.')
  }
  if (named !== undefined && meant !== undefined && named !== meant) {
    refuse('OvocCustomerType', `OvocCustomerType ${ovocCustomerType} contradicts the configuration ${named}.`)
  }
  if (configurationName === undefined && ovocCustomerType === undefined) {
    refuse('ConfigurationName', 'The ConfigurationName field is required.')
  }
  const name = named ?? meant
  return name && customerTypeOf[name]
}

const scriptTypes = { onboardingScript: 1, cleanupScript: 2, uploadScript: 0, releaseScript: 0 } as const
const scriptFields = {
  onboardingScript: 'SbcOnboardingScript', cleanupScript: 'SbcCleanupScript', uploadScript: 'SbcOcUploadNumberScript',
  releaseScript: 'SbcOcReleaseNumberScript'
} as const

type Scripts = Partial<Record<keyof typeof scriptTypes, number>>

/** A tenant-id site has nothing of its own on the SBC, whatever onboarding script is named; its number scripts hold. */
async function readScripts (
  records: ReachedRecords, type: Site['customerType'], { siteLocation = {} }: Wish,
  parameters: ScriptParameters, refuse: (field: string, message: string) => void
): Promise<Scripts> {
  const own = type === 'IPGROUP_TYPE'
  const wanted: Scripts = {}
  if (own) wanted.onboardingScript = siteLocation.sbcOnboardingScript ?? usualOnboardingScript
  if (own && siteLocation.sbcCleanupScript !== undefined) wanted.cleanupScript = siteLocation.sbcCleanupScript
  if (siteLocation.sbcOcUploadNumberScript !== undefined) wanted.uploadScript = siteLocation.sbcOcUploadNumberScript
  if (siteLocation.sbcOcReleaseNumberScript !== undefined) wanted.releaseScript = siteLocation.sbcOcReleaseNumberScript
  for (const [role, id] of Object.entries(wanted) as Array<[keyof Scripts, number]>) {
    const template = await templateOf(records, id)
    if (template === undefined) refuse(`SiteLocation.${scriptFields[role]}`, `Script template ${id} does not exist.`)
    else if (template.scriptType !== scriptTypes[role]) {
      refuse(`SiteLocation.${scriptFields[role]}`, `Script template ${id} (${template.name}) is of another kind.`)
    }
    if (template === undefined || role !== 'onboardingScript') continue
    if (wanted.cleanupScript === undefined && template.cleanupScript !== null) {
      wanted.cleanupScript = template.cleanupScript
    }
    if (/\{\{\s*ProxySet\s*\}\}/.test(template.script ?? '') && !parameters.ProxySet) {
      refuse('ScriptParameters.ProxySet', `ProxySet is required by script template ${id} (${template.name}).`)
    }
  }
  return wanted
}

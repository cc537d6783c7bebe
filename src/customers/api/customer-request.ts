import { randomInt, randomUUID } from 'node:crypto'
import { isShortNameTaken, sbcForSite, type LicensableLead } from '../records/customer-creation.ts'
import { channelOf } from '../../tenancy/records/channels.ts'
import { templateOf } from '../../sites/records/script-templates.ts'
import { isSiteNameTaken } from '../../sites/records/sites.ts'
import type { Database } from '../../database/connect.ts'
import { invalid, type FieldErrors } from '../../problems.ts'
import { configurationNames, customerTypeOf, type NewCustomerBody } from '../schemas/new-customer.ts'
import { siteNamePattern, type ScriptParameters } from '../../sites/schemas/site.ts'
import { channelFault } from '../../tenancy/tasks/channel-rules.ts'
import type { createCustomer } from '../tasks/create-customer.ts'
import type { InputOf } from '../../engine/enqueue.ts'
import type { Caller } from '../../http/caller.ts'
import type { ApiDependencies } from '../../http/resource.ts'
import { missingVariables, readScriptParameters } from '../../sites/api/script-parameters.ts'

type Input = InputOf<typeof createCustomer>
type Wish = Omit<NewCustomerBody, 'msTenantId' | 'ticketId'>

/**
 * What differs between the licences that a customer can begin with: the type, and what the request calls the short
 * name.
 */
export interface FirstLicence { readonly licenseType: 0 | 3, readonly nameField: 'ShortName' | 'CustomerShortName' }
export const operatorConnect: FirstLicence = { licenseType: 3, nameField: 'CustomerShortName' }
export const directRouting: FirstLicence = { licenseType: 0, nameField: 'ShortName' }

/** The template that makes a site of the IP-group type, unless another is asked for. */
const usualOnboardingScript = 7

/** What a request to license a lead comes to, or everything that is wrong with it. */
export async function toCustomerInput (
  { db, seal }: Pick<ApiDependencies, 'db' | 'seal'>, caller: Caller, lead: LicensableLead, wish: Wish,
  { licenseType, nameField }: FirstLicence
): Promise<Omit<Input, 'tellsCustomer'>> {
  const { providerId } = caller
  const errors: FieldErrors = {}
  const customerId = randomUUID()
  const shortName = wish.customerShortName
  if (lead.status !== 'Active') {
    errors['MsTenantId'] = [`The lead is ${lead.status}; only an active one can be licensed.`]
  }
  if (lead.customerId !== null) {
    errors['MsTenantId'] = [`The tenant is licensed already, as customer ${lead.customerId}.`]
  }
  const faults = shortNameFaults(shortName, nameField)
  if (faults.length > 0) errors[nameField] = faults
  else if (await isShortNameTaken(db, providerId, shortName)) {
    errors[nameField] = [`Another customer is called ${shortName}.`]
  }
  const channelId = wish.channelId ?? caller.channelId ?? lead.channelId ?? undefined
  const channelFault = await channelFaultOf(db, caller, channelId)
  if (channelFault !== undefined) errors['ChannelId'] = [channelFault]
  else if (lead.channelId !== null && channelId !== lead.channelId) {
    errors['ChannelId'] = [`The lead belongs to channel ${lead.channelId}; remove it from there first.`]
  }
  const onboarding = await templateOf(db, providerId, wish.siteLocation?.sbcOnboardingScript ?? usualOnboardingScript)
  const { parameters, password } = readScriptParameters(
    wish.scriptParameters, onboarding?.customerVariables ?? [], errors
  )
  const site = await readSite(db, caller, customerId, wish, parameters, errors)
  if (site?.customerType === 'IPGROUP_TYPE') {
    Object.assign(errors, missingVariables(parameters, onboarding?.customerVariables ?? []))
  }
  if (password !== undefined && password !== '' && !parameters.CarrierUserName) {
    errors['ScriptParameters.CarrierUserName'] ??= ['A password needs a CarrierUserName.']
  }
  if (site === undefined || Object.keys(errors).length > 0) throw invalid(errors)
  return {
    customerId,
    licenseType,
    leadId: lead.id,
    msTenantId: lead.msTenantId,
    shortName,
    fullName: wish.customerFullName?.trim() || shortName,
    ...(channelId !== undefined && { channelId }),
    // The only site of a customer of Direct Routing is documented to have its id (docs/wire/live-cloud.md#customers).
    site: {
      ...site, ...(licenseType === 0 && { id: customerId }), parameters,
      ...(password !== undefined && password !== '' && { sealedPassword: seal(password).toString('base64') })
    }
  }
}

/** The rules of the newer pages, which satisfy the older ones too. */
function shortNameFaults (name: string, field: string): string[] {
  return [
    ...name.length < 3 || name.length > 15 ? [`${field} must be between 3 and 15 characters long.`] : [],
    ...name.includes(' ') ? [`${field} must not contain spaces.`] : [],
    ...!/^[A-Za-z0-9_ ]*$/.test(name) ? [`${field} may contain letters, digits and underscores only.`] : []
  ]
}

async function channelFaultOf (
  db: Database, caller: Caller, channelId: number | undefined
): Promise<string | undefined> {
  if (channelId === undefined) return undefined
  if (caller.channelId !== undefined && caller.channelId !== channelId) {
    return `Channel ${channelId} is not the channel the application acts for.`
  }
  return channelFault(channelId, await channelOf(db, caller.providerId, channelId), true)
}

type Site = Omit<Input['site'], 'parameters' | 'sealedPassword'>

async function readSite (
  db: Database, { providerId }: Caller, customerId: string, wish: Wish, parameters: ScriptParameters,
  errors: FieldErrors
): Promise<Site | undefined> {
  const refuse = (field: string, message: string): undefined => {
    ;(errors[field] ??= []).push(message)
  }
  const customerType = readType(wish, refuse)
  const { siteLocation = {} } = wish
  const sbcId = await sbcForSite(db, providerId, { sbcId: siteLocation.sbcId, gateway: parameters.OnlinePstnGateway })
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
  } else if (await isSiteNameTaken(db, providerId, { name, sbcId, customerId })) {
    refuse('SiteLocation.SiteLocationName', `SBC ${sbcId} has another site that is called ${name}.`)
  }
  return {
    id: randomUUID(), name, sbcId, customerType,
    ...await readScripts(db, providerId, customerType, wish, parameters, refuse)
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
  db: Database, providerId: number, type: Site['customerType'], { siteLocation = {} }: Wish,
  parameters: ScriptParameters, refuse: (field: string, message: string) => void
): Promise<Scripts> {
  const own = type === 'IPGROUP_TYPE'
  const wanted: Scripts = {}
  if (own) wanted.onboardingScript = siteLocation.sbcOnboardingScript ?? usualOnboardingScript
  if (own && siteLocation.sbcCleanupScript !== undefined) wanted.cleanupScript = siteLocation.sbcCleanupScript
  if (siteLocation.sbcOcUploadNumberScript !== undefined) wanted.uploadScript = siteLocation.sbcOcUploadNumberScript
  if (siteLocation.sbcOcReleaseNumberScript !== undefined) wanted.releaseScript = siteLocation.sbcOcReleaseNumberScript
  for (const [role, id] of Object.entries(wanted) as Array<[keyof Scripts, number]>) {
    const template = await templateOf(db, providerId, id)
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

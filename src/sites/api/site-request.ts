import type { ReachedRecords } from '../../database/reach.ts'
import { sbcTraits } from '../../sbcs/records/sbc-connections.ts'
import { templateOf } from '../records/script-templates.ts'
import { isSiteNameTaken } from '../records/kept-sites.ts'
import { sbcFqdn, type Site } from '../records/sites.ts'
import type { BadFields } from '../../http/bad-fields.ts'
import { joined } from '../../http/unread.ts'
import type { FieldErrors } from '../../problems.ts'
import type { StoredTemplate } from '../schemas/built-in-templates.ts'
import { abilitiesOf } from '../../schemas/sbc-driver.ts'
import { configurationTypes, siteNamePattern } from '../schemas/site.ts'
import type { SiteLocationBody } from '../schemas/site-location.ts'
import { scriptTypes } from '../tasks/script-template.ts'
import type { SiteChange } from '../tasks/site-change.ts'
import { missingVariables, readScriptParameters, sealVariables } from './script-parameters.ts'
import { sitePlace, type Seal } from '../../schemas/secret-place.ts'

interface Facts {
  readonly records: ReachedRecords
  readonly customerId: string
  /** The site that is to change. */
  readonly site?: Site
}

/** What a body says of a site, flat or with its fields in `siteLocation`; the outer word counts. */
type Said = Omit<SiteLocationBody, 'siteLocation' | 'ticketId' | 'sbcSiteGuid' | 'reason'>

const parameterFields = [
  'cacProfile', 'proxySet', 'onlinePstnGateway', 'carrierUserName', 'carrierUserPassword', 'carrierMailLine',
  'carrierMainLine', 'carrierHostName'
] as const

/** Reads a site as it is asked for, and checks what our records can tell; `bad` gets what is wrong, by field. */
export async function readSiteChange (
  facts: Facts, body: SiteLocationBody, seal: Seal, bad: BadFields
): Promise<SiteChange> {
  const { errors } = bad
  // The outer word counts.
  const said: Said = joined(body.siteLocation ?? {}, body)
  const change = readPlainFields(said, bad)
  await checkSbc(facts.records, change, errors)
  const given: Record<string, unknown> = {}
  for (const field of parameterFields) {
    const value = bad.read(() => said[field])
    if (value !== undefined) given[field] = value
  }
  const onboarding = await readScripts(facts, said, change, errors)
  const kept = keptSecrets(facts.site)
  const nested = readScriptParameters(said.scriptParameters, onboarding?.customerVariables ?? [], errors, kept)
  const flat = readScriptParameters(given, [], errors, kept)
  const parameters = { ...nested.parameters, ...flat.parameters }
  const password = flat.password ?? nested.password
  const place = sitePlace(facts.records.reach.providerId, facts.customerId)
  if (Object.keys(parameters).length > 0) change.parameters = parameters
  if (Object.keys(nested.variables).length > 0) {
    change.sealedVariables = sealVariables(nested.variables, seal, place)
  }
  if (password !== undefined) {
    change.sealedPassword = password === '' ? null : seal(password, place).toString('base64')
  }
  // What only the whole of it tells.
  if (bad.hasUnread) throw bad.refusal()
  await checkPlace(facts, change, errors)
  checkTogether(facts.site, change, onboarding, errors)
  return change
}

function readPlainFields (said: Said, bad: BadFields): SiteChange {
  const { errors } = bad
  const change: SiteChange = {}
  bad.try(() => {
    if (said.siteLocationName !== undefined) change.name = readName(said.siteLocationName, errors)
  })
  bad.try(() => {
    if (said.ovocCustomerType !== undefined) change.customerType = readCustomerType(said.ovocCustomerType, errors)
  })
  bad.try(() => {
    if (said.sbcConfigurationType === undefined) return
    change.configurationType = readConfigurationType(said.sbcConfigurationType, errors)
  })
  const plain = {
    sbcId: bad.read(() => said.sbcId), enableCac: bad.read(() => said.enableCAC),
    configureSbc: bad.read(() => said.flagConfigureSbc),
    carrierRegistration: bad.read(() => said.flagCarrierRegistration)
  }
  if (plain.sbcId !== undefined) change.sbcId = plain.sbcId
  if (plain.enableCac !== undefined) change.enableCac = plain.enableCac
  if (plain.configureSbc !== undefined) change.configureSbc = plain.configureSbc
  if (plain.carrierRegistration !== undefined) change.carrierRegistration = plain.carrierRegistration
  return change
}

async function checkSbc (records: ReachedRecords, { sbcId }: SiteChange, errors: FieldErrors): Promise<void> {
  if (sbcId !== undefined && await sbcFqdn(records, sbcId) === undefined) {
    errors['SbcId'] = [`There is no SBC ${sbcId}.`]
  }
}

/** Which of its values are sealed. */
function keptSecrets (site: Site | undefined): string[] {
  if (site === undefined) return []
  return [
    ...Object.keys(site.variablesSealed), ...site.carrierPasswordSealed === null ? [] : ['CarrierUserPassword']
  ]
}

/** What a new site has that its request does not say. */
export async function withDefaults (
  records: ReachedRecords, change: SiteChange, errors: FieldErrors
): Promise<SiteChange> {
  if (change.name === undefined) errors['SiteLocationName'] ??= ['The SiteLocationName field is required.']
  if (change.sbcId === undefined) errors['SbcId'] ??= ['The SbcId field is required.']
  const fqdn = change.sbcId === undefined ? undefined : await sbcFqdn(records, change.sbcId)
  return {
    customerType: 'IPGROUP_TYPE', uploadScript: 5000, releaseScript: 5001, ...change,
    parameters: {
      ProxySet: 'Teams-OC',
      ...(fqdn !== undefined && change.name !== undefined && { OnlinePstnGateway: `${change.name}.${fqdn}` }),
      ...change.parameters
    }
  }
}

function readName (text: string, errors: FieldErrors): string {
  if (!siteNamePattern.test(text)) {
    errors['SiteLocationName'] = [
      'The name has 3 to 15 characters: letters, digits, _ and -, and begins with a letter or digit.'
    ]
  }
  return text
}

function readCustomerType (text: string, errors: FieldErrors): 'IPGROUP_TYPE' {
  if (text.trim().toUpperCase() !== 'IPGROUP_TYPE') {
    errors['OvocCustomerType'] = ['Only IPGROUP_TYPE is supported here.']
  }
  return 'IPGROUP_TYPE'
}

function readConfigurationType (text: string, errors: FieldErrors): typeof configurationTypes[number] {
  // Version 2 shows the place of the type.
  const found = configurationTypes.find((type, place) =>
    type.toLowerCase() === text.trim().toLowerCase() || String(place) === text.trim()
  )
  if (found === undefined) {
    errors['SbcConfigurationType'] = [`The value must be one of ${configurationTypes.join(', ')}.`]
  }
  return found ?? 'SipTrunk'
}

/** Notes the scripts in the change; answers the onboarding script that will count. */
async function readScripts (
  facts: Facts, said: Said, change: SiteChange, errors: FieldErrors
): Promise<StoredTemplate | undefined> {
  const find = async (field: string, id: number, type: number, what: string): Promise<StoredTemplate | undefined> => {
    const found = await templateOf(facts.records, id)
    if (found?.scriptType === type) return found
    errors[field] = [
      found === undefined ? `There is no script template ${id}.` : `Script template ${id} is not ${what}.`
    ]
    return undefined
  }
  for (
    const [field, key, only] of [['SbcOcUploadNumberScript', 'uploadScript', 5000], [
      'SbcOcReleaseNumberScript', 'releaseScript', 5001
    ]] as const
  ) {
    const id = key === 'uploadScript' ? said.sbcOcUploadNumberScript : said.sbcOcReleaseNumberScript
    if (id !== undefined && id !== only) {
      errors[field] = [`Numbers are programmed with script template ${only}, and no other yet.`]
    } else if (id !== undefined) change[key] = id
  }
  const asked = said.sbcOnboardingScript ?? (facts.site === undefined ? 7 : undefined)
  const current = facts.site?.onboardingScript ?? undefined
  const onboarding = asked !== undefined
    ? await find('SbcOnboardingScript', asked, scriptTypes.onboarding, 'for onboarding on an SBC')
    : current === undefined ? undefined : await templateOf(facts.records, current)
  if (asked !== undefined) change.onboardingScript = asked
  if (said.sbcCleanupScript !== undefined) {
    await find('SbcCleanupScript', said.sbcCleanupScript, scriptTypes.cleanup, 'for cleaning an SBC')
    change.cleanupScript = said.sbcCleanupScript
  } else if (asked !== undefined && (facts.site === undefined || asked !== current)) {
    change.cleanupScript = onboarding?.cleanupScript ?? null
  }
  return onboarding
}

async function checkPlace (
  { records, customerId, site }: Facts, change: SiteChange, errors: FieldErrors
): Promise<void> {
  const sbcId = change.sbcId ?? site?.sbcId
  const name = change.name ?? site?.name
  const wantsScript = (change.configureSbc ?? site?.configureSbc ?? true) &&
    (change.onboardingScript === undefined ? site?.onboardingScript ?? null : change.onboardingScript) !== null
  if (sbcId !== undefined && wantsScript && !abilitiesOf((await sbcTraits(records, sbcId))?.driver).scripts) {
    errors['SbcId'] ??= [`SBC ${sbcId} takes no scripts: send flagConfigureSbc false, and configure it by hand.`]
  }
  if (
    sbcId === undefined || name === undefined || errors['SiteLocationName'] !== undefined ||
    errors['SbcId'] !== undefined
  ) return
  if (change.name === undefined && change.sbcId === undefined) return
  if (await isSiteNameTaken(records, { name, sbcId, customerId, exceptId: site?.id })) {
    errors['SiteLocationName'] = [
      `The name ${name} is taken by another SIP connection of the customer or on SBC ${sbcId}.`
    ]
  }
}

/** What only the whole of it tells: a password without a user, a variable without a value. */
function checkTogether (
  site: Site | undefined, change: SiteChange, onboarding: StoredTemplate | undefined, errors: FieldErrors
): void {
  const parameters = { ...site?.parameters, ...change.parameters }
  if (typeof change.sealedPassword === 'string' && (parameters['CarrierUserName'] ?? '') === '') {
    errors['ScriptParameters.CarrierUserName'] ??= ['A password needs a CarrierUserName.']
  }
  const isAsked = [change.onboardingScript, change.parameters, change.sealedVariables].some(one => one !== undefined)
  if (onboarding === undefined || !isAsked) return
  const variables = { ...site?.variablesSealed, ...change.sealedVariables }
  for (const [field, messages] of Object.entries(missingVariables(variables, onboarding.customerVariables))) {
    errors[field] ??= messages
  }
}

import type { CapabilityPlan, UploadContext } from '../records/upload-context.ts'
import { Numbering } from '../../schemas/numbering.ts'
import { countriesOfCallingCode, isNorthAmerican, type E164 } from '../../schemas/phone-number.ts'
import type { FieldErrors } from '../../problems.ts'
import { sameCountry } from '../../schemas/vocabulary/country.ts'
import { chosenCapabilities, type TypeOfService, type Usage } from '../../schemas/vocabulary/usage.ts'
import { ruleOfCountry } from '../schemas/country-rules.ts'
import { consentedCountries, countryMeant } from './upload-country.ts'

/** What the rules judge an upload by. They are asked when the request arrives and again when the task begins. */
export interface UploadRequest {
  readonly numbers: readonly E164[]
  readonly usage: Usage
  readonly additionalUsages: readonly Usage[]
  readonly capabilities: readonly string[]
  readonly country: string | undefined
  readonly typeOfService: TypeOfService | undefined
  readonly workflowVersion: number
  readonly hasAddress: boolean
  /** Absent: the tenant may set the address itself, as in Microsoft's portal. */
  readonly allowTenantAddressUpdate: boolean | undefined
}

/** Bad entries that an error names; the rest is only counted. */
const namedAtMost = 100

/** Everything that speaks against an upload, by field; empty when nothing does. */
export function refusals (asked: UploadRequest, facts: UploadContext): FieldErrors {
  const request = namingCountry(asked, countryMeant(asked.country, asked.numbers, facts))
  const errors: FieldErrors = {}
  const add = (field: string, message: string | undefined): void => {
    if (message !== undefined) (errors[field] ??= []).push(message)
  }
  Object.assign(errors, targetRefusals(facts))
  const plan = planFor(facts, request.usage)
  add('Usage', plan === undefined ? `The usage ${request.usage} is not offered to this tenant.` : undefined)
  for (const usage of request.additionalUsages) add('AdditionalUsages', additionalUsageRefusal(request, facts, usage))
  if (plan !== undefined) for (const message of capabilityRefusals(request, plan)) add('Capabilities', message)
  if (customerRefusal(facts) === undefined) addNumberRefusals(errors, request, facts, plan)
  return errors
}

/** Field by field: `{ ...asked, country }` would have a hidden class of its own for each request. */
function namingCountry (asked: UploadRequest, country: string | undefined): UploadRequest {
  return {
    country, numbers: asked.numbers, usage: asked.usage, additionalUsages: asked.additionalUsages,
    capabilities: asked.capabilities, typeOfService: asked.typeOfService, workflowVersion: asked.workflowVersion,
    hasAddress: asked.hasAddress, allowTenantAddressUpdate: asked.allowTenantAddressUpdate
  }
}

/** What speaks against the tenant and the calling profile, whichever the numbers are. */
export function targetRefusals (facts: UploadContext): FieldErrors {
  const [tenant, profile] = [customerRefusal(facts), profileRefusal(facts)]
  return {
    ...(tenant !== undefined && { MsTenantId: [tenant] }),
    ...(profile !== undefined && { CallingProfile: [profile] })
  }
}

/** OC Essentials; lower licence types are for Direct Routing. */
const leastLicense = 3

function customerRefusal ({ leads, customer }: UploadContext): string | undefined {
  if (leads.length === 0) return 'The tenant is not known: it has neither consented nor been added as a lead.'
  if (customer === null || customer.licenseType < leastLicense) return 'The tenant has no Operator Connect license yet.'
  if (leads.some(lead => lead.status === 'Active')) return undefined
  return `The consent of the tenant is not active: it is ${leads[0]?.status}.`
}

function profileRefusal ({ callingProfile, sbcIds }: UploadContext): string | undefined {
  if (callingProfile === null) return 'Invalid CallingProfileId!'
  if (callingProfile.emergency) return 'Numbers cannot be uploaded to an emergency calling profile!'
  return sbcIds.length === 0 ? 'There are no SBCs assigned to this calling profile!' : undefined
}

/** The plan for a usage; a plan of the tenant's own comes before the general one. */
export function planFor ({ plans }: UploadContext, usage: Usage): CapabilityPlan | undefined {
  const offered = plans.some(plan => !plan.general) ? plans.filter(plan => !plan.general) : plans
  return offered.find(plan => plan.usage === usage)
}

function additionalUsageRefusal (request: UploadRequest, facts: UploadContext, usage: Usage): string | undefined {
  if (request.workflowVersion < 3) return 'Additional usages require workflowVersion 3.'
  if (usage === request.usage) return `The additional usage ${usage} is already the usage.`
  return planFor(facts, usage) === undefined
    ? `The additional usage ${usage} is not offered to this tenant.`
    : undefined
}

function capabilityRefusals (request: UploadRequest, plan: CapabilityPlan): string[] {
  const chosen = chosenCapabilities(request.capabilities, [request.usage, ...request.additionalUsages], plan)
  return chosen.filter(capability => !plan.choosable.includes(capability))
    .map(capability => `The capability ${capability} is not offered for the usage ${request.usage}.`)
}

function addNumberRefusals (
  errors: FieldErrors, request: UploadRequest, facts: UploadContext, plan: CapabilityPlan | undefined
): void {
  // leads without consent take any region
  const anywhere = facts.leads.some(lead => lead.direct && lead.status === 'Active')
  const consented = new Set(consentedCountries(facts))
  const numbering = new Numbering(facts.declared)
  let bad = 0
  for (const number of request.numbers) {
    const one = { number, tollFree: numbering.isTollFree(number), country: numbering.countryOf(number) }
    const refusal = numberRefusal(one, request, plan) ??
      (anywhere ? undefined : consentRefusal(one, request, consented))
    if (refusal === undefined) continue
    bad += 1
    if (bad <= namedAtMost) (errors[refusal.field] ??= []).push(`${number}: ${refusal.message}`)
  }
  if (bad > namedAtMost) (errors['PhoneNumbers'] ??= []).push(`${bad - namedAtMost} more numbers are refused.`)
}

/**
 * The country that an upload of the number would best name: for a toll-free one, a consented country among those that
 * share its calling code.
 */
export function countryToName (number: E164, facts: UploadContext): string | undefined {
  const numbering = new Numbering(facts.declared)
  const consented = numbering.isTollFree(number)
    ? consentedCountries(facts).find(country => mayBeOf(number, country))
    : undefined
  return consented ?? numbering.countryOf(number)
}

/**
 * Whether a toll-free number may be that of the country: it shares the calling code, or the code is a worldwide one.
 */
function mayBeOf (number: E164, country: string | undefined): boolean {
  const sharing = countriesOfCallingCode(number)
  return country !== undefined && (sharing.length === 0 || sharing.includes(sameCountry(country)))
}

/** A number, and what the numbering says of it. */
interface JudgedNumber { readonly number: E164, readonly tollFree: boolean, readonly country: string | undefined }

function numberRefusal (
  one: JudgedNumber, request: UploadRequest, plan: CapabilityPlan | undefined
): { field: string, message: string } | undefined {
  const { number, tollFree } = one
  if (request.typeOfService !== undefined && tollFree !== (request.typeOfService === 'TollFree')) {
    return {
      field: 'TypeOfService',
      message: tollFree ? 'is a toll-free number; the type of service must be TollFree.' : 'is not a toll-free number.'
    }
  }
  if (tollFree && request.usage === 'CallingUserAssignment') {
    return { field: 'Usage', message: "Toll-free numbers must be configured with the usage 'FirstPartyAppAssignment'." }
  }
  if (tollFree && plan !== undefined && !plan.supportsTollFree) {
    return { field: 'Usage', message: `The usage ${request.usage} is not offered for toll-free numbers.` }
  }
  if (tollFree && request.country === undefined && isNorthAmerican(number)) {
    return {
      field: 'Country', message: 'The country is mandatory for a toll-free number of the North American Numbering Plan.'
    }
  }
  return addressRefusal(one.country, request)
}

/** Only numbers of users need an emergency address: nobody calls for help from an application or a bridge. */
function addressRefusal (
  country: string | undefined, { usage, hasAddress, allowTenantAddressUpdate }: UploadRequest
): { field: string, message: string } | undefined {
  if (usage !== 'CallingUserAssignment' || hasAddress) return undefined
  if (allowTenantAddressUpdate === false) {
    return { field: 'Address', message: 'An emergency address is mandatory, because the tenant may not set it itself.' }
  }
  return ruleOfCountry(country).needsAddress
    ? { field: 'Address', message: `An emergency address is mandatory for numbers of ${country}.` }
    : undefined
}

function consentRefusal (
  { number, tollFree, country: own }: JudgedNumber, request: UploadRequest, consented: ReadonlySet<string>
): { field: string, message: string } | undefined {
  const country = sameCountry(
    (tollFree && mayBeOf(number, request.country) ? request.country : undefined) ?? own ?? '?'
  )
  if (consented.has(country)) return undefined
  return { field: 'PhoneNumbers', message: `The consent of the tenant does not cover ${country}.` }
}

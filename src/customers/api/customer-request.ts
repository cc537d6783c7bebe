import { randomUUID } from 'node:crypto'
import type { ReachedRecords } from '../../database/reach.ts'
import { isShortNameTaken, type LicensableLead } from '../records/customer-creation.ts'
import { channelOf } from '../../tenancy/records/channels.ts'
import { templateOf } from '../../sites/records/script-templates.ts'
import type { FieldErrors } from '../../problems.ts'
import { channelFault } from '../../tenancy/tasks/channel-rules.ts'
import type { createCustomer } from '../tasks/create-customer.ts'
import type { InputOf } from '../../engine/enqueue.ts'
import { BadFields } from '../../http/bad-fields.ts'
import type { Caller } from '../../http/caller.ts'
import type { ApiDependencies } from '../../http/resource.ts'
import { missingVariables, readScriptParameters, sealVariables } from '../../sites/api/script-parameters.ts'
import { readSite, usualOnboardingScript, type Wish } from './customer-site-request.ts'
import { sitePlace } from '../../schemas/secret-place.ts'

type Input = InputOf<typeof createCustomer>

/**
 * What differs between the licences that a customer can begin with: the type, and what the request calls the short
 * name.
 */
export interface FirstLicence { readonly licenseType: 0 | 3, readonly nameField: 'ShortName' | 'CustomerShortName' }
export const operatorConnect: FirstLicence = { licenseType: 3, nameField: 'CustomerShortName' }
export const directRouting: FirstLicence = { licenseType: 0, nameField: 'ShortName' }

/** What a request to license a lead comes to, or everything that is wrong with it. */
export async function toCustomerInput (
  { records: open, seal }: Pick<ApiDependencies, 'records' | 'seal'>, caller: Caller,
  lead: LicensableLead | undefined, wish: Wish, { licenseType, nameField }: FirstLicence, bad = new BadFields()
): Promise<Omit<Input, 'tellsCustomer' | 'reason'>> {
  const records = open(caller)
  const { errors } = bad
  const customerId = randomUUID()
  if (lead !== undefined) judgeLead(lead, errors)
  const shortName = await bad.await(readShortName(records, wish, nameField, errors))
  const fullName = bad.read(() => wish.customerFullName?.trim())
  const belonging = await bad.await(readChannel(records, caller, wish, lead, errors))
  const read = belonging && await bad.await(readFirstSite(records, { customerId, ...belonging }, wish, errors))
  if (lead === undefined || shortName === undefined || belonging === undefined || read === undefined) {
    throw bad.refusal()
  }
  bad.refuse()
  const { channelId } = belonging
  const { site, parameters, variables, password } = read
  const place = sitePlace(records.reach.providerId, customerId)
  return {
    customerId,
    licenseType,
    ...(lead.id !== undefined && { leadId: lead.id }),
    msTenantId: lead.msTenantId,
    shortName,
    fullName: fullName || shortName,
    ...(channelId !== undefined && { channelId }),
    // The only site of a customer of Direct Routing is documented to have its id (docs/wire/live-cloud.md#customers).
    site: {
      ...site, ...(licenseType === 0 && { id: customerId }), parameters,
      sealedVariables: sealVariables(variables, seal, place),
      ...(password !== undefined && password !== '' && {
        sealedPassword: seal(password, place).toString('base64')
      })
    }
  }
}

function judgeLead (lead: LicensableLead, errors: FieldErrors): void {
  if (lead.status !== 'Active') {
    errors['MsTenantId'] = [`The lead is ${lead.status}; only an active one can be licensed.`]
  }
  if (lead.customerId !== null) {
    errors['MsTenantId'] = [`The tenant is licensed already, as customer ${lead.customerId}.`]
  }
}

async function readShortName (
  records: ReachedRecords, { customerShortName: name }: Pick<Wish, 'customerShortName'>, field: string,
  errors: FieldErrors
): Promise<string> {
  const faults = shortNameFaults(name, field)
  if (faults.length > 0) errors[field] = faults
  else if (await isShortNameTaken(records, name)) errors[field] = [`Another customer is called ${name}.`]
  return name
}

async function readChannel (
  records: ReachedRecords, caller: Caller, wish: Pick<Wish, 'channelId'>, lead: LicensableLead | undefined,
  errors: FieldErrors
): Promise<{ channelId: number | undefined }> {
  const channelId = wish.channelId ?? caller.channelId ?? lead?.channelId ?? undefined
  const fault = await channelFaultOf(records, caller, channelId)
  const own = lead?.channelId ?? null
  if (fault !== undefined) errors['ChannelId'] = [fault]
  else if (own !== null && channelId !== own) {
    errors['ChannelId'] = [`The lead belongs to channel ${own}; remove it from there first.`]
  }
  return { channelId }
}

/** The first site with its values for the scripts; undefined when `errors` has what is wrong with it. */
async function readFirstSite (
  records: ReachedRecords, node: { customerId: string, channelId: number | undefined }, wish: Wish, errors: FieldErrors
) {
  const onboarding = await templateOf(records, wish.siteLocation?.sbcOnboardingScript ?? usualOnboardingScript)
  const read = readScriptParameters(wish.scriptParameters, onboarding?.customerVariables ?? [], errors)
  const { parameters, variables, password } = read
  const site = await readSite(records, node, wish, parameters, errors)
  if (site?.customerType === 'IPGROUP_TYPE') {
    Object.assign(errors, missingVariables(variables, onboarding?.customerVariables ?? []))
  }
  if (password !== undefined && password !== '' && !parameters.CarrierUserName) {
    errors['ScriptParameters.CarrierUserName'] ??= ['A password needs a CarrierUserName.']
  }
  return site && { site, ...read }
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
  records: ReachedRecords, caller: Caller, channelId: number | undefined
): Promise<string | undefined> {
  if (channelId === undefined) return undefined
  if (caller.channelId !== undefined && caller.channelId !== channelId) {
    return `Channel ${channelId} is not the channel the application acts for.`
  }
  return channelFault(channelId, await channelOf(records, channelId), true)
}

import { capabilitiesOf } from '../numbers/capabilities.ts'
import { countryOf } from '../numbers/country.ts'
import type { UploadEntry, UploadJob } from '../state/jobs.ts'
import type { Consent } from '../state/records.ts'
import { timestamp } from '../state/time.ts'
import { recordEffect, type HeldNumber, type Tenant, type World } from '../state/world.ts'

const messages: Record<string, string> = {
  UnknownCountryCode: 'The country of the telephone number is not known.',
  CountryNotConsented: 'The tenant has not consented to numbers of this country.',
  TelephoneNumberOwnedByAnotherTenant: 'The telephone number is owned by another tenant.',
  ConsentNotActive: 'The consent of the tenant is not active.'
}

/** Gives the tenant its numbers, one verdict per number. */
export function finishUpload (world: World, job: UploadJob, at: number) {
  const tenant = world.tenants.get(job.tenantId)
  const added: string[] = []
  let failures = 0
  for (const entry of job.telephoneNumbers) {
    const errorCode = tenant ? problemWith(world, tenant, job, entry) : 'ConsentNotActive'
    if (errorCode !== null) {
      failures++
      entry.status = 'Error'
      entry.errorCode = errorCode
      entry.errorMessage = messages[errorCode] ?? errorCode
      continue
    }
    entry.status = 'Success'
    if (!tenant || tenant.numbers.has(entry.telephoneNumber)) continue
    tenant.numbers.set(entry.telephoneNumber, acquire(world, job, entry.telephoneNumber, at))
    world.owners.set(entry.telephoneNumber, tenant)
    added.push(entry.telephoneNumber)
  }
  job.status = failures === 0 ? 'Success' : failures === job.telephoneNumbers.length ? 'Error' : 'PartialSuccess'
  if (added.length === 0) return
  recordEffect(world, {
    kind: 'upload', tenantId: job.tenantId, requestId: job.requestId, jobId: job.id, telephoneNumbers: added
  }, at)
}

function problemWith (world: World, tenant: Tenant, job: UploadJob, entry: UploadEntry): string | null {
  const { consent } = tenant
  if (consent?.status !== 'Active') return 'ConsentNotActive'
  const scripted = world.behaviour.numberErrors[entry.telephoneNumber]
  if (scripted !== undefined) return scripted
  const owner = world.owners.get(entry.telephoneNumber)
  if (owner === tenant) return null
  if (owner) return 'TelephoneNumberOwnedByAnotherTenant'
  const country = countryFor(entry.telephoneNumber, job.settings.displayedCountryCode)
  if (country === null) return 'UnknownCountryCode'
  return isConsented(consent, country) ? null : 'CountryNotConsented'
}

// Toll-free and universal numbers carry no country of their own worth trusting: the operator states it.
function countryFor (telephoneNumber: string, displayed: string | null) {
  return isStated(telephoneNumber) && displayed !== null ? displayed : countryOf(telephoneNumber)
}

const isStated = (telephoneNumber: string) => /^\+(?:18(?:00|33|44|55|66|77|88)|800)/.test(telephoneNumber)

// Leads made by the operator carry no operator id and no countries; Microsoft lets any country pass.
const isConsented = (consent: Consent, country: string) => consent.operatorId === null ||
  consent.consentedCountries.some((code) => (code === 'UK' ? 'GB' : code) === country)

function acquire (world: World, job: UploadJob, telephoneNumber: string, at: number): HeldNumber {
  const { settings } = job
  const { usage, additionalUsages, choosableCapabilities } = settings
  return {
    record: {
      telephoneNumber,
      tenantId: job.tenantId,
      callingProfileId: settings.callingProfileId,
      ...capabilitiesOf(telephoneNumber, settings, world.plans),
      acquiredOn: timestamp(at),
      isoCountryCode: countryFor(telephoneNumber, settings.displayedCountryCode),
      tnUploadJobId: job.id,
      locationId: settings.locationId,
      civicAddressId: settings.civicAddressId,
      assignmentStatus: 'Unassigned',
      displayedCountryCode: settings.displayedCountryCode,
      allowTenantAddressUpdate: settings.allowTenantAddressUpdate
    },
    usage,
    additionalUsages,
    choosableCapabilities,
    assignmentTargetId: null,
    assignmentCategory: null,
    visibleAt: at + world.behaviour.consistencyMilliseconds
  }
}

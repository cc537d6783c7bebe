import { capabilitiesOf } from '../numbers/capabilities.ts'
import { countryOf, isTollFree } from '../numbers/country.ts'
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

/** Gives the tenant its numbers, one failure per number. */
export function finishUpload (world: World, job: UploadJob, at: number) {
  const tenant = world.tenants.get(job.tenantId)
  const added: string[] = []
  const acquire = acquirer(world, job, at)
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
    tenant.numbers.set(entry.telephoneNumber, acquire(entry.telephoneNumber))
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

// Leads made by the operator carry no operator id and no countries; Microsoft lets any country pass
// (docs/wire/microsoft.md#settings-of-an-upload).
const isConsented = (consent: Consent, country: string) => consent.operatorId === null ||
  consent.consentedCountries.some((code) => (code === 'UK' ? 'GB' : code) === country)

/** Makes the records of one job. What its numbers have in common is made once: a job has up to 1,000 of them. */
function acquirer (world: World, job: UploadJob, at: number) {
  const { settings, tenantId } = job
  const { usage, additionalUsages, choosableCapabilities } = settings
  const { callingProfileId, locationId, civicAddressId, displayedCountryCode, allowTenantAddressUpdate } = settings
  const acquiredOn = timestamp(at)
  const toll = capabilitiesOf(false, settings, world.plans)
  const tollFree = capabilitiesOf(true, settings, world.plans)
  const visibleAt = at + world.behaviour.consistencyMilliseconds
  return (telephoneNumber: string): HeldNumber => ({
    record: {
      telephoneNumber,
      tenantId,
      callingProfileId,
      ...(isTollFree(telephoneNumber) ? tollFree : toll),
      acquiredOn,
      isoCountryCode: countryFor(telephoneNumber, displayedCountryCode),
      tnUploadJobId: job.id,
      locationId,
      civicAddressId,
      assignmentStatus: 'Unassigned',
      displayedCountryCode,
      allowTenantAddressUpdate
    },
    usage,
    additionalUsages,
    choosableCapabilities,
    assignmentTargetId: null,
    assignmentCategory: null,
    visibleAt
  })
}

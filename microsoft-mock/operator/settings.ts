import { isNorthAmericanTollFree, isTollFree } from '../numbers/country.ts'
import { Refusal, type RefusalDetail } from '../refusal.ts'
import type { Plan } from '../state/schema.ts'
import type { Tenant, World } from '../state/world.ts'

const refuse = (code: string, message: string) => new Refusal(400, code, message)

/** The plan behind a usage; checks that additional usages and capabilities are offered too. */
export function offeredPlan (world: World, usage: string, additionalUsages: string[], capabilities: string[]): Plan {
  const plan = planOf(world, usage)
  for (const additional of additionalUsages) {
    if (additional === usage) throw refuse('UsageNotSupported', `The usage ${usage} stands in additionalUsages again.`)
    planOf(world, additional)
  }
  const foreign = capabilities.filter((capability) => !plan.choosableCapabilities.includes(capability))
  if (foreign.length === 0) return plan
  throw refuse('CapabilityNotSupported', `The usage ${usage} does not offer ${foreign.join(', ')}.`)
}

function planOf (world: World, usage: string) {
  const plan = world.plans.find((candidate) => candidate.usage === usage)
  if (!plan) throw refuse('UsageNotSupported', `The usage ${usage} is not offered.`)
  return plan
}

/** 1 to 1000 distinct E.164 numbers, or 400 with one detail per offending number. */
export function checkNumbers (telephoneNumbers: string[]) {
  const details: RefusalDetail[] = []
  const seen = new Set<string>()
  for (const number of telephoneNumbers) {
    if (!/^\+[1-9]\d{6,14}$/.test(number)) {
      details.push({ code: 'InvalidTelephoneNumber', message: `${number} is not an E.164 telephone number.` })
    } else if (seen.has(number)) {
      details.push({ code: 'DuplicateTelephoneNumber', message: `${number} stands in the request more than once.` })
    }
    seen.add(number)
  }
  const first = details[0]
  if (first) throw new Refusal(400, first.code, first.message, details)
}

/** Toll-free numbers need a plan that supports them and, in North America, a country. */
export function checkTollFree (telephoneNumbers: string[], plans: Plan[], displayedCountryCode: string | null) {
  const details: RefusalDetail[] = []
  const unfit = plans.find((plan) => !plan.supportsTollFree)
  for (const number of telephoneNumbers) {
    if (unfit && isTollFree(number)) {
      details.push({
        code: 'TollFreeNotSupported', message: `${number} is toll-free, which ${unfit.usage} does not support.`
      })
    } else if (displayedCountryCode === null && isNorthAmericanTollFree(number)) {
      details.push({
        code: 'DisplayedCountryCodeRequired', message: `${number} is toll-free and needs displayedCountryCode.`
      })
    }
  }
  const first = details[0]
  if (first) throw new Refusal(400, first.code, first.message, details)
}

export interface Address {
  civicAddressId: string | null
  locationId: string | null
}

/** Completes an address: a location implies its civic address, a civic address its default location. */
export function resolveAddress (tenant: Tenant, { civicAddressId, locationId }: Address): Address {
  const named = civicAddressId === null
    ? null
    : tenant.civicAddresses.find(address => address.id.toLowerCase() === civicAddressId.toLowerCase())
  if (named === undefined) {
    throw refuse('CivicAddressNotFound', `Civic address ${civicAddressId} does not exist in the tenant.`)
  }
  if (locationId === null) return { civicAddressId: named?.id ?? null, locationId: named?.defaultLocationId ?? null }
  const candidates = named ? [named] : tenant.civicAddresses
  const location = candidates.flatMap(address => address.locations)
    .find(candidate => candidate.id.toLowerCase() === locationId.toLowerCase())
  if (!location) {
    throw refuse(
      'LocationNotFound', `Location ${locationId} does not exist${named ? ' at that address' : ' in the tenant'}.`
    )
  }
  return { civicAddressId: location.civicAddressId, locationId: location.id }
}

/** Whoever may not set the address himself must be given one; that concerns calling users only. */
export function checkAddress (usages: string[], address: Address, allowTenantAddressUpdate: boolean) {
  if (allowTenantAddressUpdate || address.locationId !== null || !usages.includes('CallingUserAssignment')) return
  throw refuse('AddressRequired', 'A civic address or location is required unless allowTenantAddressUpdate is true.')
}

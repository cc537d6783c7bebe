import type { ChangeFact, Desired } from '../../records/number-changes.ts'
import type { CapabilityPlan } from '../../records/upload-context.ts'
import { capabilityOf, usages } from '../../../schemas/vocabulary/usage.ts'
import type { AcquiredNumber } from '../../../upstreams/microsoft/microsoft.ts'

/**
 * Whether Microsoft shows the number as it is wanted already. Microsoft does not show additional usages; those are
 * compared with the records.
 */
export function isAlready (
  found: AcquiredNumber, desired: Desired, plan: CapabilityPlan | undefined, fact: ChangeFact | undefined
): boolean {
  return hasLocation(found, desired.location) && hasUsage(found, desired.usage) &&
    hasCapabilities(found, desired.capabilities, plan) && hasAdditionalUsages(fact, desired.additionalUsages)
}

function hasLocation ({ civicAddressId, locationId }: AcquiredNumber, wanted: Desired['location']): boolean {
  return wanted === undefined || (civicAddressId === wanted.civicAddressId &&
    (wanted.locationId === undefined || locationId === wanted.locationId))
}

function hasUsage ({ acquiredCapabilities }: AcquiredNumber, wanted: string | undefined): boolean {
  return wanted === undefined ||
    usages.every(usage => acquiredCapabilities.includes(capabilityOf(usage)) === (usage === wanted))
}

/** Whether the number has exactly these of the capabilities that can be chosen, beside the mandatory ones. */
function hasCapabilities (
  { acquiredCapabilities }: AcquiredNumber, wanted: readonly string[] | undefined, plan: CapabilityPlan | undefined
): boolean {
  if (wanted === undefined) return true
  const required = new Set([...wanted, ...plan?.mandatory ?? []])
  return [...plan?.choosable ?? [], ...wanted].every(capability =>
    acquiredCapabilities.includes(capability) === required.has(capability)
  )
}

function hasAdditionalUsages (fact: ChangeFact | undefined, wanted: readonly string[] | undefined): boolean {
  const known = fact?.additionalUsages ?? []
  return wanted === undefined || (wanted.length === known.length && wanted.every(usage => known.includes(usage)))
}

import type { UploadedNumber } from '../records/uploaded-numbers.ts'
import type { AcquiredNumber } from '../../upstreams/microsoft/microsoft.ts'
import type { Numbering } from '../../schemas/numbering.ts'

/** A number as Microsoft shows it, as our records keep it. */
export const toUploadedNumber = (numbering: Numbering) => (number: AcquiredNumber): UploadedNumber => {
  return {
    number: number.number,
    country: number.country ?? numbering.countryOf(number.number) ?? null,
    acquiredCapabilities: number.acquiredCapabilities,
    availableCapabilities: number.availableCapabilities,
    assignmentStatus: number.assignmentStatus ?? null,
    acquiredOn: number.acquiredOn ?? null,
    jobId: number.jobId ?? null,
    callingProfileId: number.callingProfileId ?? null,
    civicAddressId: number.civicAddressId ?? null,
    locationId: number.locationId ?? null
  }
}

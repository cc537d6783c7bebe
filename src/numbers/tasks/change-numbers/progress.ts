import { Type, type Static } from '@sinclair/typebox'
import { usages } from '../../../schemas/vocabulary/usage.ts'
import { PhoneNumber } from '../../../schemas/phone-number.ts'
import type { StepContext } from '../../../upstreams/guarded/tools.ts'
import type { Desired } from '../../records/number-changes.ts'
import { ItemCounts } from '../item-results.ts'

// What a change is asked for, and what it remembers between its steps.

const Usage = Type.Union(usages.map(usage => Type.Literal(usage)))

export const changeInput = Type.Object({
  msTenantId: Type.String(),
  usage: Type.Optional(Usage),
  additionalUsages: Type.Optional(Type.Array(Usage)),
  capabilities: Type.Optional(Type.Array(Type.String())),
  civicAddressId: Type.Optional(Type.String()),
  locationId: Type.Optional(Type.String()),
  /** The emergency address as a person wrote it. */
  addressText: Type.Optional(Type.String()),
  locationText: Type.Optional(Type.String()),
  duplicates: Type.Array(Type.String())
})

export const changeProgress = Type.Object({
  location: Type.Object({ civicAddressId: Type.String(), locationId: Type.Optional(Type.String()) }),
  /** Numbers that Microsoft is asked to change, stored before: one that is found changed was changed by this task. */
  wave: Type.Array(PhoneNumber),
  /** Numbers that Microsoft said it changed and does not show so yet, and how often they were looked at. */
  told: Type.Array(PhoneNumber),
  polls: Type.Integer(),
  counts: ItemCounts
})

export type ChangeInput = Static<typeof changeInput>
export type ChangeProgress = Static<typeof changeProgress>
export type ChangeContext = StepContext<ChangeInput, ChangeProgress>

/** What the numbers are to have: as asked for, with the address that was found for its words. */
export function desiredBy ({ input, progress: { location } }: Pick<ChangeContext, 'input' | 'progress'>): Desired {
  return {
    usage: input.usage, additionalUsages: input.additionalUsages, capabilities: input.capabilities,
    location: location && { civicAddressId: location.civicAddressId, locationId: location.locationId }
  }
}

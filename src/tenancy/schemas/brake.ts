import { Type, type Static } from '@sinclair/typebox'
import { OneOf, OrNull, WholeNumber } from '../../schemas/value.ts'

/** What removes or marks many things at once, with what is meant and the usual limits of the provider. */
export const brakedActions = {
  'mark-numbers': {
    means: 'A synchronization marks numbers for removal, because Microsoft does not list them.', countMax: null,
    percentMax: 20
  },
  'mark-leads': {
    means: 'A synchronization marks leads as removed, because Microsoft does not have them.', countMax: null,
    percentMax: 20
  },
  'data-sync': { means: 'A data sync removes records, or marks them.', countMax: null, percentMax: 20 },
  purge: { means: 'A data sync purges records.', countMax: null, percentMax: 20 },
  'release-numbers': {
    means: 'One task releases numbers; the deletion of a customer with its numbers, too.', countMax: 1000,
    percentMax: null
  },
  'unassign-numbers': { means: 'One task takes numbers from their users.', countMax: 1000, percentMax: null },
  'confirm-removal': { means: 'One request confirms that numbers may be removed.', countMax: 1000, percentMax: null },
  'undo-sbc-changes': {
    means: 'Bringing an SBC back to before a change takes rules off it.', countMax: 1000, percentMax: null
  },
  'delete-inventory': { means: 'One task deletes numbers of the inventory.', countMax: 1000, percentMax: null },
  'apply-repair': {
    means: 'A plan about drift, which nobody else approved, takes numbers away.', countMax: 1000, percentMax: null
  }
} as const
export const actions = [
  'mark-numbers', 'mark-leads', 'data-sync', 'purge', 'release-numbers', 'unassign-numbers', 'confirm-removal',
  'undo-sbc-changes', 'delete-inventory', 'apply-repair'
] as const satisfies ReadonlyArray<keyof typeof brakedActions>
export type BrakedAction = keyof typeof brakedActions

const limits = {
  countMax: OrNull(WholeNumber({ minimum: 0, description: 'So many at most; null: any number.' })),
  percentMax: OrNull(WholeNumber({
    minimum: 0, maximum: 100,
    description: 'So much of what is held, in percent; it counts from 100 things on. null: any share.'
  }))
}
const action = OneOf(actions, {
  description: actions.map(name => `\`${name}\`: ${brakedActions[name].means}`).join(' ')
})
const ofTenant = Type.String({ maxLength: 50, description: 'Only of this tenant, instead of the usual; null: of all.' })

export const Brake = Type.Object({
  action, msTenantId: OrNull(ofTenant), ...limits,
  isDefault: Type.Boolean({ description: 'Nobody has set it: it comes with the product.' })
}, {
  $id: 'Brake', description: 'How much may be removed or marked in one go before somebody else has to approve it.',
  examples: [{ action: 'mark-numbers', msTenantId: null, countMax: null, percentMax: 20, isDefault: true }]
})
export type Brake = Static<typeof Brake>

/** What counts for the tenant, or for all. */
export interface BrakeLimit {
  action: BrakedAction, msTenantId: string | null, countMax: number | null
  percentMax: number | null
}

export const Brakes = Type.Object({
  brakes: Type.Array(Type.Object({
    action, msTenantId: Type.Optional(OrNull(ofTenant)), countMax: Type.Optional(limits.countMax),
    percentMax: Type.Optional(limits.percentMax),
    isDefault: Type.Optional(Type.Boolean({
      description: 'As the list has it: a default that says what it said is not kept as one that somebody set.'
    }))
  }), { maxItems: 1000, 'x-listed': true, description: 'These, and the defaults for actions that are not named.' }),
  ticketId: Type.Optional(Type.String({ maxLength: 64, description: 'Your service request; kept on the task.' }))
}, {
  $id: 'Brakes', description: 'How much may be removed or marked in one go.',
  examples: [{ brakes: [{ action: 'release-numbers', msTenantId: null, countMax: 500, percentMax: null }] }]
})

import { Type, type Static } from '@sinclair/typebox'
import { next } from '../../engine/define.ts'
import { itemsOf } from '../../engine/records/task-items.ts'
import type { Numbering } from '../../schemas/numbering.ts'
import { asE164, type E164 } from '../../schemas/phone-number.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { Words } from '../../schemas/value.ts'
import { numberingOfProvider } from '../../tenancy/records/numbering-overrides.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { cooling, endingCooling } from '../records/changes.ts'
import { keepCoolingPolicies } from '../records/cooling-policies.ts'
import type { Change } from '../records/inventory-change.ts'
import { policyTypes } from '../schemas/cooling-policy.ts'
import { asker, byInventory, concludeInventory, inventoryProgress, inventorySteps } from './inventory-kind.ts'

const Cooling = Type.Object({ days: Type.Optional(Type.Integer()), since: Type.Optional(Type.String()) })
const Nothing = Type.Object({})

/** What cools the numbers from `since` on, each as its type may. */
export const coolingOf = (
  { days, since }: Static<typeof Cooling> & { since: string }, numbers: readonly E164[],
  numbering: Pick<Numbering, 'serviceTypeOf'>
): Change => cooling({ days, since }, new Map(numbers.map(number => [number, numbering.serviceTypeOf(number)])))

/** Begins to cool numbers by hand, or changes for how long. Releases begin it by policy. */
export const coolNumbers = defineTaskKind({
  name: 'cool-numbers',
  idPrefix: 'inv_coo',
  requiredScope: 'provider',
  partitionKey: byInventory,
  title: 'Cool numbers',
  input: Type.Object({ ...asker, asked: Cooling }),
  progress: inventoryProgress,
  steps: inventorySteps(
    'Keeping the numbers from use', async ({ days, since }: Static<typeof Cooling>, { db, task }) => {
      const numbers = (await itemsOf(db, task)).map(item => asE164(item.key))
      const times = { since: since ?? task.createdAt, ...(days !== undefined && { days }) }
      return coolingOf(times, numbers, await numberingOfProvider(db, task.providerId))
    }
  ),
  conclude: concludeInventory('NumbersCooling')
})

/** Goal: the numbers do not cool any more. */
export const endCooling = defineTaskKind({
  name: 'end-cooling',
  idPrefix: 'inv_unc',
  requiredScope: 'provider',
  partitionKey: byInventory,
  title: 'End the cooling of numbers',
  input: Type.Object({ ...asker, asked: Nothing }),
  progress: inventoryProgress,
  steps: inventorySteps('Letting the numbers be used again', (_: Static<typeof Nothing>) => endingCooling),
  conclude: concludeInventory('CoolingEnded')
})

/** Goal: these policies, and no others. Numbers that cool already go on as they are. */
export const keepCoolingPolicy = defineTaskKind({
  name: 'keep-cooling-policy',
  idPrefix: 'inv_pol',
  requiredScope: 'provider',
  partitionKey: ofProvider('inventory'),
  title: 'Set how long numbers cool',
  input: Type.Object({
    policies: Type.Array(Type.Object({
      country: Type.String(), numberType: Words(policyTypes), days: Type.Integer(), maximumDays: Type.Integer()
    }))
  }),
  progress: Type.Object({}),
  steps: [{
    name: 'keep',
    message: 'Keeping the policies',
    async run ({ task, input, say }) {
      say('Information', `${input.policies.length} policies from now on.`)
      return next({}, trx => keepCoolingPolicies(trx, task.providerId, input.policies))
    }
  }],
  conclude: ({ failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure === undefined ? 'CoolingPoliciesKept' : null],
    output: {}
  })
})

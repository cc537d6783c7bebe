import { Type, type Static } from '@sinclair/typebox'
import type { Asked as ApprovalAsked } from '../../engine/approval.ts'
import { itemsOf } from '../../engine/records/task-items.ts'
import type { Numbering } from '../../schemas/numbering.ts'
import { asE164, type E164 } from '../../schemas/phone-number.ts'
import { Words } from '../../schemas/value.ts'
import { numberingOfProvider } from '../../tenancy/records/numbering-overrides.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { braked, type BrakeContext } from '../../tenancy/tasks/braked.ts'
import { adding, describing, moving, removing } from '../records/changes.ts'
import type { Change } from '../records/inventory-change.ts'
import { countOfInventory } from '../records/inventory.ts'
import { internalNumberTypes } from '../schemas/inventory-number.ts'
import { asker, byInventory, concludeInventory, inventoryProgress, inventorySteps } from './inventory-kind.ts'

const place = { customerId: Type.Optional(Type.String()), siteId: Type.Optional(Type.String()) }
const description = { labels: Type.Optional(Type.Array(Type.String())), notes: Type.Optional(Type.String()) }
const Addition = Type.Object({
  ...place, ...description, vendor: Type.Optional(Type.String()),
  internalNumberType: Type.Optional(Words(internalNumberTypes))
})
const Nothing = Type.Object({})
const Place = Type.Object(place)
const Description = Type.Object(description)

/** What adds the numbers; of each the numbering plan says the country. */
export const additionOf = (
  asked: Static<typeof Addition>, numbers: readonly E164[], numbering: Pick<Numbering, 'countryOf'>
): Change => adding(asked, new Map(numbers.map(number => [number, numbering.countryOf(number)])))

/** Goal: the numbers are in the inventory. Those that are there stay where and as they are. */
export const addInventoryNumbers = defineTaskKind({
  name: 'add-inventory-numbers',
  idPrefix: 'inv_add',
  requiredScope: 'customer',
  partitionKey: byInventory,
  title: 'Add numbers to the inventory',
  input: Type.Object({ ...asker, asked: Addition }),
  progress: inventoryProgress,
  steps: inventorySteps(
    'Adding the numbers that are not there', async (asked: Static<typeof Addition>, { db, task }) => {
      const numbers = (await itemsOf(db, task)).map(item => asE164(item.key))
      return additionOf(asked, numbers, await numberingOfProvider(db, task.providerId))
    }
  ),
  conclude: concludeInventory('NumbersAdded')
})

/** What somebody else has to approve before so many numbers are deleted; undefined when they may be. */
export function brakedDeletion (context: BrakeContext, count: number): Promise<ApprovalAsked | undefined> {
  return braked(context, {
    action: 'delete-inventory', count, things: 'numbers of the inventory',
    held: () => countOfInventory(context.db, context.task.providerId)
  })
}

/** Goal: the numbers are not in the inventory; those that somebody needs stay. */
export const removeInventoryNumbers = defineTaskKind({
  name: 'remove-inventory-numbers',
  idPrefix: 'inv_rem',
  requiredScope: 'customer',
  partitionKey: byInventory,
  title: 'Delete numbers from the inventory',
  input: Type.Object({ ...asker, asked: Nothing }),
  progress: inventoryProgress,
  steps: inventorySteps(
    'Deleting the numbers that nobody needs', (_: Static<typeof Nothing>) => removing,
    context => brakedDeletion(context, context.task.itemCount)
  ),
  conclude: concludeInventory('NumbersDeleted')
})

export const moveInventoryNumbers = defineTaskKind({
  name: 'move-inventory-numbers',
  idPrefix: 'inv_mov',
  requiredScope: 'customer',
  partitionKey: byInventory,
  title: 'Move numbers of the inventory',
  input: Type.Object({ ...asker, asked: Place }),
  progress: inventoryProgress,
  steps: inventorySteps('Moving the numbers', (asked: Static<typeof Place>) => moving(asked)),
  conclude: concludeInventory('NumbersMoved')
})

export const describeInventoryNumbers = defineTaskKind({
  name: 'describe-inventory-numbers',
  idPrefix: 'inv_des',
  requiredScope: 'customer',
  partitionKey: byInventory,
  title: 'Describe numbers of the inventory',
  input: Type.Object({ ...asker, asked: Description }),
  progress: inventoryProgress,
  steps: inventorySteps(
    'Writing down what people say of the numbers', (asked: Static<typeof Description>) => describing(asked)
  ),
  conclude: concludeInventory('NumbersDescribed')
})

import { recordsOfProvider } from '../../database/reach.ts'
import { Type, type Static } from '@sinclair/typebox'
import { numbersOfTenant, removeCustomer, taskOfCustomer } from '../records/customer-removal.ts'
import { customerOf } from '../../tenancy/records/customers.ts'
import { beginLeaving, endLeaving } from '../../tenancy/records/leaving-customers.ts'
import { abandonSite } from '../../sites/records/held-sites.ts'
import { sitesOfCustomer } from '../../sites/records/sites.ts'
import { itemsOf, writeItems } from '../../engine/records/task-items.ts'
import { hours, minutes, next, reject, wait } from '../../engine/define.ts'
import { defineTaskKind, type Step, type StepContext } from '../../upstreams/guarded/tools.ts'
import { whenAllowed, windowStep } from '../../sbcs/tasks/may-change.ts'
import { cleanSite } from '../../sites/tasks/clean-site.ts'
import { some } from '../../engine/wording.ts'
import { releaseNumbers } from '../../numbers/tasks/release-numbers/index.ts'
import { releaseProgress } from '../../numbers/tasks/release-numbers/progress.ts'
import { byTenant } from '../../schemas/partitions.ts'

/** What releasing needs, and the customer. The task holds the numbers that are to be released; without any, none is. */
const input = Type.Object({
  customerId: Type.String(), msTenantId: Type.String(), removeFromOperatorConnect: Type.Boolean(),
  ticketId: Type.Optional(Type.String()), duplicates: Type.Array(Type.String())
})

const progress = Type.Object({
  ...releaseProgress.properties,
  /** Sites that are off their SBCs. */
  cleaned: Type.Array(Type.String()),
  /** The site of which something may be off its SBC. */
  cleaning: Type.String()
})

type Context = StepContext<Static<typeof input>, Static<typeof progress>>

/**
 * The steps of a release, passed over when there is nothing to release. Their names say that they are part of a
 * deletion.
 */
const release: Array<Step<Static<typeof input>, Static<typeof progress>>> = releaseNumbers.steps.map(step => ({
  ...step,
  name: `release-${step.name}`,
  run: async context => context.task.itemCount === 0 ? next() : step.run(context),
  ...(step.undo !== undefined &&
    { undo: async (context: Context) => context.task.itemCount === 0 ? next() : step.undo?.(context) ?? next() })
}))

/**
 * Goal: the customer is nowhere: no number at Microsoft, nothing on an SBC, no licence. Its lead stays. Asking again
 * goes on where it stopped.
 */
export const deleteCustomer = defineTaskKind({
  name: 'delete-customer',
  idPrefix: 'tsk',
  requiredScope: 'provider',
  partitionKey: byTenant,
  title: 'Delete a customer',
  input,
  progress,
  steps: [
    {
      ...windowStep,
      async run (context) {
        const { db, task, input: { customerId } } = context
        const sites = await sitesOfCustomer(recordsOfProvider(db, task.providerId), customerId)
        return whenAllowed(context, { sbcIds: sites.map(({ sbcId }) => sbcId), ofCustomer: customerId })
      }
    },
    {
      name: 'validate',
      message: 'Waiting until nothing else is done for the customer',
      giveUpAfter: hours(2),
      async run ({ db, task, input }) {
        const records = recordsOfProvider(db, task.providerId)
        if (await customerOf(records, input.customerId) === undefined) {
          return reject('customer_not_found', `Customer with ${input.customerId} not found`)
        }
        if (await taskOfCustomer(records, input.customerId, 'any') !== undefined) return wait(2)
        const numbers = await numbersOfTenant(records, input.msTenantId)
        if (task.itemCount === 0 && numbers.length > 0) {
          return reject('customer_has_numbers', `The customer got numbers meanwhile: ${some(numbers)}.`)
        }
        return next({}, trx => beginLeaving(trx, task.providerId, input.customerId, task.id))
      }
    },
    ...release,
    {
      name: 'release-note',
      message: 'Noting which numbers are released',
      // They stay released, whatever keeps the customer from being deleted.
      async run ({ db, task }) {
        const released = (await itemsOf(db, task)).filter(item => item.outcome === 'pending').map(({ key }) => ({
          key, outcome: 'succeeded' as const, step: 'release-complete'
        }))
        return next({}, trx => writeItems(trx, task, released))
      }
    },
    {
      name: 'clean-sites',
      message: 'Cleaning the SBCs',
      timeLimit: minutes(5),
      giveUpAfter: hours(8),
      async run (context) {
        const { db, task: { providerId }, input, progress: { cleaned = [] } } = context
        const records = recordsOfProvider(db, providerId)
        // A request may have been accepted in the instant before none was any more.
        if (await taskOfCustomer(records, input.customerId, 'any') !== undefined) return wait(2)
        const numbers = await numbersOfTenant(records, input.msTenantId)
        if (numbers.length > 0) {
          return reject(
            'customer_has_numbers', `The customer still has numbers and was not deleted: ${some(numbers)}.`
          )
        }
        const site = (await sitesOfCustomer(records, input.customerId)).find(site => !cleaned.includes(site.id))
        if (site === undefined) return next()
        await context.record({ cleaning: site.id })
        const outcome = await cleanSite(context, site.id)
        return outcome.type === 'next' ? wait(0, { cleaned: [...cleaned, site.id] }, outcome.effect) : outcome
      }
    },
    {
      name: 'forget',
      message: 'Removing the customer from the records',
      run: async ({ task, input }) => next({}, trx => removeCustomer(trx, task.providerId, input.customerId))
    }
  ],
  onEnd ({ task, input, progress: { cleaning, cleaned = [] }, failure }) {
    if (failure === undefined) return undefined
    return async trx => {
      await endLeaving(trx, task.providerId, input.customerId, task.id)
      if (cleaning !== undefined && !cleaned.includes(cleaning)) {
        await abandonSite(trx, task.providerId, cleaning, task.id, 'Deployed')
      }
    }
  },
  conclude: ({ failure }) => ({ status: failure?.status ?? 'CompletedSuccess', details: [null], output: {} })
})

import { Type } from '@sinclair/typebox'
import { isOver, longLook, statusOf, stopped, type Child } from '../../engine/children.ts'
import { hours, minutes, next, wait } from '../../engine/define.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { forgetDocument } from '../records/documents.ts'
import { buildCustomer } from './build-customer/index.ts'
import { numbersOf } from './build-customer/stages.ts'
import { kindOf, OnFailure, PartEnd, Plan } from './plan.ts'

const progress = Type.Object({ customers: Type.Array(PartEnd) })

const endOf = ({ key, kind, id: taskId, status, reason }: Child): PartEnd =>
  ({ key, kind, taskId, status, reason })

/** A customer that another request has deleted meanwhile is where it was to be. */
const endOfDeletion = (child: Child): PartEnd =>
  child.code === 'customer_not_found' ? { ...endOf(child), status: 'CompletedSuccess', reason: null } : endOf(child)

/** Goal: all customers of a document are as it says, each by a task of its own that fails for itself alone. */
export const buildCustomers = defineTaskKind({
  name: 'build-customers',
  idPrefix: 'cbd',
  requiredScope: 'channel',
  partitionKey: ofProvider('builds'),
  title: 'Build the customers of a document',
  input: Type.Object({ action: Type.String(), onFailure: OnFailure, customers: Type.Array(Plan) }),
  progress,
  steps: [
    {
      name: 'build',
      message: 'Building the customers',
      giveUpAfter: hours(100),
      timeLimit: minutes(10),
      async run ({ children, input: { customers, onFailure } }) {
        for (const plan of customers) {
          const { msTenantId, channelId } = plan
          await children.begin({
            key: msTenantId, kind: buildCustomer, input: { ...plan, onFailure }, msTenantId, channelId
          })
        }
        const begun = await children.list()
        return begun.every(isOver) ? next({ customers: begun.map(endOf) }) : wait(longLook)
      },
      /** Each customer takes back what was done for it; those that are built stay. */
      async undo ({ children }) {
        const over = await stopped(children)
        return over === undefined ? wait(longLook) : next({ customers: over.map(endOf) })
      }
    }
  ],
  conclude ({ input, progress: { customers = [] }, failure }) {
    const status = failure?.status ?? statusOf(customers)
    return {
      status, details: [status === 'CompletedSuccess' ? 'CustomersBuilt' : 'CustomersNotAllBuilt'],
      output: { Action: input.action, Customers: customers }
    }
  }
})

/** Goal: none of the customers of a document is there any more, nor, if asked for, what is stored of them. */
export const deleteCustomers = defineTaskKind({
  name: 'delete-customers',
  idPrefix: 'cbx',
  requiredScope: 'provider',
  partitionKey: ofProvider('builds'),
  title: 'Delete the customers of a document',
  input: Type.Object({ action: Type.String(), customers: Type.Array(Plan) }),
  progress,
  steps: [
    {
      name: 'delete',
      message: 'Deleting the customers',
      giveUpAfter: hours(100),
      timeLimit: minutes(10),
      async run ({ children, input: { customers } }) {
        for (const { msTenantId, stages } of customers) {
          const [part] = stages.flat()
          if (part === undefined) continue
          await children.begin({
            key: msTenantId, kind: kindOf(part.kind), input: part.input, items: numbersOf(part), msTenantId,
            customerId: part.customerId, channelId: part.channelId
          })
        }
        const begun = await children.list()
        return begun.every(isOver) ? next({ customers: begun.map(endOfDeletion) }) : wait(longLook)
      },
      async undo ({ children }) {
        const over = await stopped(children)
        return over === undefined ? wait(longLook) : next({ customers: over.map(endOfDeletion) })
      }
    },
    {
      name: 'forget',
      message: 'Taking the stored documents away',
      async run ({ task: { providerId }, input, progress: { customers = [] } }) {
        const stays = new Set(customers.filter(({ status }) => status !== 'CompletedSuccess').map(({ key }) => key))
        const gone = input.customers.filter(({ forgets, msTenantId }) => forgets && !stays.has(msTenantId))
        return next({}, async trx => {
          for (const { msTenantId } of gone) await forgetDocument(trx, { providerId, msTenantId })
        })
      }
    }
  ],
  conclude ({ input, progress: { customers = [] }, failure }) {
    const status = failure?.status ?? statusOf(customers)
    return {
      status, details: [status === 'CompletedSuccess' ? 'CustomersDeleted' : 'CustomersNotAllDeleted'],
      output: { Action: input.action, Customers: customers }
    }
  }
})

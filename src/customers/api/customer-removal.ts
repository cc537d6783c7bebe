import type { ReachedRecords } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import { numbersOfTenant, taskOfCustomer } from '../records/customer-removal.ts'
import type { StoredCustomer } from '../../tenancy/records/customers.ts'
import { releaseFacts } from '../../numbers/records/numbers.ts'
import { Problem } from '../../problems.ts'
import { isAssigned } from '../../schemas/vocabulary/assignment.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { deleteCustomer } from '../tasks/delete-customer.ts'
import { some } from '../../engine/wording.ts'
import { changing, type Caller } from '../../http/caller.ts'
import { customerGuid, noSuchCustomer, ownCustomer } from '../../tenancy/api/customers.ts'
import { ended, finishTask } from '../../http/finish-task.ts'
import type { Resource } from '../../http/resource.ts'
import { uuid } from '../../tenancy/api/tenant-query.ts'

export const customerRemoval: Resource = (scope, means) => {
  const { records } = means

  scope.delete('/customer/:customerGuid', {
    config: {
      roles: changing, from: 'provider',
      problems: [
        'out_of_scope', 'customer_not_found', 'customer_has_numbers', 'customer_busy', 'number_busy', 'task_failed',
        'task_unfinished'
      ],
      bare: { 404: 'Customer with da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11 not found' },
      again: taskId => ({ taskId })
    },
    schema: {
      operationId: 'deleteCustomer',
      summary: 'Delete a customer',
      description:
        'Takes a customer (service) away with its sites and their dial plan rules, also on the SBCs, and its ' +
        'licence; the lead stays. Refused while it has numbers, unless they are to be released. Answers when it is ' +
        'done; when that takes long, version 3 answers with the task under way.',
      tags: ['Customers'],
      params: Type.Object({ customerGuid }),
      querystring: Type.Object({
        releaseNumbers: Type.Optional(
          Type.Boolean({
            default: false,
            description:
              'Releases the numbers of the customer first. Numbers that are assigned must be unassigned before.'
          })
        ),
        removeFromOperatorConnect: Type.Optional(
          Type.Boolean({
            default: true,
            description: 'With `releaseNumbers`: false leaves Microsoft out, for a tenant that is gone there.'
          })
        )
      }),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, query: { releaseNumbers = false, removeFromOperatorConnect = true } } = request
    const inV2 = /\/api\/v2\//i.test(request.url)
    const customer = await knownCustomer(caller, request.params.customerGuid, inV2)
    const numbers = await numbersOfTenant(records(caller), customer.msTenantId)
    if (numbers.length > 0) await refuseToRelease(records(caller), customer, numbers, releaseNumbers)
    const busy = await taskOfCustomer(records(caller), customer.id, 'inTheWay')
    if (busy !== undefined) {
      throw new Problem(
        'customer_busy', `Task ${busy} is under way for customer ${customer.shortName}. Wait for it, or cancel it.`,
        { headers: { 'retry-after': '5' } }
      )
    }
    const finished = await finishTask(means, request, reply, {
      kind: deleteCustomer,
      input: { customerId: customer.id, msTenantId: customer.msTenantId, removeFromOperatorConnect, duplicates: [] },
      items: numbers, msTenantId: customer.msTenantId,
      customerId: customer.id, channelId: customer.channelId ?? undefined
    })
    if (finished.end !== undefined || inV2) {
      ended(finished, {
        customer_not_found: () => notFound(customer.id, inV2),
        customer_has_numbers: reason => new Problem('customer_has_numbers', reason)
      })
    }
    return { taskId: finished.taskId }
  })

  async function knownCustomer (caller: Caller, id: string, inV2: boolean): Promise<StoredCustomer> {
    try {
      return await ownCustomer(records(caller), id)
    } catch (error) {
      throw error instanceof Problem ? notFound(id, inV2) : error
    }
  }
}

/** Version 2 is documented to answer a bare text (docs/wire/live-cloud.md#bare-strings). */
function notFound (id: string, inV2: boolean): Problem {
  return noSuchCustomer(id, inV2 && uuid.test(id) ? `Customer with ${id} not found` : undefined)
}

export async function refuseToRelease (
  records: ReachedRecords, customer: StoredCustomer, numbers: readonly string[], releaseNumbers: boolean
): Promise<void> {
  const has =
    `Customer ${customer.shortName} has ${numbers.length} number${numbers.length === 1 ? '' : 's'} (${some(numbers)})`
  if (!releaseNumbers) {
    throw new Problem(
      'customer_has_numbers', `${has}. Release them first, or delete the customer with releaseNumbers=true.`
    )
  }
  const facts = await releaseFacts(records, customer.msTenantId, numbers)
  const assigned = facts.filter(fact => isAssigned(fact.assignmentStatus)).map(fact => fact.number)
  if (assigned.length > 0) {
    throw new Problem(
      'customer_has_numbers', `${has}, of which some are assigned: ${some(assigned)}. Unassign them first.`
    )
  }
}

import { randomUUID } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { changing, isProvider, reading, type Caller } from '../../http/caller.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'
import { Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { uuid } from '../../schemas/uuid.ts'
import { OneOf, WholeNumber } from '../../schemas/value.ts'
import { allocationListing, allocationOf, allocationsPage } from '../records/allocations.ts'
import { Allocation, AllocationPage, allocationKinds, NewAllocation } from '../schemas/allocation.ts'
import { grantUse } from '../schemas/grant-use.ts'
import { addAllocation } from '../tasks/add-allocation.ts'
import { removeAllocation } from '../tasks/remove-allocation.ts'
import { acceptAllocated, allocationProblems } from './accept-allocated.ts'
import { readGift, readNode } from './allocation-request.ts'

const tags = ['Allocations']
/** An id that no allocation of the demo has, so that trying an example changes nothing. */
const params = Type.Object({
  allocationId: Type.String({
    description: 'Id of the allocation.', examples: ['6a5a0a2e-58c4-4d10-8d9c-0f3d1f6f5a01']
  })
})

const reads: Resource = (scope, { records }) => {
  scope.get('/allocation', {
    config: { roles: reading, versions: ['v3'] },
    schema: {
      operationId: 'listAllocations',
      summary: 'List allocations',
      description: 'What the nodes of the caller\'s part of the tree may use of what the provider has.',
      tags,
      querystring: Type.Object({
        ...listQuery(allocationListing),
        kind: Type.Optional(OneOf(allocationKinds, { description: 'Only of this kind.' })),
        channelId: Type.Optional(WholeNumber({ description: 'Only those of this channel itself.' })),
        umpCustomerGuid: Type.Optional(Type.String({ maxLength: 150, description: 'Only those of this customer.' }))
      }),
      response: { 200: ref(AllocationPage) }
    }
  }, async (request, reply) => {
    const { caller, query: { kind, channelId, umpCustomerGuid } } = request
    const isNobody = umpCustomerGuid !== undefined && !uuid.test(umpCustomerGuid)
    const filter = { kind, channelId, customerId: umpCustomerGuid }
    return answerList(request, reply, allocationListing, async place =>
      isNobody ? { total: 0, data: [], next: undefined } : allocationsPage(records(caller), filter, place))
  })

  scope.get('/allocation/:allocationId', {
    config: { roles: reading, versions: ['v3'], problems: ['allocation_not_found'] },
    schema: {
      operationId: 'getAllocation', summary: 'Get one allocation', tags, params, response: { 200: ref(Allocation) }
    }
  }, ({ caller, params }) => ownAllocation(records(caller), params.allocationId))
}

const changes: Resource = (scope, means) => {
  const { records, queue } = means
  scope.post('/allocation', {
    config: {
      roles: changing, from: 'channel', versions: ['v3'], makes: addAllocation,
      problems: [...allocationProblems, 'channel_not_found', 'customer_not_found', 'site_not_found']
    },
    schema: {
      operationId: 'addAllocation',
      summary: 'Allocate something to a node',
      description:
        'Lets a channel, a customer or a SIP connection use a range of numbers, a gateway, a tag, a proxy set, a ' +
        'dial plan or an SBC. What others have is refused; the provider may say why it is given all the same. A ' +
        'channel gives its customers of what it has itself. `outputData.AllocationId` of the task is the allocation.',
      tags,
      body: ref(NewAllocation),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, body } = request
    const { node, place } = await readNode(records(caller), caller, body)
    const gift = await readGift(records(caller), body)
    const { reason, ticketId } = body
    return acceptAllocated(means, request, reply, { user: node, uses: [grantUse(gift)], reason }, {
      kind: addAllocation,
      input: { allocationId: randomUUID(), ...gift, ...node, ...(reason !== undefined && { reason }) },
      ...place, ticketId
    })
  })

  scope.delete('/allocation/:allocationId', {
    config: {
      roles: changing, from: 'channel',
      versions: ['v3'], makes: removeAllocation, problems: ['allocation_not_found', 'out_of_scope']
    },
    schema: {
      operationId: 'removeAllocation',
      summary: 'Take an allocation away',
      description: 'Nothing new can be made with it. What was made with it stays as it is.',
      tags,
      params,
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, params } = request
    const { id, channelId, umpCustomerGuid } = await ownAllocation(records(caller), params.allocationId)
    if (!mayTake(caller, umpCustomerGuid)) {
      throw new Problem('out_of_scope', 'Only the node above can take an allocation away.')
    }
    return acceptTask(queue, request, reply, {
      kind: removeAllocation, input: { allocationId: id },
      channelId: caller.channelId ?? channelId ?? undefined, customerId: umpCustomerGuid ?? undefined
    })
  })
}

export const allocations: Resource = (scope, means) => {
  for (const routes of [reads, changes]) routes(scope, means)
}

/** The provider everything; a channel what its customers have. */
function mayTake (caller: Caller, ofCustomer: string | null): boolean {
  return isProvider(caller) || (caller.customerId === undefined && ofCustomer !== null)
}

async function ownAllocation (records: ReachedRecords, id: string): Promise<Allocation> {
  const found = uuid.test(id) ? await allocationOf(records, id) : undefined
  if (found === undefined) throw new Problem('allocation_not_found', `Allocation ${id} does not exist.`)
  return found
}

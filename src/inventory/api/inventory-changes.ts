import { acceptAllocated, allocationProblems } from '../../allocations/api/accept-allocated.ts'
import { usesOfNumbers } from '../../allocations/schemas/use.ts'
import { changing } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { numberOfPath } from '../../numbers/api/number-filter.ts'
import { invalid } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { isE164 } from '../../schemas/phone-number.ts'
import { TaskReference } from '../../schemas/task.ts'
import { describing, moving, removing } from '../records/changes.ts'
import { inventoryNumber } from '../records/inventory.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'
import {
  InventoryDescription, InventoryDescriptions, InventoryMove, InventorySet, NewInventoryNumbers
} from '../schemas/inventory-change.ts'
import { internalNumberTypes } from '../schemas/inventory-number.ts'
import {
  addInventoryNumbers, additionOf, brakedDeletion, describeInventoryNumbers, moveInventoryNumbers,
  removeInventoryNumbers
} from '../tasks/keep-numbers.ts'
import { noSuchNumber, params, tags, versions } from './inventory-reads.ts'
import { acceptChange, orderOf, readPlace, setOf } from './inventory-request.ts'

const response = { 200: ref(TaskReference) }
const places = ['customer_not_found', 'site_not_found', 'out_of_scope'] as const
const bodyLimit = 2 * 1024 * 1024

const add: Resource = (scope, means) => {
  scope.post('/inventory/numbers', {
    config: {
      roles: changing, versions, makes: addInventoryNumbers,
      problems: ['number_busy', 'customer_not_found', 'site_not_found', ...allocationProblems]
    },
    bodyLimit,
    schema: {
      operationId: 'addInventoryNumbers', summary: 'Add numbers to the inventory',
      description:
        'Puts numbers or a range at a customer, a SIP connection or the provider. Those that are in the inventory ' +
        'already are left as they are; the items of the task say which. Below the provider, the numbers must be ' +
        'allocated.',
      tags, body: ref(NewInventoryNumbers), response
    }
  }, async (request, reply) => {
    const { caller, body: { vendor, labels, notes, internalNumberType: type, ticketId, ...body } } = request
    const numbers = await setOf(means, request, body)
    const { customer, site } = await readPlace(means, caller, body)
    const internalNumberType = internalNumberTypes.find(known => known.toLowerCase() === type?.trim().toLowerCase())
    if (internalNumberType === undefined && type !== undefined && !['', 'none'].includes(type.trim().toLowerCase())) {
      throw invalid({ InternalNumberType: [`Use one of ${internalNumberTypes.join(', ')}, or none.`] })
    }
    const asked = {
      ...(customer !== undefined && { customerId: customer.id }), ...(site !== undefined && { siteId: site.id }),
      ...(vendor !== undefined && { vendor }), ...(labels !== undefined && { labels: [...new Set(labels)] }),
      ...(notes !== undefined && { notes }), ...(internalNumberType !== undefined && { internalNumberType })
    }
    return acceptAllocated(
      means, request, reply,
      {
        user: { customerId: customer?.id, siteId: site?.id }, uses: usesOfNumbers(numbers, 'PhoneNumbers'),
        reason: undefined
      },
      orderOf(means.records(caller), caller, {
        kind: addInventoryNumbers, numbers, ticketId, asked,
        change: async () => additionOf(asked, numbers, await numberingFor(means.records(caller))())
      })
    )
  })
}

const remove: Resource = (scope, means) => {
  scope.post('/inventory/numbers/action/delete', {
    config: { roles: changing, versions, makes: removeInventoryNumbers, problems: ['number_busy'] },
    bodyLimit,
    schema: {
      operationId: 'removeInventoryNumbers', summary: 'Delete numbers from the inventory',
      description:
        'Only numbers that are Available go, and none that a tenant has: that one is released. The items of the task ' +
        'say why others stay.',
      tags, body: ref(InventorySet), response
    }
  }, async (request, reply) => {
    const { caller, body: { ticketId, ...body } } = request
    const numbers = await setOf(means, request, body)
    return acceptChange(means, request, reply, {
      kind: removeInventoryNumbers, numbers, ticketId, asked: {}, change: () => removing,
      brake: () => brakedDeletion({
        db: means.records(caller).beyondReach('brakes and the count of the inventory are asked for'),
        task: { providerId: caller.providerId }
      }, numbers.length)
    })
  })
}

const move: Resource = (scope, means) => {
  scope.post('/inventory/numbers/action/move', {
    config: { roles: changing, versions, makes: moveInventoryNumbers, problems: ['number_busy', ...places] },
    bodyLimit,
    schema: {
      operationId: 'moveInventoryNumbers', summary: 'Move numbers of the inventory',
      description:
        'To a customer, to a SIP connection, or back to the provider. A number that a tenant has stays with its ' +
        'customer, and moves between its SIP connections.',
      tags, body: ref(InventoryMove), response
    }
  }, async (request, reply) => {
    const { caller, body: { ticketId, ...body } } = request
    const numbers = await setOf(means, request, body)
    const { customer, site } = await readPlace(means, caller, body)
    const asked = {
      ...(customer !== undefined && { customerId: customer.id }), ...(site !== undefined && { siteId: site.id })
    }
    return acceptChange(means, request, reply, {
      kind: moveInventoryNumbers, numbers, ticketId, asked, change: () => moving(asked)
    })
  })
}

const describe: Resource = (scope, means) => {
  scope.patch('/inventory/numbers/:telephoneNumber', {
    config: {
      roles: changing, versions, makes: describeInventoryNumbers, problems: ['number_busy', 'number_not_found']
    },
    schema: {
      operationId: 'describeInventoryNumber', summary: 'Describe a number of the inventory',
      description: 'Labels and notes are for people to write. What is not named stays.',
      tags, params, body: ref(InventoryDescription), response
    }
  }, async (request, reply) => {
    const { caller, params: { telephoneNumber }, body: { ticketId, ...description } } = request
    const number = numberOfPath(telephoneNumber)
    const known = isE164(number) ? await inventoryNumber(means.records(caller), number) : undefined
    if (!isE164(number) || known === undefined) throw noSuchNumber(telephoneNumber)
    const asked = descriptionOf(description)
    return acceptChange(means, request, reply, {
      kind: describeInventoryNumbers, numbers: [number], ticketId, asked, change: () => describing(asked)
    })
  })

  scope.post('/inventory/numbers/action/describe', {
    config: { roles: changing, versions, makes: describeInventoryNumbers, problems: ['number_busy'] },
    bodyLimit,
    schema: {
      operationId: 'describeInventoryNumbers', summary: 'Describe many numbers of the inventory',
      description: 'Gives all of them these labels, these notes, or both. What is not named stays.',
      tags, body: ref(InventoryDescriptions), response
    }
  }, async (request, reply) => {
    const { ticketId, labels, notes, ...set } = request.body
    const asked = descriptionOf({ ...(labels !== undefined && { labels }), ...(notes !== undefined && { notes }) })
    return acceptChange(means, request, reply, {
      kind: describeInventoryNumbers, numbers: await setOf(means, request, set), ticketId, asked,
      change: () => describing(asked)
    })
  })
}

interface Description { labels?: string[], notes?: string }

function descriptionOf ({ labels, notes }: Description): Description {
  if (labels === undefined && notes === undefined) throw invalid({ Labels: ['Say labels, notes or both.'] })
  return {
    ...(labels !== undefined && { labels: [...new Set(labels.map(label => label.trim()))] }),
    ...(notes !== undefined && { notes })
  }
}

/** Changes of the inventory by people. */
export const inventoryChanges: Resource = (scope, means) => {
  for (const resource of [add, remove, move, describe]) resource(scope, means)
}

import { readTime } from '../../customers/api/lead-request.ts'
import { changing, forProvider } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { invalid } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { ownCustomer } from '../../tenancy/api/customers.ts'
import { endingReservation } from '../records/changes.ts'
import { InventoryExtension, InventoryReservation, InventorySet } from '../schemas/inventory-change.ts'
import {
  endReservation, extendReservation, extensionOf, reservationOf, reserveNumbers
} from '../tasks/reserve-numbers.ts'
import { tags, versions } from './inventory-reads.ts'
import { acceptChange, levelOf, setOf } from './inventory-request.ts'

const response = { 200: ref(TaskReference) }
const bodyLimit = 2 * 1024 * 1024

/** Keeping numbers for somebody. */
export const reservations: Resource = (scope, means) => {
  scope.post('/inventory/numbers/action/reserve', {
    config: {
      roles: changing, versions, makes: reserveNumbers,
      problems: ['number_busy', 'customer_not_found', 'out_of_scope']
    },
    bodyLimit,
    schema: {
      operationId: 'reserveNumbers', summary: 'Reserve numbers',
      description:
        'For an owner, for some days, until a time, or until somebody ends it. No other customer can have them ' +
        'uploaded meanwhile. Numbers that are in use, cooling, or reserved for another owner are not reserved, and ' +
        'the items of the task say so. Asking again as the same owner changes time and note.',
      tags, body: ref(InventoryReservation), response
    }
  }, async (request, reply) => {
    const { caller, body: { days, until, owner, note, umpCustomerGuid, ticketId, ...set } } = request
    if (umpCustomerGuid !== undefined) forProvider(caller, 'Only the provider reserves its own numbers for a customer.')
    const customer = umpCustomerGuid === undefined
      ? undefined
      : await ownCustomer(means.records(caller), umpCustomerGuid)
    const asked = {
      ...durationOf({ days, until }), owner: owner ?? caller.name, level: levelOf(caller),
      ...(note !== undefined && { note }), ...(customer !== undefined && { forCustomer: customer.id })
    }
    return acceptChange(means, request, reply, {
      kind: reserveNumbers, numbers: await setOf(means, request, set), ticketId, asked,
      change: () => reservationOf(asked, new Date().toISOString())
    })
  })

  scope.post('/inventory/numbers/action/extend-reservation', {
    config: { roles: changing, versions, makes: extendReservation, problems: ['number_busy'] },
    bodyLimit,
    schema: {
      operationId: 'extendReservation', summary: 'Extend the reservation of numbers',
      description: 'By days, or until a later time. What a node above reserved, those below it cannot extend.',
      tags, body: ref(InventoryExtension), response
    }
  }, async (request, reply) => {
    const { caller, body: { days, until, ticketId, ...set } } = request
    const duration = durationOf({ days, until })
    if (Object.keys(duration).length === 0) throw invalid({ Days: ['Say by how many days, or until when.'] })
    return acceptChange(means, request, reply, {
      kind: extendReservation, numbers: await setOf(means, request, set), ticketId,
      asked: { ...duration, level: levelOf(caller) },
      change: () => extensionOf({ ...duration, level: levelOf(caller) })
    })
  })

  scope.post('/inventory/numbers/action/end-reservation', {
    config: { roles: changing, versions, makes: endReservation, problems: ['number_busy'] },
    bodyLimit,
    schema: {
      operationId: 'endReservation', summary: 'End the reservation of numbers',
      description:
        'Numbers that are not reserved are unchanged. What a node above reserved, those below it cannot end.',
      tags, body: ref(InventorySet), response
    }
  }, async (request, reply) => {
    const { caller, body: { ticketId, ...set } } = request
    return acceptChange(means, request, reply, {
      kind: endReservation, numbers: await setOf(means, request, set), ticketId, asked: { level: levelOf(caller) },
      change: () => endingReservation({ level: levelOf(caller) })
    })
  })
}

interface Duration { days?: number, until?: string }

function durationOf ({ days, until }: { days: number | undefined, until: string | undefined }): Duration {
  if (days !== undefined && until !== undefined) throw invalid({ Until: ['Say days or until, not both.'] })
  const time = readTime(until, 'Until')
  if (time !== undefined && Date.parse(time) <= Date.now()) throw invalid({ Until: [`${until} is past.`] })
  return { ...(days !== undefined && { days }), ...(time !== undefined && { until: time }) }
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Order } from '../../engine/enqueue.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { forProvider, isProvider, type Caller } from '../../http/caller.ts'
import type { ApiDependencies } from '../../http/resource.ts'
import { namedAtMost, readNumbers } from '../../numbers/api/number-list.ts'
import { readRange } from '../../numbers/api/range-request.ts'
import { invalid, type FieldErrors } from '../../problems.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import type { PlannedApproval } from '../../schemas/request-plan.ts'
import { ownSite } from '../../sites/api/own-site.ts'
import type { Site } from '../../sites/records/sites.ts'
import { ownCustomer } from '../../tenancy/api/customers.ts'
import type { StoredCustomer } from '../../tenancy/records/customers.ts'
import { planInventory, type Change } from '../records/inventory-change.ts'
import { notInInventory } from '../records/inventory.ts'
import { numbersPerSet, type InventorySet } from '../schemas/inventory-change.ts'
import type { InventoryInput } from '../tasks/inventory-kind.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'

type NamedSet = Omit<InventorySet, 'ticketId'>

/** All numbers that a body means, each once. */
export async function setOf (
  { records }: Pick<ApiDependencies, 'records'>, { caller }: Pick<FastifyRequest, 'caller'>, body: NamedSet
): Promise<E164[]> {
  const { phoneNumbers, phoneNumberRanges = [], startTelephoneNumber, range } = body
  if (startTelephoneNumber === undefined && range !== undefined) {
    throw invalid({ StartTelephoneNumber: ['Say from which number on, or leave the range out.'] })
  }
  const errors: FieldErrors = {}
  const { numbers } = await readNumbers(numberingFor(records(caller)), {
    ...(phoneNumbers !== undefined && { phoneNumbers }),
    phoneNumberRanges: startTelephoneNumber === undefined
      ? phoneNumberRanges
      : [
          ...phoneNumberRanges,
          readRange({ startTelephoneNumber, ...(range !== undefined && { range }) }, numbersPerSet)
        ]
  }, errors, numbersPerSet)
  if (Object.keys(errors).length > 0) throw invalid(errors)
  return numbers
}

/** The customer, and the site if one is named, that a body means; neither is the provider itself. */
export async function readPlace (
  { records }: Pick<ApiDependencies, 'records'>, caller: Caller,
  { umpCustomerGuid, siteGuid }: { umpCustomerGuid?: string, siteGuid?: string }
): Promise<{ customer?: StoredCustomer, site?: Site }> {
  const site = siteGuid === undefined ? undefined : await ownSite(records(caller), siteGuid)
  const id = umpCustomerGuid ?? site?.customerId
  if (id === undefined) {
    forProvider(caller, 'Only the provider has numbers that no customer has: name a customer or a SIP connection.')
    return {}
  }
  const customer = await ownCustomer(records(caller), id)
  if (site !== undefined && site.customerId !== customer.id) {
    throw invalid({ SiteGuid: ['The SIP connection is not one of the customer.'] })
  }
  return { customer, ...(site !== undefined && { site }) }
}

/** How high the node of the caller stands: what a node decides, those below it cannot undo. */
export const levelOf = ({ channelId, customerId }: Caller): number =>
  customerId !== undefined ? 2 : channelId !== undefined ? 1 : 0

interface Asked<What extends object> {
  readonly kind: Order<InventoryInput<What>>['kind']
  readonly numbers: readonly E164[]
  readonly asked: What
  /** How the task would change them, for a request that only asks that. */
  readonly change: () => Change | Promise<Change>
  /** What would have to be approved before. */
  readonly brake?: () => Promise<PlannedApproval | undefined>
  readonly reason?: string | undefined
  readonly ticketId?: string | undefined
}

/** The order of a change that a caller asks for, within its own node. */
export function orderOf<What extends object> (
  records: ReachedRecords, caller: Caller, { kind, numbers, asked, change, brake, reason, ticketId }: Asked<What>
) {
  const { channelId, customerId, customerTenantId } = caller
  const input: InventoryInput<What> = {
    asked, ...(channelId !== undefined && { channelId }), ...(customerId !== undefined && { customerId }),
    ...(reason !== undefined && { reason })
  }
  return {
    kind, input, items: numbers, ticketId, channelId, customerId, msTenantId: customerTenantId,
    plan: async () => ({
      items: await planInventory(records, { channelId, customerId }, await change(), numbers), notes: [],
      approval: await brake?.()
    })
  }
}

/**
 * Stores a change of numbers of the inventory. Those that are not there get an outcome that says so; when none of them
 * is there, the request is refused. Below the provider it is refused for any of them: the task would hold a number that
 * somebody else has.
 */
export async function acceptChange<What extends object> (
  { records, queue }: Pick<ApiDependencies, 'records' | 'queue'>, request: FastifyRequest, reply: FastifyReply,
  asked: Asked<What>
): Promise<{ taskId: string }> {
  const { caller } = request
  const { numbers } = asked
  const strange = await notInInventory(records(caller), numbers)
  if (strange.length === numbers.length || (strange.length > 0 && !isProvider(caller))) {
    throw invalid({
      PhoneNumbers: strange.slice(0, namedAtMost).map(number => `${number} is not in your inventory.`)
    })
  }
  return acceptTask(queue, request, reply, orderOf(records(caller), caller, asked))
}

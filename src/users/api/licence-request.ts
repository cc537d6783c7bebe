import type { Static } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import type { Order } from '../../engine/enqueue.ts'
import { Problem, type FieldErrors } from '../../problems.ts'
import { uuid } from '../../tenancy/api/tenant-query.ts'
import { shownSecret } from '../../schemas/shown-secret.ts'
import { customerDetails, type StoredCustomer } from '../../tenancy/records/customers.ts'
import type { CustomerChange } from '../../tenancy/schemas/licence.ts'
import { isLicenceMove, mayConnect, mostLicensedUsers, type LicenceWay } from '../../tenancy/tasks/licence-moves.ts'
import { licencesInUse } from '../records/licence-holds.ts'
import { changeLicence, inUse } from '../tasks/change-licence.ts'

export const invalidChange = 'Invalid change for License Type!'

type Input = Static<typeof changeLicence['input']>

export function orderOf (
  customer: StoredCustomer,
  change: { [Field in keyof Omit<Input, 'customerId'>]: Input[Field] | undefined } & { way: LicenceWay },
  ticketId: string | undefined
): Omit<Order<Input>, 'caller' | 'providerId'> {
  const input = Object.fromEntries(
    Object.entries({ customerId: customer.id, ...change }).filter(([, value]) => value !== undefined)
  ) as Input
  return {
    kind: changeLicence, input, msTenantId: customer.msTenantId, customerId: customer.id,
    channelId: customer.channelId ?? undefined, ticketId
  }
}

export function moveRefused (): Problem {
  return new Problem('validation_failed', invalidChange, { bare: invalidChange })
}

export function refuseMove (way: LicenceWay, customer: StoredCustomer, to: number): void {
  if (!isLicenceMove(way, customer.licenseType, to)) throw moveRefused()
}

/** A read shows the secret as `***`. Sent back with the application that it belongs to, it changes neither. */
export async function withoutShownSecret (
  records: ReachedRecords, customer: StoredCustomer, body: CustomerChange
): Promise<CustomerChange> {
  const { applicationClientSecret, ...change } = body
  if (applicationClientSecret?.trim() !== shownSecret) return body
  const { applicationClientId, ...rest } = change
  const known = (await customerDetails(records, customer.id, false))?.ApplicationClientId
  return applicationClientId?.trim().toLowerCase() === known ? rest : change
}

export function changeFaults (customer: StoredCustomer, body: CustomerChange): FieldErrors {
  const { ticketId, ...change } = body
  const { applicationClientId: clientId, applicationClientSecret: secret } = change
  if (Object.keys(change).length === 0) return { '': ['Nothing is to be changed: name at least one field.'] }
  const errors: FieldErrors = {}
  if (change.customerFullName?.trim() === '') errors['CustomerFullName'] = ['A customer has a name.']
  if (clientId !== undefined && !uuid.test(clientId.trim())) {
    errors['ApplicationClientId'] = ['ApplicationClientId has not a Guid format.']
  }
  if (clientId !== undefined && secret === undefined) {
    errors['ApplicationClientSecret'] = ['The ApplicationClientSecret field is required with an ApplicationClientId.']
  }
  if (clientId === undefined && secret !== undefined) {
    errors['ApplicationClientId'] = ['The ApplicationClientId field is required with an ApplicationClientSecret.']
  }
  if (change.licensedUsersCount !== undefined && !mayConnect(customer.licenseType)) {
    errors['LicensedUsersCount'] = ['An Essentials licence counts no users; upgrade the customer first.']
  }
  if (clientId !== undefined && !mayConnect(customer.licenseType)) {
    errors['ApplicationClientId'] = [
      'Customers with an Essentials licence have no connection to their tenant; upgrade the customer first.'
    ]
  }
  return errors
}

export async function judgeCount (
  records: ReachedRecords, customer: StoredCustomer, count: number | undefined, field: string, errors: FieldErrors
): Promise<void> {
  if (count === undefined) return
  if (count < 1 || count > mostLicensedUsers) errors[field] = [`${field} must be between 1 and ${mostLicensedUsers}.`]
  const used = await licencesInUse(records, customer.msTenantId)
  if (count < used) errors[field] = [inUse(used)]
}

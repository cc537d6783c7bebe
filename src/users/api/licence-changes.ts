import { Type, type Static } from '@sinclair/typebox'
import { licencesInUse } from '../records/licence-holds.ts'
import type { StoredCustomer } from '../../tenancy/records/customers.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { invalid, Problem, type FieldErrors } from '../../problems.ts'
import { CustomerChange, LicenceUpgrade } from '../../tenancy/schemas/licence.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { changeLicence, inUse } from '../tasks/change-licence.ts'
import { isLicenceMove, mayConnect, mostLicensedUsers, type LicenceWay } from '../../tenancy/tasks/licence-moves.ts'
import type { Order } from '../../engine/enqueue.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { changing, type Caller } from '../../http/caller.ts'
import { customerGuid, noSuchCustomer, ownCustomer } from '../../tenancy/api/customers.ts'
import { ended, finishTask } from '../../http/finish-task.ts'
import type { Resource } from '../../http/resource.ts'
import { uuid } from '../../tenancy/api/tenant-query.ts'

const params = Type.Object({ customerGuid })
const tags = ['Licences']
const invalidChange = 'Invalid change for License Type!'

export const licenceChanges: Resource = (scope, means) => {
  const { records, queue, seal } = means

  scope.post('/customer/:customerGuid/action/upgrade', {
    config: {
      roles: changing, problems: ['out_of_scope', 'customer_not_found'], bare: { 400: invalidChange },
      again: taskId => ({ taskId })
    },
    schema: {
      operationId: 'upgradeCustomer',
      summary: 'Upgrade the licence of a customer',
      description:
        'From OC Essentials to Plus or Pro, or from Plus to Pro. Afterwards change the customer to give us its ' +
        'application registration.',
      tags,
      params,
      body: ref(LicenceUpgrade),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, params, body: { upgradeToLicense: licenseType, licenseCount, customerFullName, ticketId } } =
      request
    const customer = await licensable(caller, params.customerGuid)
    refuseMove('upgrade', customer, licenseType)
    const errors: FieldErrors = {}
    if (customerFullName?.trim() === '') errors['CustomerFullName'] = ['A customer has a name.']
    if (licenseCount === undefined && customer.licensedUsersCount === null) {
      errors['LicenseCount'] = ['The LicenseCount field is required.']
    }
    await judgeCount(records(caller), customer, licenseCount, 'LicenseCount', errors)
    if (Object.keys(errors).length > 0) throw invalid(errors)
    return acceptTask(
      queue,
      request,
      reply,
      orderOf(customer, {
        way: 'upgrade', licenseType, licensedUsersCount: licenseCount, fullName: customerFullName?.trim()
      }, ticketId)
    )
  })

  scope.patch('/customer/:customerGuid', {
    config: {
      roles: changing, versions: ['v3'],
      problems: ['out_of_scope', 'customer_not_found', 'task_failed', 'task_unfinished'], bare: { 400: invalidChange },
      again: () => 1
    },
    schema: {
      operationId: 'changeCustomer',
      summary: 'Upgrade or downgrade the licence of a customer',
      description:
        'Changes between Plus and Pro, the licensed users, the name, and the application registration, which is ' +
        'tried at Microsoft before anything is kept. Answers when that is done.',
      tags,
      params,
      body: ref(CustomerChange),
      response: { 200: Type.Integer({ description: 'Done.', examples: [1] }) }
    }
  }, async (request, reply) => {
    const { caller, params, body } = request
    const customer = await licensable(caller, params.customerGuid)
    const {
      licenseType, licensedUsersCount, customerFullName, applicationClientId, applicationClientSecret, ticketId
    } = body
    if (licenseType !== undefined) refuseMove('change', customer, licenseType)
    const errors = changeFaults(customer, body)
    if (errors['LicensedUsersCount'] === undefined) {
      await judgeCount(records(caller), customer, licensedUsersCount, 'LicensedUsersCount', errors)
    }
    if (Object.keys(errors).length > 0) throw invalid(errors)
    const connection = applicationClientId === undefined || applicationClientSecret === undefined
      ? undefined
      : {
          clientId: applicationClientId.trim().toLowerCase(),
          sealedSecret: seal(applicationClientSecret).toString('base64')
        }
    ended(
      await finishTask(
        means,
        request,
        reply,
        orderOf(customer, {
          way: 'change', licenseType, licensedUsersCount, fullName: customerFullName?.trim(), connection
        }, ticketId)
      ),
      {
        customer_not_found: () => noSuchCustomer(customer.id),
        license_change_invalid: moveRefused,
        licences_in_use: reason => invalid({ LicensedUsersCount: [reason] }),
        connection_refused: reason => invalid({ ApplicationClientId: [reason] }),
        secret_refused: reason => invalid({ ApplicationClientSecret: [reason] })
      }
    )
    return 1
  })

  /** A customer, unless the caller is one: what it pays for is between its provider and its channel. */
  function licensable (caller: Caller, id: string): Promise<StoredCustomer> {
    if (caller.customerId !== undefined) throw new Problem('out_of_scope', 'A customer cannot change its licence.')
    return ownCustomer(records(caller), id)
  }
}

type Input = Static<typeof changeLicence['input']>

function orderOf (
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

function moveRefused (): Problem {
  return new Problem('validation_failed', invalidChange, { bare: invalidChange })
}

function refuseMove (way: LicenceWay, customer: StoredCustomer, to: number): void {
  if (!isLicenceMove(way, customer.licenseType, to)) throw moveRefused()
}

function changeFaults (customer: StoredCustomer, body: CustomerChange): FieldErrors {
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

async function judgeCount (
  records: ReachedRecords, customer: StoredCustomer, count: number | undefined, field: string, errors: FieldErrors
): Promise<void> {
  if (count === undefined) return
  if (count < 1 || count > mostLicensedUsers) errors[field] = [`${field} must be between 1 and ${mostLicensedUsers}.`]
  const used = await licencesInUse(records, customer.msTenantId)
  if (count < used) errors[field] = [inUse(used)]
}

import { Type } from '@sinclair/typebox'
import { invalid, type FieldErrors } from '../../problems.ts'
import { CustomerChange, LicenceUpgrade } from '../../tenancy/schemas/licence.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { changing } from '../../http/caller.ts'
import { customerGuid, noSuchCustomer, ownCustomer } from '../../tenancy/api/customers.ts'
import { ended, finishTask } from '../../http/finish-task.ts'
import type { Resource } from '../../http/resource.ts'
import {
  changeFaults, invalidChange, judgeCount, moveRefused, orderOf, refuseMove, withoutShownSecret
} from './licence-request.ts'
import { connectionPlace } from '../../schemas/secret-place.ts'

const params = Type.Object({ customerGuid })
const tags = ['Licences']

const upgrade: Resource = (scope, { records, queue }) => {
  scope.post('/customer/:customerGuid/action/upgrade', {
    config: {
      roles: changing, from: 'channel', problems: ['out_of_scope', 'customer_not_found'], bare: { 400: invalidChange },
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
    const customer = await ownCustomer(records(caller), params.customerGuid)
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
}

const change: Resource = (scope, dependencies) => {
  const { records, seal } = dependencies
  scope.patch('/customer/:customerGuid', {
    config: {
      roles: changing, from: 'channel', versions: ['v3'],
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
    const { caller, params } = request
    const customer = await ownCustomer(records(caller), params.customerGuid)
    const body = await withoutShownSecret(records(caller), customer, request.body)
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
          sealedSecret: seal(applicationClientSecret, connectionPlace(caller.providerId, customer.msTenantId))
            .toString('base64')
        }
    ended(
      await finishTask(
        dependencies,
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
}

export const licenceChanges: Resource = (scope, dependencies) => {
  for (const routes of [upgrade, change]) routes(scope, dependencies)
}

import { Type } from '@sinclair/typebox'
import { userListing, usersPage } from '../records/tenant-users.ts'
import { ref } from '../../schemas/ref.ts'
import { TenantUserPage, userPageQuery, type TenantUser } from '../schemas/tenant-user.ts'
import { reading } from '../../http/caller.ts'
import { connectedCustomer } from '../../tenancy/api/connected-customer.ts'
import { customerGuid } from '../../tenancy/api/customers.ts'
import { keepUsersFresh } from './fresh-users.ts'
import { askingLimit } from '../../http/limit.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'

/** The users of a customer, out of our copy; the first request waits until there is one. */
export const users: Resource = (scope, means) => {
  scope.get('/customer/:customerGuid/user', {
    config: {
      roles: reading,
      problems: [
        'customer_not_found', 'license_insufficient', 'connection_required', 'connection_broken', 'task_unfinished',
        'task_failed', 'rate_limited'
      ]
    },
    schema: {
      operationId: 'listUsers',
      summary: 'List the users of a customer with their Teams Phone attributes',
      description:
        'For customers with Operator Connect Essentials Plus or Pro and a token connection. Answers ' +
        'from a copy, in the order of names; a copy that has aged is renewed in the background, ' +
        `and only a first reading is waited for. ${askingLimit}`,
      tags: ['Users'],
      params: Type.Object({ customerGuid }),
      querystring: Type.Object({ ...listQuery(userListing), ...userPageQuery }),
      response: { 200: ref(TenantUserPage) }
    }
  }, async (request, reply) => {
    const { caller, params } = request
    const customer = await connectedCustomer(means.records(caller), params.customerGuid)
    await keepUsersFresh(means, request, reply, customer)
    return answerList(
      request, reply, userListing,
      place => usersPage<TenantUser>(means.records(caller), customer.msTenantId, place)
    )
  })
}

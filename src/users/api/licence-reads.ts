import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { StoredCustomer } from '../../tenancy/records/customers.ts'
import { licenceInfo, licensedUsers } from '../records/licences.ts'
import { Problem } from '../../problems.ts'
import { LicenceInfo, licenceInfoOf, LicensedUser } from '../../tenancy/schemas/licence.ts'
import { ref } from '../../schemas/ref.ts'
import { reading } from '../../http/caller.ts'
import { readableCustomer } from '../../tenancy/api/connected-customer.ts'
import { customerGuid, ownCustomer } from '../../tenancy/api/customers.ts'
import { keepUsersFresh } from './fresh-users.ts'
import { askingLimit } from '../../http/limit.ts'
import type { Resource } from '../../http/resource.ts'

const params = Type.Object({ customerGuid })
const tags = ['Licences']
const reads = ['customer_not_found', 'task_unfinished', 'task_failed', 'rate_limited'] as const
const copied =
  'Users are counted out of the copy that `listUsers` reads from: one that has aged is renewed in the background, ' +
  'and only a first reading is waited for. Without a connection that works, as with an Essentials licence, ' +
  `the users are those that we know. ${askingLimit}`

export const licenceReads: Resource = (scope, means) => {
  const { records } = means

  /** A customer, and its users as fresh as they can be; a connection that broke is no reason to tell nothing. */
  async function freshCustomer (request: FastifyRequest, reply: FastifyReply, id: string): Promise<StoredCustomer> {
    const customer = await ownCustomer(records(request.caller), id)
    const readable = await readableCustomer(records(request.caller), customer)
    if (readable === undefined) return customer
    await keepUsersFresh(means, request, reply, readable).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.code !== 'connection_broken') throw error
      reply.removeHeader('location').removeHeader('retry-after')
    })
    return customer
  }

  scope.get('/customer/:customerGuid/licenseinfo', {
    config: { roles: reading, versions: ['v3'], problems: reads },
    schema: {
      operationId: 'getLicenseInfo',
      summary: 'Get what a licence was used for',
      description:
        'One record a day, the oldest first; the last one is of today, as things are now. Days on which the ' +
        `customer was not there have none. ${copied}`,
      tags,
      params,
      querystring: Type.Object({
        nrOfMonths: Type.Optional(
          Type.Integer({ minimum: 1, maximum: 120, default: 1, description: 'Months of history.' })
        )
      }),
      response: { 200: Type.Array(ref(LicenceInfo), { description: 'Day by day.' }) }
    }
  }, async (request, reply) => {
    const { caller, params, query } = request
    const { id } = await freshCustomer(request, reply, params.customerGuid)
    return (await licenceInfo(records(caller), id, query.nrOfMonths ?? 1)).map(licenceInfoOf)
  })

  scope.get('/customer/:customerGuid/licensedUsers', {
    config: { roles: reading, problems: reads },
    schema: {
      operationId: 'listLicensedUsers',
      summary: 'List licensed users',
      description: `The users of the tenant that have a number. ${copied}`,
      tags,
      params,
      response: { 200: Type.Array(ref(LicensedUser), { description: 'By name.' }) }
    }
  }, async (request, reply) => {
    const { msTenantId } = await freshCustomer(request, reply, request.params.customerGuid)
    return licensedUsers(records(request.caller), msTenantId)
  })
}

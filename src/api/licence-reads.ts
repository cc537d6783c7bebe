import { Type } from '@sinclair/typebox'
import { licenceInfo, licensedUsers } from '../database/licences.ts'
import { LicenceInfo, licenceInfoOf, LicensedUser } from '../schemas/licence.ts'
import { ref } from '../schemas/ref.ts'
import { reading } from './caller.ts'
import { customerGuid, ownCustomer } from './customers.ts'
import type { Resource } from './resource.ts'

const params = Type.Object({ customerGuid })
const tags = ['Licences']

export const licenceReads: Resource = (scope, { db }) => {
  scope.get('/customer/:customerGuid/licenseinfo', {
    config: { roles: reading, versions: ['v3'], problems: ['customer_not_found'] },
    schema: {
      operationId: 'getLicenseInfo',
      summary: 'Get what a licence was used for',
      description: 'One record a day, the oldest first; the last one is of today, as things are now. Days on which the customer was not there have none.',
      tags,
      params,
      querystring: Type.Object({ nrOfMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 120, default: 1, description: 'Months of history.' })) }),
      response: { 200: Type.Array(ref(LicenceInfo), { description: 'Day by day.' }) }
    }
  }, async ({ caller, params, query }) => {
    const { id } = await ownCustomer(db, caller, params.customerGuid)
    return (await licenceInfo(db, caller.providerId, id, query.nrOfMonths ?? 1)).map(licenceInfoOf)
  })

  scope.get('/customer/:customerGuid/licensedUsers', {
    config: { roles: reading, problems: ['customer_not_found'] },
    schema: {
      operationId: 'listLicensedUsers',
      summary: 'List licensed users',
      description: 'The users of the tenant that have a number, as the last synchronization of users found them.',
      tags,
      params,
      response: { 200: Type.Array(ref(LicensedUser), { description: 'By name.' }) }
    }
  }, async ({ caller, params }) => {
    const { msTenantId } = await ownCustomer(db, caller, params.customerGuid)
    return licensedUsers(db, caller.providerId, msTenantId)
  })
}

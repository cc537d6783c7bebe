import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { Mock } from '../mock.ts'
import { recordEffect } from '../state/world.ts'
import { userWriters, type GraphGate } from './gate.ts'
import { badRequest, free, giveLicence, licensesOf, skuOf, takeLicence } from './licences.ts'
import { contextOf, pick } from './query.ts'
import { defaultFields, findUser } from './users.ts'

const Guid = Type.String({ pattern: '^[0-9a-fA-F-]{36}$' })
const Assignment = Type.Object({
  addLicenses: Type.Array(
    Type.Object({ skuId: Guid, disabledPlans: Type.Optional(Type.Array(Guid)) }, { additionalProperties: false })
  ),
  removeLicenses: Type.Array(Guid)
}, { additionalProperties: false })

/** `assignLicense`: a user gets a subscription that has a licence left, and with it what the subscription includes. */
export function licenceAssignmentRoutes (app: FastifyInstance, mock: Mock, gate: GraphGate) {
  const options = { onRequest: gate.admit(userWriters), schema: { body: Assignment } }
  app.post<{ Params: { id: string }, Body: Static<typeof Assignment> }>(
    '/users/:id/assignLicense',
    options,
    async request => {
      const tenant = gate.tenantOf(request)
      const user = findUser(tenant, request.params.id)
      const { addLicenses, removeLicenses } = request.body
      if (typeof user['usageLocation'] !== 'string') {
        throw badRequest(
          'License assignment cannot be done for user with invalid usage location.'
        )
      }
      const added = addLicenses.map(({ skuId, disabledPlans = [] }) => ({ sku: skuOf(tenant, skuId), disabledPlans }))
      for (const { sku } of added) {
        if (!licensesOf(user).includes(sku.skuId) && free(sku) < 1) {
          throw badRequest(
            `Subscription with SKU ${sku.skuId} does not have any available licenses.`
          )
        }
      }
      for (const skuId of removeLicenses) {
        if (!licensesOf(user).includes(skuId.toLowerCase())) {
          throw badRequest(
            `User does not have a corresponding license ${skuId}.`
          )
        }
      }
      for (const skuId of removeLicenses) takeLicence(tenant, user, skuId.toLowerCase())
      for (const { sku, disabledPlans } of added) giveLicence(tenant, user, sku, disabledPlans)
      tenant.userChangedIn.set(user.id, ++tenant.userChanges)
      recordEffect(mock.world, {
        kind: 'licenceAssign', tenantId: tenant.id, requestId: null, jobId: user.id, telephoneNumbers: []
      })
      return {
        '@odata.context': contextOf(mock, request, 'users/$entity'),
        ...pick(user, [...defaultFields, 'assignedLicenses', 'assignedPlans'])
      }
    }
  )
}

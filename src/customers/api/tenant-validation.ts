import { Type } from '@sinclair/typebox'
import { tenantFacts } from '../records/leads.ts'
import { ref } from '../../schemas/ref.ts'
import { TenantValidation } from '../schemas/tenant-validation.ts'
import { validateTenant } from '../tasks/validate-tenant.ts'
import { reading } from '../../http/caller.ts'
import { ended, finishTask } from '../../http/finish-task.ts'
import { askingLimit, askingRate, limit } from '../../http/limit.ts'
import type { Resource } from '../../http/resource.ts'
import { msTenantIdQuery, readTenantId } from '../../tenancy/api/tenant-query.ts'

export const tenantValidation: Resource = (scope, means) => {
  scope.get('/oc/tenant/validation', {
    config: {
      roles: reading, about: 'nobody',
      versions: ['v3'], problems: ['task_failed', 'task_unfinished', 'rate_limited']
    },
    schema: {
      operationId: 'validateTenant',
      summary: 'Validate a tenant id',
      description:
        'Asks Entra whether the tenant exists, and looks whether we know it: before a lead is made of it, or a ' +
        `licence is applied. ${askingLimit}`,
      tags: ['Leads'],
      querystring: Type.Object({ msTenantId: { ...msTenantIdQuery, description: 'The id to validate (GUID).' } }),
      response: { 200: ref(TenantValidation) }
    }
  }, async (request, reply) => {
    const { caller } = request
    const msTenantId = readTenantId(request.query.msTenantId)
    await limit(means, request, reply, askingRate)
    const { output } = ended(
      await finishTask(means, request, reply, {
        kind: validateTenant, input: { msTenantId }, channelId: caller.channelId, customerId: caller.customerId
      })
    )
    const { isLead, isCustomer, leadIds, customerId } = await tenantFacts(means.records(caller), msTenantId)
    return {
      msTenantId,
      exists: output['Exists'] === true,
      region: typeof output['TenantRegion'] === 'string' ? output['TenantRegion'] : null,
      isLead,
      isCustomer,
      leadIds,
      umpCustomerGuid: customerId
    }
  })
}

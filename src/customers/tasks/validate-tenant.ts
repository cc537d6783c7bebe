import { Type } from '@sinclair/typebox'
import { minutes, next } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { byTenant } from '../../schemas/partitions.ts'

/** Asks Entra whether a Microsoft tenant exists. */
export const validateTenant = defineTaskKind({
  name: 'validate-tenant',
  idPrefix: 'wvt',
  requiredScope: 'customer',
  // Of any tenant, also of one that is none of the caller's: the task belongs to who asks, and not to the tenant.
  partitionKey: ({ providerId, input: { msTenantId } }) => byTenant({ providerId, msTenantId }),
  isEqualByInput: true,
  title: 'Validate a tenant id',
  input: Type.Object({ msTenantId: Type.String() }),
  progress: Type.Object({ exists: Type.Boolean(), region: Type.String() }),
  steps: [{
    name: 'ask-entra',
    message: 'Asking Entra for the tenant',
    giveUpAfter: minutes(2),
    async run ({ task, input, microsoft }) {
      const found = await microsoft.findTenant(task.providerId, input.msTenantId)
      return next({
        exists: found.status === 'exists',
        ...(found.status === 'exists' && found.region !== undefined && { region: found.region })
      })
    }
  }],
  conclude ({ input, progress: { exists = false, region }, failure }) {
    return {
      status: failure?.status ?? 'CompletedSuccess',
      details: [failure !== undefined ? 'TenantNotValidated' : exists ? 'TenantExists' : 'TenantUnknown'],
      output: { MsTenantId: input.msTenantId, Exists: exists, TenantRegion: region ?? null }
    }
  }
})

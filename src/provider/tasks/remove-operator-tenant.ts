import { Type } from '@sinclair/typebox'
import { recordsOfProvider } from '../../database/reach.ts'
import { next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { deleteOperatorTenant } from '../records/operator-tenant-changes.ts'
import { usesOfOperatorTenant } from '../records/operator-tenants.ts'
import { byOperatorTenant, conclusion, inTenant } from './operator-tenant-records.ts'

/** Goal: the tenant and its credentials are not in the records. Microsoft is left as it is. */
export const removeOperatorTenant = defineTaskKind({
  name: 'remove-operator-tenant',
  idPrefix: 'oct_rem',
  requiredScope: 'provider',
  partitionKey: byOperatorTenant,
  title: 'Remove an Operator Connect tenant',
  input: Type.Object(inTenant),
  progress: Type.Object({}),
  steps: [
    {
      name: 'remove',
      message: 'Taking the Operator Connect tenant out of the records',
      async run ({ db, task, input, say }) {
        const uses = await usesOfOperatorTenant(recordsOfProvider(db, task.providerId), input.operatorTenantId)
        if (uses.length > 0) return reject('operator_tenant_in_use', uses.join(' '))
        say('Information', 'The Operator Connect tenant is removed, with its credentials.')
        return next({}, trx => deleteOperatorTenant(trx, task.providerId, input.operatorTenantId))
      }
    }
  ],
  conclude: ({ input, failure }) => conclusion(input.operatorTenantId, failure, 'OperatorTenantRemoved')
})

import { Type } from '@sinclair/typebox'
import { recordsOfProvider } from '../../database/reach.ts'
import { next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { changeOperatorTenant as change } from '../records/operator-tenant-changes.ts'
import { operatorTenantOf } from '../records/operator-tenants.ts'
import { byOperatorTenant, conclusion, inTenant, storedSettings, TaskSettings } from './operator-tenant-records.ts'
import { counted } from './sync-state.ts'
import { endsRun, synchronizing } from './synchronize-operator-tenant.ts'

/** Goal: the tenant is as asked; then everything is read from Microsoft, where the tenant says so. */
export const changeOperatorTenant = defineTaskKind({
  name: 'change-operator-tenant',
  idPrefix: 'oct_chg',
  requiredScope: 'provider',
  partitionKey: byOperatorTenant,
  title: 'Change an Operator Connect tenant',
  input: Type.Object({ ...inTenant, settings: TaskSettings }),
  progress: Type.Object({ ...counted, synchronize: Type.Boolean() }),
  steps: [
    {
      name: 'change',
      message: 'Changing the Operator Connect tenant',
      async run ({ db, task, input, say, assertLease }) {
        const { operatorTenantId, settings } = input
        assertLease()
        const written = await change(db, task.providerId, operatorTenantId, storedSettings(settings))
        switch (written) {
          case 'missing': return reject('operator_tenant_not_found', 'The Operator Connect tenant is gone.')
          case 'name-taken':
            return reject('operator_tenant_exists', `Another Operator Connect tenant is named ${settings.name ?? ''}.`)
          case 'tenant-taken': return reject('operator_tenant_taken', 'Somebody else is the operator there.')
          case 'written': {
            const tenant = await operatorTenantOf(recordsOfProvider(db, task.providerId), operatorTenantId)
            say('Information', `Operator Connect tenant ${tenant?.name ?? operatorTenantId} is changed.`)
            return next({ synchronize: tenant?.syncMsOperatorConnect ?? false })
          }
        }
      }
    },
    ...synchronizing
  ],
  onEnd: endsRun,
  conclude: ({ input, progress, failure }) =>
    conclusion(input.operatorTenantId, failure, 'OperatorTenantChanged', { Counts: progress.counts ?? {} })
})

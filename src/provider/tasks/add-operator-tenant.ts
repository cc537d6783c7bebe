import { Type } from '@sinclair/typebox'
import { recordsOfProvider } from '../../database/reach.ts'
import { next, reject } from '../../engine/define.ts'
import { storedCredential, TaskCredential } from '../../tenancy/tasks/task-credential.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { deleteOperatorTenant, insertOperatorTenant, isOperatorTenantOfAnother } from
  '../records/operator-tenant-changes.ts'
import { isNameTaken } from '../records/operator-tenants.ts'
import {
  byOperatorTenant, conclusion, inTenant, storedSettings, TaskSettings
} from './operator-tenant-records.ts'
import { counted } from './sync-state.ts'
import { endsRun, synchronizing } from './synchronize-operator-tenant.ts'

/** Goal: the tenant is in the records and, where that was asked, what Microsoft has for it as well. */
export const addOperatorTenant = defineTaskKind({
  name: 'add-operator-tenant',
  idPrefix: 'oct_add',
  requiredScope: 'provider',
  partitionKey: byOperatorTenant,
  title: 'Add an Operator Connect tenant',
  input: Type.Object({
    ...inTenant,
    settings: Type.Intersect([TaskSettings, Type.Object({ name: Type.String(), clientId: Type.String() })]),
    credential: Type.Optional(TaskCredential),
    synchronize: Type.Boolean()
  }),
  progress: Type.Object(counted),
  steps: [
    {
      name: 'remember',
      message: 'Writing the Operator Connect tenant down',
      async run ({ db, task, input, say }) {
        const { operatorTenantId, settings, credential } = input
        if (await isOperatorTenantOfAnother(db, task.providerId, operatorTenantId)) {
          return reject('operator_tenant_taken', `Somebody else is the operator at tenant ${operatorTenantId}.`)
        }
        if (await isNameTaken(recordsOfProvider(db, task.providerId), settings.name, operatorTenantId)) {
          return reject('operator_tenant_exists', `Another Operator Connect tenant is named ${settings.name}.`)
        }
        say('Information', `Operator Connect tenant ${settings.name} is set up.`)
        // A constraint refuses what came in between; the step is then tried again, and says so.
        return next({}, trx => insertOperatorTenant(
          trx, task.providerId, operatorTenantId, storedSettings(settings),
          credential === undefined ? undefined : storedCredential(credential)
        ))
      },
      async undo ({ db, task, input, assertLease }) {
        assertLease()
        await deleteOperatorTenant(db, task.providerId, input.operatorTenantId)
        return next()
      }
    },
    ...synchronizing
  ],
  onEnd: endsRun,
  conclude: ({ input, progress, failure }) =>
    conclusion(input.operatorTenantId, failure, 'OperatorTenantAdded', { Counts: progress.counts ?? {} })
})

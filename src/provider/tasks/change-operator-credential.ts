import { Type } from '@sinclair/typebox'
import { recordsOfProvider } from '../../database/reach.ts'
import { next, reject } from '../../engine/define.ts'
import { operatorConnectionOf } from '../../tenancy/records/operator-connections.ts'
import { keepNextCredential, promoteNextCredential } from '../../tenancy/records/microsoft-credentials.ts'
import { refusedCredential, storedCredential, TaskCredential } from '../../tenancy/tasks/task-credential.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { keepFirstCredential } from '../records/operator-tenant-changes.ts'
import { operatorTenantOf } from '../records/operator-tenants.ts'
import { byOperatorTenant, conclusion, inTenant } from './operator-tenant-records.ts'
import { operatorPlace } from '../../schemas/secret-place.ts'

/**
 * Goal: Microsoft took the credential, and we have it: as the first one, or as the one that follows. Both are live
 * then, until the first one is given up.
 */
export const changeOperatorCredential = defineTaskKind({
  name: 'change-operator-credential',
  idPrefix: 'oct_crd',
  requiredScope: 'provider',
  partitionKey: byOperatorTenant,
  title: 'Give an Operator Connect tenant another credential',
  input: Type.Object({ ...inTenant, credential: TaskCredential }),
  progress: Type.Object({}),
  steps: [
    {
      name: 'try',
      message: 'Trying the credential at Microsoft',
      async run (context) {
        const { db, task, input: { operatorTenantId, credential } } = context
        const stored = await operatorConnectionOf(db, task.providerId, { operatorTenantId })
        if (stored === undefined) return reject('operator_tenant_not_found', 'The Operator Connect tenant is gone.')
        const { tenantId, clientId, cloud, proxyEncrypted: sealedProxy } = stored
        const refused = await refusedCredential(
          context, { tenantId, clientId, cloud, sealedProxy }, credential, 'operator',
          operatorPlace(task.providerId, operatorTenantId)
        )
        if (refused !== undefined) return refused
        return next()
      }
    },
    {
      name: 'keep',
      message: 'Keeping the credential',
      async run ({ db, task, input, say, assertLease }) {
        const { operatorTenantId, credential } = input
        const { facts, sealed } = storedCredential(credential)
        assertLease()
        if (await keepFirstCredential(db, task.providerId, operatorTenantId, { facts, sealed })) {
          say('Information', 'It is the first credential, and in use.')
          return next()
        }
        const holder = { of: 'operator', providerId: task.providerId, tenantId: operatorTenantId } as const
        if (!await keepNextCredential(db, holder, facts, sealed)) {
          return reject('operator_tenant_not_found', 'The Operator Connect tenant is gone.')
        }
        say('Information', 'It follows the one in use; both are live until that one is given up.')
        return next()
      }
    }
  ],
  conclude: ({ input, failure }) => conclusion(input.operatorTenantId, failure, 'OperatorCredentialKept')
})

/** Goal: the credential that follows is the only one. */
export const promoteOperatorCredential = defineTaskKind({
  name: 'promote-operator-credential',
  idPrefix: 'oct_prm',
  requiredScope: 'provider',
  partitionKey: byOperatorTenant,
  title: 'Give up the older credential of an Operator Connect tenant',
  input: Type.Object(inTenant),
  progress: Type.Object({}),
  steps: [
    {
      name: 'promote',
      message: 'Giving up the older credential',
      async run ({ db, task, input, say }) {
        const { operatorTenantId } = input
        const tenant = await operatorTenantOf(recordsOfProvider(db, task.providerId), operatorTenantId)
        if (tenant?.nextCredential == null) {
          return reject('credential_missing', 'There is no credential that follows: give one first.')
        }
        say('Information', 'The credential that followed is the only one now.')
        return next({}, async trx => {
          await promoteNextCredential(trx, { of: 'operator', providerId: task.providerId, tenantId: operatorTenantId })
        })
      }
    }
  ],
  conclude: ({ input, failure }) => conclusion(input.operatorTenantId, failure, 'OperatorCredentialPromoted')
})

import { Type } from '@sinclair/typebox'
import { recordsOfProvider } from '../../database/reach.ts'
import { next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { recordGates } from '../records/operator-tenant-changes.ts'
import { operatorTenantOf } from '../records/operator-tenants.ts'
import { OperatorGate } from '../schemas/operator-tenant.ts'
import { byOperatorTenant, conclusion, inTenant, isOpen } from './operator-tenant-records.ts'

/** Goal: we know how far a call to the operator API comes, and what to do where it stops. */
export const testOperatorTenant = defineTaskKind({
  name: 'test-operator-tenant',
  idPrefix: 'oct_tst',
  requiredScope: 'provider',
  partitionKey: byOperatorTenant,
  retentionDays: 7,
  title: 'Test the connection to an Operator Connect tenant',
  input: Type.Object(inTenant),
  progress: Type.Object({ gates: Type.Array(OperatorGate) }),
  steps: [
    {
      name: 'examine',
      message: 'Walking the gates between us and the operator API',
      timeLimit: 90,
      async run ({ db, task, input, microsoft, say }) {
        const { operatorTenantId } = input
        const tenant = await operatorTenantOf(recordsOfProvider(db, task.providerId), operatorTenantId)
        if (tenant === undefined) return reject('operator_tenant_not_found', 'The Operator Connect tenant is gone.')
        if (tenant.credential === null) {
          return reject(
            'credential_missing',
            `${tenant.name} has no credential yet: give it one with changeOperatorCredential.`
          )
        }
        const gates = await microsoft.examine(task.providerId, operatorTenantId)
        for (const { gate, result, message } of gates) {
          if (result === 'failed') say('Error', `Gate ${gate}: ${message}`)
        }
        if (isOpen(gates)) say('Information', `All gates of ${tenant.name} are open.`)
        return next({ gates: [...gates] }, trx => recordGates(trx, task.providerId, operatorTenantId, gates))
      }
    }
  ],
  conclude ({ input, progress: { gates = [] }, failure }) {
    const isWhole = gates.every(({ result }) => result === 'passed')
    return conclusion(input.operatorTenantId, failure, 'OperatorTenantTested', { Gates: gates }, isWhole)
  }
})

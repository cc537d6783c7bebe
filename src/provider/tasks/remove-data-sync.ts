import { Type } from '@sinclair/typebox'
import { next } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { deleteDataSync } from '../records/data-syncs.ts'
import { byOperatorTenant, inTenant } from './operator-tenant-records.ts'

/** Goal: there is no such data sync. What it has read stays. */
export const removeDataSync = defineTaskKind({
  name: 'remove-data-sync',
  idPrefix: 'dsy_rem',
  requiredScope: 'provider',
  partitionKey: byOperatorTenant,
  title: 'Remove a data sync',
  input: Type.Object({ ...inTenant, syncId: Type.String() }),
  progress: Type.Object({}),
  steps: [{
    name: 'remove',
    message: 'Taking the data sync out of the records',
    async run ({ task, input, say }) {
      say('Information', 'The data sync is removed; what it has read stays.')
      return next({}, trx => deleteDataSync(trx, task.providerId, input.syncId))
    }
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure === undefined ? 'DataSyncRemoved' : null],
    output: { SyncId: input.syncId }
  })
})

import { Type } from '@sinclair/typebox'
import { askingMoment } from '../../customers/records/consents.ts'
import { recordsOfProvider } from '../../database/reach.ts'
import { next, reject } from '../../engine/define.ts'
import { Words } from '../../schemas/value.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { dataSyncOf, deleteDataSync, saveDataSync } from '../records/data-syncs.ts'
import { syncTypes } from '../schemas/data-sync.ts'
import { nextRuns } from '../schemas/schedule.ts'
import { modelTypes } from '../schemas/sync-models.ts'
import { byOperatorTenant, inTenant, Nullable } from './operator-tenant-records.ts'

const DataSyncSettings = Type.Object({
  ...Type.Partial(Type.Object({
    name: Type.String(), syncType: Words(syncTypes), modelTypes: Type.Array(Words(modelTypes)),
    tenantIds: Type.Array(Type.String()), numberPrefixes: Type.Array(Type.String()), adds: Type.Boolean(),
    changes: Type.Boolean(), removes: Type.Boolean(), timeZone: Type.String()
  })).properties,
  description: Nullable(Type.String()),
  removalMax: Nullable(Type.Integer()),
  removalPercentMax: Nullable(Type.Integer()),
  schedule: Nullable(Type.String())
})

/** Goal: the data sync is as asked, and due when its schedule says. */
export const keepDataSync = defineTaskKind({
  name: 'keep-data-sync',
  idPrefix: 'dsy_kep',
  requiredScope: 'provider',
  partitionKey: byOperatorTenant,
  title: 'Add or change a data sync',
  /** Its id was chosen by the request, so that a step that runs twice makes one. */
  input: Type.Object({ ...inTenant, syncId: Type.String(), isNew: Type.Boolean(), settings: DataSyncSettings }),
  progress: Type.Object({}),
  steps: [{
    name: 'keep',
    message: 'Writing the data sync down',
    async run ({ db, task: { providerId }, input, say, assertLease }) {
      const { syncId, operatorTenantId, isNew, settings } = input
      const known = await dataSyncOf(recordsOfProvider(db, providerId), syncId)
      const { schedule = known?.schedule ?? null, timeZone = known?.timeZone ?? 'UTC' } = settings
      const [due] = schedule === null
        ? []
        : nextRuns(schedule, timeZone, new Date(await askingMoment(db)), 1)
      assertLease()
      const saved = await saveDataSync(
        db, { providerId, syncId, operatorTenantId }, settings, due?.toISOString() ?? null, isNew
      )
      if (saved === 'missing') return reject('data_sync_not_found', 'The data sync, or its tenant, is gone.')
      if (saved === 'name-taken') {
        return reject('data_sync_exists', `Another data sync of the tenant is named ${settings.name ?? ''}.`)
      }
      const when = due === undefined ? 'It runs when somebody asks.' : `It runs next at ${due.toISOString()}.`
      say('Information', `The data sync is kept. ${when}`)
      return next()
    },
    async undo ({ db, task, input, assertLease }) {
      assertLease()
      if (input.isNew) await deleteDataSync(db, task.providerId, input.syncId)
      return next()
    }
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure === undefined ? 'DataSyncKept' : null],
    output: { SyncId: input.syncId }
  })
})

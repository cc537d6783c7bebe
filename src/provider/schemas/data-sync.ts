import { Type, type Static } from '@sinclair/typebox'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { taskStatuses } from '../../schemas/task.ts'
import { OneOf, OrNull, Said, Text } from '../../schemas/value.ts'
import { modelTypes } from './sync-models.ts'

// What a data sync is to the API. Names are those of VOSS where it has one.

/** What the Data Sync page of VOSS filters by, beside the name. */
export const deviceType = 'Microsoft Operator Connect'
export const syncTypes = ['pull', 'purge'] as const

const guid = '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'
const time = OrNull(Type.String({ format: 'date-time' }))
const limit = { minimum: 0, maximum: 2_147_483_647 }

const settings = {
  name: Type.String({
    minLength: 1, maxLength: 100, pattern: '^[a-zA-Z0-9\\-_. ]+$', examples: ['Numbers of Contoso every night'],
    description: 'A name that no other data sync of the Operator Connect tenant has.'
  }),
  description: Type.String({ maxLength: 500, description: 'Free text; an empty one takes it away.' }),
  syncType: OneOf(syncTypes, {
    description: '`pull` brings the records in line with Microsoft; `purge` takes what was synchronized out of them.'
  }),
  modelTypes: Type.Array(OneOf(modelTypes), {
    minItems: 1, maxItems: modelTypes.length, description: 'Sorts of records, in the order in which they are read.'
  }),
  tenantIds: Type.Array(Text(), {
    maxItems: 1000, description: 'Only records of these tenants of customers; empty: of all.'
  }),
  numberPrefixes: Type.Array(Text({ pattern: '^\\+[1-9]\\d{0,14}$' }), {
    maxItems: 100, description: 'Only numbers that begin so; empty: all.', examples: [['+613']]
  }),
  adds: Type.Boolean({ description: 'Whether records are added.' }),
  changes: Type.Boolean({ description: 'Whether records are changed.' }),
  removes: Type.Boolean({ description: 'Whether records are removed, or marked for removal.' }),
  removalMax: Type.Integer({
    ...limit,
    description: 'A run that would remove more of a sort waits for an approval. `listBrakes` has limits beside it.'
  }),
  removalPercentMax: Type.Integer({
    minimum: 0, maximum: 100,
    description:
      'The same in percent of what is held; it counts from 100 records on.'
  }),
  schedule: Type.String({
    maxLength: 100, examples: ['30 2 * * *'],
    description: 'When it runs by itself: cron with five fields. An empty text: only when somebody asks.'
  }),
  timeZone: Type.String({ maxLength: 64, description: 'Of the schedule; UTC unless you say so.', examples: ['UTC'] })
}

const ticketId = Type.Optional(Type.String({ maxLength: 64, description: 'Your service request; kept on the task.' }))

export const DataSyncChange = Type.Object({ ...Type.Partial(Type.Object(settings)).properties, ticketId }, {
  $id: 'DataSyncChange', description: 'What is left out stays.',
  examples: [{ schedule: '30 2 * * *', timeZone: 'Europe/Berlin', removalMax: 500 }]
})
export type DataSyncChange = Static<typeof DataSyncChange>

export const NewDataSync = Type.Object({
  ...DataSyncChange.properties, name: settings.name, modelTypes: settings.modelTypes,
  operatorTenantId: Text({ description: 'The Operator Connect tenant that is read.', examples: [guid] })
}, {
  $id: 'NewDataSync',
  examples: [{
    operatorTenantId: guid, name: 'Numbers of Contoso every night', modelTypes: ['Numbers'],
    tenantIds: ['c1a7e2d0-1111-4a61-9b01-0000000000a1'], schedule: '30 2 * * *', timeZone: 'Europe/Berlin'
  }]
})

const example = {
  syncId: '3f0b9c52-5a3e-4a8e-9a51-0c5d9f6f7a11', operatorTenantId: guid, deviceName: 'Operator Connect Europe',
  deviceType, name: 'SyncMSOperatorConnectNumber', description: 'Numbers only.', syncType: 'pull',
  modelTypes: ['Numbers'], tenantIds: [], numberPrefixes: [], adds: true, changes: true, removes: true,
  removalMax: null, removalPercentMax: null, isDefault: true, schedule: '30 2 * * *', timeZone: 'UTC',
  nextRunAt: '2026-12-01T02:30:00Z', lastRun: null, createdAt: '2026-11-01T09:00:00Z', changedAt: '2026-11-01T09:00:00Z'
}

export const DataSync = Type.Object({
  syncId: Type.String(),
  operatorTenantId: Type.String(),
  deviceName: Type.String({ description: 'Name of the Operator Connect tenant.' }),
  deviceType: Said([deviceType]),
  name: Type.String(),
  description: OrNull(Type.String()),
  syncType: Said(syncTypes),
  modelTypes: Type.Array(Said(modelTypes)),
  tenantIds: Type.Array(Type.String()),
  numberPrefixes: Type.Array(Type.String()),
  adds: Type.Boolean(),
  changes: Type.Boolean(),
  removes: Type.Boolean(),
  removalMax: OrNull(Type.Integer()),
  removalPercentMax: OrNull(Type.Integer({ description: 'null: no limit beside the brakes.' })),
  isDefault: Type.Boolean({ description: 'It came with the Operator Connect tenant and goes with it.' }),
  schedule: OrNull(Type.String()),
  timeZone: Type.String(),
  nextRunAt: time,
  lastRun: Type.Unsafe<LastRun | null>({
    ...Type.Object({ taskId: Type.String(), status: Said(taskStatuses), at: Type.String({ format: 'date-time' }) }),
    type: ['object', 'null'], description: 'The last run that is kept.'
  }),
  createdAt: Type.String({ format: 'date-time' }),
  changedAt: Type.String({ format: 'date-time' })
}, { $id: 'DataSync', description: 'What is read from an Operator Connect tenant, and when.', examples: [example] })
export type DataSync = Static<typeof DataSync>
interface LastRun { taskId: string, status: string, at: string }

export const DataSyncPage = listPage(ref(DataSync), { $id: 'DataSyncPage', description: 'One page of data syncs.' })

export const DataSyncDetails = Type.Object({
  ...DataSync.properties,
  nextRuns: Type.Array(Type.String({ format: 'date-time' }), { description: 'The next five, if it has a schedule.' })
}, { $id: 'DataSyncDetails', examples: [{ ...example, nextRuns: ['2026-12-01T02:30:00Z'] }] })

export const DataSyncAnswer = Type.Object({
  taskId: Type.String(),
  status: Said(taskStatuses, {
    description: 'InProgress when it takes longer; follow the task then.', examples: ['CompletedSuccess']
  }),
  sync: Type.Optional(ref(DataSyncDetails))
}, {
  $id: 'DataSyncAnswer',
  examples: [{ taskId: 'dsy_kep_c14a0a55-fcc5-4598-b405-c978e7da1af4', status: 'CompletedSuccess' }]
})

export const DataSyncRun = Type.Object({
  dryRun: Type.Optional(Type.Boolean({ default: false, description: 'Only says what it would do.' })),
  removalMax: Type.Optional(Type.Integer({ ...limit, description: 'In place of that of the data sync.' })),
  removalPercentMax: Type.Optional(Type.Integer({
    minimum: 0, maximum: 100, description: 'In place of that of the data sync.'
  })),
  ticketId
}, { $id: 'DataSyncRun', examples: [{ dryRun: true }] })

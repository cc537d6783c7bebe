import { Type, type Static } from '@sinclair/typebox'
import { acceptTask } from '../../http/accept-task.ts'
import { administering, reading, type Caller } from '../../http/caller.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { Problem } from '../../problems.ts'
import { answerList, listQuery } from '../../http/list.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { uuid } from '../../schemas/uuid.ts'
import { OneOf, Text } from '../../schemas/value.ts'
import { readGuid } from '../../tenancy/api/given-credential.ts'
import { dataSyncListing, dataSyncOf, dataSyncsPage } from '../records/data-syncs.ts'
import { DataSyncDetails, DataSyncPage, DataSyncRun, syncTypes, type DataSync } from '../schemas/data-sync.ts'
import { nextRuns } from '../schemas/schedule.ts'
import { runOfSync } from '../tasks/data-sync-run.ts'
import { synchronizeOperatorTenant } from '../tasks/synchronize-operator-tenant.ts'
import { versions } from './own-operator-tenant.ts'

export const tags = ['Data syncs']
const part = (what: string) => Type.Optional(Type.String({
  maxLength: 100, description: `A part of the ${what}; case and blanks do not matter.`
}))
export const params = Type.Object({
  syncId: Type.String({ description: 'Id of the data sync.', examples: ['3f0b9c52-5a3e-4a8e-9a51-0c5d9f6f7a11'] })
})

/** The data sync of a path. */
export async function ownDataSync (
  { records }: Pick<ApiDependencies, 'records'>,
  { caller, params: { syncId } }: { caller: Caller, params: { syncId: string } }
): Promise<DataSync> {
  const sync = uuid.test(syncId) ? await dataSyncOf(records(caller), syncId) : undefined
  if (sync === undefined) {
    throw new Problem('data_sync_not_found', `There is no data sync ${syncId.slice(0, 40)}.`)
  }
  return sync
}

export const detailsOf = (sync: DataSync): Static<typeof DataSyncDetails> => ({
  ...sync,
  nextRuns: sync.schedule === null
    ? []
    : nextRuns(sync.schedule, sync.timeZone, new Date(), 5).map(time => time.toISOString())
})

/** What is read from Operator Connect tenants, and running it. */
export const dataSyncs: Resource = (scope, means) => {
  const { queue, records } = means
  scope.get('/operator-connect/syncs', {
    config: { roles: reading, from: 'provider', about: 'provider', versions, problems: ['out_of_scope'] },
    schema: {
      operationId: 'listDataSyncs', summary: 'List data syncs',
      description: 'Four come with each Operator Connect tenant; `Operator Connect` as a name or a device type finds ' +
        'them all.',
      tags,
      querystring: Type.Object({
        name: part('name'), deviceType: part('device type'),
        operatorTenantId: Type.Optional(Text({ description: 'Only those of one Operator Connect tenant.' })),
        syncType: Type.Optional(OneOf(syncTypes, { description: 'What they do.' })),
        scheduled: Type.Optional(Type.Boolean({ description: 'Whether they run by themselves.' })),
        ...listQuery(dataSyncListing)
      }),
      response: { 200: ref(DataSyncPage) }
    }
  }, async (request, reply) => {
    const { caller, query: { operatorTenantId, name, deviceType, syncType, scheduled } } = request
    const filter = {
      name, deviceType, syncType, scheduled,
      ...(operatorTenantId !== undefined && { operatorTenantId: readGuid('OperatorTenantId', operatorTenantId) })
    }
    return answerList(request, reply, dataSyncListing, place => dataSyncsPage(records(caller), filter, place))
  })

  scope.get('/operator-connect/syncs/:syncId', {
    config: {
      roles: reading, from: 'provider', about: 'provider',
      versions, problems: ['data_sync_not_found', 'out_of_scope']
    },
    schema: {
      operationId: 'getDataSync', summary: 'Get one data sync',
      description: 'With its next five runs and its last one.', tags, params, response: { 200: ref(DataSyncDetails) }
    }
  }, async request => detailsOf(await ownDataSync(means, request)))

  scope.post('/operator-connect/syncs/:syncId/action/run', {
    config: {
      roles: administering, from: 'provider', about: 'provider', versions, makes: synchronizeOperatorTenant,
      problems: ['data_sync_not_found', 'out_of_scope']
    },
    schema: {
      operationId: 'runDataSync', summary: 'Run a data sync',
      description:
        'The task has the counts of each sort of records, and one item for each change. A run that would remove more ' +
        'than its limit stops before it changes anything of that sort. Runs of one Operator Connect tenant follow ' +
        'each other.',
      tags, params, body: ref(DataSyncRun), response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const sync = await ownDataSync(means, request)
    const { ticketId, ...options } = request.body
    return acceptTask(queue, request, reply, {
      kind: synchronizeOperatorTenant, ticketId,
      input: { operatorTenantId: sync.operatorTenantId, run: runOfSync(sync, options) }
    })
  })
}

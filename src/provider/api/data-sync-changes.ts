import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { administering } from '../../http/caller.ts'
import { ended, finishTask } from '../../http/finish-task.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { invalid, Problem, type ProblemCode } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { dataSyncOf } from '../records/data-syncs.ts'
import { operatorTenantOf } from '../records/operator-tenants.ts'
import { DataSyncAnswer, DataSyncChange, NewDataSync, type DataSync } from '../schemas/data-sync.ts'
import { faultOfSchedule } from '../schemas/schedule.ts'
import { keepDataSync } from '../tasks/keep-data-sync.ts'
import { removeDataSync } from '../tasks/remove-data-sync.ts'
import { detailsOf, ownDataSync, params, tags } from './data-syncs.ts'
import { again, ticketQuery, versions } from './own-operator-tenant.ts'
import type { InputOf } from '../../engine/enqueue.ts'
import { readGuid } from '../../tenancy/api/given-credential.ts'

type Settings = InputOf<typeof keepDataSync>['settings']
const problems = [
  'out_of_scope', 'data_sync_not_found', 'task_failed', 'task_unfinished'
] as const satisfies readonly ProblemCode[]

/** The settings as a task may hold them. Empty texts take away; `known` is what they change. */
function readSettings ({ ticketId: _, ...body }: DataSyncChange, known?: DataSync): Settings {
  const { name, description, schedule, timeZone, tenantIds, modelTypes, ...rest } = body
  if (name?.trim() === '') throw invalid({ Name: ['The Name field is required.'] })
  if (modelTypes !== undefined && new Set(modelTypes).size < modelTypes.length) {
    throw invalid({ ModelTypes: ['Each model type is named once.'] })
  }
  const cron = schedule === undefined ? known?.schedule ?? undefined : schedule.trim() || undefined
  const fault = cron === undefined && timeZone === undefined
    ? undefined
    : faultOfSchedule(cron ?? '0 0 * * *', timeZone?.trim() ?? known?.timeZone ?? 'UTC')
  if (fault !== undefined) throw invalid({ [fault.field]: [fault.reason] })
  return {
    ...rest,
    ...(modelTypes !== undefined && { modelTypes }),
    ...(name !== undefined && { name: name.trim() }),
    ...(description !== undefined && { description: description.trim() || null }),
    ...(schedule !== undefined && { schedule: schedule.trim() || null }),
    ...(timeZone !== undefined && { timeZone: timeZone.trim() }),
    ...(tenantIds !== undefined && { tenantIds: tenantIds.map(id => readGuid('TenantIds', id)) })
  }
}

/** What makes a default data sync what clients know it as. */
const fixed = ['name', 'syncType', 'modelTypes'] as const

async function keep (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, input: InputOf<typeof keepDataSync>,
  ticketId: string | undefined
) {
  const finished = await finishTask(means, request, reply, { kind: keepDataSync, ticketId, input })
  const { status } = ended(finished, {
    data_sync_exists: reason => invalid({ Name: [reason] }),
    data_sync_not_found: reason => new Problem('data_sync_not_found', reason)
  })
  const sync = await dataSyncOf(means.records(request.caller), input.syncId)
  return { taskId: finished.taskId, status, ...(sync !== undefined && { sync: detailsOf(sync) }) }
}

const add: Resource = (scope, means) => {
  scope.post('/operator-connect/syncs', {
    config: {
      roles: administering, from: 'provider', about: 'provider',
      versions, again, problems: [...problems, 'operator_tenant_not_found']
    },
    schema: {
      operationId: 'addDataSync', summary: 'Add a data sync', tags, body: ref(NewDataSync),
      response: { 200: ref(DataSyncAnswer) }
    }
  }, async (request, reply) => {
    const { caller, body: { operatorTenantId: given, ...body } } = request
    const operatorTenantId = readGuid('OperatorTenantId', given)
    if (await operatorTenantOf(means.records(caller), operatorTenantId) === undefined) {
      throw new Problem('operator_tenant_not_found', `No Operator Connect tenant ${operatorTenantId} is set up.`)
    }
    const settings = readSettings(body)
    const input = { operatorTenantId, syncId: randomUUID(), isNew: true, settings }
    return keep(means, request, reply, input, body.ticketId)
  })
}

const change: Resource = (scope, means) => {
  scope.patch('/operator-connect/syncs/:syncId', {
    config: {
      roles: administering, from: 'provider', about: 'provider',
      versions, again, problems: [...problems, 'data_sync_is_default']
    },
    schema: {
      operationId: 'changeDataSync', summary: 'Change a data sync',
      description: 'Name, type and model types of those that came with their Operator Connect tenant stay.',
      tags, params, body: ref(DataSyncChange), response: { 200: ref(DataSyncAnswer) }
    }
  }, async (request, reply) => {
    const { operatorTenantId, syncId, ...sync } = await ownDataSync(means, request)
    const { body } = request
    const named = fixed.filter(setting => body[setting] !== undefined)
    if (sync.isDefault && named.length > 0) {
      throw new Problem('data_sync_is_default', `${sync.name} keeps its ${named.join(' and ')}; add another data sync.`)
    }
    const settings = readSettings(body, { operatorTenantId, syncId, ...sync })
    if (Object.keys(settings).length === 0) throw invalid({ '': ['Name at least one setting to change.'] })
    return keep(means, request, reply, { operatorTenantId, syncId, isNew: false, settings }, body.ticketId)
  })
}

const remove: Resource = (scope, means) => {
  scope.delete('/operator-connect/syncs/:syncId', {
    config: {
      roles: administering, from: 'provider', about: 'provider',
      versions, again, problems: [...problems, 'data_sync_is_default']
    },
    schema: {
      operationId: 'removeDataSync', summary: 'Remove a data sync', description: 'What it has read stays.', tags,
      params, querystring: ticketQuery, response: { 200: ref(DataSyncAnswer) }
    }
  }, async (request, reply) => {
    const { operatorTenantId, syncId, isDefault, name } = await ownDataSync(means, request)
    if (isDefault) throw new Problem('data_sync_is_default', `${name} goes with its Operator Connect tenant.`)
    const finished = await finishTask(means, request, reply, {
      kind: removeDataSync, ticketId: request.query.ticketId, input: { operatorTenantId, syncId }
    })
    return { taskId: finished.taskId, status: ended(finished).status }
  })
}

/** Making data syncs, and their schedules. */
export const dataSyncChanges: Resource = (scope, means) => {
  for (const route of [add, change, remove]) route(scope, means)
}

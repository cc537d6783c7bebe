import { randomUUID } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import { channelOf } from '../../tenancy/records/channels.ts'
import { leadsMeant, leadTaken } from '../records/leads.ts'
import { invalid, Problem } from '../../problems.ts'
import { Lead, NewLead } from '../schemas/lead.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { channelFault } from '../../tenancy/tasks/channel-rules.ts'
import { createLead } from '../tasks/create-lead.ts'
import { deleteLead } from '../tasks/delete-lead.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { changing, type Caller } from '../../http/caller.ts'
import { ended, finishTask, untilEnd, type Finished } from '../../http/finish-task.ts'
import { leadOf } from './lead-addresses.ts'
import { synchronization } from './lead-request.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { msTenantIdQuery, readTenantId, uuid } from '../../tenancy/api/tenant-query.ts'
import { Text } from '../../schemas/value.ts'

const tags = ['Leads']

const create: Resource = (scope, dependencies) => {
  const { records } = dependencies
  scope.post('/oc/lead', {
    config: {
      roles: changing, from: 'channel', about: 'nobody',
      problems: ['out_of_scope', 'lead_not_found', 'task_failed', 'task_unfinished'],
      bare: { 404: 'Invalild lead' },
      again: async (taskId, request) =>
        created(records, await untilEnd(dependencies, request, taskId), request.caller, isV2(request))
    },
    schema: {
      operationId: 'createLead',
      summary: 'Create a lead without consent',
      description:
        'Adds a tenant as a lead without its consent, here and at Microsoft, and answers when that is done. The ' +
        'name of the company is used once.',
      tags,
      body: ref(NewLead),
      response: { 200: ref(Lead) }
    }
  }, async (request, reply) => {
    const { caller, body } = request
    const bad = new BadFields()
    const msTenantId = bad.read(() => body.tenantId.trim().toLowerCase())
    const companyName = bad.read(() => body.companyName.trim())
    if (msTenantId !== undefined && !uuid.test(msTenantId)) bad.add({ TenantId: ['tenantId has not a Guid format'] })
    if (companyName === '') bad.add({ CompanyName: ['The CompanyName field is required.'] })
    if (msTenantId === undefined || companyName === undefined) throw bad.refusal()
    bad.refuse()
    const fault = caller.channelId === undefined
      ? undefined
      : channelFault(caller.channelId, await channelOf(records(caller), caller.channelId), false)
    if (fault !== undefined) throw invalid({ ChannelId: [fault] })
    await refuseTaken(records(caller), msTenantId, companyName)
    const finished = await finishTask(dependencies, request, reply, {
      kind: createLead,
      input: {
        leadId: randomUUID(), msTenantId, companyName,
        ...(caller.channelId !== undefined && { channelId: caller.channelId })
      },
      msTenantId,
      channelId: caller.channelId,
      ticketId: body.ticketId
    })
    if (finished.end?.code === 'lead_exists') await refuseTaken(records(caller), msTenantId, companyName)
    return created(records, finished, caller, isV2(request))
  })
}

const remove: Resource = (scope, dependencies) => {
  const { records } = dependencies
  scope.delete('/oc/lead', {
    config: {
      roles: changing, from: 'channel', about: 'lead',
      problems: ['out_of_scope', 'lead_not_found', 'lead_in_use', 'task_failed', 'task_unfinished'],
      bare: { 400: 'Invalid lead', 404: 'Invalild lead' }, again: taskId => ({ taskId })
    },
    schema: {
      operationId: 'deleteLead',
      summary: 'Delete a lead without consent',
      description:
        'Takes a direct lead back, here and at Microsoft. Not when it is licensed or its tenant has numbers, and ' +
        'never a consent that a tenant gave itself.',
      tags,
      querystring: Type.Object({
        msTenantId: Text({ ...msTenantIdQuery, description: 'Microsoft tenant id, or the id of the lead.' })
      }),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller } = request
    const id = readTenantId(request.query.msTenantId)
    const [lead] = await leadsMeant(records(caller), id)
    if (lead === undefined) {
      throw new Problem(
        'lead_not_found', 'The tenant is not one of your leads.', isV2(request) ? { bare: 'Invalild lead' } : {}
      )
    }
    const inUse = (reason: string): Problem =>
      new Problem('lead_in_use', reason, isV2(request) ? { bare: 'Invalid lead' } : {})
    if (!lead.isDirect) throw inUse('The tenant consented itself; only it can take that back.')
    if (lead.customerId !== null) throw inUse('The lead is licensed; delete the customer first.')
    if (lead.hasNumbers) throw inUse('The tenant has numbers; release them first.')
    const finished = await finishTask(dependencies, request, reply, {
      kind: deleteLead, input: { leadId: lead.id, msTenantId: lead.msTenantId }, msTenantId: lead.msTenantId,
      channelId: lead.channelId ?? undefined
    })
    ended(finished, { lead_in_use: inUse })
    return { taskId: finished.taskId }
  })
}

const synchronize: Resource = (scope, { queue }) => {
  scope.post('/oc/lead/action/synchronize', {
    config: { roles: changing, from: 'provider', about: 'nobody', versions: ['v3'], problems: ['out_of_scope'] },
    schema: {
      operationId: 'synchronizeLeads',
      summary: 'Synchronize leads with Microsoft',
      description:
        'Reads the consents that Microsoft has: all of them, or those of one tenant. Leads that it does not have ' +
        'any more become Removed.',
      tags,
      querystring: Type.Object({ msTenantId: Type.Optional(msTenantIdQuery) }),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { msTenantId } = request.query
    return acceptTask(
      queue, request, reply,
      synchronization(msTenantId === undefined ? undefined : readTenantId(msTenantId))
    )
  })
}

export const leads: Resource = (scope, dependencies) => {
  for (const routes of [create, remove, synchronize]) routes(scope, dependencies)
}

/** Both at once when both are so, in the words that clients know (docs/wire/live-cloud.md#errors). */
async function refuseTaken (records: ReachedRecords, msTenantId: string, companyName: string): Promise<void> {
  const taken = await leadTaken(records, msTenantId, companyName)
  if (!taken.tenant && !taken.name) return
  throw invalid({
    ...(taken.tenant && { TenantId: ['This MsTenant already exists as an UMP lead!'] }),
    ...(taken.name && { CompanyName: ['Company name is already used for an UMP lead.'] })
  })
}

async function created (
  records: ApiDependencies['records'], finished: Finished, caller: Caller, bare: boolean
): Promise<Lead> {
  const { output } = ended(finished, {
    tenant_unknown: reason => new Problem('lead_not_found', reason, bare ? { bare: 'Invalild lead' } : {}),
    lead_exists: reason => invalid({ TenantId: [reason] })
  })
  return leadOf(records(caller), String(output['LeadId']))
}

function isV2 (request: { originalUrl: string }): boolean {
  return /\/api\/v2\//i.test(request.originalUrl)
}

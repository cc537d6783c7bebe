import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { assignables, type Assignable } from '../records/channel-assignments.ts'
import { channelOf } from '../records/channels.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { invalid, Problem, type FieldErrors } from '../../problems.ts'
import { ChannelAssigned, ChannelAssignment, ChannelRemoved } from '../schemas/channel.ts'
import { ref } from '../../schemas/ref.ts'
import { channelFault } from '../tasks/channel-rules.ts'
import { assignChannel } from '../tasks/assign-channel.ts'
import { changing } from '../../http/caller.ts'
import { ended, finishTask, untilEnd } from '../../http/finish-task.ts'
import { limit } from '../../http/limit.ts'
import type { Resource } from '../../http/resource.ts'
import { msTenantIdQuery, uuid } from './tenant-query.ts'

/** As clients know it (docs/wire/live-cloud.md#limits): 300 requests a minute, of all callers together. */
const assignRate = { operation: 'assign-channel', requests: 300, seconds: 60, forAll: true }

const tags = ['Channels']

export const channelAssignments: Resource = (scope, means) => {
  const { records } = means
  scope.put('/ovoc/channel/action/assign', {
    config: {
      roles: changing, from: 'provider', about: 'lead',
      versions: ['v3'], problems: ['out_of_scope', 'rate_limited', 'task_failed', 'task_unfinished'],
      again: async (taskId, request) => {
        ended(await untilEnd(means, request, taskId))
        return assigned(request.body as ChannelAssignment)
      }
    },
    schema: {
      operationId: 'assignChannel',
      summary: 'Assign a lead or a customer to a channel',
      description:
        'Exactly one of `leadMsTenantId`, `leadId` and `umpCustomerGuid` says which. A lead must be Active, and ' +
        'belong to no other channel. 300 requests a minute, of all callers together.',
      tags,
      body: ref(ChannelAssignment),
      response: { 200: ref(ChannelAssigned) }
    }
  }, async (request, reply) => {
    const { caller, body } = request
    await limit(means, request, reply, assignRate)
    const channelId = readChannel(body)
    const leads = await readLeads(records(caller), body, channelId)
    const [first] = leads
    const finished = await finishTask(means, request, reply, {
      kind: assignChannel, input: { channelId, leadIds: leads.map(lead => lead.leadId) },
      msTenantId: first?.msTenantId, customerId: first?.customerId ?? undefined,
      channelId, ticketId: body.ticketId
    })
    ended(finished, { channel_unknown: reason => invalid({ ChannelId: [reason] }) })
    return assigned(body)
  })

  const removed = async (taskId: string, request: FastifyRequest): Promise<{ status: boolean, data: string }> => {
    const { output } = ended(await untilEnd(means, request, taskId))
    return { status: true, data: `Removed channel ${String(output['RemovedChannelId'])}` }
  }
  scope.put('/ovoc/channel/action/remove', {
    config: {
      roles: changing, from: 'provider',
      versions: ['v3'],
      problems: [
        'out_of_scope', 'rate_limited', 'tenant_id_invalid', 'channel_not_assigned', 'task_failed', 'task_unfinished'
      ],
      again: removed
    },
    schema: {
      operationId: 'removeFromChannel',
      summary: 'Remove a lead from its channel',
      description:
        'The customer that was made from it goes along. A channel can be deleted when nothing belongs to it any more.',
      tags,
      querystring: Type.Object({ msTenantId: Type.Optional(msTenantIdQuery) }),
      response: { 200: ref(ChannelRemoved) }
    }
  }, async (request, reply) => {
    const { caller } = request
    await limit(means, request, reply, assignRate)
    const msTenantId = request.query.msTenantId?.trim() ?? ''
    if (!uuid.test(msTenantId)) throw new Problem('tenant_id_invalid', 'msTenantId has not a Guid format')
    const leads = (await assignables(records(caller), { msTenantId })).filter(lead => lead.channelId !== null)
    const [first] = leads
    if (first === undefined) throw new Problem('channel_not_assigned', `Tenant ${msTenantId} belongs to no channel.`)
    const { taskId } = await finishTask(means, request, reply, {
      kind: assignChannel,
      input: { channelId: null, removedChannelId: first.channelId ?? 0, leadIds: leads.map(lead => lead.leadId) },
      msTenantId, customerId: first.customerId ?? undefined
    })
    return removed(taskId, request)
  })
}

/** Whoever writes `ovocChannelId` knows the older answer. */
function assigned ({ channelId, ovocChannelId }: ChannelAssignment): ChannelAssigned {
  return channelId === undefined && ovocChannelId !== undefined
    ? { status: true, data: `new lead ovocChannelId: ${ovocChannelId}` }
    : { status: 'success', succeeded: true, message: 'Lead successfully assigned to the channel' }
}

function readChannel ({ channelId, ovocChannelId }: ChannelAssignment): number {
  const id = channelId ?? ovocChannelId
  if (id === undefined) throw invalid({ ChannelId: ['The ChannelId field is required.'] })
  if (ovocChannelId !== undefined && ovocChannelId !== id) {
    throw invalid({ ChannelId: ['channelId and ovocChannelId name different channels.'] })
  }
  return id
}

const names = { leadMsTenantId: 'TenantId', leadId: 'LeadId', umpCustomerGuid: 'UmpCustomerGuid' } as const

/** The leads that are meant, when all of them can go to the channel; one that is there already can. */
async function readLeads (
  records: ReachedRecords, body: ChannelAssignment, channelId: number
): Promise<Assignable[]> {
  const given = (['leadMsTenantId', 'leadId', 'umpCustomerGuid'] as const).filter(name => body[name] !== undefined)
  const [by] = given
  if (by === undefined || given.length > 1) {
    throw invalid({ LeadMsTenantId: ['Exactly one of leadMsTenantId, leadId and umpCustomerGuid is required.'] })
  }
  const id = body[by]?.trim().toLowerCase() ?? ''
  const key = by === 'leadMsTenantId' ? 'msTenantId' : by === 'leadId' ? 'leadId' : 'customerId'
  const found = uuid.test(id) ? await assignables(records, { [key]: id }) : []
  const channel = await channelOf(records, channelId)
  const errors: FieldErrors = {}
  const refuse = (field: string, message: string): unknown => (errors[field] ??= []).push(message)
  const fault = channelFault(
    channelId, channel, found.some(lead => lead.customerId !== null && lead.channelId !== channelId)
  )
  if (fault !== undefined) refuse('ChannelId', fault)
  const active = by === 'umpCustomerGuid' ? found : found.filter(lead => lead.status === 'Active')
  if (found.length === 0) refuse(names[by], `There is no such ${by === 'umpCustomerGuid' ? 'customer' : 'lead'}.`)
  else if (active.length === 0) {
    refuse(names[by], `Only leads in "Active" status can be assigned to a channel; this one is ${found[0]?.status}.`)
  }
  const elsewhere = active.find(lead => lead.channelId !== null && lead.channelId !== channelId)
  if (elsewhere !== undefined) {
    refuse('TenantId', 'This MsTenant already exists as an UMP lead!')
    refuse('TenantId', `It belongs to channel ${elsewhere.channelId}; remove it from there first.`)
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
  return active
}

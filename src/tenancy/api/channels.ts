import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  channelNamed, channelOf, channelsPage, heldByChannel, newChannelId, type ChannelSettings
} from '../records/channels.ts'
import { invalid, Problem } from '../../problems.ts'
import { Channel, ChannelChange, ChannelPage, NewChannel } from '../schemas/channel.ts'
import { OvocChannel, OvocChannels, OvocReference, ovocServices } from '../schemas/ovoc-channel.ts'
import { pageQuery } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { addChannel } from '../tasks/add-channel.ts'
import { changeChannel } from '../tasks/change-channel.ts'
import { deleteChannel } from '../tasks/delete-channel.ts'
import { forProvider, reading, type Caller, type Role } from '../../http/caller.ts'
import { ended, finishTask, untilEnd } from '../../http/finish-task.ts'
import { ovocTime } from '../../http/ovoc-time.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { uuid } from './tenant-query.ts'

const tags = ['Channels']
/** The tree itself is for administrators. */
const governing: readonly Role[] = ['Admin']
const finishing = ['task_failed', 'task_unfinished'] as const
const params = Type.Object({ channelid: Type.String({ description: 'Id of the channel.', examples: ['1574'] }) })
const ovocParams = Type.Object({ id: Type.String({ description: 'Id of the channel.', examples: ['1574'] }) })

export const channels: Resource = (scope, means) => {
  const { db } = means

  async function visible (caller: Caller, id: number): Promise<Channel> {
    const isOwn = caller.customerId === undefined && (caller.channelId === undefined || caller.channelId === id)
    const channel = isOwn ? await channelOf(db, caller.providerId, id) : undefined
    if (channel === undefined) throw unknown(id)
    return channel
  }

  async function listed (caller: Caller, offset: number, limit: number): ReturnType<typeof channelsPage> {
    return caller.customerId !== undefined
      ? { total: 0, data: [] }
      : channelsPage(db, caller.providerId, caller.channelId, offset, limit)
  }

  /** The id of a channel that a task has added or changed. */
  const after = async (taskId: string, request: FastifyRequest): Promise<number> =>
    Number(ended(await untilEnd(means, request, taskId)).output['ChannelId'])
  const shown = async (taskId: string, request: FastifyRequest): Promise<Channel> =>
    visible(request.caller, await after(taskId, request))

  scope.get('/ovoc/channel', {
    config: { roles: reading, versions: ['v3'] },
    schema: {
      operationId: 'listChannels', summary: 'List channels', description: 'An application of a channel sees its own.',
      tags, querystring: Type.Object(pageQuery), response: { 200: ref(ChannelPage) }
    }
  }, async ({ caller, query: { PageNumber = 1, PageSize = 200 } }) => {
    const { total, data } = await listed(caller, (PageNumber - 1) * PageSize, PageSize)
    return {
      currentPage: PageNumber, pageSize: PageSize, totalPages: Math.ceil(total / PageSize), totalRecords: total, data
    }
  })

  scope.get('/ovoc/channel/:channelid', {
    config: { roles: reading, versions: ['v3'], problems: ['channel_not_found'] },
    schema: { operationId: 'getChannel', summary: 'Get one channel', tags, params, response: { 200: ref(Channel) } }
  }, ({ caller, params }) => visible(caller, readId(params.channelid)))

  scope.post('/ovoc/channel', {
    config: { roles: governing, versions: ['v3'], problems: ['out_of_scope', ...finishing], again: shown },
    schema: {
      operationId: 'addChannel', summary: 'Add a channel', description: 'Answers when it is there.', tags,
      body: ref(NewChannel), response: { 200: ref(Channel) }
    }
  }, async (request, reply) => visible(request.caller, await add(means, request, reply, request.body)))

  scope.patch('/ovoc/channel/:channelid', {
    config: {
      roles: governing, versions: ['v3'], problems: ['out_of_scope', 'channel_not_found', ...finishing], again: shown
    },
    schema: {
      operationId: 'changeChannel', summary: 'Change a channel', tags, params, body: ref(ChannelChange),
      response: { 200: ref(Channel) }
    }
  }, async (request, reply) => {
    const id = readId(request.params.channelid)
    await change(means, request, reply, id, request.body)
    return visible(request.caller, id)
  })

  scope.delete('/ovoc/channel/:channelid', {
    config: {
      roles: governing, versions: ['v3'],
      problems: ['out_of_scope', 'channel_not_found', 'channel_in_use', ...finishing]
    },
    schema: {
      operationId: 'deleteChannel', summary: 'Delete a channel',
      description: 'Not while leads, customers or applications belong to it.', tags, params,
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => ({ taskId: await remove(means, request, reply, readId(request.params.channelid)) }))

  const path = '/topology/channels'
  scope.get(path, {
    config: { roles: reading, versions: ['ovoc'] },
    schema: {
      operationId: 'listOvocChannels', summary: 'Get list of channels',
      description: 'All of them; an application of a channel sees its own.', tags, response: { 200: ref(OvocChannels) }
    }
  }, async ({ caller }) => ({ channels: (await listed(caller, 0, 1_000_000)).data.map(toOvoc) }))

  scope.get(`${path}/:id`, {
    config: { roles: reading, versions: ['ovoc'], problems: ['channel_not_found'] },
    schema: {
      operationId: 'getOvocChannel', summary: 'Get specific channel details', tags, params: ovocParams,
      response: { 200: ref(OvocChannel) }
    }
  }, async ({ caller, params }) => toOvoc(await visible(caller, readId(params.id))))

  const created = (reply: FastifyReply, id: number): FastifyReply =>
    reply.code(201).send({ id, url: `ovoc/v1${path}/${id}` })
  scope.post(path, {
    config: {
      roles: governing, versions: ['ovoc'], problems: ['out_of_scope', ...finishing],
      again: async (taskId, request, reply) => created(reply, await after(taskId, request))
    },
    schema: {
      operationId: 'addOvocChannel', summary: 'Add channel', tags, body: ref(NewChannel),
      response: { 201: ref(OvocReference) }
    }
  }, async (request, reply) => created(reply, await add(means, request, reply, request.body)))

  const reference = (id: number): { id: number, url: string } => ({ id, url: `ovoc/v1${path}/${id}` })
  scope.put(`${path}/:id`, {
    config: {
      roles: governing, versions: ['ovoc'], problems: ['out_of_scope', 'channel_not_found', ...finishing],
      again: async (taskId, request) => reference(await after(taskId, request))
    },
    schema: {
      operationId: 'updateOvocChannel', summary: 'Update channel', description: 'What is left out stays as it is.',
      tags, params: ovocParams, body: ref(ChannelChange), response: { 200: ref(OvocReference) }
    }
  }, async (request, reply) => {
    const id = readId(request.params.id)
    await change(means, request, reply, id, request.body)
    return reference(id)
  })

  scope.delete(`${path}/:id`, {
    config: {
      roles: governing, versions: ['ovoc'],
      problems: ['out_of_scope', 'channel_not_found', 'channel_in_use', ...finishing],
      again: async (taskId, request) => reference(await after(taskId, request))
    },
    schema: {
      operationId: 'deleteOvocChannel', summary: 'Delete channel',
      description: 'Not while leads, customers or applications belong to it.', tags, params: ovocParams,
      response: { 200: ref(OvocReference) }
    }
  }, async (request, reply) => {
    const id = readId(request.params.id)
    await remove(means, request, reply, id)
    return reference(id)
  })
}

const unknown = (id: number | string): Problem =>
  new Problem('channel_not_found', `Channel ${id} is not among your channels.`)

function readId (text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw unknown(text)
  return Number(text)
}

const nameTaken = (name: string) => () => invalid({ Name: [`Another channel is named ${name}.`] })

/** What a body says, in our words; an empty text takes away. */
function settingsOf ({ ticketId: _ticketId, ...body }: ChannelChange): ChannelSettings {
  const { name, msTenantId, description, operatorConnectEnabled, maxCustomers } = body
  const tenant = msTenantId?.trim()
  if (tenant !== undefined && tenant !== '' && !uuid.test(tenant)) {
    throw invalid({ MsTenantId: ['msTenantId has not a Guid format'] })
  }
  if (name?.trim() === '') throw invalid({ Name: ['The Name field is required.'] })
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(tenant !== undefined && { msTenantId: tenant.toLowerCase() || null }),
    ...(description !== undefined && { description: description.trim() || null }),
    ...(operatorConnectEnabled !== undefined && { operatorConnectEnabled }),
    ...(maxCustomers !== undefined && { maxCustomers: maxCustomers < 0 ? null : maxCustomers })
  }
}

async function add (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, body: NewChannel
): Promise<number> {
  const { caller } = request
  forProvider(caller)
  const settings = { ...settingsOf(body), name: body.name.trim() }
  if (await channelNamed(means.db, caller.providerId, settings.name) !== undefined) throw nameTaken(settings.name)()
  const channelId = await newChannelId(means.db, caller.providerId)
  const finished = await finishTask(means, request, reply, {
    kind: addChannel, input: { channelId, ...settings }, ticketId: body.ticketId
  })
  return Number(ended(finished, { channel_exists: nameTaken(settings.name) }).output['ChannelId'])
}

async function change (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, channelId: number, body: ChannelChange
): Promise<void> {
  const { caller } = request
  forProvider(caller)
  const settings = settingsOf(body)
  if (Object.keys(settings).length === 0) throw invalid({ '': ['Name at least one thing to change.'] })
  if (await channelOf(means.db, caller.providerId, channelId) === undefined) throw unknown(channelId)
  if (
    settings.name !== undefined &&
    await channelNamed(means.db, caller.providerId, settings.name, channelId) !== undefined
  ) throw nameTaken(settings.name)()
  const finished = await finishTask(means, request, reply, {
    kind: changeChannel, input: { channelId, ...settings }, ticketId: body.ticketId
  })
  ended(finished, { channel_exists: nameTaken(settings.name ?? ''), channel_unknown: () => unknown(channelId) })
}

async function remove (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, channelId: number
): Promise<string> {
  const { caller } = request
  forProvider(caller)
  if (await channelOf(means.db, caller.providerId, channelId) === undefined) throw unknown(channelId)
  const inUse = (reason: string): Problem => new Problem('channel_in_use', reason)
  const { leads, customers, credentials } = await heldByChannel(means.db, caller.providerId, channelId)
  if (leads + customers + credentials > 0) {
    throw inUse(
      `Channel ${channelId} still has ${leads} leads, ${customers} customers and ${credentials} applications.`
    )
  }
  const finished = await finishTask(means, request, reply, {
    kind: deleteChannel, input: { channelId }
  })
  ended(finished, { channel_in_use: inUse })
  return finished.taskId
}

function toOvoc (channel: Channel): OvocChannel {
  const { id, name, description, msTenantId, maxCustomers } = channel
  return {
    definedAt: ovocTime(channel.createdAt),
    adGroupName: null,
    dmSourceEmail: null,
    iamAccountId: null,
    lastChanged: ovocTime(channel.changedAt),
    description,
    maxCustomers,
    services: Object.fromEntries(
      ovocServices.map(service => [service, { enabled: service === 'OC' && channel.operatorConnectEnabled }])
    ),
    adGroupId: null,
    url: `/ovoc/v1/topology/channels/${id}`,
    msTenantId,
    vocaProviderId: null,
    servicesNumber: channel.customersCount,
    appRegistrationSettings: null,
    id,
    name
  }
}

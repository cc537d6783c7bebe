import { Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import { channelsPage } from '../records/channels.ts'
import { type Channel, ChannelChange, NewChannel } from '../schemas/channel.ts'
import { OvocChannel, OvocChannels, OvocReference, ovocServices } from '../schemas/ovoc-channel.ts'
import { ref } from '../../schemas/ref.ts'
import { reading } from '../../http/caller.ts'
import { ovocTime } from '../../http/ovoc-time.ts'
import type { Resource } from '../../http/resource.ts'
import { add, change, changedChannel, finishing, governing, remove } from './channel-changes.ts'
import { ownChannel, readId } from './own-channel.ts'

const tags = ['Channels']
const path = '/topology/channels'
const params = Type.Object({ id: Type.String({ description: 'Id of the channel.', examples: ['1574'] }) })

const created = (reply: FastifyReply, id: number): FastifyReply =>
  reply.code(201).send({ id, url: `ovoc/v1${path}/${id}` })
const reference = (id: number): { id: number, url: string } => ({ id, url: `ovoc/v1${path}/${id}` })

/** Channels as clients of OVOC know them. */
export const ovocChannels: Resource = (scope, means) => {
  const { records } = means

  scope.get(path, {
    config: { roles: reading, about: 'channel', versions: ['ovoc'] },
    schema: {
      operationId: 'listOvocChannels', summary: 'Get list of channels',
      description: 'All of them; an application of a channel sees its own.', tags, response: { 200: ref(OvocChannels) }
    }
  }, async ({ caller }) => {
    const { data } = await channelsPage(records(caller), { offset: 0, limit: 1_000_000 })
    return { channels: data.map(toOvoc) }
  })

  scope.get(`${path}/:id`, {
    config: { roles: reading, about: 'channel', versions: ['ovoc'], problems: ['channel_not_found'] },
    schema: {
      operationId: 'getOvocChannel', summary: 'Get specific channel details', tags, params,
      response: { 200: ref(OvocChannel) }
    }
  }, async ({ caller, params }) => toOvoc(await ownChannel(records(caller), readId(params.id))))

  scope.post(path, {
    config: {
      roles: governing, from: 'provider', about: 'nobody', versions: ['ovoc'], problems: ['out_of_scope', ...finishing],
      again: async (taskId, request, reply) => created(reply, await changedChannel(means, request, taskId))
    },
    schema: {
      operationId: 'addOvocChannel', summary: 'Add channel', tags, body: ref(NewChannel),
      response: { 201: ref(OvocReference) }
    }
  }, async (request, reply) => created(reply, await add(means, request, reply, request.body)))

  scope.put(`${path}/:id`, {
    config: {
      roles: governing, from: 'provider', about: 'channel',
      versions: ['ovoc'], problems: ['out_of_scope', 'channel_not_found', ...finishing],
      again: async (taskId, request) => reference(await changedChannel(means, request, taskId))
    },
    schema: {
      operationId: 'updateOvocChannel', summary: 'Update channel', description: 'What is left out stays as it is.',
      tags, params, body: ref(ChannelChange), response: { 200: ref(OvocReference) }
    }
  }, async (request, reply) => {
    const id = readId(request.params.id)
    await change(means, request, reply, id, request.body)
    return reference(id)
  })

  scope.delete(`${path}/:id`, {
    config: {
      roles: governing, from: 'provider', about: 'channel', versions: ['ovoc'],
      problems: ['out_of_scope', 'channel_not_found', 'channel_in_use', ...finishing],
      again: async (taskId, request) => reference(await changedChannel(means, request, taskId))
    },
    schema: {
      operationId: 'deleteOvocChannel', summary: 'Delete channel',
      description: 'Not while leads, customers or applications belong to it.', tags, params,
      response: { 200: ref(OvocReference) }
    }
  }, async (request, reply) => {
    const id = readId(request.params.id)
    await remove(means, request, reply, id)
    return reference(id)
  })
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

import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { channelListing, channelsPage } from '../records/channels.ts'
import { Channel, ChannelChange, ChannelPage, NewChannel } from '../schemas/channel.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { reading } from '../../http/caller.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'
import { add, change, changedChannel, finishing, governing, remove } from './channel-changes.ts'
import { ownChannel, readId } from './own-channel.ts'

const tags = ['Channels']
const params = Type.Object({ channelid: Type.String({ description: 'Id of the channel.', examples: ['1574'] }) })

export const channels: Resource = (scope, means) => {
  const { records } = means
  const shown = async (taskId: string, request: FastifyRequest): Promise<Channel> =>
    ownChannel(records(request.caller), await changedChannel(means, request, taskId))

  scope.get('/ovoc/channel', {
    config: { roles: reading, about: 'channel', versions: ['v3'] },
    schema: {
      operationId: 'listChannels', summary: 'List channels', description: 'An application of a channel sees its own.',
      tags,
      querystring: Type.Object(listQuery(channelListing)), response: { 200: ref(ChannelPage) }
    }
  }, (request, reply) =>
    answerList(request, reply, channelListing, place => channelsPage(records(request.caller), place)))

  scope.get('/ovoc/channel/:channelid', {
    config: { roles: reading, about: 'channel', versions: ['v3'], problems: ['channel_not_found'] },
    schema: { operationId: 'getChannel', summary: 'Get one channel', tags, params, response: { 200: ref(Channel) } }
  }, ({ caller, params }) => ownChannel(records(caller), readId(params.channelid)))

  scope.post('/ovoc/channel', {
    config: {
      roles: governing, from: 'provider', about: 'nobody',
      versions: ['v3'], problems: ['out_of_scope', ...finishing], again: shown
    },
    schema: {
      operationId: 'addChannel', summary: 'Add a channel', description: 'Answers when it is there.', tags,
      body: ref(NewChannel), response: { 200: ref(Channel) }
    }
  }, async (request, reply) =>
    ownChannel(records(request.caller), await add(means, request, reply, request.body)))

  scope.patch('/ovoc/channel/:channelid', {
    config: {
      roles: governing, from: 'provider', about: 'channel',
      versions: ['v3'], problems: ['out_of_scope', 'channel_not_found', ...finishing], again: shown
    },
    schema: {
      operationId: 'changeChannel', summary: 'Change a channel', tags, params, body: ref(ChannelChange),
      response: { 200: ref(Channel) }
    }
  }, async (request, reply) => {
    const id = readId(request.params.channelid)
    await change(means, request, reply, id, request.body)
    return ownChannel(records(request.caller), id)
  })

  scope.delete('/ovoc/channel/:channelid', {
    config: {
      roles: governing, from: 'provider', about: 'channel', versions: ['v3'],
      problems: ['out_of_scope', 'channel_not_found', 'channel_in_use', ...finishing]
    },
    schema: {
      operationId: 'deleteChannel', summary: 'Delete a channel',
      description: 'Not while leads, customers or applications belong to it.', tags, params,
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => ({ taskId: await remove(means, request, reply, readId(request.params.channelid)) }))
}

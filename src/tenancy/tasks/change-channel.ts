import { recordsOfProvider } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import { channelNamed, channelOf, updateChannel } from '../records/channels.ts'
import { next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { channelSettings } from './add-channel.ts'
import { ofProvider } from '../../schemas/partitions.ts'

export const changeChannel = defineTaskKind({
  name: 'change-channel',
  idPrefix: 'wcc',
  requiredScope: 'provider',
  partitionKey: ofProvider('channels'),
  title: 'Change a channel',
  input: Type.Object({ channelId: Type.Integer(), name: Type.Optional(Type.String()), ...channelSettings }),
  progress: Type.Object({}),
  steps: [{
    name: 'change-channel',
    message: 'Changing the channel',
    async run ({ db, task, input: { channelId, ...settings } }) {
      const records = recordsOfProvider(db, task.providerId)
      if (await channelOf(records, channelId) === undefined) {
        return reject('channel_unknown', `Channel ${channelId} does not exist any more.`)
      }
      if (settings.name !== undefined && await channelNamed(records, settings.name, channelId) !== undefined) {
        return reject('channel_exists', `Another channel is named ${settings.name}.`)
      }
      return next({}, trx => updateChannel(trx, task.providerId, channelId, settings))
    }
  }],
  conclude ({ input, failure }) {
    return {
      status: failure?.status ?? 'CompletedSuccess',
      details: [failure === undefined ? 'ChannelChanged' : 'ChannelNotChanged'], output: { ChannelId: input.channelId }
    }
  }
})

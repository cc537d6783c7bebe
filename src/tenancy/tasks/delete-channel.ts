import { recordsOfProvider } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import { deleteChannel as forget, heldByChannel } from '../records/channels.ts'
import { next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { ofProvider } from '../../schemas/partitions.ts'

export const deleteChannel = defineTaskKind({
  name: 'delete-channel',
  idPrefix: 'wcd',
  requiredScope: 'provider',
  partitionKey: ofProvider('channels'),
  title: 'Delete a channel',
  input: Type.Object({ channelId: Type.Integer() }),
  progress: Type.Object({}),
  steps: [{
    name: 'delete-channel',
    message: 'Deleting the channel',
    async run ({ db, task, input: { channelId } }) {
      const counts = await heldByChannel(recordsOfProvider(db, task.providerId), channelId)
      const held = Object.entries(counts).filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}`)
      if (held.length > 0) return reject('channel_in_use', `Channel ${channelId} still has ${held.join(', ')}.`)
      return next({}, trx => forget(trx, task.providerId, channelId))
    }
  }],
  conclude ({ input, failure }) {
    return {
      status: failure?.status ?? 'CompletedSuccess',
      details: [failure === undefined ? 'ChannelDeleted' : 'ChannelNotDeleted'], output: { ChannelId: input.channelId }
    }
  }
})

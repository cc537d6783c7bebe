import { recordsOfProvider } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import { channelNamed, insertChannel } from '../records/channels.ts'
import { next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { ofProvider } from '../../schemas/partitions.ts'

const OrNull = <Schema extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(schema: Schema) =>
  Type.Optional(Type.Union([schema, Type.Null()]))

export const channelSettings = {
  msTenantId: OrNull(Type.String()),
  description: OrNull(Type.String()),
  operatorConnectEnabled: Type.Optional(Type.Boolean()),
  maxCustomers: OrNull(Type.Integer())
}

export const addChannel = defineTaskKind({
  name: 'add-channel',
  idPrefix: 'wca',
  requiredScope: 'provider',
  partitionKey: ofProvider('channels'),
  title: 'Add a channel',
  input: Type.Object({ channelId: Type.Integer(), name: Type.String(), ...channelSettings }),
  progress: Type.Object({}),
  steps: [{
    name: 'add-channel',
    message: 'Adding the channel',
    async run ({ db, task, input: { channelId, ...settings } }) {
      if (await channelNamed(recordsOfProvider(db, task.providerId), settings.name, channelId) !== undefined) {
        return reject('channel_exists', `Another channel is named ${settings.name}.`)
      }
      return next({}, trx => insertChannel(trx, task.providerId, channelId, settings))
    }
  }],
  conclude ({ input, failure }) {
    return {
      status: failure?.status ?? 'CompletedSuccess',
      details: [failure === undefined ? 'ChannelAdded' : 'ChannelNotAdded'],
      output: { ChannelId: failure === undefined ? input.channelId : null }
    }
  }
})

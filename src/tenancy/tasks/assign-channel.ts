import { recordsOfProvider } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import { assignables, assignChannel as assign } from '../records/channel-assignments.ts'
import { channelOf, lockedChannel } from '../records/channels.ts'
import { channelFault } from './channel-rules.ts'
import { next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { ofProvider } from '../../schemas/partitions.ts'

/** Gives leads and the customers made from them to a channel, or takes them away from theirs. */
export const assignChannel = defineTaskKind({
  name: 'assign-channel',
  idPrefix: 'wch',
  requiredScope: 'provider',
  partitionKey: ofProvider('channels'),
  title: 'Assign leads to a channel',
  input: Type.Object({
    /** Null: to none. */
    channelId: Type.Union([Type.Integer(), Type.Null()]),
    leadIds: Type.Array(Type.String()),
    /** The one that they are taken away from, for the answer. */
    removedChannelId: Type.Optional(Type.Integer())
  }),
  progress: Type.Object({}),
  steps: [{
    name: 'assign-channel',
    message: 'Assigning the leads',
    async run ({ db, task, input: { channelId, leadIds, removedChannelId } }) {
      if (channelId === null) {
        return next({}, async trx => {
          await assign(trx, task.providerId, null, removedChannelId ?? null, leadIds)
        })
      }
      const records = recordsOfProvider(db, task.providerId)
      const leads = (await Promise.all(leadIds.map(leadId => assignables(records, { leadId })))).flat()
      const elsewhere = leads.find(lead => lead.channelId !== null && lead.channelId !== channelId)
      if (elsewhere !== undefined) {
        return reject(
          'channel_unknown',
          `The lead belongs to channel ${elsewhere.channelId} meanwhile; remove it from there first.`
        )
      }
      const gains = leads.some(lead => lead.customerId !== null && lead.channelId !== channelId)
      const fault = channelFault(channelId, await channelOf(records, channelId), gains)
      if (fault !== undefined) return reject('channel_unknown', fault)
      return next({}, async trx => {
        const changed = channelFault(channelId, await lockedChannel(trx, task.providerId, channelId), gains)
        if (changed !== undefined) throw new Error(changed) // in this very instant; tried again, and refused then
        const count = await assign(trx, task.providerId, channelId, null, leadIds)
        // tried again, and refused then
        if (count < leads.length) throw new Error('A lead was given to another channel in this very instant')
      })
    }
  }],
  conclude ({ input, failure }) {
    return {
      status: failure?.status ?? 'CompletedSuccess',
      details: [failure === undefined ? 'ChannelAssigned' : 'ChannelNotAssigned'],
      output: {
        ChannelId: input.channelId,
        ...(input.removedChannelId !== undefined && { RemovedChannelId: input.removedChannelId })
      }
    }
  }
})

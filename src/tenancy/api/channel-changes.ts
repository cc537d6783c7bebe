import type { FastifyReply, FastifyRequest } from 'fastify'
import { channelNamed, heldByChannel, newChannelId, type ChannelSettings } from '../records/channels.ts'
import { invalid, Problem } from '../../problems.ts'
import type { ChannelChange, NewChannel } from '../schemas/channel.ts'
import { addChannel } from '../tasks/add-channel.ts'
import { changeChannel } from '../tasks/change-channel.ts'
import { deleteChannel } from '../tasks/delete-channel.ts'
import { type Role } from '../../http/caller.ts'
import { ended, finishTask, untilEnd } from '../../http/finish-task.ts'
import type { ApiDependencies } from '../../http/resource.ts'
import { noSuchChannel, ownChannel } from './own-channel.ts'
import { uuid } from './tenant-query.ts'

/** The tree itself is for administrators. */
export const governing: readonly Role[] = ['Admin']
export const finishing = ['task_failed', 'task_unfinished'] as const

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

export async function add (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, body: NewChannel
): Promise<number> {
  const { caller } = request
  const records = means.records(caller)
  const settings = { ...settingsOf(body), name: body.name.trim() }
  if (await channelNamed(records, settings.name) !== undefined) throw nameTaken(settings.name)()
  const channelId = await newChannelId(records.beyondReach('nothing has the id yet'), caller.providerId)
  const finished = await finishTask(means, request, reply, {
    kind: addChannel, input: { channelId, ...settings }, ticketId: body.ticketId
  })
  return Number(ended(finished, { channel_exists: nameTaken(settings.name) }).output['ChannelId'])
}

export async function change (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, channelId: number, body: ChannelChange
): Promise<void> {
  const { caller } = request
  const records = means.records(caller)
  const settings = settingsOf(body)
  if (Object.keys(settings).length === 0) throw invalid({ '': ['Name at least one thing to change.'] })
  await ownChannel(records, channelId)
  if (settings.name !== undefined && await channelNamed(records, settings.name, channelId) !== undefined) {
    throw nameTaken(settings.name)()
  }
  const finished = await finishTask(means, request, reply, {
    kind: changeChannel, input: { channelId, ...settings }, ticketId: body.ticketId
  })
  ended(finished, { channel_exists: nameTaken(settings.name ?? ''), channel_unknown: () => noSuchChannel(channelId) })
}

export async function remove (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, channelId: number
): Promise<string> {
  const { caller } = request
  const records = means.records(caller)
  await ownChannel(records, channelId)
  const inUse = (reason: string): Problem => new Problem('channel_in_use', reason)
  const { leads, customers, credentials } = await heldByChannel(records, channelId)
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

/** The id of a channel that a task has added or changed. */
export async function changedChannel (
  means: Pick<ApiDependencies, 'records'>, request: FastifyRequest, taskId: string
): Promise<number> {
  return Number(ended(await untilEnd(means, request, taskId)).output['ChannelId'])
}

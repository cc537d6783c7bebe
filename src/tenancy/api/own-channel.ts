import type { ReachedRecords } from '../../database/reach.ts'
import { channelOf } from '../records/channels.ts'
import { Problem } from '../../problems.ts'
import type { Channel } from '../schemas/channel.ts'

/** The channel, when it lies within the caller's reach; another's does not exist for it. */
export async function ownChannel (records: ReachedRecords, id: number): Promise<Channel> {
  const channel = await channelOf(records, id)
  if (channel === undefined) throw noSuchChannel(id)
  return channel
}

export function noSuchChannel (id: number | string): Problem {
  return new Problem('channel_not_found', `Channel ${id} is not among your channels.`)
}

export function readId (text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw noSuchChannel(text)
  return Number(text)
}

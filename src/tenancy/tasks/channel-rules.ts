import type { Channel } from '../schemas/channel.ts'

/** Why a channel takes no lead, or none that is or becomes a customer of it. */
export function channelFault (
  channelId: number, channel: Channel | undefined, isCustomer: boolean
): string | undefined {
  if (channel === undefined) return `Channel ${channelId} does not exist.`
  if (!channel.operatorConnectEnabled) return `Channel ${channelId} is not enabled for Operator Connect.`
  const isFull = channel.maxCustomers !== null && channel.customersCount >= channel.maxCustomers
  return isFull && isCustomer
    ? `Channel ${channelId} has all the ${channel.maxCustomers} customers that it may have.`
    : undefined
}

import { Type } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import { customerOfTenant } from '../records/tenants.ts'
import { invalid, Problem } from '../../problems.ts'
import { uuid } from '../../schemas/uuid.ts'
import type { Caller } from '../../http/caller.ts'
import { Text } from '../../schemas/value.ts'

export const msTenantIdQuery = Text({
  description: 'Microsoft tenant id (GUID) of the customer.', examples: ['c1a7e2d0-1111-4a61-9b01-0000000000a1']
})

export { uuid }

export function readTenantId (text: string): string {
  if (!uuid.test(text.trim())) throw invalid({ MsTenantId: ['msTenantId has not a Guid format'] })
  return text.trim().toLowerCase()
}

/** The licensed customer of a tenant; one beyond the caller's reach is refused as an unknown one is. */
export async function licensedCustomer (
  records: ReachedRecords, msTenantId: string
): Promise<NonNullable<Awaited<ReturnType<typeof customerOfTenant>>>> {
  const customer = await customerOfTenant(records, msTenantId)
  if (customer === undefined) throw invalid({ MsTenantId: ['The tenant is not one of your licensed customers.'] })
  return customer
}

export const channelHeader = Type.Object({
  'x-ovoc-channel-id': Type.Optional(Text({ description: 'Only what belongs to customers of this channel.' }))
})

/** The channel that a header names; whoever acts for a channel may name no other. */
export function channelAsked (caller: Caller, headers: { 'x-ovoc-channel-id'?: string }): number | undefined {
  const text = headers['x-ovoc-channel-id']?.trim() ?? ''
  if (text === '') return undefined
  if (!/^\d{1,9}$/.test(text)) throw invalid({ 'X-Ovoc-Channel-Id': ['The channel id is a whole number.'] })
  const channelId = Number(text)
  if (caller.channelId !== undefined && channelId !== caller.channelId) {
    throw new Problem('out_of_scope', `Channel ${channelId} is not the channel the application acts for.`)
  }
  return channelId
}

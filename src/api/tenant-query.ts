import { Type } from '@sinclair/typebox'
import { invalid } from '../problems.ts'

export const msTenantIdQuery = Type.String({ description: 'Microsoft tenant id (GUID) of the customer.', examples: ['c1a7e2d0-1111-4a61-9b01-0000000000a1'] })

export const ticketIdQuery = Type.Optional(Type.String({ maxLength: 64, description: 'Your service request; kept on the task. The body may name it as well.' }))

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function readTenantId (text: string): string {
  if (!uuid.test(text.trim())) throw invalid({ MsTenantId: ['msTenantId has not a Guid format'] })
  return text.trim().toLowerCase()
}

export const channelHeader = Type.Object({
  'x-ovoc-channel-id': Type.Optional(Type.String({ description: 'Only what belongs to customers of this channel.' }))
})

export function channelOf (headers: { 'x-ovoc-channel-id'?: string }): number | undefined {
  const text = headers['x-ovoc-channel-id']?.trim() ?? ''
  if (text === '') return undefined
  if (!/^\d{1,9}$/.test(text)) throw invalid({ 'X-Ovoc-Channel-Id': ['The channel id is a whole number.'] })
  return Number(text)
}

import { Type, type Static } from '@sinclair/typebox'
import type { CivicAddress } from './microsoft.ts'
import { Nullable, Text } from './parse.ts'
import { forEachAddressWord } from './printed-address.ts'

// A civic address of the operator API on the wire (docs/wire/microsoft.md#objects-of-the-operator-api).

export const guidPattern = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/
const Guid = Type.String({ pattern: guidPattern.source })

export const WireAddress = Type.Object({
  id: Guid,
  ...forEachAddressWord(() => Text),
  locations: Nullable(Type.Array(Type.Object({
    id: Guid, description: Text, additionalInfo: Text, isDefault: Nullable(Type.Boolean()), elin: Text
  })))
})
type WireAddress = Static<typeof WireAddress>

export function toAddress (address: WireAddress): CivicAddress {
  const locations = (address.locations ?? []).map((
    { id, description = null, additionalInfo = null, isDefault, elin = null }
  ) => ({ id, civicAddressId: address.id, description, additionalInfo, isDefault: isDefault ?? false, elin }))
  return { id: address.id, ...forEachAddressWord(word => address[word] ?? null), locations }
}

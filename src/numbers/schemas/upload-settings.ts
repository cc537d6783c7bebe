import { Type } from '@sinclair/typebox'
import { typesOfService, usages } from '../../schemas/vocabulary/usage.ts'

const Usage = Type.Union(usages.map(usage => Type.Literal(usage)))

/** What can be asked for the numbers of an upload, as tasks keep it; all numbers of one upload ask the same. */
export const uploadSettings = {
  msTenantId: Type.String(),
  usage: Usage,
  additionalUsages: Type.Array(Usage),
  capabilities: Type.Array(Type.String()),
  country: Type.Optional(Type.String()),
  typeOfService: Type.Optional(Type.Union(typesOfService.map(type => Type.Literal(type)))),
  civicAddressId: Type.Optional(Type.String()),
  locationId: Type.Optional(Type.String()),
  /** The emergency address as a person wrote it; its id is found among those of the tenant. */
  addressText: Type.Optional(Type.String()),
  locationText: Type.Optional(Type.String()),
  allowTenantAddressUpdate: Type.Optional(Type.Boolean()),
  /** Numbers that came from elsewhere become ours: in the records, and on the SBCs. */
  adopt: Type.Optional(Type.Boolean())
}

import { Type } from '@sinclair/typebox'
import { pullCivicAddresses as pull } from './civic-addresses.ts'
import { next } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { ofTenant } from '../../schemas/partitions.ts'

/** Brings our copy of a tenant's emergency addresses in line with what it has at Microsoft. */
export const pullCivicAddresses = defineTaskKind({
  name: 'pull-civic-addresses',
  idPrefix: 'tsk',
  requiredScope: 'customer',
  partitionKey: ofTenant('reads'),
  isEqualByInput: true,
  title: 'Read the civic addresses of a tenant',
  input: Type.Object({ msTenantId: Type.String() }),
  progress: Type.Object({ addresses: Type.Integer(), locations: Type.Integer() }),
  steps: [
    {
      name: 'read-addresses',
      message: 'Reading the civic addresses that the tenant has at Microsoft',
      giveUpAfter: 300, // somebody waits for it
      attempts: 3,
      async run (context) {
        const { addresses, effect } = await pull(context, context.input.msTenantId)
        const locations = addresses.reduce((sum, address) => sum + address.locations.length, 0)
        context.say('Information', `${addresses.length} civic addresses with ${locations} locations.`)
        return next({ addresses: addresses.length, locations }, effect)
      }
    }
  ],
  conclude ({ input, progress: { addresses = 0, locations = 0 }, failure }) {
    return {
      status: failure?.status ?? 'CompletedSuccess',
      details: [failure === undefined ? 'CivicAddressesRead' : 'CivicAddressesNotRead'],
      output: { MsTenantId: input.msTenantId, CivicAddresses: addresses, Locations: locations }
    }
  }
})

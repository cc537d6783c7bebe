import { Type } from '@sinclair/typebox'
import { markAddressesAsked } from '../records/asked-addresses.ts'
import { UpstreamFault } from '../../problems.ts'
import { pullCivicAddresses } from '../../numbers/tasks/civic-addresses.ts'
import { minutes, next, wait, type Effect } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { ofProvider } from '../../schemas/partitions.ts'

const tenantsAtOnce = 10

/**
 * Asks Microsoft for the civic addresses of tenants that we added as leads. It is an extra: what cannot be had is only
 * noted.
 */
export const fillCivicAddresses = defineTaskKind({
  name: 'fill-civic-addresses',
  idPrefix: 'wfa',
  requiredScope: 'customer',
  partitionKey: ofProvider('leads'),
  retentionDays: 7,
  isEqualByInput: true,
  title: 'Fetch civic addresses of leads',
  input: Type.Object({ msTenantIds: Type.Array(Type.String()) }),
  progress: Type.Object({ asked: Type.Integer(), failed: Type.Integer() }),
  steps: [{
    name: 'read-addresses',
    message: 'Reading civic addresses',
    timeLimit: minutes(2),
    async run (context) {
      const { task, input } = context
      const { asked = 0, failed = 0 } = context.progress
      const tenants = input.msTenantIds.slice(asked, asked + tenantsAtOnce)
      const pulled = await Promise.all(
        tenants.map(tenant =>
          pullCivicAddresses(context, tenant).then(({ effect }) => effect, (error: unknown) => {
            if (!(error instanceof UpstreamFault)) throw error
            context.say('Warning', `The civic addresses of ${tenant} could not be read: ${error.message}`)
            return undefined
          })
        )
      )
      const progress = {
        asked: asked + tenants.length, failed: failed + pulled.filter(effect => effect === undefined).length
      }
      const keep: Effect = async trx => {
        for (const effect of pulled) await effect?.(trx)
        await markAddressesAsked(trx, task.providerId, tenants)
      }
      return progress.asked < input.msTenantIds.length ? wait(0, progress, keep) : next(progress, keep)
    }
  }],
  conclude ({ input, progress: { failed = 0 }, failure }) {
    const status = failure?.status ?? (failed > 0 ? 'CompletedWithErrors' : 'CompletedSuccess')
    return {
      status, details: [failure === undefined ? 'CivicAddressesRead' : 'CivicAddressesNotRead'],
      output: { TenantsAsked: input.msTenantIds.length, TenantsFailed: failed }
    }
  }
})

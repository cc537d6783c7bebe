import { Type, type Static } from '@sinclair/typebox'
import { markAddressesAsked } from '../records/asked-addresses.ts'
import { UpstreamFault } from '../../problems.ts'
import { pullCivicAddresses } from '../../numbers/tasks/civic-addresses.ts'
import { minutes, next, wait, type Effect, type Outcome } from '../../engine/define.ts'
import { leadingAnswers } from '../../engine/leading-answers.ts'
import { pauseAfter } from '../../engine/patience.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { ofProvider } from '../../schemas/partitions.ts'

const tenantsAtOnce = 10

const progress = Type.Object({ asked: Type.Integer(), failed: Type.Integer(), faults: Type.Integer() })
type AddressProgress = Static<typeof progress>

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
  progress,
  steps: [{
    name: 'read-addresses',
    message: 'Reading civic addresses',
    timeLimit: minutes(2),
    async run (context) {
      const { task, input } = context
      const { asked = 0, failed = 0, faults = 0 } = context.progress
      const tenants = input.msTenantIds.slice(asked, asked + tenantsAtOnce)
      const turn = (read: readonly string[], failedNow: number, keep: Effect): Outcome<AddressProgress> => {
        const progress = { asked: asked + read.length, failed: failed + failedNow, faults: 0 }
        return progress.asked < input.msTenantIds.length ? wait(0, progress, keep) : next(progress, keep)
      }
      try {
        const pulled = await leadingAnswers(tenants, tenant => pullCivicAddresses(context, tenant))
        const read = tenants.slice(0, pulled.length)
        return turn(read, 0, async trx => {
          for (const { effect } of pulled) await effect(trx)
          await markAddressesAsked(trx, task.providerId, read)
        })
      } catch (error) {
        if (!(error instanceof UpstreamFault)) throw error
        const seconds = pauseAfter(error, faults)
        if (seconds !== undefined) return wait(seconds, { faults: faults + 1 })
        const [first = ''] = tenants
        context.say('Warning', `The civic addresses of ${first} could not be read: ${error.message}`)
        return turn([first], 1, trx => markAddressesAsked(trx, task.providerId, [first]))
      }
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

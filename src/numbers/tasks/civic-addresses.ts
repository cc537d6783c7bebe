import { keepCivicAddresses } from '../records/civic-addresses.ts'
import type { CivicAddress } from '../../upstreams/microsoft/microsoft.ts'
import type { Effect } from '../../engine/define.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'

/**
 * For steps of any kind: what civic addresses the tenant has at Microsoft now, and the effect that keeps them in our
 * records. Throws as every call to Microsoft does; a step that only wants them as an extra catches the fault.
 */
export async function pullCivicAddresses (
  { microsoft, task }: Pick<StepContext<unknown, object>, 'microsoft' | 'task'>, msTenantId: string
): Promise<{ addresses: readonly CivicAddress[], effect: Effect }> {
  const addresses = await microsoft.civicAddresses(task.providerId, msTenantId)
  return {
    addresses,
    effect: trx => keepCivicAddresses(trx, task.providerId, msTenantId, addresses)
  }
}

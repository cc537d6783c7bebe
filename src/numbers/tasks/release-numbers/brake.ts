import type { Asked } from '../../../engine/approval.ts'
import { braked, type BrakeContext } from '../../../tenancy/tasks/braked.ts'
import { countOfTenant } from '../../records/numbers.ts'

/** What somebody else has to approve before so many numbers of a tenant are released; undefined when they may be. */
export function brakedRelease (context: BrakeContext, msTenantId: string, count: number): Promise<Asked | undefined> {
  return braked(context, {
    action: 'release-numbers', msTenantId, count, things: 'numbers',
    held: () => countOfTenant(context.db, context.task.providerId, msTenantId)
  })
}

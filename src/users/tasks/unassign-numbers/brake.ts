import type { Asked } from '../../../engine/approval.ts'
import { countOfTenant } from '../../../numbers/records/numbers.ts'
import { braked, type BrakeContext } from '../../../tenancy/tasks/braked.ts'

/** What somebody else has to approve before so many numbers are taken from users; undefined when they may be. */
export function brakedUnassignment (
  context: BrakeContext, msTenantId: string, count: number
): Promise<Asked | undefined> {
  return braked(context, {
    action: 'unassign-numbers', msTenantId, count, things: 'numbers',
    held: () => countOfTenant(context.db, context.task.providerId, msTenantId)
  })
}

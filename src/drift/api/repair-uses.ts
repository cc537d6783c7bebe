import { PreconditionFailed } from '../../engine/enqueue.ts'
import { acceptTask, answerAgain } from '../../http/accept-task.ts'
import { administering, type Caller } from '../../http/caller.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { beyondLimits, isOpen, movedSince } from '../records/plans.ts'
import { RepairUse, type RepairPlan } from '../schemas/repair.ts'
import { applyRepair } from '../tasks/apply-repair.ts'
import { approveRepair } from '../tasks/plan-repair.ts'
import { ofProvider, tags } from './drift.ts'
import { ownPlan, params, response } from './repair-plans.ts'

const namedAtMost = 100

/** Approving a plan, and doing what it says. */
export const repairUses: Resource = (scope, means) => {
  const { queue } = means
  const use = { ...ofProvider, roles: administering } as const
  scope.post('/drift/plans/:planId/approve', {
    config: { ...use, makes: approveRepair, problems: ['out_of_scope', 'plan_not_found', 'approval_needed'] },
    schema: {
      operationId: 'approveRepair', summary: 'Approve a plan',
      description: 'By another application than the one that made it. One that needs no approval stays as it is.',
      tags, params, body: ref(RepairUse), response
    }
  }, async (request, reply) => {
    const { caller, params: { planId }, body: { ticketId } } = request
    const { madeBy, needsApproval } = await ownPlan(means, caller, planId)
    if (needsApproval && madeBy === caller.id) {
      throw new Problem('approval_needed', 'You made the plan; another application approves it.')
    }
    return acceptTask(queue, request, reply, {
      kind: approveRepair, input: { planId, madeBy: needsApproval ? madeBy : '' }, ticketId
    })
  })

  scope.post('/drift/plans/:planId/apply', {
    config: {
      ...use, makes: applyRepair,
      problems: ['out_of_scope', 'plan_not_found', 'plan_stale', 'approval_needed', 'repair_limit']
    },
    schema: {
      operationId: 'applyRepair', summary: 'Do what a plan says',
      description:
        'Exactly that, by the tasks of the single operations. If something is not as it was when the plan was made, ' +
        'nothing is done, and the answer says what; what moves later is left alone, and its item fails.',
      tags, params, body: ref(RepairUse), response
    }
  }, async (request, reply) => {
    const before = await answerAgain(queue, request, reply)
    if (before !== undefined) return before
    const { caller, params: { planId }, body: { ticketId } } = request
    const plan = await ownPlan(means, caller, planId)
    await refuseUnfit(means, caller, plan)
    try {
      return await acceptTask(queue, request, reply, {
        kind: applyRepair, input: { planId }, ticketId, ownPrecondition: isOpen(caller.providerId, planId)
      })
    } catch (error) {
      if (error instanceof PreconditionFailed) await refuseUnfit(means, caller, await ownPlan(means, caller, planId))
      throw error
    }
  })
}

/** Refuses to apply a plan that is over, not approved, left behind by the world, or too large for its policies. */
async function refuseUnfit (
  { records }: Pick<ApiDependencies, 'records'>, caller: Caller,
  { planId, state, appliedBy, needsApproval, approvedBy }: RepairPlan
): Promise<void> {
  if (state === 'applied') throw new Problem('plan_stale', `Task ${appliedBy} has applied the plan.`)
  if (state === 'expired') throw new Problem('plan_stale', 'The time of the plan is over; plan again.')
  if (needsApproval && approvedBy === null) {
    throw new Problem('approval_needed', 'Another application than the one that made the plan must approve it.')
  }
  const moved = await movedSince(records(caller), planId, namedAtMost)
  if (moved.length > 0) {
    const words = moved.map(({ number, class: name, moved: how }) => `${number} (${name}) ${how}.`)
    throw new Problem('plan_stale', `Not as it was: ${words.slice(0, 3).join(' ')}`, { errors: { Plan: words } })
  }
  const [limit] = await beyondLimits(records(caller), planId)
  if (limit === undefined) return
  throw new Problem(
    'repair_limit', `${limit.asked} numbers of ${limit.class} are planned and ${limit.done} were repaired within the ` +
    `hour; the policy allows ${limit.hourlyMax}.`
  )
}

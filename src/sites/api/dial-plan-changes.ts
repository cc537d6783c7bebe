import { sbcTraits } from '../../sbcs/records/sbc-connections.ts'
import { sbcFqdn } from '../records/sites.ts'
import { invalid, Problem } from '../../problems.ts'
import { DialPlanChangeBody } from '../schemas/dial-plan.ts'
import { abilitiesOf } from '../../schemas/sbc-driver.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { editDialPlan } from '../tasks/edit-dial-plan/index.ts'
import { usesOfRules } from '../tasks/site-uses.ts'
import { acceptAllocated, allocationProblems } from '../../allocations/api/accept-allocated.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { changing } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { readDialPlanChange, type RuleLimits } from './dial-plan-request.ts'
import { path, planParams } from './dial-plans.ts'
import { nodeOf, orderOf, siteOfPath } from './own-site.ts'

/** Its rules are those of the number records; a change by hand would part the two. */
const guarded = 'ocdialplan'

const tags = ['Dial plans']

/** Changes of the rules that a SIP connection has in dial plans. */
export const dialPlanChanges: Resource = (scope, means) => {
  const { records, queue } = means
  scope.patch(`${path}/:dialPlanId`, {
    config: {
      roles: changing,
      problems: ['customer_not_found', 'site_not_found', 'dial_plan_guarded', ...allocationProblems]
    },
    schema: {
      operationId: 'modifyDialPlan',
      summary: 'Add and remove rules of a dial plan',
      description:
        "Programs the SBC of the SIP connection; the task's outputData has a result for every rule. A rule that is " +
        'there is unchanged, and so is one that is gone; a prefix with another tag, and a rule of somebody else, ' +
        'are never touched. Plan, numbers and tag of a new rule must be allocated to the customer. ' +
        'OCDialPlan follows the numbers and cannot be changed here.',
      tags,
      params: planParams,
      body: ref(DialPlanChangeBody),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, body } = request
    const site = await siteOfPath(records(caller), request.params)
    const plan = editablePlan(request.params.dialPlanId)
    const sbc = await sbcTraits(records(caller), site.sbcId)
    const change = readDialPlanChange(body, plan, {
      name: site.name, gateway: site.parameters['OnlinePstnGateway'] ?? await sbcFqdn(records(caller), site.sbcId)
    }, { ...(sbc?.limits ?? {}) as RuleLimits, wholeNumbers: !abilitiesOf(sbc?.driver).patterns })
    const { reason } = body
    return acceptAllocated(means, request, reply, {
      user: { customerId: site.customerId, siteId: site.id }, uses: usesOfRules(plan, change.add), reason
    }, {
      ...orderOf(nodeOf(site), body.ticketId), kind: editDialPlan,
      input: { siteId: site.id, plan, ...change, ...(reason !== undefined && { reason }) }
    })
  })

  scope.delete(`${path}/:dialPlanId`, {
    config: { roles: changing, problems: ['customer_not_found', 'site_not_found', 'dial_plan_guarded'] },
    schema: {
      operationId: 'deleteDialPlan',
      summary: 'Remove all rules of a SIP connection from a dial plan',
      description:
        'The plan itself stays, and the rules of others in it. OCDialPlan follows the numbers and cannot be changed ' +
        'here.',
      tags,
      params: planParams,
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller } = request
    const site = await siteOfPath(records(caller), request.params)
    const plan = editablePlan(request.params.dialPlanId)
    return acceptTask(queue, request, reply, {
      ...orderOf(nodeOf(site)), kind: editDialPlan,
      input: { siteId: site.id, plan, add: [], remove: 'all' as const }
    })
  })
}

function editablePlan (plan: string): string {
  if (!/^[\x20-\x7e]{1,40}$/.test(plan) || plan.includes('/')) {
    throw invalid({ DialPlanId: ['A dial plan has a name of 1 to 40 printable characters without "/".'] })
  }
  if (plan.trim().toLowerCase() === guarded) {
    throw new Problem(
      'dial_plan_guarded', 'OCDialPlan holds what the number records say. Upload or release numbers instead.'
    )
  }
  return plan
}

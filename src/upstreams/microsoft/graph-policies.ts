import type { GraphCalls } from './graph-calls.ts'
import { faultOf, refusalOf } from './graph-refusal.ts'
import { wire } from './graph-wire.ts'
import type { TeamsPolicy, TenantPolicies } from './graph.ts'
import { parse } from './parse.ts'

const path = '/admin/teams/policy'

/** A text within a call of Graph: its quotes are doubled. */
const quoted = (text: string): string => encodeURIComponent(`'${text.replaceAll("'", "''")}'`)

const assignmentOf = (userId: string, { type, id }: { type: string, id?: string }): object => ({
  '@odata.type': '#microsoft.graph.teamsAdministration.teamsPolicyUserAssignment', userId, policyType: type,
  ...(id !== undefined && { policyId: id })
})

/** Policies of Teams in a customer's tenant (docs/wire/microsoft.md#policies-of-users). */
export function graphPolicies (calls: GraphCalls): TenantPolicies {
  return {
    async findPolicy (providerId, tenantId, type, name) {
      const answer = await calls.call(
        providerId, tenantId, 'GET', `${path}/getPolicyId(type=${quoted(type)},name=${quoted(name)})`
      )
      if (answer.status === 403) return { status: 'forbidden' }
      if (answer.status === 400 || answer.status === 404) return { status: 'refused', ...refusalOf(answer) }
      if (answer.status !== 200) throw faultOf(answer)
      const [found] = parse(wire.policies, answer.body).value
      return found === undefined ? { status: 'unknown' } : { status: 'found', id: found.policyId }
    },
    async policiesOf (providerId, tenantId, userId) {
      const answer = await calls.call(
        providerId, tenantId, 'GET', `/admin/teams/userConfigurations/${encodeURIComponent(userId)}`
      )
      if (answer.status === 403) return undefined
      if (answer.status === 404) return []
      if (answer.status !== 200) throw faultOf(answer)
      const { effectivePolicyAssignments } = parse(wire.userConfiguration, answer.body)
      return effectivePolicyAssignments.flatMap(({ policyType, policyAssignment }): TeamsPolicy[] =>
        policyAssignment.assignmentType === 'direct' ? [{ type: policyType, id: policyAssignment.policyId }] : [])
    },
    async assignPolicies (providerId, tenantId, userId, policies) {
      const value = policies.map(policy => assignmentOf(userId, policy))
      const answer = await calls.call(providerId, tenantId, 'POST', `${path}/userAssignments/assign`, { value })
      if (answer.status === 204 || answer.status === 200) return { status: 'assigned' }
      return { status: 'refused', ...refusalOf(answer) }
    },
    async unassignPolicies (providerId, tenantId, userId, types) {
      const value = types.map(type => assignmentOf(userId, { type }))
      const answer = await calls.call(providerId, tenantId, 'POST', `${path}/userAssignments/unassign`, { value })
      if (answer.status === 204 || answer.status === 200) return { status: 'unassigned' }
      return { status: 'refused', ...refusalOf(answer) }
    }
  }
}

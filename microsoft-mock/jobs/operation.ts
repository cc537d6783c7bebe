import type { Operation } from '../state/jobs.ts'
import { recordEffect, type HeldNumber, type Tenant, type World } from '../state/world.ts'

const teamsPhonePlan = '4828c8ec-dc2e-4779-b502-87ac9ce28ab7'

/** Assigns or unassigns one number in a tenant, as Graph's long running operation does. */
export function finishOperation (world: World, operation: Operation, at: number) {
  const tenant = world.tenants.get(operation.tenantId)
  const held = tenant?.numbers.get(operation.telephoneNumber)
  const problem = tenant && held
    ? world.behaviour.numberErrors[operation.telephoneNumber] ?? problemWith(tenant, held, operation)
    : `Telephone Number '${operation.telephoneNumber}' is not found from tenant '${operation.tenantId}'`
  if (!tenant || !held || problem !== null) {
    operation.status = 'failed'
    operation.statusDetail = problem
    return
  }
  operation.status = 'succeeded'
  const changed = operation.kind === 'assign' ? assign(tenant, held, operation) : unassign(held)
  if (!changed) return
  recordEffect(world, {
    kind: operation.kind,
    tenantId: operation.tenantId,
    requestId: operation.requestId,
    jobId: operation.id,
    telephoneNumbers: [operation.telephoneNumber]
  }, at)
}

function problemWith (tenant: Tenant, held: HeldNumber, operation: Operation): string | null {
  const number = operation.telephoneNumber
  if (operation.kind === 'unassign') {
    return held.assignmentTargetId === null ? `Telephone Number '${number}' is not assigned` : null
  }
  if (held.assignmentTargetId === operation.targetId) return null
  if (held.assignmentTargetId !== null) return `Telephone Number '${number}' has already been assigned to another user`
  const user = tenant.users.get(operation.targetId ?? '')
  if (!user) return `User '${operation.targetId}' is not found`
  const isResource = user['isResourceAccount'] === true
  const capability = isResource ? 'FirstPartyAppAssignment' : 'UserAssignment'
  if (!held.record.acquiredCapabilities.includes(capability)) {
    return `Telephone Number '${number}' cannot be assigned to '${user.userPrincipalName}'`
  }
  return isResource || hasTeamsPhone(user['assignedPlans'])
    ? null
    : `User '${user.userPrincipalName}' lacks appropriate licenses to assign a 'OperatorConnect' number`
}

function hasTeamsPhone (plans: unknown) {
  if (!Array.isArray(plans)) return false
  return plans.some((plan: unknown) => typeof plan === 'object' && plan !== null &&
    'servicePlanId' in plan && plan.servicePlanId === teamsPhonePlan &&
    'capabilityStatus' in plan && plan.capabilityStatus === 'Enabled')
}

function assign (tenant: Tenant, held: HeldNumber, operation: Operation) {
  const changed = held.assignmentTargetId !== operation.targetId
  const isResource = tenant.users.get(operation.targetId ?? '')?.['isResourceAccount'] === true
  held.record.assignmentStatus = isResource ? 'FirstPartyAppAssigned' : 'UserAssigned'
  held.assignmentTargetId = operation.targetId
  held.assignmentCategory = operation.category ?? 'primary'
  if (operation.locationId !== null) held.record.locationId = operation.locationId
  return changed
}

function unassign (held: HeldNumber) {
  held.record.assignmentStatus = 'Unassigned'
  held.assignmentTargetId = null
  held.assignmentCategory = null
  return true
}

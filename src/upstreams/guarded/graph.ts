import type { TenantGraph } from '../microsoft/graph.ts'
import type { AssertLease } from '../../engine/define.ts'
import { Budget, type NoteBudget } from './budget.ts'
import type { ToolMakers } from './tools.ts'
import type { Upstreams } from '../../engine/upstreams.ts'

/**
 * Calls at once of a worker, for one operation of a tenant and for the tenant, whose application is its own: nobody
 * says what Graph bears here, so about five a second (docs/wire/microsoft.md#limits-and-retries).
 */
const maxConcurrent = { calls: 4, ofTenant: 8 }

/**
 * Each operation of a customer's tenant behind a breaker and a bound of its own, so that what is throttled holds up
 * nothing else. What changes something there first asks whether the task is still ours.
 */
export function guardGraph (graph: TenantGraph, upstreams: Upstreams, noteBudget?: NoteBudget): ToolMakers['graph'] {
  const budget = new Budget(maxConcurrent.ofTenant, noteBudget)
  const guarded = <Rest extends unknown[], Result>(
    call: (providerId: number, tenantId: string, ...rest: Rest) => Promise<Result>, assertLease: AssertLease = () => {}
  ) =>
      (providerId: number, tenantId: string, ...rest: Rest): Promise<Result> => {
        const tenant = `graph:${providerId}:${tenantId}`
        const shared = { key: tenant, maxConcurrent: maxConcurrent.ofTenant }
        const options = { name: 'Microsoft Graph', maxConcurrent: maxConcurrent.calls, shared, assertLease }
        return budget.use(tenant, () =>
          upstreams.use(`${tenant}:${call.name}`, options, () => call(providerId, tenantId, ...rest)))
      }
  const reading = {
    checkConnection: guarded(graph.checkConnection),
    checkDomainAccess: guarded(graph.checkDomainAccess),
    findDomain: guarded(graph.findDomain),
    proofOfDomain: guarded(graph.proofOfDomain),
    subscriptions: guarded(graph.subscriptions),
    countryOf: guarded(graph.countryOf),
    findAssignments: guarded(graph.findAssignments),
    assignmentsOf: guarded(graph.assignmentsOf),
    assignedNumbers: guarded(graph.assignedNumbers),
    operation: guarded(graph.operation),
    findUser: guarded(graph.findUser),
    findPolicy: guarded(graph.findPolicy),
    policiesOf: guarded(graph.policiesOf),
    userChanges: guarded(graph.userChanges),
    close: () => graph.close()
  }
  return assertLease => ({
    ...reading,
    startAssign: guarded(graph.startAssign, assertLease),
    startUnassign: guarded(graph.startUnassign, assertLease),
    updateUser: guarded(graph.updateUser, assertLease),
    assignPolicies: guarded(graph.assignPolicies, assertLease),
    unassignPolicies: guarded(graph.unassignPolicies, assertLease),
    addDomain: guarded(graph.addDomain, assertLease),
    verifyDomain: guarded(graph.verifyDomain, assertLease),
    removeDomain: guarded(graph.removeDomain, assertLease),
    addUser: guarded(graph.addUser, assertLease),
    giveLicence: guarded(graph.giveLicence, assertLease),
    removeUser: guarded(graph.removeUser, assertLease)
  })
}

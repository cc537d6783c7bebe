import type { TenantGraph } from '../microsoft/graph.ts'
import type { Means, MustHold } from './define.ts'
import type { Upstreams } from './upstreams.ts'

/**
 * Calls at once per tenant and worker: nobody says what Graph bears here, so about five a second
 * (docs/wire/microsoft.md#limits-and-retries).
 */
const callsAtOnce = 4

/**
 * A customer's tenant behind a breaker and a bound of its own, so that one that is throttled holds up nobody else. What
 * changes something there first asks whether the task is still ours.
 */
export function guardGraph (graph: TenantGraph, upstreams: Upstreams): Means['graph'] {
  const guarded =
    <Rest extends unknown[], Result>(
      call: (providerId: number, tenantId: string, ...rest: Rest) => Promise<Result>, mustHold: MustHold = () => {}
    ) =>
      (providerId: number, tenantId: string, ...rest: Rest): Promise<Result> =>
        upstreams.use(
        `graph:${providerId}:${tenantId}`, { name: 'Microsoft Graph', atOnce: callsAtOnce, mustHold },
        () => call(providerId, tenantId, ...rest)
        )
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
    userChanges: guarded(graph.userChanges),
    close: () => graph.close()
  }
  return mustHold => ({
    ...reading,
    startAssign: guarded(graph.startAssign, mustHold),
    startUnassign: guarded(graph.startUnassign, mustHold),
    updateUser: guarded(graph.updateUser, mustHold),
    addDomain: guarded(graph.addDomain, mustHold),
    verifyDomain: guarded(graph.verifyDomain, mustHold),
    removeDomain: guarded(graph.removeDomain, mustHold),
    addUser: guarded(graph.addUser, mustHold),
    giveLicence: guarded(graph.giveLicence, mustHold),
    removeUser: guarded(graph.removeUser, mustHold)
  })
}

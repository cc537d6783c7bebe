import type { OperatorConnect } from '../microsoft/microsoft.ts'
import type { PageCursor } from '../microsoft/page-cursor.ts'
import type { AssertLease } from '../../engine/define.ts'
import type { ToolMakers } from './tools.ts'
import type { Upstreams } from '../../engine/upstreams.ts'

/**
 * Calls at once per tenant and worker: nobody says what Microsoft bears, so about five a second
 * (docs/wire/microsoft.md#limits-and-retries).
 */
const maxConcurrentCalls = 4

/**
 * Microsoft behind a breaker and a bound for each tenant: a tenant that is throttled, or whose calls fail, holds up its
 * own tasks only, and all workers know of it. What changes something there first asks whether the task is still ours:
 * Microsoft cannot tell a worker that slept through its lease from the one that took over.
 */
export function guardMicrosoft (microsoft: OperatorConnect, upstreams: Upstreams): ToolMakers['microsoft'] {
  const guarded = <Rest extends unknown[], Result>(
    call: (providerId: number, tenantId: string, ...rest: Rest) => Promise<Result>, assertLease: AssertLease = () => {}
  ) =>
      (providerId: number, tenantId: string, ...rest: Rest): Promise<Result> =>
        upstreams.use(
      `microsoft:${providerId}:${tenantId}`, { name: 'Microsoft', maxConcurrent: maxConcurrentCalls, assertLease },
      () => call(providerId, tenantId, ...rest)
        )
  const ofOperator = <Result>(providerId: number, call: () => Promise<Result>): Promise<Result> =>
    upstreams.use(`microsoft:${providerId}`, { name: 'Microsoft', maxConcurrent: maxConcurrentCalls }, call)
  const reading = {
    findNumbers: guarded(microsoft.findNumbers),
    numbers: guarded(microsoft.numbers),
    findUpload: guarded(microsoft.findUpload),
    uploadJob: guarded(microsoft.uploadJob),
    findRelease: guarded(microsoft.findRelease),
    releaseJob: guarded(microsoft.releaseJob),
    civicAddresses: guarded(microsoft.civicAddresses),
    findConsent: guarded(microsoft.findConsent),
    capabilityPlans: guarded(microsoft.capabilityPlans),
    consents: (providerId: number, operatorTenantId: string | undefined, cursor: PageCursor | undefined) =>
      ofOperator(providerId, () => microsoft.consents(providerId, operatorTenantId, cursor)),
    callingProfiles: (providerId: number, operatorTenantId: string) =>
      ofOperator(providerId, () => microsoft.callingProfiles(providerId, operatorTenantId)),
    // Whoever tests a connection wants to know how it is now, whatever was found before.
    examine: (providerId: number, operatorTenantId: string) => microsoft.examine(providerId, operatorTenantId),
    // Entra is asked without credentials and bears more; its troubles are none of the operator API.
    findTenant: (providerId: number, tenantId: string) =>
      upstreams.use(
        'entra', { name: 'Entra', maxConcurrent: maxConcurrentCalls * 4 },
        () => microsoft.findTenant(providerId, tenantId)
      ),
    close: () => microsoft.close()
  }
  return assertLease => ({
    ...reading,
    startUpload: guarded(microsoft.startUpload, assertLease),
    startRelease: guarded(microsoft.startRelease, assertLease),
    changeNumber: guarded(microsoft.changeNumber, assertLease),
    createLead: guarded(microsoft.createLead, assertLease),
    removeLead: guarded(microsoft.removeLead, assertLease),
    setRelationship: guarded(microsoft.setRelationship, assertLease)
  })
}

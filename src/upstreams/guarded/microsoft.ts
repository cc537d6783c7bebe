import type { Job, OperatorConnect } from '../microsoft/microsoft.ts'
import type { PageCursor } from '../microsoft/page-cursor.ts'
import type { AssertLease } from '../../engine/define.ts'
import { Budget, type NoteBudget } from './budget.ts'
import type { ToolMakers } from './tools.ts'
import type { Upstreams } from '../../engine/upstreams.ts'

/**
 * Calls at once of a worker, for one operation of a tenant and for an application in all: nobody says what Microsoft
 * bears, so about five a second and tenant (docs/wire/microsoft.md#limits-and-retries).
 */
const maxConcurrent = { calls: 4, ofApplication: 16 }

/**
 * Microsoft behind a breaker and a bound for each operation of each tenant and application, and a bound for each
 * application: what is throttled, or fails, holds up the same operation of the same tenant only, and all workers know
 * of it. What changes something there first asks whether the task is still ours: Microsoft cannot tell a worker that
 * slept through its lease from the one that took over.
 */
export function guardMicrosoft (
  microsoft: OperatorConnect, upstreams: Upstreams, noteUnknownWord: (of: 'upload' | 'release') => void = () => {},
  noteBudget?: NoteBudget
): ToolMakers['microsoft'] {
  const budget = new Budget(maxConcurrent.ofApplication, noteBudget)
  const use = async <Result>(
    { providerId, operation, ...which }: {
      providerId: number, operation: string, tenantId?: string, operatorTenantId?: string | undefined
    },
    call: () => Promise<Result>, assertLease: AssertLease = () => {}
  ): Promise<Result> => {
    const application = `microsoft:${providerId}:${await microsoft.applicationOf(providerId, which)}`
    const key = `${application}:${which.tenantId ?? which.operatorTenantId ?? ''}:${operation}`
    const shared = { key: application, maxConcurrent: maxConcurrent.ofApplication }
    const options = { name: 'Microsoft', maxConcurrent: maxConcurrent.calls, shared, assertLease }
    return budget.use(application, () => upstreams.use(key, options, call))
  }
  const guarded = <Rest extends unknown[], Result>(
    call: (providerId: number, tenantId: string, ...rest: Rest) => Promise<Result>, assertLease?: AssertLease
  ) =>
      (providerId: number, tenantId: string, ...rest: Rest): Promise<Result> =>
        use({ providerId, tenantId, operation: call.name }, () => call(providerId, tenantId, ...rest), assertLease)
  const reading = {
    applicationOf: microsoft.applicationOf,
    findNumbers: guarded(microsoft.findNumbers),
    numbers: guarded(microsoft.numbers),
    findUpload: guarded(microsoft.findUpload),
    uploadJob: heard(guarded(microsoft.uploadJob), () => noteUnknownWord('upload')),
    findRelease: guarded(microsoft.findRelease),
    releaseJob: heard(guarded(microsoft.releaseJob), () => noteUnknownWord('release')),
    civicAddresses: guarded(microsoft.civicAddresses),
    findConsent: guarded(microsoft.findConsent),
    capabilityPlans: guarded(microsoft.capabilityPlans),
    consents: (providerId: number, operatorTenantId: string | undefined, cursor: PageCursor | undefined) =>
      use(
        { providerId, operatorTenantId, operation: 'consents' },
        () => microsoft.consents(providerId, operatorTenantId, cursor)
      ),
    callingProfiles: (providerId: number, operatorTenantId: string) =>
      use(
        { providerId, operatorTenantId, operation: 'callingProfiles' },
        () => microsoft.callingProfiles(providerId, operatorTenantId)
      ),
    // Whoever tests a connection wants to know how it is now, whatever was found before.
    examine: (providerId: number, operatorTenantId: string) => microsoft.examine(providerId, operatorTenantId),
    // Entra is asked without credentials and bears more; its troubles are none of the operator API.
    findTenant: (providerId: number, tenantId: string) =>
      upstreams.use(
        'entra', { name: 'Entra', maxConcurrent: maxConcurrent.ofApplication },
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

/** A reading of jobs that notes words which nobody knows. */
const heard = <Asked extends unknown[]>(read: (...asked: Asked) => Promise<Job>, note: () => void) =>
  async (...asked: Asked): Promise<Job> => {
    const job = await read(...asked)
    const isUnknown = job.status === 'unknown' ||
        (job.status === 'finished' && job.numbers.some(({ outcome }) => outcome === 'unknown'))
    if (isUnknown) note()
    return job
  }

import type { OperatorConnect } from '../microsoft/microsoft.ts'
import type { Upstreams } from './upstreams.ts'

/** Calls at once per tenant and worker: Microsoft bears about five a second (microsoft.md §4). */
const callsAtOnce = 4

/**
 * Microsoft behind a breaker and a bound for each tenant: a tenant that is throttled, or whose calls fail, holds up its
 * own tasks only, and all workers know of it.
 */
export function guardMicrosoft (microsoft: OperatorConnect, upstreams: Upstreams): OperatorConnect {
  const guarded = <Rest extends unknown[], Result>(call: (providerId: number, tenantId: string, ...rest: Rest) => Promise<Result>) =>
    (providerId: number, tenantId: string, ...rest: Rest): Promise<Result> =>
      upstreams.use(`microsoft:${providerId}:${tenantId}`, { name: 'Microsoft', atOnce: callsAtOnce }, () => call(providerId, tenantId, ...rest))
  return {
    findNumbers: guarded(microsoft.findNumbers),
    startUpload: guarded(microsoft.startUpload),
    findUpload: guarded(microsoft.findUpload),
    uploadJob: guarded(microsoft.uploadJob),
    startRelease: guarded(microsoft.startRelease),
    findRelease: guarded(microsoft.findRelease),
    releaseJob: guarded(microsoft.releaseJob),
    close: () => microsoft.close()
  }
}

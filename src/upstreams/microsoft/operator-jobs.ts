import type { Job, OperatorConnect } from './microsoft.ts'
import { tenantPath, type OperatorCalls } from './operator-calls.ts'
import { timeOf, toResult, wire } from './operator-wire.ts'
import { parse } from './parse.ts'

/** Uploads of numbers, which are jobs at Microsoft. */
export function operatorUploads (
  calls: OperatorCalls
): Pick<OperatorConnect, 'startUpload' | 'findUpload' | 'uploadJob'> {
  return {
    startUpload: (providerId, tenantId, operationId, numbers, { capabilities, additionalUsages, ...rest }) =>
      calls.start(
        providerId,
        `${tenantPath(tenantId)}/UploadTelephoneNumbers`,
        {
          telephoneNumbers: numbers, ...rest, choosableCapabilities: capabilities,
          ...(additionalUsages.length > 0 && { additionalUsages })
        },
        operationId,
        body => parse(wire.uploadStarted, body).id
      ),
    findUpload: async (providerId, tenantId, operationId) =>
      parse(
        wire.uploads,
        await calls.readList(providerId, `${tenantPath(tenantId)}/UploadTelephoneNumbers?requestId=${operationId}`)
      ).value[0]?.id,
    async uploadJob (providerId, tenantId, jobId): Promise<Job> {
      const body = await calls.read(
        providerId, `${tenantPath(tenantId)}/UploadTelephoneNumbers/${encodeURIComponent(jobId)}`
      )
      if (body === undefined) return { status: 'vanished' }
      const job = parse(wire.upload, body)
      if (!['Success', 'PartialSuccess', 'Error'].includes(job.status)) {
        return { status: 'running', microsoftStatus: job.status, createdAt: timeOf(job.createdAt) }
      }
      const numbers = job.telephoneNumbers.map(entry =>
        toResult(entry.telephoneNumber, entry.status, entry.errorCode, entry.errorMessage)
      )
      return {
        status: 'finished', microsoftStatus: job.status, createdAt: timeOf(job.createdAt),
        updatedAt: job.lastUpdatedAt ?? new Date().toISOString(), numbers
      }
    }
  }
}

/** Releases of numbers, which are jobs as well. */
export function operatorReleases (
  calls: OperatorCalls
): Pick<OperatorConnect, 'startRelease' | 'findRelease' | 'releaseJob'> {
  return {
    startRelease: (providerId, tenantId, operationId, numbers) =>
      calls.start(
        providerId, `${tenantPath(tenantId)}/ReleaseTelephoneNumbers`, { telephoneNumbers: numbers }, operationId,
        body => parse(wire.releaseStarted, body).releaseId
      ),
    findRelease: async (providerId, tenantId, operationId) =>
      parse(
        wire.releases,
        await calls.readList(providerId, `${tenantPath(tenantId)}/ReleaseTelephoneNumbers?requestId=${operationId}`)
      ).value[0]?.releaseId,
    async releaseJob (providerId, tenantId, jobId): Promise<Job> {
      const body = await calls.read(
        providerId, `${tenantPath(tenantId)}/ReleaseTelephoneNumbers/${encodeURIComponent(jobId)}`
      )
      if (body === undefined) return { status: 'vanished' }
      const job = parse(wire.release, body)
      if (job.status === 'Expired') return { status: 'vanished', expired: true }
      if (job.status !== 'Complete' && job.status !== 'Failed') {
        return { status: 'running', microsoftStatus: job.status, createdAt: timeOf(job.createdAt) }
      }
      const numbers = Object.entries(job.phoneNumberReleaseStatusDetails).map(([number, entry]) =>
        toResult(number, entry.status, entry.errorCode, null)
      )
      return {
        status: 'finished', microsoftStatus: job.status, createdAt: timeOf(job.createdAt),
        updatedAt: job.lastUpdatedAt ?? job.createdAt ?? new Date().toISOString(), numbers
      }
    }
  }
}

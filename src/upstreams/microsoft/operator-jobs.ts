import { toJob, type JobWords } from './job-results.ts'
import type { Job, OperatorConnect } from './microsoft.ts'
import { tenantPath, type OperatorAccount, type OperatorCalls } from './operator-calls.ts'
import { wire } from './operator-wire.ts'
import { pagesOf, type Page } from './pages.ts'
import { parse } from './parse.ts'

interface ListedJob { readonly id: string, readonly requestId?: string | null | undefined }

/** The job that our operation id made; the list may be that of all jobs, for nobody knows whether the query counts. */
async function findJob (
  calls: OperatorCalls, account: OperatorAccount, path: string, operationId: string,
  toPage: (body: unknown) => Page<ListedJob>
): Promise<string | undefined> {
  const list = await calls.list(account, `${path}?requestId=${operationId}`, { toPage, keyOf: ({ id }) => id })
  for await (const jobs of pagesOf(list)) {
    const ours = jobs.find(({ requestId }) =>
      requestId == null || requestId.toLowerCase() === operationId.toLowerCase()
    )
    if (ours !== undefined) return ours.id
  }
  return undefined
}

const uploadWords: JobWords = { succeeded: 'Success', partial: 'PartialSuccess', failed: 'Error' }
const releaseWords: JobWords = { succeeded: 'Complete', partial: 'Complete', failed: 'Failed' }

/** Uploads of numbers, which are jobs at Microsoft. */
export function operatorUploads (
  calls: OperatorCalls
): Pick<OperatorConnect, 'startUpload' | 'findUpload' | 'uploadJob'> {
  const pathOf = (tenantId: string): string => `${tenantPath(tenantId)}/UploadTelephoneNumbers`
  return {
    startUpload: (providerId, tenantId, operationId, numbers, { capabilities, additionalUsages, ...rest }) =>
      calls.start(
        { providerId, tenantId },
        pathOf(tenantId),
        {
          telephoneNumbers: numbers, ...rest, choosableCapabilities: capabilities,
          ...(additionalUsages.length > 0 && { additionalUsages })
        },
        operationId,
        body => parse(wire.uploadStarted, body).id
      ),
    findUpload: (providerId, tenantId, operationId) =>
      findJob(calls, { providerId, tenantId }, pathOf(tenantId), operationId, body => {
        const { value, nextLink } = parse(wire.uploads, body)
        return { items: value, nextLink }
      }),
    async uploadJob (providerId, tenantId, jobId): Promise<Job> {
      const path = `${pathOf(tenantId)}/${encodeURIComponent(jobId)}`
      const answer = await calls.readAnswer({ providerId, tenantId }, path)
      if (answer === undefined) return { status: 'vanished' }
      const { telephoneNumbers, ...job } = parse(wire.upload, answer.body)
      const numbers = telephoneNumbers.map(({ telephoneNumber, ...entry }) => ({ number: telephoneNumber, ...entry }))
      return toJob({ ...job, numbers }, uploadWords, answer)
    }
  }
}

/** Releases of numbers, which are jobs as well. */
export function operatorReleases (
  calls: OperatorCalls
): Pick<OperatorConnect, 'startRelease' | 'findRelease' | 'releaseJob'> {
  const pathOf = (tenantId: string): string => `${tenantPath(tenantId)}/ReleaseTelephoneNumbers`
  return {
    startRelease: (providerId, tenantId, operationId, numbers) =>
      calls.start(
        { providerId, tenantId }, pathOf(tenantId), { telephoneNumbers: numbers }, operationId,
        body => parse(wire.releaseStarted, body).releaseId
      ),
    findRelease: (providerId, tenantId, operationId) =>
      findJob(calls, { providerId, tenantId }, pathOf(tenantId), operationId, body => {
        const { value, nextLink } = parse(wire.releases, body)
        return { items: value.map(({ releaseId: id, requestId }) => ({ id, requestId })), nextLink }
      }),
    async releaseJob (providerId, tenantId, jobId): Promise<Job> {
      const path = `${pathOf(tenantId)}/${encodeURIComponent(jobId)}`
      const answer = await calls.readAnswer({ providerId, tenantId }, path)
      if (answer === undefined) return { status: 'vanished' }
      const { phoneNumberReleaseStatusDetails: details, ...job } = parse(wire.release, answer.body)
      const numbers = Object.entries(details).map(([number, entry]) => ({ number, ...entry }))
      return toJob({ ...job, numbers }, releaseWords, answer)
    }
  }
}

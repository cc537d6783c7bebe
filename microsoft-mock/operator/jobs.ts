import type { FastifyRequest } from 'fastify'
import { statusNow } from '../jobs/progress.ts'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'
import { codeOf, spelled, type Behaviour } from '../state/behaviour.ts'
import type { ReleaseJob, UploadJob } from '../state/jobs.ts'
import { pageOf, type PageQuery } from './paging.ts'
import { isGuid } from './tenant.ts'

/** The upload job as the API prints it. */
export function printUpload ({ world: { behaviour } }: Mock, job: UploadJob) {
  const { id, tenantId, requestId, createdAt, lastUpdatedAt } = job
  const status = spelled(behaviour, statusNow(job))
  const telephoneNumbers = job.dueAt === null
    ? job.telephoneNumbers.map(entry => printResult(behaviour, entry))
    : job.telephoneNumbers.map(({ telephoneNumber }) => ({ telephoneNumber, status }))
  return { id, status, createdAt, lastUpdatedAt, requestId, tenantId, telephoneNumbers }
}

/** The release job as the API prints it. */
export function printRelease ({ world: { behaviour } }: Mock, job: ReleaseJob) {
  const { releaseId, tenantId, requestId, createdAt, lastUpdatedAt } = job
  const status = spelled(behaviour, statusNow(job))
  const details = job.phoneNumberReleaseStatusDetails
  const phoneNumberReleaseStatusDetails = job.dueAt === null
    ? Object.fromEntries(
      Object.entries(details).map(([number, entry]) => [number, printResult(behaviour, entry)])
    )
    : Object.fromEntries(Object.keys(details).map((number) => [number, { status }]))
  return { releaseId, status, createdAt, lastUpdatedAt, requestId, tenantId, phoneNumberReleaseStatusDetails }
}

function printResult<Entry extends { status: string, errorCode?: string }> (behaviour: Behaviour, entry: Entry) {
  const status = spelled(behaviour, entry.status)
  return entry.errorCode === undefined
    ? { ...entry, status }
    : { ...entry, status, errorCode: codeOf(behaviour, entry.errorCode) }
}

type Job = UploadJob | ReleaseJob

/** One job, or 404; `vanishedJobs` makes Microsoft forget them all. */
export function findJob<Found extends Job> (mock: Mock, jobs: Map<string, Found>, id: string): Found {
  const job = mock.world.behaviour.vanishedJobs ? undefined : jobs.get(id.toLowerCase())
  if (!job) throw new Refusal(404, 'JobNotFound', `Job ${id} does not exist.`)
  return job
}

/** Jobs newest first, all of them or those that carry the `requestId` of the query. */
export function listJobs<Found extends Job, Printed> (
  mock: Mock, request: FastifyRequest, query: PageQuery, jobs: Map<string, Found>,
  print: (mock: Mock, job: Found) => Printed
) {
  const { requestId } = query
  if (requestId !== undefined && (typeof requestId !== 'string' || !isGuid(requestId))) {
    throw new Refusal(400, 'InvalidQuery', 'requestId is not a GUID.')
  }
  const wanted = requestId?.toLowerCase()
  const known = mock.world.behaviour.vanishedJobs ? [] : [...jobs.values()].reverse()
  const found = wanted === undefined ? known : known.filter((job) => job.requestId === wanted)
  const page = pageOf(mock, request, query, found)
  return { ...page, value: page.value.map(job => print(mock, job)) }
}

/** The job an earlier request with this id made, when the mock is told to honour repeated ids. */
export function repeated<Found extends Job> (
  mock: Mock, jobs: Map<string, Found>, requestId: string | null
): Found | null {
  if (!mock.world.behaviour.honourRepeatability || requestId === null) return null
  for (const job of jobs.values()) if (job.requestId === requestId) return job
  return null
}

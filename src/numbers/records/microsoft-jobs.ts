import type { Job } from '../schemas/job.ts'
import type { Queryable } from '../../database/connect.ts'
import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ownedWithin } from '../../tenancy/records/reach.ts'

/** What was seen of a job at Microsoft. */
export interface SeenJob {
  operationId: string
  jobId: string
  type: Job['type']
  status: string
  forgotten: boolean
  total: number
  succeeded: number
  failed: number
  startedAt: string | undefined
  finishedAt: string | undefined
}

/** Keeps what was seen of any number of jobs of one task, in one statement. */
export async function keepJobs (
  db: Queryable, task: { providerId: number, id: string }, msTenantId: string, jobs: readonly SeenJob[]
): Promise<void> {
  if (jobs.length === 0) return
  await db.query({
    name: 'keep-jobs',
    text: `
      insert into microsoft_job as m (provider_id, operation_id, job_id, type, ms_tenant_id, customer_id, channel_id,
        task_id, status, forgotten, total, succeeded, failed, started_at, finished_at)
      select $1, j."operationId", j."jobId", j.type, $3, t.customer_id, t.channel_id, $2, j.status, j.forgotten,
        j.total, j.succeeded, j.failed, coalesce(j."startedAt", now()), j."finishedAt"
      from jsonb_to_recordset($4::jsonb) as j ("operationId" uuid, "jobId" text, type text, status text,
        forgotten boolean, total int, succeeded int, failed int,
        "startedAt" timestamptz, "finishedAt" timestamptz) join task t on t.provider_id = $1 and t.id = $2
      on conflict (provider_id, operation_id) do update set job_id = excluded.job_id, status = excluded.status,
        forgotten = excluded.forgotten,
        succeeded = excluded.succeeded, failed = excluded.failed, finished_at = excluded.finished_at`,
    values: [task.providerId, task.id, msTenantId, JSON.stringify(jobs)]
  })
}

/** What a caller asks for among the jobs within its reach. */
export interface JobFilter {
  msTenantId?: string | undefined
  taskId?: string | undefined
  type?: string | undefined
  status?: string | undefined
  /** Microsoft's id of the job, or ours of the request that made it. */
  id?: string | undefined
}

const asked = `($4::uuid is null or m.ms_tenant_id = $4)
  and ($5::text is null or m.task_id = $5) and ($6::text is null or m.type = $6)
  and ($7::text is null or lower(m.status) = lower($7))
  and ($8::text is null or m.job_id = $8 or m.operation_id::text = $8)`

export const jobListing: Listing = {
  orders: { startedAt: [{ sql: 'm.sequence', type: 'bigint' }] }, usual: '-startedAt',
  times: { started: { sql: 'm.started_at', what: 'Started' }, finished: { sql: 'm.finished_at', what: 'Ended' } }
}

/** Jobs, newest first unless it is asked otherwise. */
export async function jobsPage (
  records: ReachedRecords, filter: JobFilter, place: Place
): Promise<Part<Job>> {
  return reachedList<Job>(records, jobListing, place, {
    within: ownedWithin('m'),
    counted: (within, words) => `select count(*) from microsoft_job m where ${within} and ${asked}${words.asked}`,
    rows: (within, words) => `select m.job_id as "jobId", m.operation_id as "operationId", m.type,
      m.ms_tenant_id as "msTenantId", m.customer_id as "umpCustomerGuid", m.task_id as "taskId",
      m.status, m.forgotten, m.total as "totalNumbersCount", m.succeeded as "succeededCount",
        m.failed as "failedCount", m.started_at as "startedAt", m.finished_at as "finishedAt"${words.mark}
      from microsoft_job m where ${within} and ${asked}${words.asked}${words.behind} ${words.tail}`,
    values: [
      filter.msTenantId ?? null, filter.taskId ?? null, filter.type ?? null, filter.status ?? null, filter.id ?? null
    ]
  })
}

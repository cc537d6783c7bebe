import type { AnyJob, Operation, ReleaseJob, UploadJob } from '../state/jobs.ts'
import { timestamp } from '../state/time.ts'
import type { World } from '../state/world.ts'
import { rememberWorld } from '../control/deafness.ts'
import { finishOperation } from './operation.ts'
import { finishRelease } from './release.ts'
import { finishUpload } from './upload.ts'

/** The fields every new job starts with; it is due once the configured time has passed. */
export function scheduled (world: World, tenantId: string, requestId: string | null) {
  const now = Date.now()
  const date = timestamp(now)
  return {
    tenantId,
    requestId,
    createdAt: date,
    lastUpdatedAt: date,
    status: 'Pending',
    startsAt: now + world.behaviour.jobMilliseconds / 2,
    dueAt: now + world.behaviour.jobMilliseconds,
    stuck: world.behaviour.stuckJobs
  }
}

/** Settles every job that is due. Called before each request, so no timer is needed and the order is certain. */
export function advance (world: World, now: number = Date.now()) {
  const due: AnyJob[] = []
  for (const job of world.unfinished) {
    const held = job.stuck && world.behaviour.stuckJobs
    if (!held && job.dueAt !== null && job.dueAt <= now) due.push(job)
  }
  due.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
  for (const job of due) finish(world, job, job.stuck ? now : job.dueAt ?? now)
}

function finish (world: World, job: AnyJob, at: number) {
  const forget = world.behaviour.deaf ? rememberWorld(world) : undefined
  if (isUpload(job)) finishUpload(world, job, at)
  else if (isRelease(job)) finishRelease(world, job, at)
  else finishOperation(world, job, at)
  forget?.()
  job.dueAt = null
  job.lastUpdatedAt = timestamp(at)
  world.unfinished.delete(job)
}

const isUpload = (job: AnyJob): job is UploadJob => 'settings' in job
const isRelease = (job: Exclude<AnyJob, UploadJob>): job is ReleaseJob => 'releaseId' in job

/** An unsettled job is `Pending` for the first half of its life, then `InProgress`. */
export function statusNow (job: UploadJob | ReleaseJob | Operation) {
  if (job.dueAt === null) return job.status
  return job.stuck || Date.now() >= job.startsAt ? 'InProgress' : 'Pending'
}

import type { ReleaseJob } from '../state/jobs.ts'
import { recordEffect, type Tenant, type World } from '../state/world.ts'

const messages: Record<string, string> = {
  TelephoneNumberNotFound: 'The telephone number is not owned by the tenant.',
  TelephoneNumberAssigned: 'The telephone number is assigned; unassign it first.',
  ReleaseExpired: 'The release was not carried out in time.'
}

/** Takes numbers away from the tenant, one failure per number. */
export function finishRelease (world: World, job: ReleaseJob, at: number) {
  const tenant = world.tenants.get(job.tenantId)
  const removed: string[] = []
  const details = Object.entries(job.phoneNumberReleaseStatusDetails)
  let failures = 0
  for (const [telephoneNumber, detail] of details) {
    const errorCode = problemWith(world, tenant, job, telephoneNumber)
    if (errorCode !== null) {
      failures++
      Object.assign(detail, { status: 'Error', errorCode, errorMessage: messages[errorCode] ?? errorCode })
      continue
    }
    detail.status = 'Success'
    if (tenant) removeNumber(world, tenant, telephoneNumber, at)
    removed.push(telephoneNumber)
  }
  job.status = job.expires ? 'Expired' : failures === details.length ? 'Failed' : 'Complete'
  if (removed.length === 0) return
  recordEffect(world, {
    kind: 'release', tenantId: job.tenantId, requestId: job.requestId, jobId: job.releaseId, telephoneNumbers: removed
  }, at)
}

function problemWith (world: World, tenant: Tenant | undefined, job: ReleaseJob, telephoneNumber: string) {
  if (job.expires) return 'ReleaseExpired'
  const held = tenant?.numbers.get(telephoneNumber)
  if (!held) return 'TelephoneNumberNotFound'
  const scripted = world.behaviour.numberErrors[telephoneNumber]
  if (scripted !== undefined) return scripted
  return held.record.assignmentStatus === 'Unassigned' ? null : 'TelephoneNumberAssigned'
}

function removeNumber (world: World, tenant: Tenant, telephoneNumber: string, at: number) {
  const held = tenant.numbers.get(telephoneNumber)
  if (!held) return
  tenant.numbers.delete(telephoneNumber)
  world.owners.delete(telephoneNumber)
  const until = at + world.behaviour.consistencyMilliseconds
  if (until > at) tenant.ghosts.set(telephoneNumber, { held, until })
}

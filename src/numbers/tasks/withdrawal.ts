import { randomUUID } from 'node:crypto'
import { Type, type Static } from '@sinclair/typebox'
import {
  chunkSize, type AcquiredNumber, type OperatorConnect
} from '../../upstreams/microsoft/microsoft.ts'
import { PhoneNumber, type E164 } from '../../schemas/phone-number.ts'
import { next, reject, wait, type TaskIdentity } from '../../engine/define.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import { isConsentGone } from './consent-gone.ts'
import { askForJob, lateArrival, pollSeconds } from './polling.ts'

/** How far a task has come in taking numbers back from Microsoft; a part of its progress. */
export const Withdrawal = Type.Object({
  since: Type.Optional(Type.String()),
  polls: Type.Integer(),
  releases: Type.Array(
    Type.Object({
      operationId: Type.String(), sent: Type.Boolean(), jobId: Type.Optional(Type.String()),
      numbers: Type.Array(PhoneNumber)
    })
  )
})
type Withdrawal = Static<typeof Withdrawal>

/** Polls after which an upload that Microsoft neither finishes nor fails is no longer waited for. */
const patience = 24

type Context = Pick<
  StepContext<unknown, { withdrawal: Withdrawal }>,
  'progress' | 'record' | 'now' | 'microsoft' | 'task' | 'say'
>
/** `resentAt`: sent again because the first request got no answer; the first may still arrive. */
type Uploads = ReadonlyArray<{ operationId: string, jobId?: string, resentAt?: string }>
/** `left`: numbers that stay, because the uploads did not bring them. */
type WithdrawalOutcome =
  | ReturnType<typeof next> & { left: E164[] }
  | ReturnType<typeof wait<{ withdrawal: Withdrawal }>>
  | ReturnType<typeof reject>

/**
 * Takes back the numbers that `uploads` brought to Microsoft, however those ended: waits until all of them have ended,
 * releases the numbers that Microsoft shows or has accepted (its lists may lag behind), and looks again. Done when
 * Microsoft shows none of them.
 */
export async function withdrawFromMicrosoft (
  context: Context, tenantId: string, numbers: readonly E164[], uploads: Uploads
): Promise<WithdrawalOutcome> {
  try {
    return await withdraw(context, tenantId, numbers, uploads)
  } catch (error) {
    if (!await isConsentGone(context, tenantId, error)) throw error
    context.say('Warning', 'The tenant has removed the operator; nothing of the upload is left at Microsoft for us.')
    return { ...next(), left: [] }
  }
}

async function withdraw (
  context: Context, tenantId: string, numbers: readonly E164[], uploads: Uploads
): Promise<WithdrawalOutcome> {
  const { microsoft, task } = context
  if (numbers.length === 0) return { ...next(), left: [] }
  const since = context.progress.withdrawal?.since ?? context.now().toISOString()
  const state = { polls: 0, releases: [], ...context.progress.withdrawal, since }
  const again = (): ReturnType<typeof wait<{ withdrawal: Withdrawal }>> =>
    wait(pollSeconds(state.polls), { withdrawal: { ...state, polls: state.polls + 1 } })
  const accepted = await acceptedNumbers(
    microsoft, task, tenantId, uploads, at => (context.now().getTime() - Date.parse(at ?? since)) / 1000 > lateArrival
  )
  if (accepted === undefined && state.polls < patience) return again()
  const released = await releasedNumbers(microsoft, task, tenantId, state.releases)
  if (released === undefined) return again()
  const shown = await microsoft.findNumbers(task.providerId, tenantId, numbers)
  const isStrange = strangerOf(task, uploads, accepted?.jobs)
  const strange = numbers.filter(number => isStrange(shown.get(number)))
  const left = numbers.filter(number =>
    !strange.includes(number) &&
    (shown.has(number) || (accepted?.numbers.has(number) === true && !released.has(number)))
  )
  if (left.length === 0) return { ...next(), left: strange }
  const tries = state.releases.filter(release => release.numbers.some(number => left.includes(number))).length
  if (tries >= 5) {
    return reject(
      'not_taken_back', `Microsoft still holds ${left.slice(0, 5).join(', ')}${left.length > 5 ? ' and others' : ''}.`
    )
  }
  if (tries > 0 && state.polls % 4 !== 0) return again() // its list may lag behind its job
  const release = { operationId: randomUUID(), sent: true, numbers: left.slice(0, chunkSize) }
  await context.record({ withdrawal: { ...state, releases: [...state.releases, release] } })
  const started = await microsoft.startRelease(task.providerId, tenantId, release.operationId, left.slice(0, chunkSize))
  if (started.status === 'refused') {
    return reject('not_taken_back', `Microsoft refused to release: ${started.reason} (${started.code}).`)
  }
  const releases = [...state.releases, { ...release, jobId: started.jobId }]
  return wait(pollSeconds(state.polls), { withdrawal: { ...state, polls: state.polls + 1, releases } })
}

/**
 * Whether something else brought a number to Microsoft: before the task began, or in a job that belongs to none of its
 * uploads. A chunk that was sent twice may have two jobs, and one that got no answer a job that we do not know; then
 * only the age of the number shows it.
 */
function strangerOf (
  task: TaskIdentity, uploads: Uploads, found: ReadonlySet<string> = new Set()
): (number: AcquiredNumber | undefined) => boolean {
  const jobs = new Set([...uploads.flatMap(({ jobId }) => jobId ?? []), ...found])
  const areAllKnown = uploads.every(({ resentAt }) => resentAt === undefined) && jobs.size >= uploads.length
  return number => {
    if (number === undefined || (number.jobId !== undefined && jobs.has(number.jobId))) return false
    const isOlder = number.acquiredOn !== undefined && Date.parse(number.acquiredOn) < Date.parse(task.createdAt)
    return isOlder || (number.jobId !== undefined && (areAllKnown || number.acquiredOn === undefined))
  }
}

/** What the uploads brought, as their jobs say; undefined while one of them may still bring something. */
async function acceptedNumbers (
  microsoft: OperatorConnect, task: TaskIdentity, tenantId: string, uploads: Uploads,
  isLongAgo: (at?: string) => boolean
): Promise<{ numbers: Set<E164>, jobs: Set<string> } | undefined> {
  const accepted = { numbers: new Set<E164>(), jobs: new Set<string>() }
  for (const { operationId, jobId, resentAt } of uploads) {
    const id = jobId ?? await askForJob(() => microsoft.findUpload(task.providerId, tenantId, operationId))
    if (id !== undefined) accepted.jobs.add(id)
    const job = id === undefined ? undefined : await microsoft.uploadJob(task.providerId, tenantId, id)
    if (job?.status === 'running' || job?.status === 'unknown') return undefined
    // Microsoft does not know the job, or has forgotten it: it may still run. So may the other one of two requests.
    if ((job?.status !== 'finished' && !isLongAgo()) || (resentAt !== undefined && !isLongAgo(resentAt))) {
      return undefined
    }
    for (const { number, outcome } of job?.status === 'finished' ? job.numbers : []) {
      if (outcome === 'succeeded') accepted.numbers.add(number)
    }
  }
  return accepted
}

/** What the releases took away, or could not take, which is gone if it is not shown; undefined while one runs. */
async function releasedNumbers (
  microsoft: OperatorConnect, task: TaskIdentity, tenantId: string, releases: Withdrawal['releases']
): Promise<Set<E164> | undefined> {
  const released = new Set<E164>()
  for (const { operationId, jobId } of releases) {
    const id = jobId ?? await askForJob(() => microsoft.findRelease(task.providerId, tenantId, operationId))
    const job = id === undefined ? undefined : await microsoft.releaseJob(task.providerId, tenantId, id)
    if (job?.status === 'running') return undefined
    for (const { number } of job?.status === 'finished' ? job.numbers : []) released.add(number)
  }
  return released
}

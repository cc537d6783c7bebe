import { randomUUID } from 'node:crypto'
import { Type, type Static } from '@sinclair/typebox'
import { chunkSize, type OperatorConnect } from '../microsoft/microsoft.ts'
import type { E164 } from '../schemas/phone-number.ts'
import { next, reject, wait, type StepContext, type TaskIdentity } from './define.ts'

/** Seconds until poll number `polls` + 1: soon at first, because small jobs finish soon, then ever more patiently. */
export function pollSeconds (polls: number): number {
  return Math.min(30, 0.2 * 1.4 ** Math.min(polls, 20))
}

/** Whether a request that got no answer was received: asked twice, because a list can lag behind. */
export async function askForJob (ask: () => Promise<string | undefined>): Promise<string | undefined> {
  const first = await ask()
  if (first !== undefined) return first
  await new Promise(resolve => setTimeout(resolve, 200))
  return ask()
}

/** How far taking numbers back from Microsoft has come; kept in the task's progress. */
export const Withdrawal = Type.Object({
  polls: Type.Integer(),
  releases: Type.Array(Type.Object({ operationId: Type.String(), sent: Type.Boolean(), jobId: Type.Optional(Type.String()), numbers: Type.Array(Type.String()) }))
})
type Withdrawal = Static<typeof Withdrawal>

/** Polls after which an upload that Microsoft neither finishes nor fails is no longer waited for. */
const patience = 24

type Context = Pick<StepContext<unknown, { withdrawal: Withdrawal }>, 'progress' | 'record' | 'say'>
type Uploads = ReadonlyArray<{ operationId: string, jobId?: string }>
type WithdrawalOutcome = ReturnType<typeof next> | ReturnType<typeof wait<{ withdrawal: Withdrawal }>> | ReturnType<typeof reject>

/**
 * Takes numbers back that `uploads` brought to Microsoft, whatever became of those: waits until they are settled, looks
 * which numbers are there, releases those, and looks again. Done when none is left.
 */
export async function withdrawFromMicrosoft (
  context: Context, microsoft: OperatorConnect, task: TaskIdentity, tenantId: string, numbers: readonly E164[], uploads: Uploads
): Promise<WithdrawalOutcome> {
  const state = context.progress.withdrawal ?? { polls: 0, releases: [] }
  const again = (): ReturnType<typeof wait<{ withdrawal: Withdrawal }>> => wait(pollSeconds(state.polls), { withdrawal: { ...state, polls: state.polls + 1 } })
  if (state.polls < patience && !await areSettled(microsoft, task, tenantId, uploads)) return again()
  const running = state.releases.at(-1)
  if (running !== undefined && !await isReleased(microsoft, task, tenantId, running)) return again()
  const left = [...(await microsoft.findNumbers(task.providerId, tenantId, numbers)).keys()]
  if (left.length === 0) return next()
  const tries = state.releases.filter(release => release.numbers.some(number => left.includes(number as E164))).length
  if (tries >= 5) return reject('not_taken_back', `Microsoft still holds ${left.slice(0, 5).join(', ')}${left.length > 5 ? ' and others' : ''}.`)
  if (tries > 0 && state.polls % 4 !== 0) return again() // its list may lag behind its job
  const release = { operationId: randomUUID(), sent: true, numbers: left.slice(0, chunkSize) }
  await context.record({ withdrawal: { polls: state.polls, releases: [...state.releases, release] } })
  const started = await microsoft.startRelease(task.providerId, tenantId, release.operationId, left.slice(0, chunkSize))
  if (started.status === 'refused') return reject('not_taken_back', `Microsoft refused to release: ${started.reason} (${started.code}).`)
  const releases = [...state.releases, { ...release, jobId: started.jobId }]
  return wait(pollSeconds(state.polls), { withdrawal: { polls: state.polls + 1, releases } })
}

async function areSettled (microsoft: OperatorConnect, task: TaskIdentity, tenantId: string, uploads: Uploads): Promise<boolean> {
  for (const { operationId, jobId } of uploads) {
    const id = jobId ?? await askForJob(() => microsoft.findUpload(task.providerId, tenantId, operationId))
    if (id !== undefined && (await microsoft.uploadJob(task.providerId, tenantId, id)).status === 'running') return false
  }
  return true
}

async function isReleased (microsoft: OperatorConnect, task: TaskIdentity, tenantId: string, release: Withdrawal['releases'][number]): Promise<boolean> {
  const id = release.jobId ?? await askForJob(() => microsoft.findRelease(task.providerId, tenantId, release.operationId))
  return id === undefined || (await microsoft.releaseJob(task.providerId, tenantId, id)).status !== 'running'
}

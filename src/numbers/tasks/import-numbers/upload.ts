import {
  beginPart, gatherParts, runningParts, waitingParts, type RunningPart, type WaitingPart
} from '../../records/import-parts.ts'
import { importCounts } from '../../records/import-results.ts'
import { readUploadContexts } from '../../records/upload-context.ts'
import { numbersPerRequest } from '../../schemas/upload.ts'
import { reachOf, recordsOfProvider } from '../../../database/reach.ts'
import { next, wait, type Effect, type Outcome } from '../../../engine/define.ts'
import { newTaskId } from '../../../engine/enqueue.ts'
import { readTasks } from '../../../engine/records/task-reads.ts'
import { askedTaskWithin } from '../../../tenancy/records/reach.ts'
import { pollSeconds } from '../polling.ts'
import { chosenCapabilities } from '../../../schemas/vocabulary/usage.ts'
import { countryMeant } from '../upload-country.ts'
import { uploadNumbers } from '../upload-numbers/index.ts'
import { planFor } from '../upload-rules.ts'
import type { ImportContext, ImportProgress } from './progress.ts'

/** What may be under way at once: one large upload, so that memory stays flat, or many small ones. */
const atOnce = { numbers: numbersPerRequest / 2, uploads: 50 }

/** Collects the results of uploads that have ended, and begins uploads of further parts; done when none is left. */
export async function uploadParts (context: ImportContext): Promise<Outcome<ImportProgress>> {
  const { db, task, progress } = context
  const running = await runningParts(db, task)
  const over = running.filter(part => part.over)
  const fitting = partsThatFit(await waitingParts(db, task, atOnce.uploads), running.filter(part => !part.over))
  if (running.length === 0 && fitting.length === 0) return next()
  const begun = await Promise.all(
    fitting.map(async part => ({ part: part.part, upload: await uploadOf(context, part) }))
  )
  const polls = over.length + begun.length > 0 ? 0 : (progress.polls ?? 0) + 1
  const reported = over.length > 0 ? await report(context) : {}
  return wait(secondsUntil(polls), { polls, ...reported }, async trx => {
    await gather(context, over)(trx)
    for (const { part, upload } of begun) await beginPart(trx, task, part, upload)
  })
}

/** Undo: uploads that have begun are tasks of their own and go on; the results of their rows are collected. */
export async function collectRunning (context: ImportContext): Promise<Outcome<ImportProgress>> {
  const running = await runningParts(context.db, context.task)
  const over = running.filter(part => part.over)
  if (over.length === running.length) return next({}, gather(context, over))
  const polls = (context.progress.polls ?? 0) + 1
  return wait(secondsUntil(polls), { polls }, gather(context, over))
}

function gather ({ task }: ImportContext, over: readonly RunningPart[]): Effect {
  return trx => gatherParts(trx, task, over.map(part => part.part))
}

const secondsUntil = (polls: number): number => Math.min(3, pollSeconds(polls))

/** The waiting parts that may begin beside those under way: at least one, when none is under way. */
function partsThatFit (waiting: readonly WaitingPart[], going: ReadonlyArray<{ rows: number }>): WaitingPart[] {
  let numbers = going.reduce((sum, part) => sum + part.rows, 0)
  let uploads = going.length
  const end = waiting.findIndex(part => {
    numbers += part.rows
    uploads += 1
    return uploads > 1 && (numbers > atOnce.numbers || uploads > atOnce.uploads)
  })
  return waiting.slice(0, end < 0 ? waiting.length : end)
}

/** The upload of a part, as a request for it would make it. */
async function uploadOf (
  { db, task, input }: ImportContext, { settings }: WaitingPart
): Promise<Parameters<typeof beginPart>[3]> {
  const { msTenantId, callingProfile, ...asked } = settings
  const [facts] = await readUploadContexts(db, [{ providerId: task.providerId, msTenantId, callingProfile }])
  const [own] = await readTasks(db, [{ reach: reachOf({ providerId: task.providerId }), id: task.id }], askedTaskWithin)
  const plan = facts && planFor(facts, asked.usage)
  const country = facts && countryMeant(asked.country, [], facts)
  const uploadInput: NonNullable<typeof uploadNumbers['inputType']> = {
    ...asked, capabilities: chosenCapabilities(asked.capabilities, [asked.usage, ...asked.additionalUsages], plan),
    ...(country !== undefined && { country }),
    msTenantId, callingProfileId: facts?.callingProfile?.id ?? callingProfile, workflowVersion: 3,
    source: 'webui', duplicates: [], ...(input.adopt === true && { adopt: true }),
    ...(input.reason !== undefined && { reason: input.reason }),
    ...(input.ticketId !== undefined && { ticketId: input.ticketId })
  }
  return {
    providerId: task.providerId,
    id: newTaskId(uploadNumbers.idPrefix),
    kind: uploadNumbers.name,
    retentionDays: uploadNumbers.retentionDays,
    partitionKey: uploadNumbers.partitionKey({ providerId: task.providerId, msTenantId, input: uploadInput }),
    step: uploadNumbers.steps[0]?.name ?? '',
    input: uploadInput,
    msTenantId,
    customerId: facts?.customer?.id,
    channelId: facts?.customer?.channelId ?? undefined,
    ticketId: input.ticketId,
    caller: task.caller,
    traceId: own?.traceId ?? undefined
  }
}

/** Tells how many rows are done, about ten times in all. */
async function report (context: ImportContext): Promise<{ reported?: number }> {
  const { db, task } = context
  const { rows, pending } = await importCounts(recordsOfProvider(db, task.providerId), task.id)
  const done = rows - pending
  if (done - (context.progress.reported ?? 0) < rows / 10) return {}
  context.say('Information', `${done} of ${rows} rows are done.`)
  return { reported: done }
}

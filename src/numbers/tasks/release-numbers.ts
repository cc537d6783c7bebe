import { randomUUID } from 'node:crypto'
import { Type, type Static } from '@sinclair/typebox'
import { forgetNumbers, heldByOthers, heldNumbers, markReleaseRequested, rulesBySbc } from '../records/numbers.ts'
import { keepJobs, type SeenJob } from '../records/microsoft-jobs.ts'
import { failedItem as failed, itemsOf, writeItems, type ItemResult } from '../../engine/records/task-items.ts'
import { chunkSize } from '../../upstreams/microsoft/microsoft.ts'
import { isAssigned } from '../schemas/assignment.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { hours, minutes, next, reject, wait, type TaskIdentity } from '../../engine/define.ts'
import { defineTaskKind, type StepContext } from '../../upstreams/guarded/tools.ts'
import { jobSeen, pollSeconds, slowPolls } from './microsoft-jobs.ts'
import { removeFromSbcs } from './number-rules.ts'
import { sendInChunks } from './send-in-chunks.ts'
import { refusedChunk, releasedBy } from './sent-releases.ts'
import { count, some } from '../../engine/wording.ts'

const input = Type.Object({
  msTenantId: Type.String(),
  /** False for a customer whose tenant is gone at Microsoft: only the SBCs and our records are cleaned. */
  removeFromOperatorConnect: Type.Boolean(),
  ticketId: Type.Optional(Type.String()),
  duplicates: Type.Array(Type.String())
})

export const progressOfRelease = Type.Object({
  /** One request to Microsoft each; `sent` is stored before it goes out. */
  chunks: Type.Array(Type.Object({
    operationId: Type.String(), numbers: Type.Array(Type.String()), sent: Type.Boolean(),
    jobId: Type.Optional(Type.String()), status: Type.Optional(Type.String()), startedAt: Type.Optional(Type.String())
  })),
  polls: Type.Integer(),
  confirmPolls: Type.Integer(),
  counts: Type.Object({ succeeded: Type.Integer(), unchanged: Type.Integer(), failed: Type.Integer() })
})

type Context = StepContext<Static<typeof input>, Static<typeof progressOfRelease>>

/** Goal: the numbers are nowhere. What is already gone is done; what cannot go stays as it was, on the SBCs too. */
export const releaseNumbers = defineTaskKind({
  name: 'release-numbers',
  idPrefix: 'tsk_msjob',
  requiredScope: 'customer',
  title: 'Release numbers from a customer',
  input,
  progress: progressOfRelease,
  steps: [
    {
      name: 'validate',
      message: 'Checking the request against the records',
      async run (context) {
        const { db, task, input } = context
        const numbers = (await itemsOf(db, task)).map(item => item.number)
        const foreign = await heldByOthers(db, task.providerId, input.msTenantId, numbers)
        if (foreign.length === numbers.length) {
          return reject('input_invalid', 'Input is not valid any more: the numbers belong to another tenant.')
        }
        context.say('Information', 'Input is valid.')
        if (input.duplicates.length > 0) {
          context.say('Warning', `Named more than once and taken once: ${some(input.duplicates)}.`)
        }
        if (foreign.length > 0) context.say('Error', `Held by another tenant: ${some(foreign)}.`)
        return next(
          {},
          trx =>
            writeItems(
              trx,
              task,
              foreign.map(number =>
                failed(number, 'validate', 'number_owned_elsewhere', 'The number is held by another tenant.')
              )
            )
        )
      }
    },
    {
      name: 'look-at-microsoft',
      message: 'Looking which of the numbers Microsoft holds',
      timeLimit: minutes(5),
      async run (context) {
        const { task, input, microsoft } = context
        const numbers = (await living(context)) as E164[]
        if (!input.removeFromOperatorConnect) {
          context.say('Warning', 'Microsoft is left out on request; only the SBCs and the records are cleaned.')
          return next({ chunks: [] })
        }
        const found = await microsoft.findNumbers(task.providerId, input.msTenantId, numbers)
        const assigned = numbers.filter(number => isAssigned(found.get(number)?.assignmentStatus))
        const gone = numbers.filter(number => !found.has(number))
        const present = numbers.filter(number => found.has(number) && !assigned.includes(number))
        if (gone.length > 0) context.say('Information', `Not present in Microsoft context any more: ${some(gone)}.`)
        if (assigned.length > 0) {
          context.say('Error', `Assigned and therefore not released: ${some(assigned)}. Unassign first.`)
        }
        const chunks = []
        for (let from = 0; from < present.length; from += chunkSize) {
          chunks.push({ operationId: randomUUID(), numbers: present.slice(from, from + chunkSize), sent: false })
        }
        return next({ chunks }, async trx => {
          await writeItems(
            trx,
            task,
            assigned.map(number =>
              failed(number, 'look-at-microsoft', 'number_assigned', 'The number is assigned; unassign it first.')
            )
          )
          await markReleaseRequested(trx, by(task), input.msTenantId, [...present, ...gone], true)
          const known = new Set(await heldNumbers(trx, task.providerId, gone))
          await writeItems(
            trx,
            task,
            gone.filter(number => !known.has(number)).map(number => ({
              number, outcome: 'unchanged', step: 'look-at-microsoft'
            }))
          )
        })
      }
    },
    {
      name: 'send-to-microsoft',
      message: 'Releasing the numbers at Microsoft',
      timeLimit: minutes(10),
      giveUpAfter: hours(8),
      async run (context) {
        const { task, input, microsoft } = context
        const sending = await sendInChunks(context, context.progress.chunks ?? [], {
          what: 'the release',
          find: operationId => microsoft.findRelease(task.providerId, input.msTenantId, operationId),
          start: chunk =>
            microsoft.startRelease(task.providerId, input.msTenantId, chunk.operationId, chunk.numbers as E164[]),
          stamp: startedAt => ({ startedAt }),
          isOver: chunk => chunk.status === refusedChunk,
          refused (chunk, reason) {
            context.say(
              'Error',
              `${count(chunk.numbers, 'number')} not released, because Microsoft refused the request: ${reason}.`
            )
            return { status: refusedChunk }
          }
        })
        if (sending.type === 'reject') return sending
        const { chunks } = sending
        if (chunks.some(chunk => chunk.jobId !== undefined)) {
          context.say('Information', 'Release accepted by Microsoft.')
        }
        const refused = chunks.filter(chunk => chunk.status === refusedChunk).flatMap(chunk => chunk.numbers)
        return next(
          { chunks },
          trx =>
            writeItems(
              trx,
              task,
              refused.map(number =>
                failed(
                  number, 'send-to-microsoft', 'refused_by_microsoft', 'Microsoft refused the request to release it.'
                )
              )
            )
        )
      },
      // What Microsoft has released cannot be taken back: it is gone on the SBCs and in the records too, and the others
      // are as before.
      async undo (context) {
        const { db, task, input, microsoft, progress } = context
        const settled = await releasedBy(microsoft, task, input.msTenantId, progress.chunks ?? [], context.now())
        if (!Array.isArray(settled)) return settled
        const items = await itemsOf(db, task)
        // by a deletion that stopped later
        const told = new Set(items.filter(({ outcome }) => outcome === 'succeeded').map(item => item.number))
        const released = settled.filter(number => !told.has(number))
        for (const [sbcId, rules] of await rulesBySbc(db, task.providerId, released)) {
          const unfinished = await removeFromSbcs(context, [sbcId], rules)
          if (unfinished !== undefined) return unfinished
        }
        if (released.length > 0) {
          context.say(
            'Warning',
            `${count(released, 'number')} released all the same: Microsoft had been asked before. ${some(released)}.`
          )
        }
        const numbers = items.map(item => item.number)
        return next({}, async trx => {
          await writeItems(
            trx, task, released.map(number => ({ number, outcome: 'succeeded', step: 'send-to-microsoft' }))
          )
          await forgetNumbers(trx, { ...by(task), change: 'released' }, input.msTenantId, released)
          await markReleaseRequested(trx, by(task), input.msTenantId, numbers, false)
        })
      }
    },
    {
      name: 'await-microsoft',
      message: 'Waiting for Microsoft to finish the release',
      giveUpAfter: hours(2),
      async run (context) {
        const { task, input, microsoft } = context
        const chunks = [...context.progress.chunks ?? []]
        const polls = context.progress.polls ?? 0
        const results: ItemResult[] = []
        const seen: SeenJob[] = []
        for (const [index, chunk] of chunks.entries()) {
          if (chunk.status !== undefined || chunk.jobId === undefined) continue
          const job = await microsoft.releaseJob(task.providerId, input.msTenantId, chunk.jobId)
          if (job.status !== 'running' || polls === slowPolls) {
            seen.push(jobSeen('release', chunk, job, chunk.numbers.length, context.now()))
          }
          if (job.status === 'running') continue
          const status = job.status === 'vanished' ? 'Expired' : job.microsoftStatus
          chunks[index] = { ...chunk, status }
          context.say(status === 'Complete' ? 'Information' : 'Warning', `Release job status: ${status}.`)
          for (const { number, outcome, code } of job.status === 'finished' ? job.numbers : []) {
            if (outcome !== 'failed' || code === 'TelephoneNumberNotFound') continue
            context.say('Error', `${number} was not released by Microsoft: ${code ?? 'no reason given'}.`)
            results.push(
              failed(number, 'await-microsoft', code ?? 'refused_by_microsoft', 'Microsoft did not release the number.')
            )
          }
        }
        const done = chunks.every(chunk => chunk.status !== undefined)
        const effect = results.length + seen.length === 0
          ? undefined
          : async (trx: Parameters<typeof writeItems>[0]): Promise<void> => {
            await writeItems(trx, task, results)
            await keepJobs(trx, task, input.msTenantId, seen)
          }
        return done ? next({ chunks }, effect) : wait(pollSeconds(polls), { chunks, polls: polls + 1 }, effect)
      }
    },
    {
      name: 'confirm',
      message: 'Confirming that Microsoft does not show the numbers any more',
      timeLimit: minutes(5),
      giveUpAfter: minutes(30),
      async run (context) {
        const { task, input, microsoft } = context
        const asked = new Set((context.progress.chunks ?? []).flatMap(chunk => chunk.numbers))
        const numbers = (await living(context)).filter(number => asked.has(number)) as E164[]
        const left = [...(await microsoft.findNumbers(task.providerId, input.msTenantId, numbers)).keys()]
        const polls = context.progress.confirmPolls ?? 0
        const expired = context.progress.chunks?.some(chunk => chunk.status === 'Expired') ?? false
        if (left.length > 0 && (!expired || polls < 12)) return wait(pollSeconds(polls), { confirmPolls: polls + 1 })
        // Only a job that Microsoft gave up on can leave numbers behind; they stay on the SBCs too.
        if (left.length > 0) context.say('Error', `Still at Microsoft after its job expired: ${some(left)}.`)
        return next({}, async trx => {
          await writeItems(
            trx,
            task,
            left.map(number =>
              failed(number, 'confirm', 'release_expired', 'Microsoft gave up the release; try again.')
            )
          )
        })
      }
    },
    {
      name: 'clean-sbcs',
      message: 'Removing the numbers from the SBCs',
      timeLimit: minutes(10),
      giveUpAfter: hours(8),
      async run (context) {
        const { task, db } = context
        const bySbc = await rulesBySbc(db, task.providerId, await living(context))
        for (const [sbcId, rules] of bySbc) {
          if (await removeFromSbcs(context, [sbcId], rules) !== undefined) continue
          context.say('Information', `Telephone numbers removed from SBC. ${sbcId}`)
          return wait(0)
        }
        return bySbc.size === 0 ? next() : wait(pollSeconds(6))
      }
    },
    {
      name: 'complete',
      message: 'Completing the task',
      async run (context) {
        const { task, input, db } = context
        const numbers = await living(context)
        const items = await itemsOf(db, task)
        const failures = items.filter(item => item.outcome === 'failed')
        const unchanged = items.filter(item => item.outcome === 'unchanged').length
        context.say('Information', 'Workflow completed.')
        return next(
          { counts: { succeeded: numbers.length - unchanged, unchanged, failed: failures.length } },
          async trx => {
            await markReleaseRequested(trx, by(task), input.msTenantId, failures.map(item => item.number), false)
            await forgetNumbers(trx, { ...by(task), change: 'released' }, input.msTenantId, numbers)
          }
        )
      }
    }
  ],
  conclude ({ task, input, progress, verdict }) {
    const { succeeded = 0, unchanged = 0, failed = 0 } = progress.counts ?? {}
    const last = progress.chunks?.findLast(chunk => chunk.jobId !== undefined)
    const status = verdict?.status ??
      (succeeded + unchanged === 0 ? 'Failed' : failed > 0 ? 'CompletedWithErrors' : 'CompletedSuccess')
    return {
      status,
      details: [
        status === 'CompletedSuccess'
          ? 'NumbersReleased'
          : status === 'CompletedWithErrors'
            ? 'NumbersPartiallyReleased'
            : status === 'Canceled'
              ? 'ReleaseCanceled'
              : 'NumbersNotReleased'
      ],
      output: {
        MsReleaseJobId: last?.jobId ?? null,
        MsTenantId: input.msTenantId,
        MsReleaseJobStatus: last?.status ?? null,
        UmpReleaseJobStatus: status,
        MsReleaseJobCreatedAt: last?.startedAt ?? null,
        TotalNumbersCount: task.numberCount
      }
    }
  }
})

/** Who changes numbers, for their history. */
function by (task: TaskIdentity): { providerId: number, taskId: string, caller: string } {
  return { providerId: task.providerId, taskId: task.id, caller: task.caller }
}

/** Numbers of the task that nothing speaks against so far. */
async function living (context: Context): Promise<string[]> {
  return (await itemsOf(context.db, context.task)).filter(item =>
    item.outcome === 'pending' || item.outcome === 'unchanged'
  ).map(item => item.number)
}

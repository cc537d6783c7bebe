import { reachOf } from '../../database/reach.ts'
import { Type, type Static } from '@sinclair/typebox'
import {
  abandonWaiting, beginPart, closeEmptyParts, gatherParts, pendingRowsAfter, refuseDuplicates, refuseRows, runningParts,
  waitingParts, type WaitingPart
} from '../records/import-parts.ts'
import { importCounts, type ImportCounts } from '../records/number-imports.ts'
import { readTasks } from '../../engine/records/task-reads.ts'
import { readUploadContexts } from '../records/upload-context.ts'
import { numbersPerRequest } from '../schemas/upload.ts'
import { hours, minutes, next, reject, wait, type Ending } from '../../engine/define.ts'
import { defineTaskKind, type StepContext } from '../../upstreams/guarded/tools.ts'
import { newTaskId } from '../../engine/enqueue.ts'
import { rowJudge } from './import-rules.ts'
import { pollSeconds } from './polling.ts'
import { uploadNumbers } from './upload-numbers/index.ts'

const input = Type.Object({
  /** Whether one bad row keeps all others from being begun. */
  onlyIfAllValid: Type.Boolean(),
  /** The part of the tree the caller acts for; rows may speak of no tenant beyond it. */
  channelId: Type.Optional(Type.Integer()),
  customerId: Type.Optional(Type.String()),
  ticketId: Type.Optional(Type.String())
})

const progress = Type.Object({
  polls: Type.Integer(),
  /** Rows that were done when it was last told. */
  told: Type.Integer(),
  counts: Type.Object({
    rows: Type.Integer(), pending: Type.Integer(), succeeded: Type.Integer(), unchanged: Type.Integer(),
    failed: Type.Integer(), canceled: Type.Integer()
  })
})

type Input = Static<typeof input>
type Progress = Static<typeof progress>
type Context = StepContext<Input, Progress>

/** Rows judged at once. */
const rowsPerPage = 1000
/** What may be under way at once: one large upload, so that memory stays flat, or many small ones. */
const atOnce = { numbers: numbersPerRequest / 2, uploads: 50 }

/** All values of `details`. */
export const importResults = {
  NumbersImported: 'Every row is uploaded, or was before.',
  NumbersPartiallyImported: 'Some rows are uploaded; the result names the others, with the reason.',
  NumbersNotImported: 'No row is uploaded; the result says why.',
  ImportCanceled: 'The import was canceled; uploads that had begun went on to their end.'
} as const

export const importNumbers = defineTaskKind({
  name: 'import-numbers',
  idPrefix: 'imp',
  requiredScope: 'customer',
  title: 'Import numbers from a file',
  input,
  progress,
  steps: [
    {
      name: 'check',
      message: 'Checking the rows against the records',
      timeLimit: minutes(15),
      async run (context) {
        const { db, task, input } = context
        const judge = rowJudge(db, task.providerId, input)
        for (let after = { part: 0, line: 0 }; ;) {
          const rows = await pendingRowsAfter(db, task, after, rowsPerPage)
          after = rows.at(-1) ?? after
          const refusals = await judge(rows)
          context.assertLease()
          await refuseRows(db, task, refusals)
          if (rows.length < rowsPerPage) break
        }
        context.assertLease()
        await refuseDuplicates(db, task)
        await closeEmptyParts(db, task)
        const counts = await importCounts(db, task)
        if (counts.failed > 0 && input.onlyIfAllValid) {
          return reject(
            'rows_invalid',
            `${counts.failed} of ${counts.rows} rows are not valid, and the import was to begin only if all are.`
          )
        }
        context.say(
          counts.failed > 0 ? 'Warning' : 'Information', `${counts.pending} of ${counts.rows} rows can be uploaded.`
        )
        return next({ counts })
      },
      async undo ({ db, task, assertLease }) {
        assertLease()
        await abandonWaiting(db, task, { code: 'import_ended', error: 'Not begun, because the import ended before.' })
        return next({ counts: await importCounts(db, task) })
      }
    },
    {
      name: 'upload',
      message: 'Uploading the numbers',
      giveUpAfter: hours(72),
      timeLimit: minutes(5),
      async run (context) {
        const { db, task, progress } = context
        const running = await runningParts(db, task)
        const over = running.filter(part => part.over)
        const going = running.filter(part => !part.over)
        const fitting = thatFit(await waitingParts(db, task, atOnce.uploads), going)
        if (running.length === 0 && fitting.length === 0) return next()
        const begun = await Promise.all(
          fitting.map(async part => ({ part: part.part, task: await uploadOf(context, part) }))
        )
        const polls = over.length + begun.length > 0 ? 0 : (progress.polls ?? 0) + 1
        return wait(
          Math.min(3, pollSeconds(polls)),
          { polls, ...over.length > 0 && await tell(context) },
          async trx => {
            await gatherParts(trx, task, over.map(part => part.part))
            for (const { part, task: upload } of begun) await beginPart(trx, task, part, upload)
          }
        )
      },
      /** Uploads that have begun are tasks of their own, and go on; what becomes of their rows is not to be lost. */
      async undo (context) {
        const { db, task, progress } = context
        const running = await runningParts(db, task)
        const over = running.filter(part => part.over)
        const gather = async (trx: Parameters<typeof gatherParts>[0]): Promise<void> =>
          gatherParts(trx, task, over.map(part => part.part))
        if (over.length === running.length) return next({}, gather)
        const polls = (progress.polls ?? 0) + 1
        return wait(Math.min(3, pollSeconds(polls)), { polls }, gather)
      }
    },
    {
      name: 'complete',
      message: 'Completing the task',
      async run (context) {
        const counts = await importCounts(context.db, context.task)
        context.say('Information', 'Workflow completed.')
        return next({ counts })
      }
    }
  ],
  conclude: concludeImport
})

/** The next parts that may be under way beside those that are; one at least, when none is. */
function thatFit (waiting: readonly WaitingPart[], going: ReadonlyArray<{ rows: number }>): WaitingPart[] {
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
  { db, task, input }: Context, { settings }: WaitingPart
): Promise<Parameters<typeof beginPart>[3]> {
  const { msTenantId, callingProfile, ...asked } = settings
  const [facts] = await readUploadContexts(db, [{ providerId: task.providerId, msTenantId, callingProfile }])
  const [own] = await readTasks(db, [{ reach: reachOf({ providerId: task.providerId }), id: task.id }])
  const uploadInput: NonNullable<typeof uploadNumbers['inputType']> = {
    ...asked, msTenantId, callingProfileId: facts?.callingProfile?.id ?? callingProfile, workflowVersion: 3,
    source: 'webui', duplicates: [], ...(input.ticketId !== undefined && { ticketId: input.ticketId })
  }
  return {
    providerId: task.providerId,
    id: newTaskId(uploadNumbers.idPrefix),
    kind: uploadNumbers.name,
    lane: `${task.providerId} ${msTenantId}`,
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

/** Says how far it is, about ten times in all. */
async function tell (context: Context): Promise<{ told?: number }> {
  const { rows, pending } = await importCounts(context.db, context.task)
  const done = rows - pending
  if (done - (context.progress.told ?? 0) < rows / 10) return {}
  context.say('Information', `${done} of ${rows} rows are done.`)
  return { told: done }
}

interface Concluded { progress: { counts?: ImportCounts }, verdict: { status: 'Failed' | 'Canceled' } | undefined }

function concludeImport ({ progress, verdict }: Concluded): Ending {
  const counts = progress.counts ?? { rows: 0, pending: 0, succeeded: 0, unchanged: 0, failed: 0, canceled: 0 }
  const done = counts.succeeded + counts.unchanged
  const result = verdict?.status === 'Canceled'
    ? 'ImportCanceled'
    : done === 0
      ? 'NumbersNotImported'
      : done < counts.rows
        ? 'NumbersPartiallyImported'
        : 'NumbersImported'
  return {
    status: verdict?.status ??
      (done === 0 ? 'Failed' : done < counts.rows ? 'CompletedWithErrors' : 'CompletedSuccess'),
    details: [result],
    output: {
      RowCount: counts.rows, SucceededCount: counts.succeeded, UnchangedCount: counts.unchanged,
      FailedCount: counts.failed, CanceledCount: counts.canceled
    }
  }
}

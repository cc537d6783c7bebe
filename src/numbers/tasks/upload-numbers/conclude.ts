import type { Ending, TaskKind } from '../../../engine/define.ts'
import type { OnSbc } from './on-sbc.ts'

/** All values of OcUploadNumberResult, and of `details`. */
const uploadResults = {
  NumbersUploaded: 'Every number is at Microsoft and on its SBCs; at least one of them was not before.',
  NumbersUnchanged:
    'The tenant had every number before; the SBCs were brought in line, except for numbers that came from elsewhere.',
  NumbersPartiallyUploaded: 'Some numbers are uploaded, others failed; the items of the task say which and why.',
  NumbersNotUploaded: 'No number was uploaded; nothing of this task is left at Microsoft or on an SBC.',
  UploadCanceled: 'The task was canceled; what it had done was taken back.',
  UploadNotTakenBack: 'The task failed and something it did could not be taken back; the last message names the step.'
} as const

/** Results after which no SBC holds a number because of the task. */
const nothingStays: ReadonlyArray<keyof typeof uploadResults> = ['NumbersNotUploaded', 'UploadCanceled']

interface Facts {
  input: { workflowVersion: number }
  progress: {
    sbcIds?: number[]
    programmed?: number[]
    onSbcs?: OnSbc[]
    chunks?: Array<{ jobId?: string, status?: string, updatedAt?: string }>
    counts?: { succeeded: number, unchanged: number, failed: number }
  }
}

type Conclude = Parameters<TaskKind<Facts['input'], Facts['progress']>['conclude']>[0]

/**
 * The keys that clients know, in their order (docs/wire/live-cloud.md#tasks). `SbcIdList`: SBCs that have numbers of
 * the task when it is over.
 */
export function concludeUpload ({ task, input, progress, failure, now }: Conclude): Ending {
  const { succeeded = 0, unchanged = 0, failed = 0 } = progress.counts ?? {}
  const result = failure !== undefined
    ? failure.code === 'undo_failed'
      ? 'UploadNotTakenBack'
      : failure.status === 'Canceled'
        ? 'UploadCanceled'
        : 'NumbersNotUploaded'
    : succeeded + unchanged === 0
      ? 'NumbersNotUploaded'
      : failed > 0
        ? 'NumbersPartiallyUploaded'
        : succeeded === 0
          ? 'NumbersUnchanged'
          : 'NumbersUploaded'
  const last = progress.chunks?.findLast(chunk => chunk.jobId !== undefined)
  const status = failure?.status ??
    (succeeded + unchanged === 0 ? 'Failed' : failed > 0 ? 'CompletedWithErrors' : 'CompletedSuccess')
  return {
    status,
    details: [result],
    output: {
      CreateTime: task.createdAt,
      CompleteTime: now.toISOString(),
      OcUploadNumberResult: result,
      WorkflowVersion: input.workflowVersion,
      SbcIdList: nothingStays.includes(result)
        ? []
        : progress.sbcIds?.filter(id =>
          (result === 'UploadNotTakenBack' ? leftOn(progress.onSbcs) : progress.programmed)?.includes(id)
        ) ?? [],
      ...(last !== undefined &&
        { MsJobWhenUpdated: last.updatedAt ?? null, MsJobId: last.jobId, MsJobStatus: last.status ?? null })
    }
  }
}

/** SBCs that may still have rules of the task. */
function leftOn (onSbcs: readonly OnSbc[] = []): number[] {
  return onSbcs.filter(({ added, cleaned }) => cleaned !== true && added.length > 0).map(({ sbcId }) => sbcId)
}

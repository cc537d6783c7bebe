import type { Ending, TaskKind } from '../../../engine/define.ts'
import type { ReleaseInput, ReleaseProgress } from './progress.ts'

type Conclude = Parameters<TaskKind<ReleaseInput, ReleaseProgress>['conclude']>[0]

/**
 * The word in `details` for each status; `NumbersUnchanged` when there was nothing to release. `TotalNumbersCount`
 * counts the numbers that there was something to release of.
 */
const results: Readonly<Record<Ending['status'], string>> = {
  CompletedSuccess: 'NumbersReleased', CompletedWithErrors: 'NumbersPartiallyReleased', Canceled: 'ReleaseCanceled',
  Failed: 'NumbersNotReleased'
}

export function concludeRelease ({ task, input, progress, failure }: Conclude): Ending {
  const { succeeded = 0, unchanged = 0, failed = 0 } = progress.counts ?? {}
  const last = progress.chunks?.findLast(chunk => chunk.jobId !== undefined)
  const status = failure?.status ??
    (succeeded + unchanged === 0 ? 'Failed' : failed > 0 ? 'CompletedWithErrors' : 'CompletedSuccess')
  const nothing = failed > 0 ? 'NumbersNotReleased' : 'NumbersUnchanged'
  return {
    status,
    details: [failure === undefined && succeeded === 0 && unchanged > 0 ? nothing : results[status]],
    output: {
      MsReleaseJobId: last?.jobId ?? null,
      MsTenantId: input.msTenantId,
      MsReleaseJobStatus: last?.status ?? null,
      UmpReleaseJobStatus: status,
      MsReleaseJobCreatedAt: last?.startedAt ?? null,
      TotalNumbersCount: task.itemCount - unchanged
    }
  }
}

import type { Ending, TaskKind } from '../../../engine/define.ts'
import type { UnassignInput, UnassignProgress } from './progress.ts'

type Conclude = Parameters<TaskKind<UnassignInput, UnassignProgress>['conclude']>[0]

export function concludeUnassigning ({ task, input, progress, failure }: Conclude): Ending {
  const { succeeded = 0, unchanged = 0, failed = 0 } = progress.counts ?? {}
  const status = failure?.status ??
    (failed === 0 ? 'CompletedSuccess' : succeeded + unchanged === 0 ? 'Failed' : 'CompletedWithErrors')
  const word = {
    CompletedSuccess: succeeded === 0 ? 'NumbersUnchanged' : 'NumbersUnassigned',
    CompletedWithErrors: 'NumbersPartiallyUnassigned', Canceled: 'UnassignCanceled', Failed: 'NumbersNotUnassigned'
  }
  return {
    status,
    details: [word[status]],
    output: {
      MsTenantId: input.msTenantId, NumbersUnassigned: succeeded, NumbersUnchanged: unchanged, NumbersFailed: failed,
      TotalNumbersCount: task.itemCount
    }
  }
}

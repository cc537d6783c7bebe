import type { Ending, TaskKind } from '../../../engine/define.ts'
import type { ChangeInput, ChangeProgress } from './progress.ts'

type Conclude = Parameters<TaskKind<ChangeInput, ChangeProgress>['conclude']>[0]

export function concludeChange ({ task, input, progress, failure }: Conclude): Ending {
  const { succeeded = 0, unchanged = 0, failed = 0 } = progress.counts ?? {}
  const status = failure?.status ??
    (failed === 0 ? 'CompletedSuccess' : succeeded + unchanged === 0 ? 'Failed' : 'CompletedWithErrors')
  const word = {
    CompletedSuccess: succeeded === 0 ? 'NumbersUnchanged' : 'NumbersChanged',
    CompletedWithErrors: 'NumbersPartiallyChanged', Canceled: 'ChangeCanceled', Failed: 'NumbersNotChanged'
  }
  return {
    status,
    details: [word[status]],
    output: {
      MsTenantId: input.msTenantId, NumbersChanged: succeeded, NumbersUnchanged: unchanged, NumbersFailed: failed,
      TotalNumbersCount: task.itemCount
    }
  }
}

import type { Ending, TaskKind } from '../../../engine/define.ts'
import type { ImportInput, ImportProgress } from './progress.ts'

/** All values of `details`. */
const importResults = {
  NumbersImported: 'Every row is uploaded, or was before.',
  NumbersUnchanged: 'The tenants had the number of every row before; the result says what was asked for and is not so.',
  NumbersPartiallyImported: 'Some rows are uploaded; the result names the others, with the reason.',
  NumbersNotImported: 'No row is uploaded; the result says why.',
  ImportCanceled: 'The import was canceled; uploads that had begun went on to their end.'
} as const

type Conclude = Parameters<TaskKind<ImportInput, ImportProgress>['conclude']>[0]

const none: ImportProgress['counts'] = { rows: 0, pending: 0, succeeded: 0, unchanged: 0, failed: 0, canceled: 0 }

export function concludeImport ({ progress: { counts = none }, failure }: Conclude): Ending {
  const done = counts.succeeded + counts.unchanged
  const status = failure?.status ??
    (done === 0 ? 'Failed' : done < counts.rows ? 'CompletedWithErrors' : 'CompletedSuccess')
  return {
    status,
    details: [resultOf(failure?.status, counts)],
    output: {
      RowCount: counts.rows, SucceededCount: counts.succeeded, UnchangedCount: counts.unchanged,
      FailedCount: counts.failed, CanceledCount: counts.canceled
    }
  }
}

function resultOf (
  failure: Ending['status'] | undefined, { rows, succeeded, unchanged }: ImportProgress['counts']
): keyof typeof importResults {
  if (failure === 'Canceled') return 'ImportCanceled'
  if (succeeded + unchanged === 0) return 'NumbersNotImported'
  if (succeeded + unchanged < rows) return 'NumbersPartiallyImported'
  return succeeded === 0 ? 'NumbersUnchanged' : 'NumbersImported'
}

import { Type, type Static } from '@sinclair/typebox'
import { taskStatuses } from '../../schemas/task.ts'
import { OneOf, OrNull, Said } from '../../schemas/value.ts'

/** A row of a workbook, with the line that a person finds it in. */
export interface SheetRow {
  readonly sheet: string
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

const Outcome = OneOf(['succeeded', 'unchanged', 'failed', 'pending'])

/** What became of rows, as a file adds it behind their cells. */
export const resultColumns = ['result', 'error', 'taskId'] as const

export const BulkLoad = Type.Object({
  taskId: Type.String(),
  status: Said(taskStatuses),
  rows: Type.Object({
    total: Type.Integer(), succeeded: Type.Integer(), unchanged: Type.Integer(), failed: Type.Integer(),
    pending: Type.Integer()
  }),
  failures: Type.Array(Type.Object({
    sheet: Type.String(), line: Type.Integer(), error: Type.String(), taskId: OrNull(Type.String())
  }), { description: 'The first hundred; the result file has all.' })
}, {
  $id: 'BulkLoad', description: 'What became of a workbook that was sent in.',
  examples: [{
    taskId: 'blk_0199c0de-0000-7000-8000-000000000000', status: 'CompletedWithErrors',
    rows: { total: 3, succeeded: 1, unchanged: 1, failed: 1, pending: 0 },
    failures: [{ sheet: 'UploadRanges', line: 2, error: 'CallingProfile: Invalid CallingProfileId!', taskId: null }]
  }]
})

/** A row and what became of it. */
export interface RowResult extends SheetRow {
  readonly result: Static<typeof Outcome>
  readonly error: string | null
  readonly taskId: string | null
}

import { Type, type Static } from '@sinclair/typebox'
import { Task, taskStatuses } from '../../schemas/task.ts'
import { uploadSettings } from './upload-settings.ts'
import { OrNull, Said } from '../../schemas/value.ts'

/** What a row of an import asks for its number, in our words; rows that ask the same are uploaded together. */
export const ImportSettings = Type.Object({
  ...uploadSettings,
  /** Id or name, as the row has it. */
  callingProfile: Type.String()
})
export type ImportSettings = Static<typeof ImportSettings>

const rows = Type.Object({
  total: Type.Integer(),
  pending: Type.Integer({ description: 'Not decided yet.' }),
  succeeded: Type.Integer({ description: 'Uploaded by this import.' }),
  unchanged: Type.Integer({ description: 'Uploaded to this tenant before.' }),
  failed: Type.Integer(),
  canceled: Type.Integer({ description: 'Not begun, or taken back, because the import or its upload ended before.' })
})

/** What became of an import, in a few figures and its first errors. */
export const NumberImport = Type.Object({
  taskId: Type.String(),
  status: Task.properties.status,
  rows,
  errors: Type.Array(
    Type.Object({
      line: Type.Integer({ description: 'Line of the file, from 1.' }),
      column: OrNull(Type.String({ description: 'The column at fault; several are parted by blanks.' })),
      telephoneNumber: OrNull(Type.String({ description: 'As the row has it.' })),
      code: OrNull(Type.String({ description: 'As the item of the upload has it, or why the row was not taken.' })),
      error: OrNull(Type.String())
    }),
    { description: 'The first hundred rows that failed; `result.csv` has all.' }
  ),
  uploads: Type.Array(
    Type.Object({
      taskId: Type.String(), rows: Type.Integer(),
      status: OrNull(Said(taskStatuses, { description: 'null: the task is kept no longer.' }))
    }),
    { description: 'The first hundred uploads that the rows were divided into.' }
  )
}, {
  $id: 'NumberImport',
  description: 'What became of an import.',
  examples: [{
    taskId: 'imp_019a2f60-6f0e-7c0a-9a51-3f2b8d1c7e90',
    status: 'CompletedWithErrors',
    rows: { total: 3, pending: 0, succeeded: 2, unchanged: 0, failed: 1, canceled: 0 },
    errors: [{
      line: 3,
      column: 'telephoneNumber',
      telephoneNumber: '6.13955E+10',
      code: 'row_invalid',
      error:
        'A spreadsheet rounded the number to 6.13955E+10. Format the column as text, and enter the number again ' +
        'with its +.'
    }],
    uploads: [{ taskId: 'wup_c14a0a55-fcc5-4598-b405-c978e7da1af4', rows: 2, status: 'CompletedWithErrors' }]
  }]
})

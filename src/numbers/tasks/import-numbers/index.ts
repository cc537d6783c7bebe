import { copyFailedRows } from '../../records/number-imports.ts'
import { hours, minutes } from '../../../engine/define.ts'
import { defineTaskKind } from '../../../upstreams/guarded/tools.ts'
import { abandonRows, check } from './check.ts'
import { complete } from './complete.ts'
import { concludeImport } from './conclude.ts'
import { importInput, importProgress } from './progress.ts'
import { collectRunning, uploadParts } from './upload.ts'
import { ofProvider } from '../../../schemas/partitions.ts'

/** Goal: every row that is valid is uploaded, each part of the file by an upload task of its own. */
export const importNumbers = defineTaskKind({
  name: 'import-numbers',
  idPrefix: 'imp',
  requiredScope: 'customer',
  partitionKey: ofProvider('imports'),
  title: 'Import numbers from a file',
  input: importInput,
  progress: importProgress,
  steps: [
    {
      name: 'check', message: 'Checking the rows against the records', timeLimit: minutes(15), run: check,
      undo: abandonRows
    },
    {
      name: 'upload', message: 'Uploading the numbers', giveUpAfter: hours(72), timeLimit: minutes(5),
      run: uploadParts, undo: collectRunning
    },
    { name: 'complete', message: 'Completing the task', run: complete }
  ],
  copyForRetry: copyFailedRows,
  conclude: concludeImport
})

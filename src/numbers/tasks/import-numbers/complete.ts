import { recordsOfProvider } from '../../../database/reach.ts'
import { importCounts } from '../../records/import-results.ts'
import { next, type Outcome } from '../../../engine/define.ts'
import type { ImportContext, ImportProgress } from './progress.ts'

export async function complete ({ db, task, say }: ImportContext): Promise<Outcome<ImportProgress>> {
  const counts = await importCounts(recordsOfProvider(db, task.providerId), task.id)
  if (counts.succeeded + counts.unchanged > 0) say('Information', 'Workflow completed.')
  return next({ counts })
}

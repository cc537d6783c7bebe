import { importCounts } from '../../records/number-imports.ts'
import { next, type Outcome } from '../../../engine/define.ts'
import type { ImportContext, ImportProgress } from './progress.ts'

export async function complete ({ db, task, say }: ImportContext): Promise<Outcome<ImportProgress>> {
  const counts = await importCounts(db, task)
  say('Information', 'Workflow completed.')
  return next({ counts })
}

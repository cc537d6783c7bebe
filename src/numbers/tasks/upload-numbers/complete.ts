import { next, type Outcome } from '../../../engine/define.ts'
import { countItems } from '../../../engine/records/task-items.ts'
import type { UploadContext, UploadProgress } from './progress.ts'

/** Counts the results for the end of the task; items without one get theirs there. */
export async function complete ({ task, say, db }: UploadContext): Promise<Outcome<UploadProgress>> {
  const counts = await countItems(db, task)
  if (counts.pending + counts.succeeded + counts.unchanged > 0) say('Information', 'Workflow completed.')
  return next({
    counts: { succeeded: counts.pending + counts.succeeded, unchanged: counts.unchanged, failed: counts.failed }
  })
}

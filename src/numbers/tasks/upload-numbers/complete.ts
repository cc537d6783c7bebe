import { next, type Outcome } from '../../../engine/define.ts'
import { countItems } from '../../../engine/records/task-items.ts'
import { placeAtSite } from '../../records/kept-back.ts'
import type { UploadContext, UploadProgress } from './progress.ts'

/**
 * Counts the results for the end of the task; items without one get theirs there. Numbers for a site are located
 * there.
 */
export async function complete ({ task, input, say, db }: UploadContext): Promise<Outcome<UploadProgress>> {
  const counts = await countItems(db, task)
  if (counts.pending + counts.succeeded + counts.unchanged > 0) say('Information', 'Workflow completed.')
  const { siteId } = input
  return next(
    { counts: { succeeded: counts.pending + counts.succeeded, unchanged: counts.unchanged, failed: counts.failed } },
    siteId === undefined ? undefined : trx => placeAtSite(trx, task, siteId)
  )
}

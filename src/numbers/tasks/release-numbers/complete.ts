import { forgetNumbers, markReleaseRequested } from '../../records/numbers.ts'
import { next, type Outcome } from '../../../engine/define.ts'
import { itemsOf } from '../../../engine/records/task-items.ts'
import { authorOf } from '../item-results.ts'
import { livingNumbers, type ReleaseContext, type ReleaseProgress } from './progress.ts'

/** Removes the released numbers from the records; numbers that failed are held as before. */
export async function complete (context: ReleaseContext): Promise<Outcome<ReleaseProgress>> {
  const { task, input, db, say } = context
  const numbers = await livingNumbers(context)
  const items = await itemsOf(db, task)
  const failures = items.filter(item => item.outcome === 'failed')
  const unchanged = items.filter(item => item.outcome === 'unchanged').length
  say('Information', 'Workflow completed.')
  return next(
    { counts: { succeeded: numbers.length - unchanged, unchanged, failed: failures.length } },
    async trx => {
      const author = authorOf(context)
      await markReleaseRequested(trx, author, input.msTenantId, failures.map(item => item.key), false)
      await forgetNumbers(trx, { ...author, change: 'released' }, input.msTenantId, numbers)
    }
  )
}

import { forgetReleased } from '../../records/released-numbers.ts'
import { markReleaseRequested } from '../../records/numbers.ts'
import { next, type Outcome } from '../../../engine/define.ts'
import { itemsOf, notedItem, writeItems } from '../../../engine/records/task-items.ts'
import { asE164, type E164 } from '../../../schemas/phone-number.ts'
import { authorOf } from '../item-results.ts'
import type { ReleaseContext, ReleaseProgress } from './progress.ts'

/** Removes the released numbers from the records; numbers that failed are held as before. */
export async function complete (context: ReleaseContext): Promise<Outcome<ReleaseProgress>> {
  const { task, input, progress, db, say } = context
  const items = await itemsOf(db, task)
  const keysOf = (outcome: string): E164[] =>
    items.filter(item => item.outcome === outcome).map(item => asE164(item.key))
  const [numbers, unchanged, failures] = [keysOf('pending'), keysOf('unchanged'), keysOf('failed')]
  const asked = new Set(progress.chunks?.flatMap(chunk => chunk.numbers))
  const gone = input.removeFromOperatorConnect ? numbers.filter(number => !asked.has(number)) : []
  if (numbers.length + unchanged.length > 0) say('Information', 'Workflow completed.')
  return next(
    { counts: { succeeded: numbers.length, unchanged: unchanged.length, failed: failures.length } },
    async trx => {
      const author = authorOf(context)
      await markReleaseRequested(trx, author, input.msTenantId, failures, false)
      await forgetReleased(trx, author, input.msTenantId, numbers)
      await writeItems(trx, task, gone.map(number =>
        notedItem(
          number, 'succeeded', 'complete', 'gone_at_microsoft',
          'Microsoft did not hold the number any more; it was taken from the SBCs and from our records.'
        )
      ))
    }
  )
}

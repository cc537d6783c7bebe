import { rulesBySbc } from '../../records/numbers.ts'
import { next, wait, type Outcome } from '../../../engine/define.ts'
import { removeFromSbcs } from '../number-rules.ts'
import { pollSeconds } from '../polling.ts'
import { livingNumbers, type ReleaseContext, type ReleaseProgress } from './progress.ts'

/** Removes the rules of one SBC in each run; when all that are left are down, it waits for them. */
export async function cleanSbcs (context: ReleaseContext): Promise<Outcome<ReleaseProgress>> {
  const { task, db } = context
  const bySbc = await rulesBySbc(db, task.providerId, await livingNumbers(context))
  for (const [sbcId, rules] of bySbc) {
    if (await removeFromSbcs(context, [sbcId], rules) !== undefined) continue
    context.say('Information', `Telephone numbers removed from SBC. ${sbcId}`)
    return wait(0)
  }
  return bySbc.size === 0 ? next() : wait(pollSeconds(6))
}

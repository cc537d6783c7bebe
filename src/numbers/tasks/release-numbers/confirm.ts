import { next, wait, type Outcome } from '../../../engine/define.ts'
import { failedItem, writeItems } from '../../../engine/records/task-items.ts'
import { some } from '../../../engine/wording.ts'
import { pollSeconds } from '../polling.ts'
import { livingNumbers, type ReleaseContext, type ReleaseProgress } from './progress.ts'
import { heldAtMicrosoft } from './without-consent.ts'

/** Polls after which numbers of a job that expired count as not released. */
const pollsAfterExpired = 12

/** Waits until Microsoft does not show the numbers any more. */
export async function confirm (context: ReleaseContext): Promise<Outcome<ReleaseProgress>> {
  const { task, progress, say } = context
  const asked = new Set((progress.chunks ?? []).flatMap(chunk => chunk.numbers))
  const numbers = (await livingNumbers(context)).filter(number => asked.has(number))
  const left = [...(await heldAtMicrosoft(context, numbers)).keys()]
  const polls = progress.confirmPolls ?? 0
  const expired = progress.chunks?.some(chunk => chunk.status === 'Expired') ?? false
  const word = progress.chunks?.find(({ unknownWord }) => unknownWord !== undefined)?.unknownWord
  if (left.length > 0 && ((!expired && word === undefined) || polls < pollsAfterExpired)) {
    return wait(pollSeconds(polls), { confirmPolls: polls + 1 })
  }
  // Only a job that Microsoft gave up on, or whose end we do not understand, can leave numbers behind; they stay on
  // the SBCs too.
  const when = expired ? 'expired' : `ended with the unknown word "${word}"`
  if (left.length > 0) say('Error', `Still at Microsoft after its job ${when}: ${some(left)}.`)
  const failures = left.map(number =>
    expired
      ? failedItem(number, 'confirm', 'release_expired', 'Microsoft gave up the release; try again.')
      : failedItem(
        number, 'confirm', 'unknown_outcome',
        `Microsoft says "${word}" of the release, which we do not know, and still holds the number; try again.`
      )
  )
  return next({}, trx => writeItems(trx, task, failures))
}

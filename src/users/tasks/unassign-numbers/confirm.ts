import { isAssigned } from '../../../schemas/vocabulary/assignment.ts'
import { pollSeconds } from '../../../numbers/tasks/polling.ts'
import { next, wait, type Outcome } from '../../../engine/define.ts'
import { itemsOf } from '../../../engine/records/task-items.ts'
import { some } from '../../../engine/wording.ts'
import { UpstreamFault } from '../../../problems.ts'
import { asE164, type E164 } from '../../../schemas/phone-number.ts'
import type { UnassignContext, UnassignProgress } from './progress.ts'

/** Polls after which the task ends although Operator Connect still shows numbers as assigned. */
const mostPolls = 16

/** Waits until Operator Connect shows the numbers as free; what it cannot tell does not undo the unassigning. */
export async function confirm (context: UnassignContext): Promise<Outcome<UnassignProgress>> {
  const { say, progress: { confirmPolls: polls = 0 } } = context
  try {
    const lagging = await stillAssigned(context)
    if (lagging.length === 0) return next()
    if (polls < mostPolls) return wait(pollSeconds(polls), { confirmPolls: polls + 1 })
    say('Warning', `Operator Connect still shows as assigned: ${some(lagging)}. A release may have to wait.`)
  } catch (error) {
    if (!(error instanceof UpstreamFault) || error.isTransient) throw error
    say('Warning', `Unassigned, but Operator Connect cannot be asked: ${error.message}`)
  }
  return next()
}

async function stillAssigned ({ db, task, input, microsoft }: UnassignContext): Promise<E164[]> {
  const items = await itemsOf(db, task)
  const numbers = items.filter(item => item.outcome === 'succeeded').map(item => asE164(item.key))
  if (numbers.length === 0) return []
  const shown = await microsoft.findNumbers(task.providerId, input.msTenantId, numbers)
  return numbers.filter(number => isAssigned(shown.get(number)?.assignmentStatus))
}

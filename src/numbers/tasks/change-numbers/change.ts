import { randomUUID } from 'node:crypto'
import { recordChanged } from '../../records/number-changes.ts'
import { next, wait, type Effect, type Outcome } from '../../../engine/define.ts'
import { failedItem, pendingKeys, writeItems, type ItemResult } from '../../../engine/records/task-items.ts'
import { some } from '../../../engine/wording.ts'
import { UpstreamFault } from '../../../problems.ts'
import { asE164, type E164 } from '../../../schemas/phone-number.ts'
import type { AcquiredNumber } from '../../../upstreams/microsoft/microsoft.ts'
import { addToCounts, authorOf } from '../item-results.ts'
import { pollSeconds } from '../polling.ts'
import { numberingOfProvider } from '../../../tenancy/records/numbering-overrides.ts'
import { toUploadedNumber } from '../uploaded-number.ts'
import { lookAt } from './look-at.ts'
import { desiredBy, type ChangeContext, type ChangeProgress } from './progress.ts'

const step = 'change'

/** Numbers of one run of the step; each takes a request of its own to look at it, and one to change it. */
const waveSize = 20

/** How often a number is looked at that Microsoft says it changed: about three minutes. */
const mostPolls = 20

/** Looks at the next numbers and changes those that are not yet as they should be; done when no number is left. */
export async function changeNextNumbers (context: ChangeContext): Promise<Outcome<ChangeProgress>> {
  const { db, task, progress, say } = context
  const numbers = (await pendingKeys(db, task, waveSize)).map(asE164)
  if (numbers.length === 0) {
    const { succeeded = 0, unchanged = 0 } = progress.counts ?? {}
    if (succeeded + unchanged > 0) say('Information', 'Workflow completed.')
    return next({ wave: [] })
  }
  const told = new Set(progress.told)
  const { seen, results, open } = await lookAt(context, numbers, told)
  const fresh = open.filter(number => !told.has(number))
  const late = open.filter(number => told.has(number))
  if (fresh.length > 0) await context.record({ wave: [...new Set([...progress.wave ?? [], ...fresh])] })
  const reported = await changeAtMicrosoft(context, fresh, results.length + late.length === 0)
  if (reported.unanswered.length > 0) {
    say('Warning', `Microsoft did not answer for ${some(reported.unanswered)}; it is asked again.`)
  }
  const shown = reported.changed.length === 0
    ? { seen: [], results: [], open: [] }
    : await lookAt(context, reported.changed, new Set(reported.changed))
  const decided = [...results, ...reported.results, ...shown.results]
  const waiting = notShown(context, [...late, ...shown.open], decided.length > 0)
  const all = [...decided, ...waiting.results]
  return wait(waiting.seconds, {
    wave: reported.unanswered, told: waiting.told, polls: waiting.polls, counts: addToCounts(progress.counts, all)
  }, keep(context, all, [...seen, ...shown.seen]))
}

interface Waiting { told: E164[], polls: number, seconds: number, results: ItemResult[] }

/** Numbers that Microsoft does not show as it said: they are looked at again, and fail in the end. */
function notShown ({ progress, say }: ChangeContext, numbers: readonly E164[], advanced: boolean): Waiting {
  if (numbers.length === 0) return { told: [], polls: 0, seconds: 0, results: [] }
  const polls = (progress.polls ?? 0) + 1
  if (polls <= mostPolls) return { told: [...numbers], polls, seconds: advanced ? 0 : pollSeconds(polls), results: [] }
  const reason = 'Microsoft said that it changed the number, and does not show it so.'
  say('Error', `Not shown by Microsoft as it said: ${some(numbers)}.`)
  return {
    told: [], polls: 0, seconds: 0, results: numbers.map(number => failedItem(number, step, 'not_confirmed', reason))
  }
}

/** What Microsoft said: which numbers it changed, and which not. */
interface Reported { changed: E164[], results: ItemResult[], unanswered: E164[] }

/**
 * Asks Microsoft to change the numbers, and keeps the answer for each number even if the request for another one
 * failed. Throws when a request failed for good, or when all failed and `mustAdvance`.
 */
async function changeAtMicrosoft (
  context: ChangeContext, numbers: readonly E164[], mustAdvance: boolean
): Promise<Reported> {
  const { task, input, progress, microsoft, say } = context
  const { usage, additionalUsages, capabilities } = input
  const settings = { usage, additionalUsages, capabilities, ...progress.location }
  const answers = await Promise.allSettled(
    numbers.map(number => microsoft.changeNumber(task.providerId, input.msTenantId, number, randomUUID(), settings))
  )
  const isStuck = mustAdvance && answers.every(({ status }) => status === 'rejected')
  const reported: Reported = { changed: [], results: [], unanswered: [] }
  for (const [index, number] of numbers.entries()) {
    const answer = answers[index]
    if (answer?.status !== 'fulfilled') {
      if (!(answer?.reason instanceof UpstreamFault) || !answer.reason.isTransient || isStuck) throw answer?.reason
      reported.unanswered.push(number)
    } else if (answer.value.status === 'changed') {
      reported.changed.push(number)
    } else {
      const { reason, code } = answer.value
      say('Error', `${number} was not changed by Microsoft: ${reason} (${code}).`)
      reported.results.push(failedItem(number, step, code, reason))
    }
  }
  return reported
}

/** Undo: nothing is changed back; numbers that Microsoft has changed already are recorded as changed. */
export async function keepChanged (context: ChangeContext): Promise<Outcome<ChangeProgress>> {
  const { wave = [], told = [], counts } = context.progress
  const numbers = [...new Set([...wave, ...told])]
  if (numbers.length === 0) return next()
  const { seen, results } = await lookAt(context, numbers, new Set(told))
  const changed = results.filter(({ outcome }) => outcome === 'succeeded')
  return next({ wave: [], told: [], counts: addToCounts(counts, changed) }, keep(context, changed, seen))
}

function keep (context: ChangeContext, results: readonly ItemResult[], seen: readonly AcquiredNumber[]): Effect {
  const { task, input } = context
  return async trx => {
    await writeItems(trx, task, results)
    const show = toUploadedNumber(await numberingOfProvider(trx, task.providerId))
    await recordChanged(trx, authorOf(context), input.msTenantId, desiredBy(context), seen.map(show))
  }
}

import { pollSeconds } from '../../../numbers/tasks/polling.ts'
import { addToCounts, authorOf } from '../../../numbers/tasks/item-results.ts'
import { next, wait, type Effect, type Outcome } from '../../../engine/define.ts'
import { pendingKeys, writeItems } from '../../../engine/records/task-items.ts'
import { some } from '../../../engine/wording.ts'
import { asE164 } from '../../../schemas/phone-number.ts'
import { recordAssignments } from '../../records/number-assignments.ts'
import type { UnassignContext, UnassignProgress } from './progress.ts'
import { planWave, sendWave, waveSize, type Place, type Wave, type WaveTurn } from './wave.ts'
import { settleWave } from './settle-wave.ts'

/** Goes on with the numbers under way, or begins with the next ones; done when no number is left. */
export async function unassignNext (context: UnassignContext): Promise<Outcome<UnassignProgress>> {
  const { wave = [], counts } = context.progress
  if (wave.length > 0) return goOn(context, wave)
  const numbers = (await pendingKeys(context.db, context.task, waveSize)).map(asE164)
  if (numbers.length === 0) return next({ wave: [] })
  const turn = await planWave(placeOf(context), numbers)
  return wait(0, { wave: turn.wave, polls: 0, counts: addToCounts(counts, turn.results) }, report(context, turn))
}

/** Undo: a request to Microsoft cannot be called back; it is waited for, so that the items say what became of it. */
export async function finishSent (context: UnassignContext): Promise<Outcome<UnassignProgress>> {
  const sent = (context.progress.wave ?? []).filter(entry => entry.sent)
  return sent.length === 0 ? next({ wave: [] }) : goOn(context, sent)
}

/** Sends what is not sent yet; when all is sent, asks what became of it. */
async function goOn (context: UnassignContext, wave: Wave): Promise<Outcome<UnassignProgress>> {
  const { polls = 0, counts } = context.progress
  if (!wave.every(entry => entry.sent)) {
    const turn = await sendWave(placeOf(context), wave, wave => context.record({ wave }))
    return wait(turn.wave.length === 0 ? 0 : pollSeconds(0), {
      wave: turn.wave, polls, counts: addToCounts(counts, turn.results)
    }, report(context, turn))
  }
  const turn = await settleWave(placeOf(context), wave, polls)
  const isOver = turn.wave.length === 0
  const isToSend = turn.wave.some(entry => !entry.sent)
  return wait(isOver || isToSend ? 0 : pollSeconds(polls), {
    wave: turn.wave, polls: polls + 1, counts: addToCounts(counts, turn.results)
  }, report(context, turn))
}

function placeOf ({ graph, task, input }: UnassignContext): Place {
  return { graph, task, msTenantId: input.msTenantId }
}

/** Tells what became of numbers, and records it. */
function report (context: UnassignContext, { results, seen }: WaveTurn): Effect | undefined {
  const { task, input, say } = context
  const by = (outcome: string): string[] =>
    results.filter(result => result.outcome === outcome).map(result => result.key)
  if (by('succeeded').length > 0) say('Information', `Unassigned: ${some(by('succeeded'))}.`)
  if (by('unchanged').length > 0) say('Information', `Nobody has: ${some(by('unchanged'))}.`)
  for (const { key: number, error } of results.filter(result => result.outcome === 'failed').slice(0, 20)) {
    say('Error', `${number} was not unassigned. ${error ?? ''}`)
  }
  if (results.length === 0) return undefined
  return async trx => {
    await writeItems(trx, task, results)
    await recordAssignments(trx, authorOf(context), input.msTenantId, seen)
  }
}

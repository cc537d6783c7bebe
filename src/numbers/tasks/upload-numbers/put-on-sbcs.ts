import { numbersOnSbc } from '../../records/numbers.ts'
import { ordinalsOf } from '../../../engine/ordinals.ts'
import type { TaskItem } from '../../../engine/records/task-items.ts'
import { UpstreamFault } from '../../../problems.ts'
import { operatorConnectPlan, type Rule, type RuleOutcome } from '../../../upstreams/sbc/sbc.ts'
import { isOf, type OnSbc, type Programmed, type SbcContext, type ToRule } from './on-sbc.ts'

/**
 * Puts the rules of items on all SBCs at once, and answers what each SBC holds. An SBC that is down gets a warning and
 * is left for later, so that the others need not wait for it.
 */
export async function programSbcs (
  context: SbcContext, sbcIds: readonly number[], items: readonly TaskItem[], toRule: ToRule
): Promise<Programmed[]> {
  const onSbcs = [...context.progress.onSbcs ?? []]
  // One after another: a statement of the journal can write one entry of a task.
  let turn: Promise<void> = Promise.resolve()
  const remember = (sbcId: number, settled: readonly RuleOutcome[]): Promise<void> => {
    turn = turn.then(async () => {
      if (onSbcs.some(on => on.sbcId === sbcId)) return
      onSbcs.push(await aboutTo(context, sbcId, items, settled))
      await context.record({ onSbcs: [...onSbcs] })
    })
    return turn
  }
  const entryOf = (sbcId: number): OnSbc | undefined => onSbcs.find(on => on.sbcId === sbcId)
  // All must have ended, even if one failed for good: nothing may be written to an SBC after the step is over.
  const results = await Promise.allSettled(sbcIds.map(async sbcId => {
    const outcomes = await programOneSbc(context, sbcId, items.map(toRule), settled => remember(sbcId, settled))
    return outcomes === undefined ? undefined : toProgrammed(sbcId, items, outcomes, entryOf(sbcId))
  }))
  const failure = results.find(result => result.status === 'rejected')
  if (failure !== undefined) throw failure.reason
  return results.flatMap(result => result.status === 'fulfilled' && result.value !== undefined ? [result.value] : [])
}

async function programOneSbc (
  context: SbcContext, sbcId: number, rules: readonly Rule[],
  recordIntent: (settled: readonly RuleOutcome[]) => Promise<void>
): Promise<readonly RuleOutcome[] | undefined> {
  try {
    const outcomes = await context.sbcs.apply(context.task.providerId, sbcId, operatorConnectPlan, {
      add: rules, remove: []
    }, recordIntent)
    const conflicts = outcomes.filter(({ outcome }) => outcome === 'conflict')
    if (conflicts.length > 0) {
      context.log.warn(
        { sbcId, reasons: conflicts.slice(0, 20).map(({ reason }) => reason) },
        'Numbers are on an SBC for somebody else'
      )
    }
    return outcomes
  } catch (error) {
    if (!(error instanceof UpstreamFault) || !error.isTransient) throw error
    context.log.warn({ err: error, sbcId }, 'An SBC is not available')
    context.say('Warning', error.message)
    return undefined
  }
}

async function aboutTo (
  { db, task }: SbcContext, sbcId: number, items: readonly TaskItem[], settled: readonly RuleOutcome[]
): Promise<OnSbc> {
  const outcomes = new Map(settled.map(({ rule, outcome }) => [rule.prefix, outcome]))
  const found = items.filter(item => outcomes.get(item.key) === 'unchanged')
  const known = found.length === 0
    ? new Set()
    : new Set(await numbersOnSbc(db, task.providerId, sbcId, found.map(item => item.key)))
  return {
    sbcId, added: ordinalsOf(items.filter(item => !outcomes.has(item.key))),
    noted: ordinalsOf(found.filter(item => !known.has(item.key)))
  }
}

function toProgrammed (
  sbcId: number, items: readonly TaskItem[], outcomes: readonly RuleOutcome[], entry: OnSbc | undefined
): Programmed {
  const known = new Set(items.filter(item => entry !== undefined && !isOf(entry, item)).map(item => item.key))
  const there = outcomes.filter(({ outcome }) => outcome === 'added' || outcome === 'unchanged')
  return {
    sbcId,
    held: there.filter(({ rule }) => !known.has(rule.prefix)).map(({ rule }) => ({
      number: rule.prefix, name: rule.name, tag: rule.tag
    })),
    count: there.length,
    refused: outcomes.filter(({ outcome }) => outcome === 'conflict' || outcome === 'refused').map((
      { rule, outcome, reason }
    ) => ({
      // The caller must not learn what others have; only our log names it.
      number: rule.prefix,
      reason: outcome === 'conflict'
        ? `${rule.prefix} is there already: another tenant has it, or it was made by hand.`
        : reason ?? 'no reason given'
    }))
  }
}

import { Type, type Static } from '@sinclair/typebox'
import { numbersOnSbc, recordRemovedFromSbc } from '../records/numbers.ts'
import type { TaskItem } from '../../engine/records/task-items.ts'
import { UpstreamFault } from '../../problems.ts'
import { operatorConnectPlan, type Rule, type RuleOutcome } from '../../upstreams/sbc/sbc.ts'
import { wait } from '../../engine/define.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import { isAmong, Ordinals, ordinalsOf } from '../../engine/ordinals.ts'

// What an upload does to SBCs, and how it takes that back and nothing else: what it is about to add is stored before it
// is written.

/** What an upload did to one SBC. Without an entry it has written nothing there. */
export const OnSbc = Type.Object({
  sbcId: Type.Integer(),
  /** Items whose rules were not there when it began to write, so that they are its own. */
  added: Ordinals,
  /** Items whose rules were there, though our records did not know. */
  noted: Ordinals,
  /** Taken back, all of it. */
  cleaned: Type.Optional(Type.Boolean())
})
export type OnSbc = Static<typeof OnSbc>

type Context = Pick<
  StepContext<unknown, { onSbcs: OnSbc[] }>,
  'task' | 'sbcs' | 'db' | 'log' | 'progress' | 'record' | 'say'
>
type ToRule = (item: TaskItem) => Rule

/** What one SBC holds now of the rules, and what it did not take. */
export interface Programmed {
  sbcId: number
  /** Those that our records are to say it holds; of what they knew before nothing is said anew. */
  held: Array<{ number: string, name: string, tag: string }>
  count: number
  refused: Array<{ number: string, reason: string }>
}

/**
 * Puts rules of items on SBCs, all at once, and answers for those that did it. A device that is down is said and left
 * for later, so that the others need not wait for it.
 */
export async function programSbcs (
  context: Context, sbcIds: readonly number[], items: readonly TaskItem[], toRule: ToRule
): Promise<Programmed[]> {
  const onSbcs = [...context.progress.onSbcs ?? []]
  // One after the other: two entries of one task in one statement of the journal would be one too many.
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
  // Settled, all of them, also when one fails for good: nothing may still be written when the step is over.
  const results = await Promise.allSettled(sbcIds.map(async sbcId => {
    const outcomes = await programOneSbc(context, sbcId, items.map(toRule), settled => remember(sbcId, settled))
    return outcomes === undefined ? undefined : toProgrammed(sbcId, items, outcomes, entryOf(sbcId))
  }))
  const failure = results.find(result => result.status === 'rejected')
  if (failure !== undefined) throw failure.reason
  return results.flatMap(result => result.status === 'fulfilled' && result.value !== undefined ? [result.value] : [])
}

async function programOneSbc (
  context: Context, sbcId: number, rules: readonly Rule[], foresee: (settled: readonly RuleOutcome[]) => Promise<void>
): Promise<readonly RuleOutcome[] | undefined> {
  try {
    const outcomes = await context.sbcs.apply(context.task.providerId, sbcId, operatorConnectPlan, {
      add: rules, remove: []
    }, foresee)
    const conflicts = outcomes.filter(({ outcome }) => outcome === 'conflict')
    if (conflicts.length > 0) {
      context.log.warn(
        { sbcId, reasons: conflicts.slice(0, 20).map(({ reason }) => reason) },
        'Numbers are on an SBC for somebody else'
      )
    }
    return outcomes
  } catch (error) {
    if (!(error instanceof UpstreamFault) || !error.passes) throw error
    context.log.warn({ err: error, sbcId }, 'An SBC is not available')
    context.say('Warning', error.message)
    return undefined
  }
}

async function aboutTo (
  { db, task }: Context, sbcId: number, items: readonly TaskItem[], settled: readonly RuleOutcome[]
): Promise<OnSbc> {
  const outcomes = new Map(settled.map(({ rule, outcome }) => [rule.prefix, outcome]))
  const found = items.filter(item => outcomes.get(item.number) === 'unchanged')
  const known = found.length === 0
    ? new Set()
    : new Set(await numbersOnSbc(db, task.providerId, sbcId, found.map(item => item.number)))
  return {
    sbcId, added: ordinalsOf(items.filter(item => !outcomes.has(item.number))),
    noted: ordinalsOf(found.filter(item => !known.has(item.number)))
  }
}

function toProgrammed (
  sbcId: number, items: readonly TaskItem[], outcomes: readonly RuleOutcome[], entry: OnSbc | undefined
): Programmed {
  const known = new Set(items.filter(item => entry !== undefined && !isOf(entry, item)).map(item => item.number))
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
      // What others have is theirs to know; our log names it.
      number: rule.prefix,
      reason: outcome === 'conflict'
        ? `${rule.prefix} is there already: another tenant has it, or it was made by hand.`
        : reason ?? 'no reason given'
    }))
  }
}

/**
 * Takes back what the upload did to SBCs for these items; with `all` of its items, each SBC is then stored as clean, so
 * that the task tells what is left when another is given up. Undefined when it is done, else the outcome to wait with.
 */
export async function takeBackFromSbcs (
  context: Context, items: readonly TaskItem[], toRule: ToRule, all: boolean
): Promise<ReturnType<typeof wait> | undefined> {
  let open = 0
  let failure: unknown
  for (const entry of context.progress.onSbcs ?? []) {
    if (entry.cleaned === true) continue
    try {
      await takeBackFromOne(context, entry, items, toRule)
      if (all) {
        await context.record({
          onSbcs: (context.progress.onSbcs ?? []).map(on => on.sbcId === entry.sbcId ? { ...on, cleaned: true } : on)
        })
      }
    } catch (error) {
      if (!(error instanceof UpstreamFault)) throw error
      // One that fails for good is no reason to leave the others as they are.
      if (!error.passes) failure = error
      else context.say('Warning', error.message)
      open += 1
    }
  }
  if (failure !== undefined) throw failure
  return open === 0 ? undefined : wait(5)
}

async function takeBackFromOne (
  { db, task, sbcs, say }: Context, entry: OnSbc, items: readonly TaskItem[], toRule: ToRule
): Promise<void> {
  const rules = items.filter(item => isAmong(entry.added, item)).map(toRule)
  if (rules.length > 0) {
    const outcomes = await sbcs.apply(task.providerId, entry.sbcId, operatorConnectPlan, { add: [], remove: rules })
    const reason = outcomes.find(({ outcome, reason }) => outcome === 'removed' && reason !== undefined)?.reason
    if (reason !== undefined) say('Warning', reason)
  }
  await recordRemovedFromSbc(
    db, task.providerId, entry.sbcId, items.filter(item => isOf(entry, item)).map(item => item.number)
  )
}

function isOf ({ added, noted }: OnSbc, item: TaskItem): boolean {
  return isAmong(added, item) || isAmong(noted, item)
}

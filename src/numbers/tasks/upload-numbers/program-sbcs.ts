import { recordProgrammed } from '../../records/numbers.ts'
import { absentSbcs } from '../../../sbcs/records/sbcs.ts'
import { notFitYet } from '../../../sbcs/tasks/may-change.ts'
import { next, reject, wait, type Effect, type Outcome } from '../../../engine/define.ts'
import { failedItem, itemsOf, writeItems, type TaskItem } from '../../../engine/records/task-items.ts'
import type { Rule } from '../../../upstreams/sbc/sbc.ts'
import { ruleFor } from '../number-rules.ts'
import { pollSeconds } from '../polling.ts'
import type { Programmed } from './on-sbc.ts'
import { notAdopted, type UploadContext, type UploadProgress } from './progress.ts'
import { programSbcs } from './put-on-sbcs.ts'
import { takeBackFromSbcs } from './take-off-sbcs.ts'

/** Puts a rule for each number on each SBC of the calling profile; SBCs that are down are waited for. */
export async function programNumbers (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const { task, progress, say, db } = context
  const programmed = progress.programmed ?? []
  const refusedBefore = progress.refusedBySbc ?? []
  const absent = await absentSbcs(db, task.providerId, progress.sbcIds ?? [])
  const sbcIds = (progress.sbcIds ?? []).filter(id => !absent.includes(id))
  for (const id of absent) say('Warning', `SBC ${id} was given up, and is passed over.`)
  if (absent.length > 0 && sbcIds.length === 0) {
    return reject('sbc_missing', 'All SBCs of the calling profile were given up.')
  }
  const wanted = (await itemsOf(db, task)).filter(({ key: number, outcome, errorCode }) =>
    (outcome === 'pending' || outcome === 'unchanged') && errorCode !== notAdopted && !refusedBefore.includes(number)
  )
  if (wanted.length === 0) return next()
  const open = sbcIds.filter(id => !programmed.includes(id))
  const unfit = await notFitYet(context, open)
  for (const why of unfit.values()) say('Warning', why)
  const done = await programSbcs(context, open.filter(id => !unfit.has(id)), wanted, ruleOf(context))
  report(context, done)
  const refused = done.flatMap(sbc => sbc.refused.map(({ number }) => number))
  const now = {
    sbcIds, programmed: [...programmed, ...done.map(({ sbcId }) => sbcId)],
    refusedBySbc: [...new Set([...refusedBefore, ...refused])]
  }
  const effect = recordOf(context, done)
  return sbcIds.every(id => now.programmed.includes(id)) ? next(now, effect) : wait(pollSeconds(6), now, effect)
}

function report ({ say }: UploadContext, done: readonly Programmed[]): void {
  for (const { sbcId, refused } of done) {
    for (const { number, reason } of refused) say('Error', `SBC ${sbcId} did not take ${number}: ${reason}`)
  }
  for (const { sbcId, count } of done) {
    if (count > 0) say('Information', `Telephone numbers programmed in SBC. ${sbcId}`)
  }
}

function recordOf ({ task }: UploadContext, done: readonly Programmed[]): Effect {
  const held = done.flatMap(({ sbcId, held }) => held.map(rule => ({ sbcId, ...rule })))
  const failures = done.flatMap(({ sbcId, refused }) =>
    refused.map(({ number, reason }) => failedItem(number, `program-sbcs ${sbcId}`, 'refused_by_sbc', reason))
  )
  return async trx => {
    await recordProgrammed(trx, task.providerId, held)
    await writeItems(trx, task, failures)
  }
}

/** Undo: takes off each SBC what this task put there. */
export async function cleanSbcs (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const items = await itemsOf(context.db, context.task)
  return await takeBackFromSbcs(context, items, ruleOf(context), true) ?? next()
}

/** The rule of an item, as this upload puts it on SBCs. */
export function ruleOf ({ input, progress }: UploadContext): (item: TaskItem) => Rule {
  return item => ruleFor(item.key, progress.siteName ?? '', input.msTenantId)
}

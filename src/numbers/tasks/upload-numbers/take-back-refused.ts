import { next, type Outcome } from '../../../engine/define.ts'
import { itemsOf } from '../../../engine/records/task-items.ts'
import { count, some } from '../../../engine/wording.ts'
import { asE164 } from '../../../schemas/phone-number.ts'
import { withdrawFromMicrosoft } from '../withdrawal.ts'
import { forgetUploaded } from './confirm.ts'
import { ruleOf } from './program-sbcs.ts'
import { leftAtMicrosoft, oursOf, type UploadContext, type UploadProgress } from './progress.ts'
import { takeBackFromSbcs } from './take-off-sbcs.ts'

/** A number that one SBC refused is taken off the other SBCs and from Microsoft, so that none is left half uploaded. */
export async function takeBackRefused (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const { task, input, progress, say, db } = context
  const refused = new Set(progress.refusedBySbc)
  if (refused.size === 0) return next()
  const items = (await itemsOf(db, task)).filter(item => refused.has(item.key))
  const unfinished = await takeBackFromSbcs(context, items, ruleOf(context), false)
  if (unfinished !== undefined) return unfinished
  const numbers = oursOf(items, progress).map(item => asE164(item.key))
  const withdrawn = await withdrawFromMicrosoft(context, input.msTenantId, numbers, progress.chunks ?? [])
  if (withdrawn.type !== 'next') return withdrawn
  const back = numbers.filter(number => !withdrawn.left.includes(number))
  if (back.length > 0) {
    const them = back.length === 1 ? 'it' : 'them'
    say(
      'Warning',
      `${count(back, 'number')} taken back from Microsoft, because an SBC did not take ${them}: ${some(back)}.`
    )
  }
  if (withdrawn.left.length > 0) say('Warning', leftAtMicrosoft(withdrawn.left))
  return next({}, trx => forgetUploaded(trx, context, items))
}

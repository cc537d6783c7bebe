import { next, type Outcome } from '../../../engine/define.ts'
import { giveNumber, takeNumberBack } from './assignment.ts'
import type { ProvisionContext, ProvisionProgress } from './progress.ts'

/** Gives the user the number, unless it had it before. */
export async function assignNumber (context: ProvisionContext): Promise<Outcome<ProvisionProgress>> {
  const { input: { msTenantId, number }, progress: { wasTheirs, userId = '', giving } } = context
  if (number === undefined || wasTheirs === true) return next()
  return giveNumber(context, { msTenantId, number, userId }, giving)
}

/** Undo: takes the number from the user, when this task gave it or may have given it. */
export async function takeBackNumber (context: ProvisionContext): Promise<Outcome<ProvisionProgress>> {
  const { input: { msTenantId, number }, progress: { userId = '', giving, taking } } = context
  if (number === undefined || giving === undefined) return next()
  return takeNumberBack(context, { msTenantId, number, userId }, giving, taking)
}

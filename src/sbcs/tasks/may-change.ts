import { next, reject, wait, type Outcome } from '../../engine/define.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import { changeConditions } from '../records/change-conditions.ts'
import { longestFreezeDays } from '../schemas/freeze.ts'

/** Longest pause before a task looks whether a freeze was ended early. */
const lookAgainSeconds = 300
/** `giveUpAfter` of steps that ask. */
export const untilThawed = (longestFreezeDays + 1) * 86_400

type Context = Pick<StepContext<unknown, unknown>, 'db' | 'task' | 'say'>

/** What a task is about to change. `adds`: rules of numbers come to the devices, for which they must be fit. */
interface Intended {
  readonly sbcIds: readonly number[]
  readonly rows?: number
  readonly adds?: boolean
  readonly ofCustomer?: string | undefined
  /** The tenants whose numbers are changed; that of the task unless it is about several. */
  readonly ofTenants?: readonly string[]
}

/** The first step of kinds that change devices; its run is `whenAllowed`. */
export const windowStep = {
  name: 'await-window', effects: 'none', message: 'Waiting until the SBCs may be changed', giveUpAfter: untilThawed
} as const

/** Goes on when the task may begin. `intended` is undefined when there is nothing to wait for. */
export async function whenAllowed (
  context: Context, intended: Intended | undefined
): Promise<Outcome<Record<never, never>>> {
  return (intended && await mayChange(context, intended)) ?? next()
}

/**
 * Whether a task may begin to change devices: asked before anything is changed anywhere, so that one which has begun
 * goes on to its end. Undefined when it may, else the outcome of the step.
 */
export async function mayChange (
  { db, task: { providerId, customerId, msTenantId }, say }: Context,
  {
    sbcIds, rows = 0, adds = false, ofCustomer = customerId,
    ofTenants = msTenantId === undefined ? [] : [msTenantId]
  }: Intended
): Promise<ReturnType<typeof reject> | ReturnType<typeof wait> | undefined> {
  const conditions = await changeConditions(db, { providerId, sbcIds, customerId: ofCustomer, msTenantIds: ofTenants })
  for (const { sbcId, isFit, reasons, rowsPerChange } of conditions) {
    if (adds && isFit === false) {
      return reject('sbc_unfit', `SBC ${sbcId} is not fit for numbers: ${reasons.join(' ')} Nothing was changed.`)
    }
    if (rowsPerChange !== null && rows > rowsPerChange) {
      return reject(
        'sbc_change_too_large',
        `SBC ${sbcId} takes changes of ${rowsPerChange} rules at most (limits.rowsPerChange of its registration), ` +
        `and this one has ${rows}. Nothing was changed; ask for less at a time.`
      )
    }
  }
  const frozen = conditions.filter(({ frozenSeconds }) => (frozenSeconds ?? 0) > 0)
    .sort((a, b) => (b.frozenSeconds ?? 0) - (a.frozenSeconds ?? 0))[0]
  if (frozen?.frozenSeconds == null) return undefined
  say('Warning', `Waiting until ${frozen.frozenUntil}: SBC ${frozen.sbcId} is left alone (${frozen.freezeReason}).`)
  return wait(Math.min(frozen.frozenSeconds + 1, lookAgainSeconds))
}

/** Devices to which no rules of numbers may come yet or any more, with what to tell. */
export async function notFitYet (
  { db, task: { providerId } }: Pick<Context, 'db' | 'task'>, sbcIds: readonly number[]
): Promise<Map<number, string>> {
  const conditions = await changeConditions(db, { providerId, sbcIds })
  return new Map(conditions.filter(({ isFit }) => isFit !== true).map(({ sbcId, isFit, reasons }) => [
    sbcId, isFit === null
      ? `SBC ${sbcId} is being qualified; its numbers wait for that.`
      : `SBC ${sbcId} is not fit for numbers: ${reasons.join(' ')}`
  ]))
}

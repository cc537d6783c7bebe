import { Type, type Static } from '@sinclair/typebox'
import {
  absorbSeen, forgetSeen, leaveTenant, markMissing, missingNumbers, shrinkageOf, syncCounts, takeTenant,
  type SeenNumber, type Shrinkage, type SyncCounts, type SyncKey
} from '../records/number-sync.ts'
import type { AcquiredNumber } from '../../upstreams/microsoft/microsoft.ts'
import { PageCursor } from '../../upstreams/microsoft/page-cursor.ts'
import { objectionTo, type RemovalLimit } from '../../schemas/removal-limit.ts'
import { isKnownState } from '../../schemas/vocabulary/assignment.ts'
import { choosableCapabilities, usageOf } from '../../schemas/vocabulary/usage.ts'
import { wait, type Effect } from '../../engine/define.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'

/**
 * How far the synchronization of one tenant has come. Each turn reads one page and stores this, so that after a crash
 * another worker goes on from there.
 */
export const TenantSync = Type.Object({
  msTenantId: Type.String(),
  /**
   * `read`: reads Microsoft's list page by page. `settle`: asks for each number that the list lacks. `mark`: marks
   * them without asking, because two readings lack too many.
   */
  phase: Type.Union([Type.Literal('read'), Type.Literal('settle'), Type.Literal('mark')]),
  /** Where the list goes on; absent at its beginning. */
  cursor: Type.Optional(PageCursor),
  /** How often the list is being read. */
  pass: Type.Integer(),
  faults: Type.Integer(),
  /** So many may be missing: somebody has approved it. */
  allowed: Type.Optional(Type.Integer())
})
export type TenantSync = Static<typeof TenantSync>

type Context = Pick<StepContext<unknown, object>, 'db' | 'task' | 'microsoft' | 'say' | 'log'>
export type TurnOutcome =
  | { type: 'again', state: TenantSync, effect?: Effect | undefined }
  /** `suspect`: so many of our numbers were not in Microsoft's list that none was marked; why, as a sentence. */
  | { type: 'done', counts: SyncCounts, effect: Effect, suspect?: Shrinkage & { why: string } }

/** Missing numbers up to here are asked for one by one; for more of them the whole list is read a second time. */
const askedOneByOne = 99
const lookupsAtOnce = 20
const markedAtOnce = 5000

const keyOf = ({ task }: Context, msTenantId: string): SyncKey => ({
  providerId: task.providerId, msTenantId, taskId: task.id, caller: task.caller
})

/** Begins with a tenant. Answers the other task when one has it already. */
export async function beginTenant (
  context: Context, msTenantId: string, allowed?: number
): Promise<Extract<TurnOutcome, { type: 'again' }> | { type: 'busy', taskId: string }> {
  const key = keyOf(context, msTenantId)
  const holder = await takeTenant(context.db, key)
  if (holder !== context.task.id) return { type: 'busy', taskId: holder }
  return {
    type: 'again', state: { msTenantId, phase: 'read', pass: 1, faults: 0, ...allowed !== undefined && { allowed } },
    effect: trx => forgetSeen(trx, key)
  }
}

/** The effect that gives up a tenant when the synchronization ends early. */
export function abandonTenant (context: Context, msTenantId: string): Effect {
  return trx => leaveTenant(trx, keyOf(context, msTenantId))
}

/** `limitOf` says how many of the tenant's numbers may be marked without an approval. */
export async function syncTurn (
  context: Context, state: TenantSync, limitOf: () => Promise<RemovalLimit>
): Promise<TurnOutcome> {
  const key = keyOf(context, state.msTenantId)
  switch (state.phase) {
    case 'read': return readPage(context, key, state)
    case 'settle': return settle(context, key, state, limitOf)
    case 'mark': {
      const [left] = await missingNumbers(context.db, key, 1)
      return left === undefined
        ? close(context, key)
        : { type: 'again', state, effect: trx => markMissing(trx, key, undefined, markedAtOnce) }
    }
  }
}

async function readPage (context: Context, key: SyncKey, state: TenantSync): Promise<TurnOutcome> {
  const { task, microsoft } = context
  const { cursor, ...rest } = state
  const { numbers, next } = await microsoft.numbers(task.providerId, state.msTenantId, cursor)
  reportStrange(context, numbers)
  const following: TenantSync = next === undefined
    ? { ...rest, phase: 'settle', faults: 0 }
    : { ...rest, cursor: next, faults: 0 }
  return { type: 'again', state: following, effect: trx => absorbSeen(trx, key, numbers.map(toSeen)) }
}

/** Words of Microsoft that we do not know are kept as they are, and said. */
function reportStrange ({ say, log }: Context, numbers: readonly AcquiredNumber[]): void {
  const strange = new Set(numbers.flatMap(({ assignmentStatus: state }) =>
    state === undefined || isKnownState(state) ? [] : [state]
  ))
  if (strange.size === 0) return
  const words = [...strange].slice(0, 5).join(', ')
  log.warn({ words }, 'Microsoft uses words for assignments that we do not know')
  say('Warning', `Microsoft says of numbers that they are ${words}, which we do not know; it is kept as it is.`)
}

/**
 * Asks for each number that the list lacked: the list may shift while it is read, so that this alone proves nothing.
 */
async function settle (
  context: Context, key: SyncKey, state: TenantSync, limitOf: () => Promise<RemovalLimit>
): Promise<TurnOutcome> {
  const { db, task, microsoft } = context
  const missing = await missingNumbers(db, key, askedOneByOne + 1)
  if (missing.length === 0) return close(context, key)
  const why = await objection(context, key, state, missing.length, limitOf)
  if (why !== undefined) return { ...await close(context, key), suspect: why }
  if (missing.length > askedOneByOne && state.pass > 1) return { type: 'again', state: { ...state, phase: 'mark' } }
  if (missing.length > askedOneByOne) {
    context.say(
      'Information',
      `Microsoft's list lacks more than ${askedOneByOne} numbers; it is read a second time before they are marked.`
    )
    return { type: 'again', state: { ...state, phase: 'read', pass: 2 } }
  }
  const asked = missing.slice(0, lookupsAtOnce)
  const found = await microsoft.findNumbers(task.providerId, state.msTenantId, asked as Array<AcquiredNumber['number']>)
  const gone = asked.filter(number => !found.has(number as AcquiredNumber['number']))
  return {
    type: 'again',
    state: { ...state, faults: 0 },
    async effect (trx) {
      await absorbSeen(trx, key, [...found.values()].map(toSeen))
      await markMissing(trx, key, gone, gone.length)
    }
  }
}

/** Why so many numbers are not marked without an approval. A long list of them is read twice before it is judged. */
async function objection (
  { db }: Context, key: SyncKey, { pass, allowed = 0 }: TenantSync, seen: number, limitOf: () => Promise<RemovalLimit>
): Promise<Shrinkage & { why: string } | undefined> {
  const limit = await limitOf()
  const isFew = seen <= askedOneByOne
  if (isFew ? limit.count === null || seen <= limit.count : pass === 1) return undefined
  const shrinkage = await shrinkageOf(db, key)
  if (shrinkage.missing <= allowed) return undefined
  const why = objectionTo(limit, shrinkage.missing, shrinkage.held, 'numbers')
  return why === undefined ? undefined : { ...shrinkage, why }
}

async function close ({ db }: Context, key: SyncKey): Promise<Extract<TurnOutcome, { type: 'done' }>> {
  return { type: 'done', counts: await syncCounts(db, key), effect: trx => leaveTenant(trx, key) }
}

/** The outcome of the step after a turn: it runs again at once, for the next turn. */
export function goOn (turn: Extract<TurnOutcome, { type: 'again' }>): ReturnType<typeof wait<{ current: TenantSync }>> {
  return wait(0, { current: turn.state }, turn.effect)
}

/** As the records compare it. */
export function toSeen (number: AcquiredNumber): SeenNumber {
  return {
    number: number.number,
    country: number.country ?? null,
    callingProfileId: number.callingProfileId ?? null,
    usage: usageOf(number.acquiredCapabilities) ?? null,
    capabilities: number.acquiredCapabilities.filter(capability => choosableCapabilities.includes(capability)),
    acquired: number.acquiredCapabilities,
    available: number.availableCapabilities,
    acquiredOn: number.acquiredOn ?? null,
    jobId: number.jobId ?? null,
    civicAddressId: number.civicAddressId ?? null,
    locationId: number.locationId ?? null,
    status: number.assignmentStatus ?? null
  }
}

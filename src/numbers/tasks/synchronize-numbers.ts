import { Type, type Static } from '@sinclair/typebox'
import type { SyncCounts } from '../records/number-sync.ts'
import { nextTenant } from '../../tenancy/records/tenants.ts'
import { UpstreamFault } from '../../problems.ts'
import { approval } from '../../engine/approval.ts'
import { hours, minutes, next, wait, type Outcome } from '../../engine/define.ts'
import { pauseAfter } from '../../engine/patience.ts'
import { defineTaskKind, type StepContext } from '../../upstreams/guarded/tools.ts'
import { brakeLimit } from '../../tenancy/tasks/braked.ts'
import { abandonTenant, beginTenant, goOn, syncTurn, TenantSync, type TurnOutcome } from './number-sync.ts'
import { ofTenant } from '../../schemas/partitions.ts'

const Counts = Type.Object({
  added: Type.Integer(), updated: Type.Integer(), unchanged: Type.Integer(), marked: Type.Integer(),
  held: Type.Integer(), elsewhere: Type.Integer()
})
const none: SyncCounts = { added: 0, updated: 0, unchanged: 0, marked: 0, held: 0, elsewhere: 0 }

const input = Type.Object({
  msTenantId: Type.Optional(Type.String()),
  /** In percent; counts where it is stricter than the brake of the provider or the tenant. */
  removalPercentMax: Type.Optional(Type.Integer())
})

const progress = Type.Object({
  /** The tenant that is being read; null between two of them. */
  current: Type.Union([TenantSync, Type.Null()]),
  /** The last tenant that was begun with, in the order of ids. */
  cursor: Type.String(),
  tenants: Type.Integer(),
  failed: Type.Array(Type.String()),
  /** Tenants whose lists lack so much that somebody has to approve it; `allowed` once somebody has. */
  suspects: Type.Array(Type.Object({
    msTenantId: Type.String(), missing: Type.Integer(), why: Type.String(), allowed: Type.Boolean()
  })),
  counts: Counts
})

type Progress = Static<typeof progress>
type Context = StepContext<Static<typeof input>, Progress>

/**
 * Brings our records in line with the numbers that Microsoft holds: of one tenant, or of all tenants of the provider.
 */
export const synchronizeNumbers = defineTaskKind({
  name: 'synchronize-numbers',
  idPrefix: 'wns',
  requiredScope: 'customer',
  partitionKey: ofTenant('synchronization'),
  isEqualByInput: true,
  title: 'Synchronize numbers with Microsoft',
  input,
  progress,
  steps: [
    {
      name: 'read-numbers',
      message: 'Reading the numbers that Microsoft holds',
      timeLimit: minutes(2),
      giveUpAfter: hours(12),
      async run (context) {
        const { current } = context.progress
        if (current == null) return begin(context)
        try {
          const { msTenantId } = current
          const own = { count: null, percent: context.input.removalPercentMax ?? null }
          const turn = await syncTurn(
            context, current, () => brakeLimit(context, 'mark-numbers', msTenantId, own)
          )
          return turn.type === 'again' ? goOn(turn) : endTenant(context, msTenantId, turn)
        } catch (error) {
          // One tenant of many must not hold up the others. A single one is the whole task, which the engine retries.
          if (!(error instanceof UpstreamFault) || context.input.msTenantId !== undefined) throw error
          const seconds = pauseAfter(error, current.faults)
          if (seconds !== undefined) return wait(seconds, { current: { ...current, faults: current.faults + 1 } })
          return passOver(context, current.msTenantId, error.message)
        }
      },
      async undo (context) {
        const { current } = context.progress
        const msTenantId = current?.msTenantId ?? context.input.msTenantId
        return next({}, msTenantId === undefined ? undefined : abandonTenant(context, msTenantId))
      }
    }
  ],
  conclude ({ input, progress: { tenants = 0, failed: passedOver = [], suspects = [], counts = none }, failure }) {
    const failed = [...passedOver, ...suspects.map(({ msTenantId }) => msTenantId)]
    const isPartly = failure?.code === 'approval_refused' && tenants > 0
    const status = isPartly
      ? 'CompletedWithErrors'
      : failure?.status ??
      (failed.length === 0 ? 'CompletedSuccess' : tenants === 0 ? 'Failed' : 'CompletedWithErrors')
    const word = {
      CompletedSuccess: 'NumbersSynchronized', CompletedWithErrors: 'NumbersPartiallySynchronized',
      Failed: 'NumbersNotSynchronized', Canceled: 'SynchronizationCanceled'
    }
    return {
      status,
      details: [word[status]],
      output: {
        MsTenantId: input.msTenantId ?? null,
        NumbersAdded: counts.added,
        NumbersUpdated: counts.updated,
        NumbersMarkedForRemoval: counts.marked,
        NumbersUnchanged: counts.unchanged,
        NumbersHeldByTasks: counts.held,
        NumbersOfOtherTenants: counts.elsewhere,
        ...(input.msTenantId === undefined && { TenantsSynchronized: tenants, TenantsFailed: failed })
      }
    }
  }
})

async function begin (context: Context): Promise<Outcome<Progress>> {
  const { db, task, input, progress } = context
  const { cursor = '00000000-0000-0000-0000-000000000000', tenants = 0 } = progress
  const single = input.msTenantId
  const isOver = single !== undefined && tenants + (progress.suspects?.length ?? 0) > 0
  const msTenantId = isOver ? undefined : single ?? await nextTenant(db, task.providerId, cursor)
  if (msTenantId === undefined) return settleSuspects(context)
  const begun = await beginTenant(context, msTenantId)
  if (begun.type === 'again') return { ...goOn(begun), progress: { current: begun.state, cursor: msTenantId } }
  // one of all tenants has come to this one just now: after that it is our turn
  if (single !== undefined) return wait(1)
  context.say('Information', `Tenant ${msTenantId} is being synchronized by task ${begun.taskId}.`)
  return wait(0, { cursor: msTenantId })
}

/** What a tenant came to. One whose list lacks too much is put off until all others are done. */
function endTenant (
  context: Context, msTenantId: string, { counts, effect, suspect }: Extract<TurnOutcome, { type: 'done' }>
): Outcome<Progress> {
  const { counts: before = none, tenants = 0, suspects = [] } = context.progress
  const others = suspects.filter(other => other.msTenantId !== msTenantId)
  if (suspect === undefined) {
    report(context, msTenantId, counts)
    return wait(0, { current: null, tenants: tenants + 1, suspects: others, counts: sum(before, counts) }, effect)
  }
  const { missing, why } = suspect
  context.say('Warning', `Tenant ${msTenantId}: ${why} It is asked for an approval before any is marked.`)
  return wait(0, {
    current: null, suspects: [...others, { msTenantId, missing, why, allowed: false }],
    // It is read once more, and what stays as it is counts then.
    counts: sum(before, { ...none, added: counts.added, updated: counts.updated })
  }, effect)
}

/** Asks for an approval of all that was put off; then each of the tenants is read once more. */
async function settleSuspects (context: Context): Promise<Outcome<Progress>> {
  const { suspects = [] } = context.progress
  const open = suspects.filter(({ allowed }) => !allowed)
  if (open.length > 0) {
    const told = open.slice(0, 10).map(({ msTenantId, why }) => `Tenant ${msTenantId}: ${why}`).join(' ')
    const what = open.length > 10 ? `${told} And ${open.length - 10} more tenants.` : told
    if (context.approved?.what !== what) {
      return approval({ what, count: open.reduce((sum, { missing }) => sum + missing, 0) })
    }
    return wait(0, { suspects: suspects.map(one => ({ ...one, allowed: true })) })
  }
  const [first] = suspects
  if (first === undefined) return next({})
  const begun = await beginTenant(context, first.msTenantId, first.missing)
  return begun.type === 'again' ? goOn(begun) : wait(1)
}

function passOver (context: Context, msTenantId: string, reason: string): ReturnType<typeof wait<object>> {
  context.say('Error', `Tenant ${msTenantId} could not be synchronized: ${reason}`)
  return wait(0, {
    current: null, failed: [...context.progress.failed ?? [], msTenantId],
    suspects: (context.progress.suspects ?? []).filter(other => other.msTenantId !== msTenantId)
  }, abandonTenant(context, msTenantId))
}

function sum (one: SyncCounts, other: SyncCounts): SyncCounts {
  return {
    added: one.added + other.added, updated: one.updated + other.updated, unchanged: one.unchanged + other.unchanged,
    marked: one.marked + other.marked, held: one.held + other.held, elsewhere: one.elsewhere + other.elsewhere
  }
}

/** Reports the counts of a tenant; in a synchronization of all tenants only if something changed. */
function report ({ say, input }: Context, msTenantId: string, counts: SyncCounts): void {
  const { added, updated, unchanged, marked, held, elsewhere } = counts
  if (input.msTenantId !== undefined || added + updated + marked > 0) {
    say(
      'Information',
      `Tenant ${msTenantId}: ${added} numbers added, ${updated} updated, ${marked} marked for removal, ${unchanged} ` +
      'unchanged.'
    )
  }
  if (held > 0) {
    say('Information', `Tenant ${msTenantId}: ${held} numbers left alone, because tasks are at work on them.`)
  }
  if (elsewhere > 0) {
    say(
      'Warning',
      `Tenant ${msTenantId}: Microsoft shows ${elsewhere} numbers that our records hold for another tenant; they ` +
      'are left as they are.'
    )
  }
}

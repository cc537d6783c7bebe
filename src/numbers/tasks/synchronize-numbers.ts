import { Type, type Static } from '@sinclair/typebox'
import type { Shrinkage, SyncCounts } from '../records/number-sync.ts'
import { nextTenant } from '../../tenancy/records/tenants.ts'
import { UpstreamFault } from '../../problems.ts'
import { hours, minutes, next, wait } from '../../engine/define.ts'
import { defineTaskKind, type StepContext } from '../../upstreams/guarded/tools.ts'
import { abandonTenant, beginTenant, goOn, syncTurn, TenantSync } from './number-sync.ts'
import { ofTenant } from '../../schemas/partitions.ts'

const Counts = Type.Object({
  added: Type.Integer(), updated: Type.Integer(), unchanged: Type.Integer(), marked: Type.Integer(),
  held: Type.Integer(), elsewhere: Type.Integer()
})
const none: SyncCounts = { added: 0, updated: 0, unchanged: 0, marked: 0, held: 0, elsewhere: 0 }

const input = Type.Object({
  msTenantId: Type.Optional(Type.String()),
  /** When more of a tenant's numbers are missing at Microsoft, in percent, its list is not believed. */
  removalPercentMax: Type.Optional(Type.Integer())
})
const usualPercent = 20

const progress = Type.Object({
  /** The tenant that is being read; null between two of them. */
  current: Type.Union([TenantSync, Type.Null()]),
  /** The last tenant that was begun with, in the order of ids. */
  cursor: Type.String(),
  tenants: Type.Integer(),
  failed: Type.Array(Type.String()),
  counts: Counts
})

type Context = StepContext<Static<typeof input>, Static<typeof progress>>

/** In a synchronization of all tenants, one whose calls fail is tried so often before it is passed over. */
const patience = 6

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
          const { removalPercentMax = usualPercent } = context.input
          const turn = await syncTurn(context, current, removalPercentMax)
          if (turn.type === 'again') return goOn(turn)
          const { counts, effect, suspect } = turn
          report(context, current.msTenantId, counts)
          if (suspect !== undefined) reportSuspect(context, current.msTenantId, suspect, removalPercentMax)
          return wait(0, {
            current: null, tenants: (context.progress.tenants ?? 0) + 1,
            failed: [...context.progress.failed ?? [], ...suspect === undefined ? [] : [current.msTenantId]],
            counts: sum(context.progress.counts ?? none, counts)
          }, effect)
        } catch (error) {
          // One tenant of many must not hold up the others. A single one is the whole task, which the engine retries.
          if (!(error instanceof UpstreamFault) || context.input.msTenantId !== undefined) throw error
          if (error.isTransient && current.faults < patience) {
            return wait(error.retryAfterSeconds ?? 10, { current: { ...current, faults: current.faults + 1 } })
          }
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
  conclude ({ input, progress: { tenants = 0, failed = [], counts = none }, failure }) {
    const status = failure?.status ??
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

async function begin (
  context: Context
): Promise<ReturnType<typeof goOn | typeof next<object>> | ReturnType<typeof wait<object>>> {
  const { db, task, input, progress: { cursor = '00000000-0000-0000-0000-000000000000', tenants = 0 } } = context
  const single = input.msTenantId
  if (single !== undefined && tenants > 0) return next({})
  const msTenantId = single ?? await nextTenant(db, task.providerId, cursor)
  if (msTenantId === undefined) return next({})
  const begun = await beginTenant(context, msTenantId)
  if (begun.type === 'again') return { ...goOn(begun), progress: { current: begun.state, cursor: msTenantId } }
  // one of all tenants has come to this one just now: after that it is our turn
  if (single !== undefined) return wait(1)
  context.say('Information', `Tenant ${msTenantId} is being synchronized by task ${begun.taskId}.`)
  return wait(0, { cursor: msTenantId })
}

function passOver (context: Context, msTenantId: string, reason: string): ReturnType<typeof wait<object>> {
  context.say('Error', `Tenant ${msTenantId} could not be synchronized: ${reason}`)
  return wait(
    0, { current: null, failed: [...context.progress.failed ?? [], msTenantId] }, abandonTenant(context, msTenantId)
  )
}

function sum (one: SyncCounts, other: SyncCounts): SyncCounts {
  return {
    added: one.added + other.added, updated: one.updated + other.updated, unchanged: one.unchanged + other.unchanged,
    marked: one.marked + other.marked, held: one.held + other.held, elsewhere: one.elsewhere + other.elsewhere
  }
}

/** A list that has become much shorter is more likely wrong than right; whoever knows better says so. */
function reportSuspect ({ say }: Context, msTenantId: string, { missing, held }: Shrinkage, percent: number): void {
  say(
    'Error',
    `Tenant ${msTenantId}: Microsoft's list lacks ${missing} of our ${held} numbers, which is more than ${percent} ` +
    '%; none of them is marked for removal. If they are really gone, synchronize again with removalPercentMax=100.'
  )
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

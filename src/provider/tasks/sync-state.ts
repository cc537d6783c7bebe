import { Type, type Static } from '@sinclair/typebox'
import { Words } from '../../schemas/value.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import { PageCursor } from '../../upstreams/microsoft/page-cursor.ts'
import type { SyncScope } from '../records/synced/model.ts'
import { Counts } from '../schemas/counts.ts'
import { countNames, modelTypes, type ModelType } from '../schemas/sync-models.ts'

/** What a run of a synchronization is asked to do; without it everything is read and brought in line. */
export const SyncRun = Type.Object({
  syncId: Type.String(),
  name: Type.String(),
  syncType: Words(['pull', 'purge']),
  modelTypes: Type.Array(Words(modelTypes)),
  /** Empty: all. */
  tenantIds: Type.Array(Type.String()),
  numberPrefixes: Type.Array(Type.String()),
  adds: Type.Boolean(),
  changes: Type.Boolean(),
  removes: Type.Boolean(),
  dryRun: Type.Boolean(),
  removalMax: Type.Union([Type.Integer(), Type.Null()]),
  removalPercentMax: Type.Union([Type.Integer(), Type.Null()])
})
export type SyncRun = Static<typeof SyncRun>

const fullRun: SyncRun = {
  syncId: '', name: 'SyncMSOperatorConnect', syncType: 'pull', modelTypes: [...modelTypes], tenantIds: [],
  numberPrefixes: [], adds: true, changes: true, removes: true, dryRun: false, removalMax: null,
  removalPercentMax: null
}

/** How far a run has come. Each turn stores this, so that after a crash another worker goes on from there. */
export const counted = {
  counts: Type.Partial(Type.Object({
    [countNames.PartnerOperatorConsents]: Counts, [countNames.TenantCallingProfiles]: Counts,
    [countNames.NumberUsageCapabilities]: Counts, [countNames.PartnerCivicAddress]: Counts,
    [countNames.Numbers]: Counts
  })),
  since: Type.String(),
  asked: Type.String(),
  /** Which of the model types is worked on. */
  place: Type.Integer(),
  phase: Words(['read', 'prove', 'compare', 'apply']),
  /** Where a list goes on; null at its beginning. */
  cursor: Type.Union([PageCursor, Type.Null()]),
  /** The last tenant that was begun with, in the order of ids. */
  tenant: Type.String(),
  /** How many tenants' numbers are asked for together: more and more, while each has but one page of them. */
  atOnce: Type.Integer(),
  /** How often the model is being read. */
  pass: Type.Integer(),
  faults: Type.Integer(),
  failed: Type.Array(Type.String()),
  /** The sort of records about whose removals somebody was asked. */
  asking: Type.String()
}

export interface SyncInput { operatorTenantId: string, synchronize?: boolean, run?: SyncRun }
export type SyncProgress = Static<ReturnType<typeof Type.Object<typeof counted>>> & { synchronize?: boolean }
export type SyncContext = StepContext<SyncInput, SyncProgress>

export const runOf = ({ input }: Pick<SyncContext, 'input'>): SyncRun => input.run ?? fullRun

export const modelOf = (context: Pick<SyncContext, 'input' | 'progress'>): ModelType | undefined =>
  runOf(context).modelTypes[context.progress.place ?? 0]

export function scopeOf ({ task, input, progress }: Pick<SyncContext, 'task' | 'input' | 'progress'>): SyncScope {
  const { tenantIds, numberPrefixes, syncType } = runOf({ input })
  return {
    providerId: task.providerId, taskId: task.id, caller: task.caller, operatorTenantId: input.operatorTenantId,
    tenantIds: tenantIds.length === 0 ? undefined : tenantIds,
    prefixes: numberPrefixes.length === 0 ? undefined : numberPrefixes,
    since: progress.since ?? task.createdAt, asked: progress.asked ?? '-infinity', purges: syncType === 'purge'
  }
}

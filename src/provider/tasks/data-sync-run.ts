import type { DataSync } from '../schemas/data-sync.ts'
import { modelTypes } from '../schemas/sync-models.ts'
import type { SyncRun } from './sync-state.ts'

type Runnable = Pick<
  DataSync, 'syncId' | 'name' | 'syncType' | 'modelTypes' | 'tenantIds' | 'numberPrefixes' | 'adds' | 'changes' |
  'removes' | 'removalMax' | 'removalPercentMax'
>

/** How one run may differ from its data sync; what is undefined does not. */
export interface RunOptions {
  readonly dryRun?: boolean | undefined
  readonly removalMax?: number | undefined
  readonly removalPercentMax?: number | undefined
}

/** What a task is told of a data sync, so that a later change of it does not change a run. */
export function runOfSync (sync: Runnable, options: RunOptions): SyncRun {
  return {
    syncId: sync.syncId, name: sync.name, syncType: sync.syncType === 'purge' ? 'purge' : 'pull',
    modelTypes: sync.modelTypes.flatMap(given => modelTypes.find(model => model === given) ?? []),
    tenantIds: sync.tenantIds, numberPrefixes: sync.numberPrefixes, adds: sync.adds, changes: sync.changes,
    removes: sync.removes, dryRun: options.dryRun ?? false, removalMax: options.removalMax ?? sync.removalMax,
    removalPercentMax: options.removalPercentMax ?? sync.removalPercentMax
  }
}

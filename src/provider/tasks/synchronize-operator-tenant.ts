import { Type } from '@sinclair/typebox'
import { askingMoment } from '../../customers/records/consents.ts'
import { approval } from '../../engine/approval.ts'
import { hours, minutes, next, wait, type Effect, type Outcome } from '../../engine/define.ts'
import { objectionTo, type RemovalLimit } from '../../schemas/removal-limit.ts'
import { brakeLimit } from '../../tenancy/tasks/braked.ts'
import { defineTaskKind, type Step } from '../../upstreams/guarded/tools.ts'
import { noteSynchronized } from '../records/catalogue.ts'
import {
  applyDue, compareModel, dueChanges, endRun, leaveTurn, noteKey, stage, takeTurn, unproven, type Compared
} from '../records/sync-run.ts'
import { confirmAddresses } from '../records/synced/civic-addresses.ts'
import { noteSeen } from '../records/synced/consents.ts'
import { syncedModels } from '../records/synced/models.ts'
import { tenantsOfOthers } from '../records/synced/numbers.ts'
import type { Counts } from '../schemas/counts.ts'
import { countNames, modelWords, type ModelType } from '../schemas/sync-models.ts'
import { byOperatorTenant, conclusion, inTenant } from './operator-tenant-records.ts'
import { askFor, readOn } from './sync-reading.ts'
import { counted, modelOf, runOf, scopeOf, SyncRun, type SyncContext, type SyncInput, type SyncProgress } from
  './sync-state.ts'

/** Records that a list lacks are asked for one by one up to here; for more of them it is read a second time. */
const askedOneByOne = 99
const lookupsAtOnce = 20
const appliedAtOnce = 2000

type Turned = Promise<Outcome<SyncProgress>>

/** What Microsoft has no single answer for is believed from one list. */
const isAskedFor = (model: ModelType): boolean => model === 'Numbers' || model === 'PartnerOperatorConsents'

async function begin (context: SyncContext): Turned {
  const { db, task, input, now } = context
  const holder = await takeTurn(db, { providerId: task.providerId, taskId: task.id, ...input })
  if (holder !== undefined) return wait(2)
  return wait(0, { since: now().toISOString(), asked: await askingMoment(db), place: 0, ...start(context) })
}

/** The turn was left while somebody was asked. */
async function hasTurn ({ db, task, input }: SyncContext): Promise<boolean> {
  return await takeTurn(db, { providerId: task.providerId, taskId: task.id, ...input }) === undefined
}

const start = (context: Pick<SyncContext, 'input'>): Partial<SyncProgress> => ({
  phase: runOf(context).syncType === 'purge' ? 'compare' : 'read', cursor: null, tenant: '', atOnce: 1, pass: 1,
  faults: 0
})

async function read (context: SyncContext, model: ModelType): Turned {
  const { progress, effect, done = false, seconds = 0 } = await readOn(context, model)
  const phase = !done ? 'read' : isAskedFor(model) && runOf(context).removes ? 'prove' : 'compare'
  return wait(seconds, { ...progress, phase }, effect)
}

async function prove (context: SyncContext, model: ModelType): Turned {
  const { db, progress: { pass = 1 } } = context
  const scope = scopeOf(context)
  const missing = await unproven(db, scope, syncedModels[model], askedOneByOne + 1)
  if (missing.length === 0 || (missing.length > askedOneByOne && pass > 1)) return wait(0, { phase: 'compare' })
  if (missing.length > askedOneByOne) {
    context.say(
      'Information',
      `Microsoft's list lacks more than ${askedOneByOne} ${modelWords[model]}; it is read a second time.`
    )
    return wait(0, { ...start(context), pass: 2 })
  }
  const asked = missing.slice(0, lookupsAtOnce)
  const { found, answered } = await askFor(context, model, asked)
  return wait(0, {}, async trx => {
    await stage(trx, scope, model, found)
    await noteKey(trx, scope, `absent ${model}`, answered)
  })
}

async function compare (context: SyncContext, model: ModelType): Turned {
  const { db, task, progress, say, assertLease } = context
  const run = runOf(context)
  assertLease()
  const { held, ...counts } = await compareModel(db, scopeOf(context), syncedModels[model], run)
  const limit = await limitOf(context)
  const what = objectionToRemovals(run, limit, model, counts, held)
  if (what !== undefined && run.dryRun) say('Warning', what)
  if (what !== undefined && !run.dryRun && !isApproved(context, model, counts.removed)) {
    // Meanwhile others have their turn; what was read is old by then, so that it is read anew.
    const count = counts.removed
    return approval({ what, count }, { ...start(context), asking: model }, trx => leaveTurn(trx, task))
  }
  return wait(0, { phase: 'apply', counts: { ...progress.counts, [countNames[model]]: toldCounts(counts) } })
}

const toldCounts = ({ ignored, ...counts }: Omit<Compared, 'held'>): Counts =>
  ignored === 0 ? counts : { ...counts, ignored }

/** What counts: the brake of the provider, or what the data sync or its run says where that is stricter. */
function limitOf (context: SyncContext): Promise<RemovalLimit> {
  const { syncType, removalMax, removalPercentMax } = runOf(context)
  const action = syncType === 'purge' ? 'purge' : 'data-sync'
  return brakeLimit(context, action, undefined, { count: removalMax, percent: removalPercentMax })
}

const isApproved = ({ progress, approved }: SyncContext, model: ModelType, removed: number): boolean =>
  progress.asking === model && approved !== undefined && removed <= approved.count

function objectionToRemovals (
  { syncType }: SyncRun, limit: RemovalLimit, model: ModelType, { removed, added, changed, unchanged }: Counts,
  held: number
): string | undefined {
  const showsNothing = syncType !== 'purge' && removed > 0 && !isAskedFor(model) && added + changed + unchanged === 0
  return showsNothing && (limit.percent ?? 0) < 100
    ? `Microsoft lists no ${modelWords[model]} at all, and ${removed} are held.`
    : objectionTo(limit, removed, held, modelWords[model])
}

async function apply (context: SyncContext, model: ModelType): Turned {
  const { db, progress: { place = 0 } } = context
  const scope = scopeOf(context)
  const due = await dueChanges(db, scope, syncedModels[model], appliedAtOnce)
  if (due.length === 0) return wait(0, { place: place + 1, ...start(context) }, seen(context, model))
  if (model !== 'Numbers') return wait(0, {}, trx => applyDue(trx, scope, syncedModels[model], due))
  const taken = await tenantsOfOthers(db, scope, due.flatMap(({ tenantId }) => tenantId ?? []))
  const free = due.filter(({ tenantId }) => tenantId === null || !taken.has(tenantId))
  return free.length === 0 ? wait(2) : wait(0, {}, trx => applyDue(trx, scope, syncedModels[model], free))
}

/** Also what stays as it was has been seen. */
function seen (context: SyncContext, model: ModelType): Effect | undefined {
  const { dryRun, syncType, adds, changes } = runOf(context)
  if (dryRun || syncType === 'purge') return undefined
  if (model === 'PartnerOperatorConsents') return trx => noteSeen(trx, scopeOf(context))
  // A copy that lacks what is new, or has it as it was, does not become fresh.
  const isWhole = adds && changes
  return model === 'PartnerCivicAddress' && isWhole ? trx => confirmAddresses(trx, scopeOf(context)) : undefined
}

const phases = { read, prove, compare, apply }

const synchronize: Step<SyncInput, SyncProgress> = {
  name: 'synchronize',
  message: 'Bringing the records in line with Microsoft, one sort after another',
  timeLimit: minutes(10),
  giveUpAfter: hours(12),
  async run (context) {
    const { task, input, progress, say } = context
    if (!(input.synchronize ?? progress.synchronize ?? true)) return next()
    if (progress.place === undefined) return begin(context)
    if (context.approved !== undefined && !await hasTurn(context)) return wait(2)
    const model = modelOf(context)
    if (model !== undefined) return phases[progress.phase ?? 'read'](context, model)
    const { dryRun, syncType } = runOf(context)
    for (const text of told(context)) say('Information', text)
    return next({}, dryRun || syncType === 'purge'
      ? undefined
      : trx => noteSynchronized(trx, task.providerId, input.operatorTenantId))
  }
}

/** What the run came to, a sentence for each sort of records. */
function told (context: SyncContext): string[] {
  const { counts = {} } = context.progress
  const { modelTypes, dryRun, syncType } = runOf(context)
  const found = modelTypes.flatMap(model => {
    const of = counts[countNames[model]]
    return of === undefined ? [] : [{ words: modelWords[model].replace(/^./, letter => letter.toUpperCase()), of }]
  })
  const sentences = found.map(({ words, of: { added, changed, removed, unchanged } }) =>
    `${words}: ${added} added, ${changed} changed, ${removed} removed, ${unchanged} ` +
    `${syncType === 'purge' ? 'kept' : 'unchanged'}.`)
  if (dryRun) return [...sentences, 'This was a dry run: nothing was changed.']
  const isQuiet = found.every(({ of: { added, changed, removed } }) => added + changed + removed === 0)
  return isQuiet ? [...sentences, 'Nothing has changed.'] : sentences
}

/** The steps of kinds that synchronize at their end. */
export const synchronizing: ReadonlyArray<Step<SyncInput, SyncProgress>> = [synchronize]

/** What belongs to the end of such kinds, however they end. */
export const endsRun = ({ task }: Pick<SyncContext, 'task'>): Effect => trx =>
  endRun(trx, { providerId: task.providerId, taskId: task.id })

/** Goal: the records of an Operator Connect tenant are as Microsoft has them; after a purge, none of them is left. */
export const synchronizeOperatorTenant = defineTaskKind({
  name: 'synchronize-operator-tenant',
  idPrefix: 'oct_syn',
  requiredScope: 'provider',
  partitionKey: byOperatorTenant,
  isEqualByInput: true,
  title: 'Synchronize an Operator Connect tenant',
  input: Type.Object({ ...inTenant, run: Type.Optional(SyncRun) }),
  progress: Type.Object(counted),
  steps: [...synchronizing],
  onEnd: endsRun,
  conclude: ({ input: { operatorTenantId, run }, progress: { counts = {}, failed = [] }, failure }) =>
    conclusion(operatorTenantId, failure, 'OperatorTenantSynchronized', {
      Counts: counts, ...(run !== undefined && { SyncId: run.syncId, DryRun: run.dryRun }),
      ...(failed.length > 0 && { TenantsFailed: failed })
    }, failed.length === 0)
})

import { Type, type Static } from '@sinclair/typebox'
import { askingMoment, rememberConsents } from '../../customers/records/consents.ts'
import { minutes, next, wait } from '../../engine/define.ts'
import { defineTaskKind, type Step } from '../../upstreams/guarded/tools.ts'
import type { CapabilityPlan } from '../../schemas/microsoft-catalogue.ts'
import { PageCursor } from '../../upstreams/microsoft/page-cursor.ts'
import {
  activeTenants, keepPlans, keepProfiles, knownPlans, knownProfiles, noteSynchronized, planText, profileText
} from '../records/catalogue.ts'
import { countConsents } from '../records/consent-counts.ts'
import { compare, Counts, nothing, sum } from '../schemas/counts.ts'
import { byOperatorTenant, conclusion, inTenant } from './operator-tenant-records.ts'

/** Tenants whose plans are asked for in one run of the step. */
const plansAtOnce = 20

/** What a synchronization keeps on its way. `synchronize` false: its steps pass by. */
export const counted = {
  counts: Type.Partial(Type.Object({ consents: Counts, callingProfiles: Counts, capabilityPlans: Counts })),
  since: Type.String(),
  cursor: PageCursor,
  afterTenant: Type.String()
}

interface SyncInput { operatorTenantId: string, synchronize?: boolean }
type SyncProgress = Static<ReturnType<typeof Type.Object<typeof counted>>> & { synchronize?: boolean }
type SyncStep = Step<SyncInput, SyncProgress>

const passes = ({ input, progress }: { input: SyncInput, progress: Partial<SyncProgress> }): boolean =>
  !(input.synchronize ?? progress.synchronize ?? true)

const readConsents: SyncStep = {
  name: 'read-consents',
  message: 'Reading the consents that were given to the operator',
  timeLimit: minutes(2),
  giveUpAfter: minutes(60),
  async run ({ db, task, input, progress, microsoft, now }) {
    if (passes({ input, progress })) return next()
    const { since = now().toISOString(), counts = {} } = progress
    const asked = await askingMoment(db)
    const { consents, next: following } =
      await microsoft.consents(task.providerId, input.operatorTenantId, progress.cursor)
    const found = sum(counts.consents ?? nothing, await countConsents(db, task.providerId, consents))
    const known = { since, counts: { ...counts, consents: found } }
    const remember = (trx: typeof db | Parameters<typeof rememberConsents>[0]): Promise<void> =>
      rememberConsents(trx, task.providerId, consents, since, asked, input.operatorTenantId)
    return following === undefined ? next(known, remember) : wait(0, { ...known, cursor: following }, remember)
  }
}

const readProfiles: SyncStep = {
  name: 'read-calling-profiles',
  message: 'Reading the calling profiles that Microsoft made for the operator',
  timeLimit: minutes(2),
  async run ({ db, task, input, progress, microsoft, say }) {
    if (passes({ input, progress })) return next()
    const { providerId } = task
    const profiles = await microsoft.callingProfiles(providerId, input.operatorTenantId)
    const before = await knownProfiles(db, providerId, input.operatorTenantId)
    if (profiles.length === 0 && before.size > 0) {
      say('Warning', 'Microsoft lists no calling profile at all; the known ones stay. Ask Microsoft if that is meant.')
      return next({ counts: { ...progress.counts, callingProfiles: { ...nothing, unchanged: before.size } } })
    }
    const callingProfiles = compare(before, new Map(profiles.map(profile => [profile.id, profileText(profile)])))
    return next({ counts: { ...progress.counts, callingProfiles } }, trx =>
      keepProfiles(trx, providerId, input.operatorTenantId, profiles))
  }
}

/** Usages by the key that they are stored under. */
const keyed = (tenantId: string, plans: readonly CapabilityPlan[]): Map<string, string> =>
  new Map(plans.map(plan => [`${tenantId} ${plan.usage}`, planText(plan)]))

const readPlans: SyncStep = {
  name: 'read-capability-plans',
  message: 'Reading what numbers of each tenant may be used for',
  timeLimit: minutes(2),
  giveUpAfter: minutes(120),
  async run ({ db, task, input, progress, microsoft, say }) {
    if (passes({ input, progress })) return next()
    const { providerId } = task
    const { counts = {}, afterTenant = '' } = progress
    const tenants = await activeTenants(db, providerId, input.operatorTenantId, afterTenant, plansAtOnce)
    const last = tenants.at(-1)
    if (last === undefined) {
      say('Information', sentence(counts))
      return next({}, trx => noteSynchronized(trx, providerId, input.operatorTenantId))
    }
    const plans = await Promise.all(tenants.map(tenant => microsoft.capabilityPlans(providerId, tenant)))
    const before = await knownPlans(db, providerId, tenants)
    // The plans of the first tenant hold for all; a tenant that has others keeps its own.
    const ofFirst = afterTenant === '' ? plans[0] : undefined
    const general = ofFirst === undefined
      ? new Map([...before].filter(([key]) => key.startsWith(' ')))
      : keyed('', ofFirst)
    const own = tenants.map((tenant, index) => ({
      tenant, plans: isGeneral(general, plans[index]) ? [] : plans[index]
    }))
    const after = new Map([...general, ...own.flatMap(({ tenant, plans = [] }) => [...keyed(tenant, plans)])])
    const capabilityPlans = sum(counts.capabilityPlans ?? nothing, compare(before, after))
    if (ofFirst === undefined) capabilityPlans.unchanged -= general.size // counted with the first tenants
    return wait(0, { counts: { ...counts, capabilityPlans }, afterTenant: last }, async trx => {
      if (ofFirst !== undefined) await keepPlans(trx, providerId, null, ofFirst)
      for (const { tenant, plans = [] } of own) await keepPlans(trx, providerId, tenant, plans)
    })
  }
}

function isGeneral (general: ReadonlyMap<string, string>, plans: readonly CapabilityPlan[] = []): boolean {
  return plans.length === general.size && plans.every(plan => general.get(` ${plan.usage}`) === planText(plan))
}

function sentence (counts: SyncProgress['counts']): string {
  const words: Array<[string, Counts | undefined]> = [
    ['consents', counts.consents], ['calling profiles', counts.callingProfiles],
    ['capability plans', counts.capabilityPlans]
  ]
  return words.map(([what, { added, changed, removed, unchanged } = nothing]) =>
    `${what}: ${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged.`
  ).join(' ').replace(/^c/, 'C')
}

/** The steps of kinds that synchronize at their end. */
export const synchronizing: readonly SyncStep[] = [readConsents, readProfiles, readPlans]

/** Goal: consents, calling profiles and capability plans are as Microsoft has them. */
export const synchronizeOperatorTenant = defineTaskKind({
  name: 'synchronize-operator-tenant',
  idPrefix: 'oct_syn',
  requiredScope: 'provider',
  partitionKey: byOperatorTenant,
  title: 'Synchronize an Operator Connect tenant',
  input: Type.Object(inTenant),
  progress: Type.Object(counted),
  steps: [...synchronizing],
  conclude: ({ input, progress, failure }) =>
    conclusion(input.operatorTenantId, failure, 'OperatorTenantSynchronized', { Counts: progress.counts ?? {} })
})

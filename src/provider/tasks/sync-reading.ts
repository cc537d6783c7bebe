import type { Effect } from '../../engine/define.ts'
import { toSeen } from '../../numbers/tasks/number-sync.ts'
import { UpstreamFault } from '../../problems.ts'
import type { CapabilityPlan } from '../../schemas/microsoft-catalogue.ts'
import { isE164 } from '../../schemas/phone-number.ts'
import { leadingAnswers } from '../../engine/leading-answers.ts'
import { pauseAfter } from '../../engine/patience.ts'
import type { Consent } from '../../upstreams/microsoft/microsoft.ts'
import { generalPlans, planText, tenantsToRead } from '../records/catalogue.ts'
import { noteKey, stage, type Staged } from '../records/sync-run.ts'
import type { ModelType } from '../schemas/sync-models.ts'
import { scopeOf, type SyncContext, type SyncProgress } from './sync-state.ts'

/** One turn of reading: what to stage, and how far it has come; `done` when Microsoft showed everything. */
interface Turn { readonly progress: Partial<SyncProgress>, readonly effect?: Effect, readonly done?: boolean }

const plansAtOnce = 20

const stagedConsent = (consent: Consent): Staged => ({
  key: consent.tenantId.toLowerCase() + (consent.isDirect ? ' direct' : ''), tenantId: consent.tenantId,
  content: consent
})

async function consents (context: SyncContext): Promise<Turn> {
  const { task, input, progress, microsoft } = context
  const scope = scopeOf(context)
  const page = await microsoft.consents(task.providerId, input.operatorTenantId, progress.cursor ?? undefined)
  const wanted = page.consents.filter(({ tenantId }) => scope.tenantIds?.includes(tenantId.toLowerCase()) ?? true)
  return {
    progress: { cursor: page.next ?? null }, done: page.next === undefined,
    effect: trx => stage(trx, scope, 'PartnerOperatorConsents', wanted.map(stagedConsent))
  }
}

async function profiles (context: SyncContext): Promise<Turn> {
  const { task, input, microsoft } = context
  const found = await microsoft.callingProfiles(task.providerId, input.operatorTenantId)
  return {
    progress: {}, done: true,
    effect: trx => stage(trx, scopeOf(context), 'TenantCallingProfiles', found.map(profile => ({
      key: profile.id, tenantId: null, content: profile
    })))
  }
}

/** Plans of the first tenant hold for all; a tenant that has others keeps its own. */
async function plans (context: SyncContext): Promise<Turn> {
  const { db, task, progress, microsoft } = context
  const scope = scopeOf(context)
  const after = progress.tenant ?? ''
  const tenants = await tenantsToRead(db, scope, ['Active'], after, plansAtOnce)
  if (tenants.length === 0) return { progress: {}, done: true }
  const found = await leadingAnswers(tenants, tenant => microsoft.capabilityPlans(task.providerId, tenant))
  const answered = tenants.slice(0, found.length)
  const isFirst = after === '' && scope.tenantIds === undefined
  const general = isFirst ? found[0] ?? [] : await generalPlans(db, scope)
  const own = answered.flatMap((tenant, index) => {
    const plans = found[index] ?? []
    return isGeneral(general, plans) ? [] : plans.map(plan => stagedPlan(plan, tenant))
  })
  return {
    progress: { tenant: answered.at(-1) ?? after },
    async effect (trx) {
      const shared = isFirst ? general.map(plan => stagedPlan(plan, null)) : []
      await stage(trx, scope, 'NumberUsageCapabilities', [...shared, ...own])
      await noteKey(trx, scope, 'read NumberUsageCapabilities', answered)
    }
  }
}

function isGeneral (general: readonly CapabilityPlan[], found: readonly CapabilityPlan[]): boolean {
  const texts = new Set(general.map(planText))
  return found.length === general.length && found.every(plan => texts.has(planText(plan)))
}

const stagedPlan = (plan: CapabilityPlan, tenantId: string | null): Staged => ({
  key: tenantId === null ? plan.usage : `${tenantId} ${plan.usage}`, tenantId, content: { ...plan, tenantId }
})

/** Page by page, one tenant after another. */
async function numbers (context: SyncContext): Promise<Turn> {
  const { db, task, progress, microsoft } = context
  const scope = scopeOf(context)
  const { tenant = '', cursor } = progress
  if (cursor == null) {
    // The next tenant is begun with.
    const [following] = await tenantsToRead(db, scope, ['Active', 'Suspended'], tenant, 1)
    if (following === undefined) return { progress: {}, done: true }
    return { progress: { tenant: following, cursor: { skip: 0, pages: 0 } } }
  }
  const page = await microsoft.numbers(task.providerId, tenant, cursor.pages === 0 ? undefined : cursor)
  const wanted = page.numbers.filter(({ number }) => scope.prefixes?.some(prefix => number.startsWith(prefix)) ?? true)
  return {
    progress: { cursor: page.next ?? null, faults: 0 },
    async effect (trx) {
      await stage(trx, scope, 'Numbers', wanted.map(number => ({
        key: number.number, tenantId: tenant, content: toSeen(number)
      })))
      if (page.next === undefined) await noteKey(trx, scope, 'read Numbers', [tenant])
    }
  }
}

const readers: Readonly<Record<ModelType, (context: SyncContext) => Promise<Turn>>> = {
  PartnerOperatorConsents: consents, TenantCallingProfiles: profiles, NumberUsageCapabilities: plans, Numbers: numbers
}

/** Reads the next part of what Microsoft has. One tenant of many does not hold up the others. */
export async function readOn (context: SyncContext, model: ModelType): Promise<Turn & { seconds?: number }> {
  try {
    return await readers[model](context)
  } catch (error) {
    const { tenant = '', faults = 0, failed = [] } = context.progress
    if (!(error instanceof UpstreamFault) || model !== 'Numbers' || tenant === '') throw error
    const seconds = pauseAfter(error, faults)
    if (seconds !== undefined) return { progress: { faults: faults + 1 }, seconds }
    context.say('Error', `The numbers of tenant ${tenant} could not be read: ${error.message}`)
    return { progress: { cursor: null, faults: 0, failed: [...failed, tenant] } }
  }
}

/** A record that a list lacked. */
interface Missing { readonly key: string, readonly tenantId: string }

/**
 * Asks for records that a list lacked, which alone proves nothing: it may shift while it is read. Answers what
 * Microsoft has of them after all, and the keys of those that it answered for.
 */
export async function askFor (
  context: SyncContext, model: ModelType, missing: readonly Missing[]
): Promise<{ found: Staged[], answered: string[] }> {
  const tenantIds = [...new Set(missing.map(({ tenantId }) => tenantId))]
  const found = await leadingAnswers(tenantIds, tenantId =>
    model === 'PartnerOperatorConsents' ? consentOf(context, tenantId) : heldNumbers(context, tenantId, missing))
  const asked = new Set(tenantIds.slice(0, found.length))
  const answered = missing.filter(({ tenantId }) => asked.has(tenantId)).map(({ key }) => key)
  return { found: found.flat(), answered }
}

async function consentOf ({ task, microsoft }: SyncContext, tenantId: string): Promise<Staged[]> {
  const consent = await microsoft.findConsent(task.providerId, tenantId)
  return consent === undefined ? [] : [stagedConsent(consent)]
}

async function heldNumbers (
  { task, microsoft }: SyncContext, tenantId: string, missing: readonly Missing[]
): Promise<Staged[]> {
  const asked = missing.flatMap(one => one.tenantId === tenantId && isE164(one.key) ? one.key : [])
  const held = await microsoft.findNumbers(task.providerId, tenantId, asked)
  return [...held.values()].map(number => ({ key: number.number, tenantId, content: toSeen(number) }))
}

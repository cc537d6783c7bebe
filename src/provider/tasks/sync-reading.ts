import type { Effect } from '../../engine/define.ts'
import { toSeen } from '../../numbers/tasks/number-sync.ts'
import { UpstreamFault } from '../../problems.ts'
import type { CapabilityPlan } from '../../schemas/microsoft-catalogue.ts'
import { isE164 } from '../../schemas/phone-number.ts'
import { leadingAnswers } from '../../engine/leading-answers.ts'
import { pauseAfter } from '../../engine/patience.ts'
import type { Consent } from '../../upstreams/microsoft/microsoft.ts'
import type { PageCursor } from '../../upstreams/microsoft/page-cursor.ts'
import { generalPlans, planText, tenantsToRead } from '../records/catalogue.ts'
import { noteKey, stage, type Staged } from '../records/sync-run.ts'
import { modelWords, type ModelType } from '../schemas/sync-models.ts'
import { scopeOf, type SyncContext, type SyncProgress } from './sync-state.ts'

/** One turn of reading: what to stage, and how far it has come; `done` when Microsoft showed everything. */
interface Turn { readonly progress: Partial<SyncProgress>, readonly effect?: Effect, readonly done?: boolean }

const plansAtOnce = 20
const tenantsAtOnce = 8

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

/** The first or the next page of what a tenant has. */
type PageOfTenant = (tenantId: string, cursor: PageCursor | undefined) => Promise<{
  readonly staged: Staged[], readonly next?: PageCursor | undefined
}>

/**
 * One tenant after another, and page by page where there are several; more and more tenants together while one page of
 * each is all. The first of those asked is the one that a fault is about.
 */
async function byTenant (context: SyncContext, model: ModelType, pageOf: PageOfTenant): Promise<Turn> {
  const { db, progress: { tenant = '', cursor, atOnce = 1 } } = context
  const scope = scopeOf(context)
  const following = (count: number): Promise<string[]> =>
    tenantsToRead(db, scope, ['Active', 'Suspended'], tenant, count)
  if (cursor == null) {
    const [first] = await following(1)
    return first === undefined ? { progress: {}, done: true } : { progress: { tenant: first, cursor: beginning } }
  }
  const isBegun = cursor.pages > 0
  const tenants = [tenant, ...isBegun ? [] : await following(atOnce)]
  const pages = await leadingAnswers(tenants.slice(0, atOnce), one => pageOf(one, isBegun ? cursor : undefined))
  const long = pages.findIndex(({ next }) => next !== undefined)
  const whole = tenants.slice(0, long === -1 ? pages.length : long)
  const kept = long === -1 ? pages : pages.slice(0, long + 1)
  const ahead = tenants[whole.length]
  return {
    progress: {
      faults: 0, tenant: ahead ?? whole.at(-1) ?? tenant,
      cursor: pages[long]?.next ?? (ahead === undefined ? null : beginning),
      atOnce: isBegun || long !== -1 ? 1 : Math.min(2 * whole.length, tenantsAtOnce)
    },
    async effect (trx) {
      await stage(trx, scope, model, kept.flatMap(({ staged }) => staged))
      await noteKey(trx, scope, `read ${model}`, whole)
    }
  }
}

const beginning: PageCursor = { skip: 0, pages: 0 }

function civicAddresses (context: SyncContext): Promise<Turn> {
  const { task, microsoft } = context
  return byTenant(context, 'PartnerCivicAddress', async tenantId => {
    const addresses = await microsoft.civicAddresses(task.providerId, tenantId)
    return {
      staged: addresses.map(address => ({
        key: `${tenantId} ${address.id.toLowerCase()}`, tenantId, content: { tenantId, address }
      }))
    }
  })
}

function numbers (context: SyncContext): Promise<Turn> {
  const { task, microsoft } = context
  const { prefixes } = scopeOf(context)
  return byTenant(context, 'Numbers', async (tenantId, cursor) => {
    const { numbers, next } = await microsoft.numbers(task.providerId, tenantId, cursor)
    const wanted = numbers.filter(({ number }) => prefixes?.some(prefix => number.startsWith(prefix)) ?? true)
    return { staged: wanted.map(number => ({ key: number.number, tenantId, content: toSeen(number) })), next }
  })
}

const readers: Readonly<Record<ModelType, (context: SyncContext) => Promise<Turn>>> = {
  PartnerOperatorConsents: consents, TenantCallingProfiles: profiles, NumberUsageCapabilities: plans,
  PartnerCivicAddress: civicAddresses, Numbers: numbers
}

/** Reads the next part of what Microsoft has. One tenant of many does not hold up the others. */
export async function readOn (context: SyncContext, model: ModelType): Promise<Turn & { seconds?: number }> {
  try {
    return await readers[model](context)
  } catch (error) {
    const { tenant = '', cursor, faults = 0, failed = [] } = context.progress
    const isOfTenant = model === 'Numbers' || model === 'PartnerCivicAddress'
    if (!(error instanceof UpstreamFault) || !isOfTenant || cursor == null) throw error
    const seconds = pauseAfter(error, faults)
    if (seconds !== undefined) return { progress: { faults: faults + 1 }, seconds }
    context.say('Error', `The ${modelWords[model]} of tenant ${tenant} could not be read: ${error.message}`)
    return { progress: { cursor: null, faults: 0, failed: [...new Set([...failed, tenant])] } }
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

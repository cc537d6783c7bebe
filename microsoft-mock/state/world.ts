import type { Static } from '@sinclair/typebox'
import type { Behaviour } from './behaviour.ts'
import type { AnyJob, Operation, ReleaseJob, UploadJob } from './jobs.ts'
import type { CivicAddress, Consent, Domain, NumberRecord, SubscribedSku, User } from './records.ts'
import type { Agreements } from './agreements.ts'
import type { Application, CallingProfile, Effect, Person, Plan, Resource } from './schema.ts'
import { timestamp } from './time.ts'

/** A number a tenant owns: the public record and what only Microsoft knows. */
export interface HeldNumber {
  record: NumberRecord
  usage: string
  additionalUsages: string[]
  choosableCapabilities: string[]
  assignmentTargetId: string | null
  assignmentCategory: string | null
  /** Epoch milliseconds from which lists show it. */
  visibleAt: number
}

export interface Tenant {
  id: string
  consent: Consent | null
  numbers: Map<string, HeldNumber>
  /** Released numbers that lists still show, because Microsoft is only eventually consistent. */
  ghosts: Map<string, { held: HeldNumber, until: number }>
  uploads: Map<string, UploadJob>
  releases: Map<string, ReleaseJob>
  operations: Map<string, Operation>
  civicAddresses: CivicAddress[]
  users: Map<string, User>
  /** Graph delta counts changes: the change in which each user was last touched, or removed. */
  userChanges: number
  userChangedIn: Map<string, number>
  userRemovedIn: Map<string, number>
  organization: Record<string, unknown>
  domains: Domain[]
  subscribedSkus: SubscribedSku[]
}

export interface World {
  /** Another one after each load: what a client remembered of the world before is worthless. */
  epoch: string
  operatorId: string
  operatorTenantId: string | null
  lifetime: number
  behaviour: Behaviour
  applications: Application[]
  people: Person[]
  agreements: Agreements
  enabledApplications: Set<string>
  resources: (string | Resource)[]
  /** Signed assertions that were presented, by issuer and `jti`, until they are worthless anyway (epoch seconds). */
  usedAssertions: Map<string, { assertion: string, until: number }>
  callingProfiles: Static<typeof CallingProfile>[]
  plans: Plan[]
  /** TXT records of the public DNS, by name. */
  dns: Record<string, string[]>
  tenants: Map<string, Tenant>
  /** Which tenant owns a number: a number belongs to at most one. */
  owners: Map<string, Tenant>
  unfinished: Set<AnyJob>
  effects: Effect[]
}

export function recordEffect (world: World, effect: Omit<Effect, 'sequence' | 'at'>, at: number = Date.now()) {
  world.effects.push({ sequence: (world.effects.at(-1)?.sequence ?? 0) + 1, at: timestamp(at), ...effect })
}

export function newTenant (id: string): Tenant {
  return {
    id,
    consent: null,
    numbers: new Map(),
    ghosts: new Map(),
    uploads: new Map(),
    releases: new Map(),
    operations: new Map(),
    civicAddresses: [],
    users: new Map(),
    userChanges: 0,
    userChangedIn: new Map(),
    userRemovedIn: new Map(),
    organization: { id, displayName: id, verifiedDomains: [], assignedPlans: [] },
    domains: [],
    subscribedSkus: []
  }
}

/** Entra knows a tenant when it holds anything at all: a customer, an app registration, the operator. */
export function isKnownTenant (world: World, tenantId: string) {
  return world.tenants.has(tenantId) || world.operatorTenantId?.toLowerCase() === tenantId ||
    world.applications.some((application) => application.tenantId.toLowerCase() === tenantId)
}

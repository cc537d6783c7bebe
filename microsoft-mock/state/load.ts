import { randomUUID } from 'node:crypto'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import { capabilitiesOf } from '../numbers/capabilities.ts'
import { countryOf, isTollFree } from '../numbers/country.ts'
import { Agreements } from './agreements.ts'
import { defaultBehaviour } from './behaviour.ts'
import type { NumberSeed } from './records.ts'
import { State, type TenantState } from './schema.ts'
import { timestamp } from './time.ts'
import { newTenant, type HeldNumber, type Tenant, type World } from './world.ts'

const checker = TypeCompiler.Compile(State)

export class InvalidState extends Error {}

/** Checks a state document and names the first thing that is wrong with it. */
export function parseState (document: unknown): State {
  if (checker.Check(document)) return document
  const first = checker.Errors(document).First()
  throw new InvalidState(`state ${first?.path ?? ''}: ${first?.message ?? 'is not valid'}`)
}

/** Builds a fresh world; the document is copied, so that it can be loaded again by a reset. */
export function loadWorld (document: State): World {
  const state = structuredClone(document)
  const world: World = {
    epoch: randomUUID(),
    operatorId: state.operatorId ?? '00000000-0000-0000-0000-000000000000',
    operatorTenantId: state.operatorTenantId ?? null,
    lifetime: state.lifetime ?? 3599,
    behaviour: { ...defaultBehaviour(), ...state.behaviour },
    applications: state.applications ?? [],
    people: state.people ?? [],
    agreements: new Agreements(),
    enabledApplications: new Set(state.enabledApplications?.map((id) => id.toLowerCase())),
    resources: state.resources ?? [],
    usedAssertions: new Map(),
    callingProfiles: state.callingProfiles ?? [],
    plans: state.plans ?? [],
    dns: state.dns ?? {},
    tenants: new Map(),
    owners: new Map(),
    unfinished: new Set(),
    effects: state.effects ?? []
  }
  for (const [id, tenantState] of Object.entries(state.tenants ?? {})) loadTenant(world, id.toLowerCase(), tenantState)
  return world
}

function loadTenant (world: World, id: string, state: TenantState) {
  const tenant = newTenant(id)
  world.tenants.set(id, tenant)
  tenant.consent = state.consent ?? null
  tenant.civicAddresses = state.civicAddresses ?? []
  tenant.organization = state.organization ?? tenant.organization
  tenant.domains = state.domains ?? []
  tenant.subscribedSkus = state.subscribedSkus ?? []
  for (const user of state.users ?? []) tenant.users.set(user.id, { ...user })
  for (const job of state.uploadJobs ?? []) tenant.uploads.set(job.id, job)
  for (const job of state.releaseJobs ?? []) tenant.releases.set(job.releaseId, job)
  for (const operation of state.operations ?? []) tenant.operations.set(operation.id, operation)
  for (const job of [...tenant.uploads.values(), ...tenant.releases.values(), ...tenant.operations.values()]) {
    if (job.dueAt !== null) world.unfinished.add(job)
  }
  for (const seed of state.numbers ?? []) loadNumber(world, tenant, seed)
}

function loadNumber (world: World, tenant: Tenant, seed: NumberSeed) {
  const number = seed.telephoneNumber
  const owner = world.owners.get(number)
  if (owner) throw new InvalidState(`state: ${number} belongs to ${owner.id} and to ${tenant.id}`)
  tenant.numbers.set(number, completeNumber(world, tenant, seed))
  world.owners.set(number, tenant)
}

function completeNumber (world: World, tenant: Tenant, seed: NumberSeed): HeldNumber {
  const {
    usage = 'CallingUserAssignment', additionalUsages = [],
    choosableCapabilities = ['InboundCalling', 'OutboundCalling'], assignmentTargetId = null, assignmentCategory = null,
    visibleAt = 0, ...printed
  } = seed
  const wanted = { usage, additionalUsages, choosableCapabilities }
  const record = {
    callingProfileId: world.callingProfiles[0]?.callingProfileId ?? null,
    ...capabilitiesOf(isTollFree(seed.telephoneNumber), wanted, world.plans),
    acquiredOn: timestamp(),
    isoCountryCode: seed.displayedCountryCode ?? countryOf(seed.telephoneNumber),
    tnUploadJobId: null,
    locationId: null,
    civicAddressId: null,
    assignmentStatus: 'Unassigned',
    displayedCountryCode: null,
    allowTenantAddressUpdate: true,
    ...printed,
    tenantId: tenant.id
  }
  return { record, ...wanted, assignmentTargetId, assignmentCategory, visibleAt }
}

import type { State, TenantState } from './schema.ts'
import type { HeldNumber, Tenant, World } from './world.ts'

const flatten = ({ record, ...hidden }: HeldNumber) => ({ ...record, ...hidden })

function dumpTenant (tenant: Tenant): TenantState {
  return {
    consent: tenant.consent,
    numbers: [...tenant.numbers.values()].map(flatten),
    uploadJobs: [...tenant.uploads.values()],
    releaseJobs: [...tenant.releases.values()],
    operations: [...tenant.operations.values()],
    civicAddresses: tenant.civicAddresses,
    users: [...tenant.users.values()],
    organization: tenant.organization,
    domains: tenant.domains,
    subscribedSkus: tenant.subscribedSkus
  }
}

/** The world as a state document: what is printed here can be put back as it is. */
export function dumpWorld (world: World): State {
  return {
    operatorId: world.operatorId,
    operatorTenantId: world.operatorTenantId,
    lifetime: world.lifetime,
    behaviour: world.behaviour,
    applications: world.applications,
    people: world.people,
    enabledApplications: [...world.enabledApplications],
    resources: world.resources,
    callingProfiles: world.callingProfiles,
    plans: world.plans,
    dns: world.dns,
    tenants: Object.fromEntries([...world.tenants].map(([id, tenant]) => [id, dumpTenant(tenant)])),
    effects: world.effects
  }
}

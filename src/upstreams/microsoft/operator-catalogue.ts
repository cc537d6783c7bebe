import { Type, type Static } from '@sinclair/typebox'
import type { CallingProfile, CapabilityPlan } from '../../schemas/microsoft-catalogue.ts'
import type { OperatorConnect } from './microsoft.ts'
import type { OperatorCalls } from './operator-calls.ts'
import { readAll } from './pages.ts'
import { compile, Nullable, parse, Text } from './parse.ts'

// What the operator can look up but not change (docs/wire/microsoft.md#calling-profiles and #capability-plans).

const WireProfile = Type.Object({
  callingProfileId: Type.String(),
  name: Text,
  enviroment: Text, // sic
  region: Text,
  carrier: Text,
  offerTypes: Nullable(Type.Array(Type.Unknown())),
  emergencyDialStrings: Nullable(Type.Array(Type.String())),
  isEmergencyProfile: Nullable(Type.Boolean()),
  emergencyProfileId: Text,
  validation: Nullable(Type.Object({})),
  trunksEnrolled: Nullable(Type.Array(Type.Object({ trunkFqdn: Type.String(), trunkId: Type.String() })))
})

const WirePlan = Type.Object({
  usage: Type.String(),
  name: Text,
  offerTypes: Nullable(Type.Array(Type.String())),
  mandatoryCapabilities: Nullable(Type.Array(Type.String())),
  choosableCapabilities: Nullable(Type.Array(Type.String())),
  supportsTollFree: Nullable(Type.Boolean())
})

const wire = {
  profiles: compile(Type.Object({ value: Type.Array(WireProfile), nextLink: Text })),
  plans: compile(Type.Object({ value: Type.Array(WirePlan), nextLink: Text }))
}

export function operatorCatalogue (calls: OperatorCalls): Pick<OperatorConnect, 'callingProfiles' | 'capabilityPlans'> {
  return {
    callingProfiles: async (providerId, operatorTenantId) =>
      readAll(await calls.list({ providerId, operatorTenantId }, '/TenantCallingProfiles', {
        toPage (body) {
          const { value, nextLink } = parse(wire.profiles, body)
          return { items: value.map(toProfile), nextLink }
        },
        keyOf: ({ id }) => id,
        from: skip => `?$skip=${skip}&$top=200`
      })),
    capabilityPlans: async (providerId, tenantId) =>
      readAll(await calls.list(
        { providerId, tenantId }, `/NumberUsageCapabilities?tenantId=${encodeURIComponent(tenantId)}`, {
          toPage (body) {
            const { value, nextLink } = parse(wire.plans, body)
            return { items: value.map(toPlan), nextLink }
          },
          keyOf: ({ usage }) => usage
        }
      ))
  }
}

function toProfile (profile: Static<typeof WireProfile>): CallingProfile {
  return {
    id: profile.callingProfileId.toLowerCase(),
    name: profile.name ?? profile.callingProfileId,
    environment: profile.enviroment ?? undefined,
    region: profile.region ?? undefined,
    carrier: profile.carrier ?? undefined,
    offerTypes: profile.offerTypes ?? [],
    emergencyDialStrings: profile.emergencyDialStrings ?? [],
    isEmergencyProfile: profile.isEmergencyProfile ?? false,
    emergencyProfileId: profile.emergencyProfileId?.toLowerCase(),
    validation: profile.validation ?? {},
    trunks: (profile.trunksEnrolled ?? []).map(({ trunkFqdn, trunkId }) => ({
      id: trunkId.toLowerCase(), fqdn: trunkFqdn.toLowerCase()
    }))
  }
}

function toPlan (plan: Static<typeof WirePlan>): CapabilityPlan {
  return {
    usage: plan.usage,
    name: plan.name ?? plan.usage,
    offerTypes: plan.offerTypes ?? [],
    mandatoryCapabilities: plan.mandatoryCapabilities ?? [],
    choosableCapabilities: plan.choosableCapabilities ?? [],
    supportsTollFree: plan.supportsTollFree ?? false
  }
}

import { Type, type Static } from '@sinclair/typebox'
import type { E164 } from '../../schemas/phone-number.ts'
import { assignmentStateOf } from '../../schemas/vocabulary/assignment.ts'
import {
  userAttributes, type DirectoryUser, type NumberAssignment, type Subscription, type TenantDomain
} from './graph.ts'
import { compile, Nullable, Text } from './parse.ts'

// Microsoft Graph on the wire (docs/wire/microsoft.md#graph-numbers and what follows there).

/** What a page of a list says of the next one. */
const Linked = { '@odata.nextLink': Text }

const WireAssignment = Type.Object({
  telephoneNumber: Type.String(), numberType: Text, assignmentStatus: Text, assignmentTargetId: Text,
  assignmentCategory: Text, locationId: Text
})

const WireUser = Type.Object({
  id: Type.String(),
  userPrincipalName: Text,
  displayName: Text,
  imAddresses: Nullable(Type.Array(Type.String())),
  proxyAddresses: Nullable(Type.Array(Type.String())),
  usageLocation: Text,
  department: Text,
  givenName: Text,
  surname: Text,
  city: Text,
  officeLocation: Text,
  postalCode: Text,
  state: Text,
  streetAddress: Text,
  accountEnabled: Nullable(Type.Boolean()),
  isResourceAccount: Nullable(Type.Boolean()),
  assignedPlans: Nullable(Type.Array(Type.Object({ servicePlanId: Type.String(), capabilityStatus: Text }))),
  '@removed': Type.Optional(Type.Unknown())
})
export type WireUser = Static<typeof WireUser>

const WireUsers = Type.Object({
  value: Type.Array(WireUser), '@odata.nextLink': Type.Optional(Type.String()),
  '@odata.deltaLink': Type.Optional(Type.String())
})
export type WireUsers = Static<typeof WireUsers>

const WireDomain = Type.Object({
  id: Type.String(), isVerified: Nullable(Type.Boolean()), supportedServices: Nullable(Type.Array(Type.String()))
})

const WireSubscription = Type.Object({
  skuId: Type.String(), skuPartNumber: Text, capabilityStatus: Text, consumedUnits: Nullable(Type.Number()),
  prepaidUnits: Nullable(Type.Object({ enabled: Nullable(Type.Number()) })),
  servicePlans: Nullable(Type.Array(Type.Object({ servicePlanId: Type.String() })))
})

const WireDnsRecord = Type.Object({ recordType: Text, label: Text, text: Text, ttl: Nullable(Type.Number()) })
export type WireDnsRecord = Static<typeof WireDnsRecord>

export const wire = {
  assignments: compile(Type.Object({ value: Type.Array(WireAssignment), ...Linked })),
  operation: compile(Type.Object({
    status: Type.String(), numbers: Nullable(Type.Array(Type.Object({ status: Text, statusDetail: Text })))
  })),
  domain: compile(WireDomain),
  dnsRecords: compile(
    Type.Object({ value: Type.Array(WireDnsRecord), ...Linked })
  ),
  subscriptions: compile(Type.Object({ value: Type.Array(WireSubscription), ...Linked })),
  user: compile(WireUser),
  users: compile(WireUsers),
  organizations: compile(Type.Object({
    value: Type.Array(
      Type.Object({
        countryLetterCode: Text, defaultUsageLocation: Text,
        verifiedDomains: Nullable(Type.Array(Type.Object({ name: Type.String(), isDefault: Nullable(Type.Boolean()) })))
      })
    )
  })),
  application: compile(
    Type.Object({ passwordCredentials: Nullable(Type.Array(Type.Object({ hint: Text, endDateTime: Text }))) })
  ),
  policies: compile(Type.Object({ value: Type.Array(Type.Object({ policyId: Type.String() })) })),
  userConfiguration: compile(Type.Object({
    effectivePolicyAssignments: Type.Array(Type.Object({
      policyType: Type.String(),
      policyAssignment: Type.Object({ assignmentType: Text, policyId: Type.String() })
    }))
  })),
  refusal: compile(Type.Object({ error: Type.Object({ code: Type.String(), message: Text }) })),
  tokenRefusal: compile(Type.Object({ error: Type.String() }))
}

/** What a user is read with; most of it comes only when it is asked for. */
export const userFields = [
  'id', 'userPrincipalName', 'displayName', 'imAddresses', 'proxyAddresses', 'accountEnabled', 'isResourceAccount',
  'assignedPlans', ...userAttributes
].join(',')

export function toAssignment (assignment: Static<typeof WireAssignment>): NumberAssignment {
  return {
    number: assignment.telephoneNumber as E164,
    type: assignment.numberType ?? 'unknownFutureValue',
    status: assignmentStateOf(assignment.assignmentStatus ?? 'Unassigned'),
    targetId: assignment.assignmentTargetId || undefined, // '' where nobody has it
    category: assignment.assignmentCategory ?? undefined,
    locationId: assignment.locationId ?? undefined
  }
}

const teamsPhonePlan = '4828c8ec-dc2e-4779-b502-87ac9ce28ab7'
const teamsPlan = '57ff2da0-773e-42df-b2af-ffb7a2317929'

export function toDomain (domain: Static<typeof WireDomain>): TenantDomain {
  return {
    name: domain.id, isVerified: domain.isVerified ?? false,
    isActive: domain.supportedServices?.includes('OfficeCommunicationsOnline') ?? false
  }
}

export function toSubscription (
  { skuId, skuPartNumber, capabilityStatus, consumedUnits, prepaidUnits, servicePlans }: Static<typeof WireSubscription>
): Subscription {
  const includes = (plan: string): boolean => servicePlans?.some(({ servicePlanId }) => servicePlanId === plan) ?? false
  const free = (prepaidUnits?.enabled ?? 0) - (consumedUnits ?? 0)
  return {
    skuId, name: skuPartNumber ?? skuId, free: capabilityStatus === 'Enabled' ? Math.max(0, free) : 0,
    hasTeams: includes(teamsPlan), hasTeamsPhone: includes(teamsPhonePlan)
  }
}

export function toUser (user: WireUser): DirectoryUser {
  const has = (plan: string): boolean =>
    user.assignedPlans?.some(({ servicePlanId, capabilityStatus }) =>
      servicePlanId === plan && capabilityStatus === 'Enabled'
    ) ?? false
  return {
    id: user.id,
    userPrincipalName: user.userPrincipalName ?? '',
    displayName: user.displayName ?? undefined,
    sipAddress: sipAddressOf(user),
    usageLocation: user.usageLocation ?? undefined,
    department: user.department ?? undefined,
    accountEnabled: user.accountEnabled ?? true,
    isResourceAccount: user.isResourceAccount ?? false,
    hasTeamsPhone: has(teamsPhonePlan),
    hasTeams: has(teamsPlan),
    attributes: Object.fromEntries(userAttributes.map(name => [name, user[name] ?? null]))
  }
}

/** Teams keeps it in `imAddresses`, older directories as a proxy address with `sip:` before it. */
function sipAddressOf (user: WireUser): string | undefined {
  const known = user.imAddresses?.[0] ?? user.proxyAddresses?.find(address => /^sip:/i.test(address))?.slice(4)
  return known === undefined ? undefined : `sip:${known.toLowerCase()}`
}

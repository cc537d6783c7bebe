import { Type, type Static } from '@sinclair/typebox'
import { CivicAddress } from '../../numbers/schemas/civic-address.ts'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OrNull } from '../../schemas/value.ts'

// What Microsoft made for the provider. It stays with the provider, wherever customers are.

const text = OrNull(Type.String())

export const NumberUsageCapability = Type.Object({
  usage: Type.String(),
  name: Type.String(),
  tenantId: OrNull(Type.String({ description: 'null: it holds for every tenant that has none of its own.' })),
  offerTypes: Type.Array(Type.String()),
  mandatoryCapabilities: Type.Array(Type.String()),
  choosableCapabilities: Type.Array(Type.String()),
  supportsTollFree: Type.Boolean()
}, {
  $id: 'NumberUsageCapability',
  description: 'What a number may be used for, and the capabilities that come with it.',
  examples: [{
    usage: 'CallingUserAssignment', name: 'capability-plan', tenantId: null, offerTypes: ['Calling'],
    mandatoryCapabilities: ['UserAssignment'], choosableCapabilities: ['InboundCalling', 'OutboundCalling'],
    supportsTollFree: false
  }]
})
export type NumberUsageCapability = Static<typeof NumberUsageCapability>

export const NumberUsageCapabilityPage = listPage(ref(NumberUsageCapability), {
  $id: 'NumberUsageCapabilityPage', description: 'One page of number usage capabilities.'
})

export const OperatorCallingProfile = Type.Object({
  callingProfileId: Type.String(),
  name: Type.String(),
  device: OrNull(Type.String({ description: 'Name of the Operator Connect tenant that showed it.' })),
  environment: text,
  region: text,
  carrier: text,
  isEmergencyProfile: Type.Boolean(),
  emergencyProfileId: text,
  emergencyDialStrings: Type.Array(Type.String()),
  trunks: Type.Array(Type.Object({ id: Type.String(), fqdn: Type.String() })),
  numbersHeld: Type.Integer({ description: 'Numbers that were uploaded with it.' }),
  seenAt: OrNull(Type.String({ format: 'date-time' }))
}, {
  $id: 'OperatorCallingProfile',
  description: 'A calling profile with all that Microsoft says of it.',
  examples: [{
    callingProfileId: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac', name: 'Asia-Pacific', device: 'Operator Connect Europe',
    environment: 'Production', region: 'APAC', carrier: 'Demo Operator', isEmergencyProfile: false,
    emergencyProfileId: null, emergencyDialStrings: ['000'],
    trunks: [{ id: 'b1a7e2d0-1111-4a61-9b01-0000000000a1', fqdn: 'oc1.sbc.dialplane.example' }], numbersHeld: 20,
    seenAt: '2026-11-30T09:00:00.000000Z'
  }]
})
export type OperatorCallingProfile = Static<typeof OperatorCallingProfile>

export const OperatorCallingProfilePage = listPage(ref(OperatorCallingProfile), {
  $id: 'OperatorCallingProfilePage', description: 'One page of calling profiles.'
})

const tenantId = 'c1a7e2d0-1111-4a61-9b01-0000000000a1'

export const PartnerCivicAddress = Type.Object({
  tenantId: Type.String({ description: 'The tenant that set it up.' }),
  customerId: OrNull(Type.String({ description: 'null: the tenant is no customer yet.' })),
  customerName: text,
  numbersHeld: Type.Integer({ description: 'Numbers that have this address at Microsoft.' }),
  seenAt: Type.String({ format: 'date-time', description: 'When it was last found to be new or changed.' }),
  address: ref(CivicAddress)
}, {
  $id: 'PartnerCivicAddress',
  description: 'An emergency address of one of the tenants that consented.',
  examples: [{
    tenantId, customerId: 'd0000000-0000-4000-8000-0000000000a1', customerName: 'Southern Cross Logistics',
    numbersHeld: 20, seenAt: '2026-11-30T09:00:00.000000Z', address: CivicAddress.examples?.[0]
  }]
})
export type PartnerCivicAddress = Static<typeof PartnerCivicAddress>

export const PartnerCivicAddressPage = listPage(ref(PartnerCivicAddress), {
  $id: 'PartnerCivicAddressPage', description: 'One page of civic addresses of all tenants.'
})

import { Type, type Static } from '@sinclair/typebox'
import { ref } from '../../schemas/ref.ts'
import { OrNull } from '../../schemas/value.ts'

/** Services that OVOC knows; of these we only provide OC. */
export const ovocServices = [
  'LIVE_CX', 'WEBEX_CLOUD_CONNECT', 'MI_REGIONAL', 'DM', 'LIVEHUB', 'GENERIC', 'STNG_REGIONAL', 'OC', 'SMART_TAP',
  'WEBEX_LGW', 'MEETING_INSIGHTS', 'ZOOM', 'LTC', 'STNG', 'HYBRID_ENTITIES', 'VOCA'
] as const

const never = OrNull(Type.String({ description: 'Not kept here.' }))
const Service = Type.Object({ enabled: Type.Boolean() })

/** A channel as clients of OVOC read it. */
export const OvocChannel = Type.Object({
  definedAt: Type.String({ description: 'As in 2025-08-12T07:02:10.822+0000.' }),
  adGroupName: never,
  dmSourceEmail: never,
  iamAccountId: never,
  lastChanged: Type.String(),
  description: OrNull(Type.String()),
  maxCustomers: OrNull(Type.Integer()),
  services: Type.Object(Object.fromEntries(ovocServices.map(name => [name, Service])), {
    description: 'OC is Operator Connect.'
  }),
  adGroupId: never,
  url: Type.String(),
  msTenantId: OrNull(Type.String()),
  vocaProviderId: never,
  servicesNumber: Type.Integer({ description: 'Customers of the channel.' }),
  appRegistrationSettings: Type.Null(),
  id: Type.Integer(),
  name: Type.String()
}, {
  $id: 'OvocChannel',
  description: 'A channel.',
  examples: [{
    definedAt: '2025-08-12T07:02:10.822+0000', adGroupName: null, dmSourceEmail: null, iamAccountId: null,
    lastChanged: '2025-08-12T07:02:10.822+0000', description: 'Sells in Australia', maxCustomers: null,
    services: Object.fromEntries(ovocServices.map(name => [name, { enabled: name === 'OC' }])), adGroupId: null,
    url: '/ovoc/v1/topology/channels/1574', msTenantId: null, vocaProviderId: null, servicesNumber: 1,
    appRegistrationSettings: null, id: 1574, name: 'Pacific Resellers'
  }]
})
export type OvocChannel = Static<typeof OvocChannel>

export const OvocChannels = Type.Object({ channels: Type.Array(ref(OvocChannel)) }, {
  $id: 'OvocChannels', description: 'All channels.'
})

export const OvocReference = Type.Object({
  id: Type.Integer(), url: Type.String()
}, { $id: 'OvocReference', examples: [{ id: 1574, url: 'ovoc/v1/topology/channels/1574' }] })

import { Type, type Static } from '@sinclair/typebox'
import { ref } from '../../schemas/ref.ts'
import { deploymentStates } from '../../sites/schemas/site.ts'
import { OrNull, Said } from '../../schemas/value.ts'

const notKept = (what: string) => Type.Null({ description: `Not kept here: ${what}.` })
const ids = (description: string) => Type.Array(Type.Integer(), { description })
const count = (description: string) => Type.Integer({ description })

/**
 * A customer as clients of OVOC read it (docs/wire/live-cloud.md#ovoc). What OVOC knows from its own monitoring, and
 * what is documented without its words, is null.
 */
export const OvocService = Type.Object({
  elementsCount: Type.Object({
    total: count('Of all kinds.'), devices: count('SBCs.'), links: count('Always 0: links are not kept here.'),
    sites: count('SIP connections.')
  }),
  deviceManagerParams: notKept('devices of users'),
  lcCustomerId: Type.Integer({ description: 'There is one node per customer here, so it is the `id`.' }),
  umpUsersSuspendAlarmStatus: notKept('alarms'),
  description: notKept('a customer has a full name'),
  type: Type.Literal('SERVICE'),
  applicationsStatus: Type.Object({
    management: Type.Object({
      managementStatus: notKept('alarms'),
      serviceDeployStatus: OrNull(
        Said(deploymentStates, {
          description: 'Of the SIP connection that has come least far; null without any.'
        })
      )
    }),
    voiceQuality: notKept('calls')
  }),
  attachedSites: ids('SIP connections.'),
  licenseType: notKept('the words of OVOC; version 3 shows the licence of `serviceId`'),
  attachedLinks: ids('Always empty.'),
  serviceUcaasTenantId: Type.String({ description: 'Microsoft tenant.' }),
  id: Type.Integer(),
  serviceId: Type.String({ description: '`umpCustomerGuid` of the customer.' }),
  disabledTime: notKept('customers are not disabled, they are deleted'),
  usedDIDs: count('Numbers that somebody in the tenant has.'),
  definedAt: Type.String({ description: 'As in 2025-08-12T07:02:10.822+0000.' }),
  serviceSource: notKept('the product of the original that made the service'),
  freeDIDs: count('Numbers that nobody has.'),
  attachedDevices: ids('SBCs, by the id of the list of SBC devices.'),
  fullName: Type.String(),
  usersCount: count('Users of the tenant, as they were read last.'),
  url: Type.String(),
  name: Type.String({ description: 'Short name of the customer.' })
}, {
  $id: 'OvocService',
  description: 'A customer, which OVOC calls a service.',
  examples: [{
    elementsCount: { total: 2, devices: 1, links: 0, sites: 1 }, deviceManagerParams: null, lcCustomerId: 12,
    umpUsersSuspendAlarmStatus: null, description: null, type: 'SERVICE',
    applicationsStatus: { management: { managementStatus: null, serviceDeployStatus: 'Deployed' }, voiceQuality: null },
    attachedSites: [31], licenseType: null, attachedLinks: [],
    serviceUcaasTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1', id: 12,
    serviceId: 'd0000000-0000-4000-8000-0000000000a1', disabledTime: null, usedDIDs: 3,
    definedAt: '2025-08-12T07:02:10.822+0000', serviceSource: null, freeDIDs: 17, attachedDevices: [8],
    fullName: 'Southern Cross Logistics', usersCount: 37, url: '/ovoc/v1/topology/services/12', name: 'SouthernX'
  }]
})
export type OvocService = Static<typeof OvocService>

export const OvocServices = Type.Object({ services: Type.Array(ref(OvocService)) }, {
  $id: 'OvocServices', description: 'Services; one that was asked for by its id is a list of one.'
})

import { Type } from '@sinclair/typebox'
import { servicesWithin, type StoredService } from '../records/ovoc-services.ts'
import { OvocServices, type OvocService } from '../schemas/ovoc-service.ts'
import { ref } from '../../schemas/ref.ts'
import { deploymentStates } from '../../sites/schemas/site.ts'
import { reading } from '../../http/caller.ts'
import { noSuchCustomer } from '../../tenancy/api/customers.ts'
import { ovocTime } from '../../http/ovoc-time.ts'
import type { Resource } from '../../http/resource.ts'

const path = '/topology/services'
const tags = ['Customers']

/** Customers as clients of OVOC know them: services, with whole numbers for ids. */
export const ovocServices: Resource = (scope, { records }) => {
  scope.get(path, {
    config: { roles: reading, versions: ['ovoc'] },
    schema: {
      operationId: 'listOvocServices', summary: 'Retrieve services',
      description: "The customers of the caller's part of the tree.", tags, response: { 200: ref(OvocServices) }
    }
  }, async ({ caller }) => ({ services: (await servicesWithin(records(caller))).map(toOvoc) }))

  scope.get(`${path}/:id`, {
    config: { roles: reading, versions: ['ovoc'], problems: ['customer_not_found'] },
    schema: {
      operationId: 'getOvocService',
      summary: 'Get a service',
      description: 'A list of one, as documented.',
      tags,
      params: Type.Object({
        id: Type.String({ description: 'Id of the service, from the list of services.', examples: ['12'] })
      }),
      response: { 200: ref(OvocServices) }
    }
  }, async ({ caller, params: { id } }) => {
    const services = /^\d{1,9}$/.test(id) ? await servicesWithin(records(caller), Number(id)) : []
    if (services.length === 0) throw noSuchCustomer(id)
    return { services: services.map(toOvoc) }
  })
}

function toOvoc (service: StoredService): OvocService {
  const { id, siteIds, sbcIds, states } = service
  return {
    elementsCount: { total: sbcIds.length + siteIds.length, devices: sbcIds.length, links: 0, sites: siteIds.length },
    deviceManagerParams: null,
    lcCustomerId: id,
    umpUsersSuspendAlarmStatus: null,
    description: null,
    type: 'SERVICE',
    applicationsStatus: {
      management: {
        managementStatus: null, serviceDeployStatus: leastFar.find(state => states.includes(state)) ?? null
      },
      voiceQuality: null
    },
    attachedSites: siteIds,
    licenseType: null,
    attachedLinks: [],
    serviceUcaasTenantId: service.msTenantId,
    id,
    serviceId: service.customerId,
    disabledTime: null,
    usedDIDs: service.usedNumbers,
    definedAt: ovocTime(service.createdAt),
    serviceSource: null,
    freeDIDs: service.freeNumbers,
    attachedDevices: sbcIds,
    fullName: service.fullName,
    usersCount: service.users,
    url: `/ovoc/v1${path}/${id}`,
    name: service.shortName
  }
}

/** What went wrong comes before what is under way, and that before what is done. */
const leastFar = ['Failed', ...deploymentStates.filter(state => state !== 'Failed')] as const

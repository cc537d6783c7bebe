import { Type } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import { civicAddressListing, civicAddressPage } from '../records/civic-addresses.ts'
import { knownTenant } from '../../tenancy/records/tenants.ts'
import { invalid, Problem } from '../../problems.ts'
import { CivicAddress, CivicAddressPage } from '../schemas/civic-address.ts'
import { ref } from '../../schemas/ref.ts'
import { pullCivicAddresses } from '../tasks/pull-civic-addresses.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { reading } from '../../http/caller.ts'
import { customerGuid, ownCustomer } from '../../tenancy/api/customers.ts'
import { ended, finishTask } from '../../http/finish-task.ts'
import { askingLimit, askingRate, limit } from '../../http/limit.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { msTenantIdQuery, readTenantId, uuid } from '../../tenancy/api/tenant-query.ts'

interface Place { msTenantId: string, customerId: string | undefined, channelId: number | undefined }

const online = {
  checkOnline: Type.Optional(
    Type.Boolean({
      default: false,
      description:
        'Asks Microsoft first; else the answer is what was last seen there. The header Location leads to the task ' +
        `that asked. ${askingLimit}`
    })
  )
}
const tags = ['Civic addresses']
const versions = ['v3'] as const
const problems = ['task_failed', 'task_unfinished', 'rate_limited'] as const

const listOfTenant: Resource = (scope, dependencies) => {
  scope.get('/oc/civicaddress', {
    config: { roles: reading, versions, problems },
    schema: {
      operationId: 'listCivicAddresses',
      summary: 'List the civic addresses of a tenant',
      description: 'The emergency addresses that the tenant has set up, with their locations, page by page.',
      tags,
      querystring: Type.Object({ msTenantId: msTenantIdQuery, ...online, ...listQuery(civicAddressListing) }),
      response: { 200: ref(CivicAddressPage) }
    }
  }, async (request, reply) => {
    const { caller, query } = request
    const place = await placeOf(dependencies.records(caller), query.msTenantId)
    return pageOf(dependencies, request, reply, place, query)
  })
}

const one: Resource = (scope, dependencies) => {
  const { records } = dependencies
  scope.get('/oc/civicaddress/:civicaddressid', {
    config: { roles: reading, versions, problems: ['civic_address_not_found', ...problems] },
    schema: {
      operationId: 'getCivicAddress',
      summary: 'Get one civic address',
      tags,
      params: Type.Object({
        civicaddressid: Type.String({
          description: 'Id of the civic address.', examples: ['815aa0c1-cc95-425f-8315-11757c906aec']
        })
      }),
      querystring: Type.Object({ msTenantId: msTenantIdQuery, ...online }),
      response: { 200: ref(CivicAddress) }
    }
  }, async (request, reply) => {
    const { caller, params: { civicaddressid: id }, query } = request
    const place = await placeOf(records(caller), query.msTenantId)
    const missing = new Problem(
      'civic_address_not_found', `Civic address ${id} is not among those we know of the tenant.`
    )
    if (!uuid.test(id)) throw missing
    if (query.checkOnline === true) await refresh(dependencies, request, reply, place)
    const { data: [address] } = await civicAddressPage(
      records(caller), { msTenantId: place.msTenantId, id }, { offset: 0, limit: 1 }
    )
    if (address === undefined) throw missing
    return address
  })
}

const listOfCustomer: Resource = (scope, dependencies) => {
  scope.get('/customer/:customerGuid/civicaddress', {
    config: { roles: reading, versions, problems: ['customer_not_found', ...problems] },
    schema: {
      operationId: 'listCivicAddressesOfCustomer',
      summary: 'List the civic addresses of a customer',
      description:
        'The emergency addresses that the customer has set up in its tenant, with their locations, page by page.',
      tags,
      params: Type.Object({ customerGuid }),
      querystring: Type.Object({ ...online, ...listQuery(civicAddressListing) }),
      response: { 200: ref(CivicAddressPage) }
    }
  }, async (request, reply) => {
    const { id, msTenantId, channelId } = await ownCustomer(
      dependencies.records(request.caller), request.params.customerGuid
    )
    const place = { msTenantId, customerId: id, channelId: channelId ?? undefined }
    return pageOf(dependencies, request, reply, place, request.query)
  })
}

export const civicAddresses: Resource = (scope, dependencies) => {
  for (const routes of [listOfTenant, one, listOfCustomer]) routes(scope, dependencies)
}

async function placeOf (records: ReachedRecords, text: string): Promise<Place> {
  const msTenantId = readTenantId(text)
  const tenant = await knownTenant(records, msTenantId)
  if (tenant === undefined) {
    throw invalid({ MsTenantId: ['The tenant is not one of your leads or customers.'] })
  }
  return { msTenantId, customerId: tenant.customerId ?? undefined, channelId: tenant.channelId ?? undefined }
}

async function refresh (
  dependencies: ApiDependencies, request: FastifyRequest, reply: FastifyReply,
  { msTenantId, customerId, channelId }: Place
): Promise<void> {
  await limit(dependencies, request, reply, askingRate)
  ended(
    await finishTask(dependencies, request, reply, {
      kind: pullCivicAddresses, input: { msTenantId }, msTenantId, customerId, channelId
    })
  )
}

async function pageOf (
  dependencies: ApiDependencies, request: FastifyRequest, reply: FastifyReply, tenant: Place,
  { checkOnline }: { checkOnline?: boolean }
) {
  if (checkOnline === true) await refresh(dependencies, request, reply, tenant)
  const records = dependencies.records(request.caller)
  const { msTenantId } = tenant
  return answerList(request, reply, civicAddressListing, place => civicAddressPage(records, { msTenantId }, place))
}

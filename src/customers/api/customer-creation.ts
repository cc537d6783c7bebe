import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { leadToLicense, tenantToLicense, type LicensableLead } from '../records/customer-creation.ts'
import { invalid, Problem } from '../../problems.ts'
import {
  BareTaskId, JobReference, LeadChange, NewCustomerBody, NewHostedCustomerBody
} from '../schemas/new-customer.ts'
import { ref } from '../../schemas/ref.ts'
import { createCustomer } from '../tasks/create-customer.ts'
import { acceptAllocated, allocationProblems } from '../../allocations/api/accept-allocated.ts'
import { sbcFqdn } from '../../sites/records/sites.ts'
import { usesOfSite } from '../../sites/tasks/site-uses.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { changing, isProvider, type Caller } from '../../http/caller.ts'
import { joined } from '../../http/unread.ts'
import { directRouting, operatorConnect, toCustomerInput, type FirstLicence } from './customer-request.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { msTenantIdQuery, uuid } from '../../tenancy/api/tenant-query.ts'
import { Text } from '../../schemas/value.ts'

const tags = ['Customers']
const jobOf = (taskId: string): { jobId: string } => ({ jobId: taskId })
/** The framework would send a text as it is, which is no JSON. */
const bare = (reply: FastifyReply, text: string): FastifyReply =>
  reply.type('application/json; charset=utf-8').send(JSON.stringify(text))

const create: Resource = (scope, dependencies) => {
  scope.post('/customer', {
    config: {
      roles: changing, from: 'channel', about: 'lead',
      versions: ['v3'], problems: allocationProblems, again: jobOf
    },
    schema: {
      operationId: 'createCustomer',
      summary: 'Create a customer from a lead',
      description:
        'Licenses an active lead with OC Essentials and makes its first site. The tenant-id type needs nothing of ' +
        'its own on the SBC; the IP-group type is programmed there by a script template. ' +
        '`outputData.umpCustomerGuid` of the task is the new customer.',
      tags,
      body: ref(NewCustomerBody),
      response: { 200: ref(JobReference) }
    }
  }, async (request, reply) => {
    const { caller, body } = request
    const bad = new BadFields()
    const msTenantId = bad.read(() => body.msTenantId)
    const lead = msTenantId === undefined ? undefined : await ownLead(dependencies, caller, msTenantId)
    if (msTenantId !== undefined && lead === undefined) {
      bad.add({ MsTenantId: ['The tenant is not one of your leads.'] })
    }
    return jobOf((await order(dependencies, request, reply, lead, body, operatorConnect, true, bad)).taskId)
  })
}

const createHosted: Resource = (scope, dependencies) => {
  scope.post('/customer', {
    config: {
      roles: changing, from: 'channel', about: 'lead', versions: ['v2'], problems: allocationProblems,
      again: (taskId, _request, reply) => bare(reply, taskId)
    },
    schema: {
      operationId: 'createHostedCustomer',
      summary: 'Create a Hosted Essentials customer for Direct Routing',
      description:
        'Licenses an active lead, or a tenant that is none, with Hosted Essentials (type 0) and makes its first ' +
        'site, as the documents of the ' +
        'original have it for Direct Routing. The site is of the IP-group type unless `ovocCustomerType` says ' +
        'otherwise; it has the name of the customer, and its id. Numbers of Operator Connect need another licence.',
      tags,
      body: ref(NewHostedCustomerBody),
      response: { 200: BareTaskId }
    }
  }, async (request, reply) => {
    const {
      shortName, fullName, msTenantId, cacProfile, scriptParameters = {}, ovocCustomerType = 'IPGROUP_TYPE',
      siteLocation, ...rest
    } = request.body
    const lead = await ownLead(dependencies, request.caller, msTenantId) ??
      await ownTenant(dependencies, request.caller, msTenantId)
    const wish = {
      ...rest,
      customerShortName: shortName,
      customerFullName: fullName ?? shortName,
      ovocCustomerType,
      siteLocation: { siteLocationName: shortName, ...siteLocation },
      scriptParameters: cacProfile === undefined
        ? scriptParameters
        : [{ CacProfile: cacProfile }, ...Array.isArray(scriptParameters) ? scriptParameters : [scriptParameters]]
    }
    return bare(reply, (await order(dependencies, request, reply, lead, wish, directRouting, true)).taskId)
  })
}

const licenseLead: Resource = (scope, dependencies) => {
  scope.patch('/oc/lead', {
    config: {
      roles: changing, from: 'channel', about: 'lead',
      problems: [...allocationProblems, 'lead_not_found'], bare: { 404: 'Invalild lead' }, again: jobOf
    },
    schema: {
      operationId: 'licenseLead',
      summary: 'Create a customer from a lead by changing its status',
      description:
        'Licenses an active lead with OC Essentials and makes its first site, of the tenant-id type. In version 2 ' +
        'the task tells nothing of the customer; the list of customers does.',
      tags,
      querystring: Type.Object({
        msTenantId: Text({
          ...msTenantIdQuery, description: 'Microsoft tenant id of the lead, or the id of the lead.'
        })
      }),
      body: ref(LeadChange),
      response: { 200: ref(JobReference) }
    }
  }, async (request, reply) => {
    const { body } = request
    const bad = new BadFields()
    // The prose of the page has a blank in it.
    const status = bad.read(() => body.statusChange.replace(/\s/g, '').toLowerCase())
    if (status !== undefined && status !== 'ocessential') {
      bad.add({ StatusChange: ['StatusChange must be OCEssential.'] })
    }
    const id = request.query.msTenantId.trim()
    const lead = await ownLead(dependencies, request.caller, id)
    const inV2 = /\/api\/v2\//i.test(request.url)
    if (lead === undefined) {
      bad.refuse()
      throw new Problem(
        'lead_not_found', `Lead ${id} is not one of your leads.`, inV2 ? { bare: 'Invalild lead' } : {}
      )
    }
    return jobOf(
      (await order(
        dependencies, request, reply, lead, joined(body, { configurationName: 'OcEssential_TENANT_TYPE' }),
        operatorConnect, !inV2, bad
      )).taskId
    )
  })
}

export const customerCreation: Resource = (scope, dependencies) => {
  for (const routes of [create, createHosted, licenseLead]) routes(scope, dependencies)
}

/** The lead, when it lies within the caller's reach. */
async function ownLead (
  { records }: ApiDependencies, caller: Caller, text: string
): Promise<LicensableLead | undefined> {
  const id = text.trim().toLowerCase()
  return uuid.test(id) ? leadToLicense(records(caller), id) : undefined
}

/** A tenant that nobody consented for: the provider may have it as a customer of Direct Routing all the same. */
async function ownTenant (
  { records }: ApiDependencies, caller: Caller, text: string
): Promise<LicensableLead> {
  const msTenantId = text.trim().toLowerCase()
  if (!uuid.test(msTenantId)) throw invalid({ MsTenantId: ['msTenantId has not a Guid format'] })
  if (!isProvider(caller)) {
    throw invalid({ MsTenantId: ['The tenant is not one of your leads; create a lead for it first.'] })
  }
  return tenantToLicense(records(caller), msTenantId)
}

async function order (
  dependencies: ApiDependencies, request: FastifyRequest, reply: FastifyReply, lead: LicensableLead | undefined,
  wish: Parameters<typeof toCustomerInput>[3] & { ticketId?: string }, licence: FirstLicence, tellsCustomer: boolean,
  bad = new BadFields()
): Promise<{ taskId: string }> {
  const { caller } = request
  const asked = await toCustomerInput(dependencies, caller, lead, wish, licence, bad)
  const { reason, ticketId } = wish
  const input = { ...asked, tellsCustomer, ...(reason !== undefined && { reason }) }
  const { customerId, channelId, site } = input
  const fqdn = await sbcFqdn(dependencies.records(caller), site.sbcId)
  return acceptAllocated(dependencies, request, reply, {
    user: { customerId, channelId, siteId: site.id }, uses: usesOfSite(site, fqdn, 'SiteLocation.SbcId'), reason
  }, {
    kind: createCustomer, input, msTenantId: input.msTenantId, customerId: input.customerId,
    channelId: input.channelId, ticketId
  })
}

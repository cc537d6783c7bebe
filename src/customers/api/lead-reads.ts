import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { civicAddressesOf } from '../../numbers/records/civic-addresses.ts'
import type { Database } from '../../database/connect.ts'
import { leadsPage, takeTenantsToAskForAddresses, type LeadFilter } from '../records/leads.ts'
import { invalid, Problem } from '../../problems.ts'
import { Lead, LeadPage, leadStatuses, LeadV2 } from '../schemas/lead.ts'
import { pageQuery } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf } from '../../schemas/value.ts'
import { fillCivicAddresses } from '../tasks/fill-civic-addresses.ts'
import { synchronizeLeads } from '../tasks/synchronize-leads.ts'
import { isProvider, reading, type Caller } from '../../http/caller.ts'
import { ended, finishTask } from '../../http/finish-task.ts'
import { askingLimit, askingRate, limit } from '../../http/limit.ts'
import type { Resource } from '../../http/resource.ts'
import { channelHeader, channelOf, msTenantIdQuery, readTenantId, uuid } from '../../tenancy/api/tenant-query.ts'

const tags = ['Leads']
const checkOnline = Type.Optional(
  Type.Boolean({
    default: false, description: `When we know no such lead: asks Microsoft before it answers. ${askingLimit}`
  })
)
const since = (what: string): ReturnType<typeof Type.String> =>
  Type.String({
    maxLength: 40, description: `Only leads that were ${what} since then (ISO 8601).`,
    examples: ['2024-04-03T00:00:00Z']
  })

/** Tenants that one request asks Microsoft for addresses of, and the seconds it waits for them. */
const askedAtOnce = 50
const addressPatience = 5

/** As clients know it (docs/wire/live-cloud.md#pages): leads of one tenant have 100 on a page, all of them 10. */
const defaultSizes = { one: 100, all: 10 }

export const leadReads: Resource = (scope, means) => {
  const { db } = means

  /**
   * Leads with the civic addresses of their tenants. Those of direct leads are asked for when none are known; failing
   * is no reason to fail.
   */
  async function withAddresses (request: FastifyRequest, reply: FastifyReply, leads: readonly Lead[]): Promise<Lead[]> {
    const { providerId, channelId, customerId } = request.caller
    const tenants = leads.map(lead => lead.tenantId)
    const msTenantIds = await takeTenantsToAskForAddresses(db, providerId, tenants, askedAtOnce)
    if (msTenantIds.length > 0) {
      await finishTask(means, request, reply, {
        kind: fillCivicAddresses, input: { msTenantIds }, channelId,
        customerId
      }, addressPatience)
        .catch((error: unknown) => request.log.warn({ err: error }, 'Civic addresses of leads could not be asked for'))
    }
    const known = await civicAddressesOf(db, providerId, tenants)
    return leads.map(lead => ({ ...lead, civicAddresses: known.get(lead.tenantId) ?? null }))
  }

  scope.get('/oc/lead', {
    config: {
      roles: reading, versions: ['v2'], problems: ['out_of_scope', 'task_failed', 'task_unfinished', 'rate_limited']
    },
    schema: {
      operationId: 'findLeads',
      summary: 'List leads, or find those of one tenant',
      description: 'A page of leads. With `msTenantId` the page has 100 by default, without it 10.',
      tags,
      headers: channelHeader,
      querystring: Type.Object({
        msTenantId: Type.Optional(msTenantIdQuery),
        PageNumber: Type.Optional(
          Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Which page. The first is 1, and also 0.' })
        ),
        PageSize: Type.Optional(
          Type.Integer({ minimum: 1, maximum: 20_000, description: 'Leads on a page, at most 20,000.' })
        ),
        checkOnline
      }),
      response: { 200: Type.Array(ref(LeadV2), { description: 'The leads of the page.' }) }
    }
  }, async (request, reply) => {
    const { caller, query } = request
    const { PageNumber = 1, PageSize = query.msTenantId === undefined ? defaultSizes.all : defaultSizes.one } = query
    const filter = { ...scopeOf(caller, channelOf(request.headers)), ...narrowed(caller, query.msTenantId) }
    const read = (): ReturnType<typeof leadsPage> =>
      leadsPage(db, filter, Math.max(0, PageNumber - 1) * PageSize, PageSize)
    let page = await read()
    if (page.total === 0 && query.checkOnline === true && isProvider(caller)) {
      await limit(db, request, reply, askingRate)
      ended(await finishTask(means, request, reply, synchronization(filter.msTenantId)))
      page = await read()
    }
    return withAddresses(request, reply, page.data)
  })

  scope.get('/oc/lead', {
    config: {
      roles: reading, versions: ['v3'], problems: ['out_of_scope', 'task_failed', 'task_unfinished', 'rate_limited']
    },
    schema: {
      operationId: 'listLeads',
      summary: 'List leads',
      description: 'Leads in the order in which we came to know them, page by page.',
      tags,
      headers: channelHeader,
      querystring: Type.Object({
        msTenantId: Type.Optional(msTenantIdQuery),
        status: Type.Optional(OneOf(leadStatuses, { description: 'As Microsoft has it.' })),
        isDirectLead: Type.Optional(Type.Boolean({ description: 'Whether we made it without consent.' })),
        isLicensed: Type.Optional(Type.Boolean({ description: 'Whether the tenant is a customer.' })),
        companyName: Type.Optional(Type.String({ maxLength: 256, description: 'How the name of the company begins.' })),
        consentedSince: Type.Optional(since('consented')),
        modifiedSince: Type.Optional(since('changed')),
        checkOnline,
        ...pageQuery
      }),
      response: { 200: ref(LeadPage) }
    }
  }, async (request, reply) => {
    const { caller, query } = request
    const { PageNumber = 1, PageSize = 200 } = query
    const filter: LeadFilter = {
      ...scopeOf(caller, channelOf(request.headers)), ...narrowed(caller, query.msTenantId), status: query.status,
      isDirect: query.isDirectLead, isLicensed: query.isLicensed, companyName: query.companyName,
      consentedSince: readTime(query.consentedSince, 'ConsentedSince'),
      modifiedSince: readTime(query.modifiedSince, 'ModifiedSince')
    }
    const read = (): ReturnType<typeof leadsPage> => leadsPage(db, filter, (PageNumber - 1) * PageSize, PageSize)
    let page = await read()
    if (page.total === 0 && query.checkOnline === true && isProvider(caller)) {
      await limit(db, request, reply, askingRate)
      ended(await finishTask(means, request, reply, synchronization(filter.msTenantId)))
      page = await read()
    }
    return {
      currentPage: PageNumber, pageSize: PageSize, totalPages: Math.ceil(page.total / PageSize),
      totalRecords: page.total, data: await withAddresses(request, reply, page.data)
    }
  })

  scope.get('/oc/lead/:leadid', {
    config: { roles: reading, versions: ['v3'], problems: ['lead_not_found'] },
    schema: {
      operationId: 'getLead',
      summary: 'Get one lead',
      tags,
      params: Type.Object({
        leadid: Type.String({ description: 'Id of the lead.', examples: ['da68eafc-4a1e-4d6e-9c52-6f2a0a4b7c11'] })
      }),
      response: { 200: ref(Lead) }
    }
  }, ({ caller, params }) => {
    if (!uuid.test(params.leadid)) throw new Problem('lead_not_found', `Lead ${params.leadid} is not among your leads.`)
    return leadOf(db, caller, params.leadid)
  })
}

/** A lead of the caller's part of the tree. */
export async function leadOf (db: Database, caller: Caller, leadId: string): Promise<Lead> {
  const { data: [lead] } = await leadsPage(db, { ...scopeOf(caller, undefined), leadId }, 0, 1)
  if (lead === undefined) throw new Problem('lead_not_found', `Lead ${leadId} is not among your leads.`)
  return {
    ...lead, civicAddresses: (await civicAddressesOf(db, caller.providerId, [lead.tenantId])).get(lead.tenantId) ?? null
  }
}

/** The caller's own part of the tree. A customer has the leads of its tenant. */
function scopeOf (caller: Caller, channelId: number | undefined): LeadFilter {
  if (caller.channelId !== undefined && channelId !== undefined && channelId !== caller.channelId) {
    throw new Problem('out_of_scope', `Channel ${channelId} is not the channel the application acts for.`)
  }
  return {
    providerId: caller.providerId, channelId: caller.channelId ?? channelId, msTenantId: caller.customerTenantId
  }
}

function narrowed (caller: Caller, text: string | undefined): { msTenantId?: string } {
  if (text === undefined) return {}
  const msTenantId = readTenantId(text)
  if (caller.customerTenantId !== undefined && caller.customerTenantId !== msTenantId) {
    throw new Problem('out_of_scope', 'The tenant is not that of the customer the application acts for.')
  }
  return { msTenantId }
}

export function synchronization (
  msTenantId: string | undefined
): Parameters<typeof finishTask<{ msTenantId?: string }>>[3] {
  return {
    kind: synchronizeLeads, input: msTenantId === undefined ? {} : { msTenantId }, msTenantId
  }
}

function readTime (text: string | undefined, field: string): string | undefined {
  if (text === undefined) return undefined
  const time = new Date(text)
  // Years beyond four digits are times to JavaScript, and nothing to PostgreSQL.
  if (Number.isNaN(time.getTime()) || !/^\d{4}-/.test(time.toISOString())) {
    throw invalid({ [field]: [`${text} is not a time. Write it as in 2024-04-03T00:00:00Z.`] })
  }
  return time.toISOString()
}

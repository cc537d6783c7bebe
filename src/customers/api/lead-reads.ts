import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Part, Place } from '../../database/list.ts'
import { leadListing, leadsPage, type LeadFilter } from '../records/leads.ts'
import { Problem } from '../../problems.ts'
import { Lead, LeadPage, leadStatuses, LeadV2 } from '../schemas/lead.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf } from '../../schemas/value.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { isProvider, reading } from '../../http/caller.ts'
import { ended, finishTask } from '../../http/finish-task.ts'
import { askingLimit, askingRate, limit } from '../../http/limit.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { channelAsked, channelHeader, msTenantIdQuery, uuid } from '../../tenancy/api/tenant-query.ts'
import { leadOf, withAddresses } from './lead-addresses.ts'
import { readTenant, readTime, synchronization } from './lead-request.ts'

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

/** As clients know it (docs/wire/live-cloud.md#pages): leads of one tenant have 100 on a page, all of them 10. */
const defaultSizes = { one: 100, all: 10 }

/** When there are none, the provider may have Microsoft asked first. */
async function pageOf (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, filter: LeadFilter, place: Place,
  mayAsk = false
): Promise<Part<Lead>> {
  const { caller } = request
  const read = (): Promise<Part<Lead>> => leadsPage(means.records(caller), filter, place)
  const page = await read()
  if (page.total > 0 || !mayAsk || !isProvider(caller)) return page
  await limit(means, request, reply, askingRate)
  ended(await finishTask(means, request, reply, synchronization(filter.msTenantId)))
  return read()
}

const find: Resource = (scope, means) => {
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
    const filter = {
      channelId: channelAsked(caller, request.headers), msTenantId: readTenant(caller, query.msTenantId)
    }
    const place = { offset: (Math.max(1, PageNumber) - 1) * PageSize, limit: PageSize }
    const page = await pageOf(means, request, reply, filter, place, query.checkOnline)
    return withAddresses(means, request, reply, page.data)
  })
}

const list: Resource = (scope, means) => {
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
        ...listQuery(leadListing)
      }),
      response: { 200: ref(LeadPage) }
    }
  }, async (request, reply) => {
    const { caller, query } = request
    const bad = new BadFields()
    const filter: LeadFilter = {
      channelId: bad.read(() => channelAsked(caller, request.headers)),
      msTenantId: bad.read(() => readTenant(caller, query.msTenantId)),
      status: query.status, isDirect: query.isDirectLead, isLicensed: query.isLicensed, companyName: query.companyName,
      consentedSince: bad.read(() => readTime(query.consentedSince, 'ConsentedSince')),
      modifiedSince: bad.read(() => readTime(query.modifiedSince, 'ModifiedSince'))
    }
    bad.refuse()
    return answerList(request, reply, leadListing, async place => {
      const part = await pageOf(means, request, reply, filter, place, query.checkOnline)
      return { ...part, data: await withAddresses(means, request, reply, part.data) }
    })
  })
}

const one: Resource = (scope, { records }) => {
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
    return leadOf(records(caller), params.leadid)
  })
}

export const leadReads: Resource = (scope, means) => {
  for (const routes of [find, list, one]) routes(scope, means)
}

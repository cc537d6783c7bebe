import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { rulesOfSite } from '../records/dial-plans.ts'
import { sbcFqdn, siteOfTask, sitesOfCustomer } from '../records/sites.ts'
import { invalid } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { SiteLocationBody, SiteLocationReference } from '../schemas/site-location.ts'
import { modifySite } from '../tasks/modify-site/index.ts'
import { changed } from '../tasks/site-change.ts'
import { usesOfSite } from '../tasks/site-uses.ts'
import { acceptAllocated, allocationProblems } from '../../allocations/api/accept-allocated.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { changing } from '../../http/caller.ts'
import { customerGuid, ownCustomer } from '../../tenancy/api/customers.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { noSuchSite, orderOf, ownSite, siteGuid, type Node } from './own-site.ts'
import { readSiteChange } from './site-request.ts'
import { Text } from '../../schemas/value.ts'

const tags = ['SIP connections']
const body = ref(SiteLocationBody)

const modification = {
  summary: 'Modify a SIP connection',
  description:
    'Changes what the body names; all else stays. The SBC is programmed anew, and a site that moves to another SBC ' +
    'or gets another name leaves nothing behind. When that fails, it is all as before.',
  tags,
  body,
  response: { 200: ref(SiteLocationReference) }
} as const

/** Changes of a SIP connection: of the one that the path names, or the body. */
export const siteModifications: Resource = (scope, means) => {
  const { records } = means

  const modified = async (taskId: string, { caller }: FastifyRequest) => ({
    siteGuid: await siteOfTask(records(caller), taskId), taskId
  })

  scope.patch(
    '/customer/:customerGuid/sitelocation/:siteGuid',
    {
      config: {
        roles: changing, problems: ['customer_not_found', 'site_not_found', ...allocationProblems], again: modified
      },
      schema: { operationId: 'modifySiteLocation', ...modification, params: Type.Object({ customerGuid, siteGuid }) }
    },
    async (request, reply) =>
      modify(
        means, request, reply, request.body, await ownCustomer(records(request.caller), request.params.customerGuid),
        request.params.siteGuid
      )
  )

  // The printed path has no place for the site, although it is a parameter (docs/wire/live-cloud.md#sip-connections).
  scope.patch('/customer/:customerGuid/sitelocation', {
    config: {
      roles: changing, problems: ['customer_not_found', 'site_not_found', ...allocationProblems], again: modified
    },
    schema: {
      operationId: 'modifySiteLocationOfCustomer', ...modification,
      summary: 'Modify a SIP connection that the body names',
      params: Type.Object({ customerGuid }),
      querystring: Type.Object({
        sbcSiteGuid: Type.Optional(
          Text({ description: 'The SIP connection; may be left out when the customer has only one.' })
        )
      })
    }
  }, async (request, reply) => {
    const { caller, query, body } = request
    const customer = await ownCustomer(records(caller), request.params.customerGuid)
    const sites = await sitesOfCustomer(records(caller), customer.id)
    const named = query.sbcSiteGuid ?? body.sbcSiteGuid ?? (sites.length === 1 ? sites[0]?.id : undefined)
    if (named === undefined) {
      throw invalid({ SbcSiteGuid: ['The customer has not exactly one SIP connection; say which one.'] })
    }
    return modify(means, request, reply, body, customer, named)
  })
}

async function modify (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, body: SiteLocationBody, customer: Node,
  id: string
): Promise<{ siteGuid: string, taskId: string }> {
  const records = means.records(request.caller)
  const site = await ownSite(records, id)
  if (site.customerId !== customer.id) throw noSuchSite(id)
  const bad = new BadFields()
  const change = await bad.await(
    readSiteChange({ records, customerId: customer.id, site }, body, means.seal, bad)
  )
  if (change === undefined) throw bad.refusal()
  if (
    change.sbcId !== undefined && change.sbcId !== site.sbcId &&
    (await rulesOfSite(records, site.id)).length > 0
  ) {
    bad.errors['SbcId'] = [
      `The SIP connection has rules in dial plans of SBC ${site.sbcId}; remove them before it moves.`
    ]
  }
  bad.refuse()
  if (Object.keys(change).length === 0) throw invalid({ '': ['The body names nothing that could change.'] })
  const { reason } = body
  const settings = changed(site, change)
  const { taskId } = await acceptAllocated(means, request, reply, {
    user: { customerId: customer.id, siteId: site.id },
    uses: usesOfSite(settings, await sbcFqdn(records, settings.sbcId)), reason
  }, {
    ...orderOf(customer, body.ticketId), kind: modifySite,
    input: { siteId: site.id, change, ...(reason !== undefined && { reason }) }
  })
  return { siteGuid: site.id, taskId }
}

import { Type } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import { insertSite } from '../records/kept-sites.ts'
import { isLastSiteWithNumbers, sbcFqdn, sitesOfCustomer } from '../records/sites.ts'
import { Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { SiteLocation, SiteLocationBody, SiteLocationReference, SiteLocationRemoval } from '../schemas/site-location.ts'
import { addSite } from '../tasks/add-site.ts'
import { deleteSite } from '../tasks/delete-site.ts'
import { newSettings, siteGuidOf, type SiteChange } from '../tasks/site-change.ts'
import { usesOfSite } from '../tasks/site-uses.ts'
import { acceptAllocated, allocationProblems } from '../../allocations/api/accept-allocated.ts'
import { unnamedSite } from '../../allocations/records/uses.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { changing, reading } from '../../http/caller.ts'
import { customerGuid, ownCustomer } from '../../tenancy/api/customers.ts'
import type { Resource } from '../../http/resource.ts'
import { nodeOf, orderOf, ownSite, siteGuid } from './own-site.ts'
import { shown } from './shown-site.ts'
import { readSiteChange, withDefaults } from './site-request.ts'

const tags = ['SIP connections']
const body = ref(SiteLocationBody)

const removed = (sbcCleanupTaskId: string) => ({
  status: true, msg: 'queued', sbcCleanupTaskId, o365CleanupTask: 'tsk_0'
})

const reads: Resource = (scope, { records }) => {
  scope.get('/customer/:customerGuid/sitelocation', {
    config: { roles: reading, versions: ['v3'], problems: ['customer_not_found'] },
    schema: {
      operationId: 'listSiteLocations',
      summary: 'List the SIP connections of a customer',
      tags,
      params: Type.Object({ customerGuid }),
      response: { 200: Type.Array(ref(SiteLocation)) }
    }
  }, async ({ caller, params }) => {
    const customer = await ownCustomer(records(caller), params.customerGuid)
    const sites = await sitesOfCustomer(records(caller), customer.id)
    return Promise.all(sites.map(site => shown(records(caller), site)))
  })

  scope.get('/sitelocation/:siteGuid', {
    config: { roles: reading, problems: ['site_not_found'] },
    schema: {
      operationId: 'getSiteLocation',
      summary: 'Get a SIP connection',
      description: 'One SIP connection (site location), with its values for the scripts. Passwords and customer ' +
        'variables are never shown.',
      tags,
      params: Type.Object({ siteGuid }),
      response: { 200: ref(SiteLocation) }
    }
  }, async ({ caller, params }) => shown(records(caller), await ownSite(records(caller), params.siteGuid)))
}

const add: Resource = (scope, means) => {
  const { records } = means
  scope.post('/customer/:customerGuid/sitelocation', {
    config: {
      roles: changing, problems: ['customer_not_found', ...allocationProblems],
      again: taskId => ({ siteGuid: siteGuidOf(taskId), taskId })
    },
    schema: {
      operationId: 'addSiteLocation',
      summary: 'Add a SIP connection',
      description:
        'Adds a site of the customer on an SBC: its onboarding script makes two IP groups, `<name>-c` towards the ' +
        'carrier and `<name>-t` towards Teams. The fields may stand in `siteLocation` as well.',
      tags,
      params: Type.Object({ customerGuid }),
      body,
      response: { 200: ref(SiteLocationReference) }
    }
  }, async (request, reply) => {
    const { caller, body } = request
    const customer = await ownCustomer(records(caller), request.params.customerGuid)
    const bad = new BadFields()
    const asked = await bad.await(
      readSiteChange({ records: records(caller), customerId: customer.id }, body, means.seal, bad)
    )
    if (asked === undefined) throw bad.refusal()
    const settings = await withDefaults(records(caller), asked, bad.errors)
    bad.refuse()
    const { reason } = body
    const site = newSettings(settings)
    const { taskId } = await acceptAllocated(means, request, reply, {
      user: { customerId: customer.id, siteId: unnamedSite },
      uses: usesOfSite(site, await sbcFqdn(records(caller), site.sbcId)), reason
    }, {
      ...orderOf(customer, body.ticketId), kind: addSite,
      input: { customerId: customer.id, settings, ...(reason !== undefined && { reason }) }
    })
    await showAtOnce(records(caller), taskId, customer.id, settings, reason)
      .catch((error: unknown) =>
        request.log.warn({ err: error, taskId }, 'A new SIP connection shows only when its task has begun')
      )
    return { siteGuid: siteGuidOf(taskId), taskId }
  })
}

const remove: Resource = (scope, { records, queue }) => {
  scope.delete('/sitelocation/:siteGuid', {
    config: { roles: changing, problems: ['site_not_found', 'site_in_use'], again: removed },
    schema: {
      operationId: 'deleteSiteLocation',
      summary: 'Delete a SIP connection',
      description:
        'Takes away what the site has on its SBC, its rules in dial plans too, and then the site. The last site of ' +
        'a customer with numbers stays: release the numbers first.',
      tags,
      params: Type.Object({ siteGuid }),
      response: { 200: ref(SiteLocationRemoval) }
    }
  }, async (request, reply) => {
    const { caller } = request
    const site = await ownSite(records(caller), request.params.siteGuid)
    if (await isLastSiteWithNumbers(records(caller), site.id)) {
      throw new Problem(
        'site_in_use', `${site.name} is the last SIP connection of a customer with numbers; release the numbers first.`
      )
    }
    const { taskId } = await acceptTask(queue, request, reply, {
      ...orderOf(nodeOf(site)), kind: deleteSite, input: { siteId: site.id }
    })
    return removed(taskId)
  })
}

export const siteLocations: Resource = (scope, means) => {
  for (const routes of [reads, add, remove]) routes(scope, means)
}

/** So that the site can be read before a worker has begun; the task stores it in any case. */
async function showAtOnce (
  records: ReachedRecords, taskId: string, customerId: string, settings: SiteChange, overrideReason: string | undefined
): Promise<void> {
  const db = records.beyondReach('the customer was found within reach, and only its new site is written')
  await insertSite(db, records.reach.providerId, {
    ...newSettings(settings), id: siteGuidOf(taskId), customerId, heldBy: taskId, overrideReason
  })
}

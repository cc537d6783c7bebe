import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { customerOf, type StoredCustomer } from '../../tenancy/records/customers.ts'
import type { Database } from '../../database/connect.ts'
import { ReachedRecords } from '../../database/reach.ts'
import { rulesOfSite } from '../records/dial-plans.ts'
import {
  insertSite, isLastSiteWithNumbers, pendingTasksOf, siteOf, siteOfTask, sitesOfCustomer, type Site
} from '../records/sites.ts'
import { invalid, Problem, type FieldErrors } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import {
  mask, SiteLocation, SiteLocationBody, SiteLocationReference, SiteLocationRemoval
} from '../schemas/site-location.ts'
import { addSite } from '../tasks/add-site.ts'
import { deleteSite } from '../tasks/delete-site.ts'
import { modifySite } from '../tasks/modify-site/index.ts'
import { newSettings, siteGuidOf, type SiteChange } from '../tasks/site-change.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { changing, reaches, reading, type Caller } from '../../http/caller.ts'
import { customerGuid, ownCustomer } from '../../tenancy/api/customers.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { readSiteChange, withDefaults } from './site-request.ts'
import { uuid } from '../../tenancy/api/tenant-query.ts'

/** An id that no site of the demo has, so that trying an example changes nothing. */
export const siteGuid = Type.String({
  description: 'The id of the SIP connection (`siteGuid`).', examples: ['3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10']
})
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
const removed = (sbcCleanupTaskId: string) => ({
  status: true, msg: 'queued', sbcCleanupTaskId, o365CleanupTask: 'tsk_0'
})

export const siteLocations: Resource = (scope, means) => {
  const { db, records, queue } = means

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
    const sites = await sitesOfCustomer(db, caller.providerId, customer.id)
    return Promise.all(sites.map(site => shown(db, caller.providerId, site)))
  })

  scope.get('/sitelocation/:siteGuid', {
    config: { roles: reading, problems: ['site_not_found'] },
    schema: {
      operationId: 'getSiteLocation',
      summary: 'Get a SIP connection',
      description: 'One SIP connection (site location), with its values for the scripts. A password is never shown.',
      tags,
      params: Type.Object({ siteGuid }),
      response: { 200: ref(SiteLocation) }
    }
  }, async ({ caller, params }) => shown(db, caller.providerId, await ownSite(db, caller, params.siteGuid)))

  scope.post('/customer/:customerGuid/sitelocation', {
    config: {
      roles: changing, problems: ['customer_not_found'], again: taskId => ({ siteGuid: siteGuidOf(taskId), taskId })
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
    const errors: FieldErrors = {}
    const asked = await readSiteChange(
      { db, providerId: caller.providerId, customerId: customer.id }, body, means.seal, errors
    )
    const settings = await withDefaults(db, caller.providerId, asked, errors)
    if (Object.keys(errors).length > 0) throw invalid(errors)
    const { taskId } = await acceptTask(queue, request, reply, {
      ...orderOf(customer, body.ticketId), kind: addSite, input: { customerId: customer.id, settings }
    })
    await showAtOnce(db, caller.providerId, taskId, customer.id, settings)
      .catch((error: unknown) =>
        request.log.warn({ err: error, taskId }, 'A new SIP connection shows only when its task has begun')
      )
    return { siteGuid: siteGuidOf(taskId), taskId }
  })

  const modified = async (taskId: string, { caller }: FastifyRequest) => ({
    siteGuid: await siteOfTask(db, caller.providerId, taskId), taskId
  })

  scope.patch(
    '/customer/:customerGuid/sitelocation/:siteGuid',
    {
      config: { roles: changing, problems: ['customer_not_found', 'site_not_found'], again: modified },
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
    config: { roles: changing, problems: ['customer_not_found', 'site_not_found'], again: modified },
    schema: {
      operationId: 'modifySiteLocationOfCustomer', ...modification,
      summary: 'Modify a SIP connection that the body names',
      params: Type.Object({ customerGuid }),
      querystring: Type.Object({
        sbcSiteGuid: Type.Optional(
          Type.String({ description: 'The SIP connection; may be left out when the customer has only one.' })
        )
      })
    }
  }, async (request, reply) => {
    const { caller, query, body } = request
    const customer = await ownCustomer(records(caller), request.params.customerGuid)
    const sites = await sitesOfCustomer(db, caller.providerId, customer.id)
    const named = query.sbcSiteGuid ?? body.sbcSiteGuid ?? (sites.length === 1 ? sites[0]?.id : undefined)
    if (named === undefined) {
      throw invalid({ SbcSiteGuid: ['The customer has not exactly one SIP connection; say which one.'] })
    }
    return modify(means, request, reply, body, customer, named)
  })

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
    const site = await ownSite(db, caller, request.params.siteGuid)
    if (await isLastSiteWithNumbers(db, caller.providerId, site.id)) {
      throw new Problem(
        'site_in_use', `${site.name} is the last SIP connection of a customer with numbers; release the numbers first.`
      )
    }
    const customer = { id: site.customerId, msTenantId: site.msTenantId, channelId: site.channelId }
    const { taskId } = await acceptTask(queue, request, reply, {
      ...orderOf(customer), kind: deleteSite, input: { siteId: site.id }
    })
    return removed(taskId)
  })
}

type Node = Pick<StoredCustomer, 'id' | 'msTenantId' | 'channelId'>

/** What all tasks of sites have in common. */
export function orderOf (customer: Node, ticketId?: string) {
  return {
    msTenantId: customer.msTenantId, customerId: customer.id, channelId: customer.channelId ?? undefined, ticketId
  }
}

async function modify (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, body: SiteLocationBody, customer: Node,
  id: string
): Promise<{ siteGuid: string, taskId: string }> {
  const { db, queue, seal } = means
  const { caller } = request
  const site = await ownSite(db, caller, id)
  if (site.customerId !== customer.id) throw noSuchSite(id)
  const errors: FieldErrors = {}
  const change = await readSiteChange(
    { db, providerId: caller.providerId, customerId: customer.id, site }, body, seal, errors
  )
  if (
    change.sbcId !== undefined && change.sbcId !== site.sbcId &&
    (await rulesOfSite(db, caller.providerId, site.id)).length > 0
  ) {
    errors['SbcId'] = [`The SIP connection has rules in dial plans of SBC ${site.sbcId}; remove them before it moves.`]
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
  if (Object.keys(change).length === 0) throw invalid({ '': ['The body names nothing that could change.'] })
  const { taskId } = await acceptTask(queue, request, reply, {
    ...orderOf(customer, body.ticketId), kind: modifySite, input: { siteId: site.id, change }
  })
  return { siteGuid: site.id, taskId }
}

/** So that the site can be read before a worker has begun; the task stores it in any case. */
async function showAtOnce (
  db: Database, providerId: number, taskId: string, customerId: string, settings: SiteChange
): Promise<void> {
  await insertSite(db, providerId, { ...newSettings(settings), id: siteGuidOf(taskId), customerId, heldBy: taskId })
}

/** The site, when it lies below the caller's node; another's site does not exist for it. */
export async function ownSite (db: Database, caller: Caller, id: string): Promise<Site> {
  const site = uuid.test(id) ? await siteOf(db, caller.providerId, id) ?? await onlySiteOf(db, caller, id) : undefined
  if (site === undefined || !reaches(caller, site)) throw noSuchSite(id)
  return site
}

/** Clients of single-site services know the site by the id of its customer. */
async function onlySiteOf (db: Database, caller: Caller, id: string): Promise<Site | undefined> {
  const customer = await customerOf(new ReachedRecords(db, caller.reach), id)
  const sites = customer === undefined ? [] : await sitesOfCustomer(db, caller.providerId, customer.id)
  return sites.length === 1 ? sites[0] : undefined
}

export function noSuchSite (id: string): Problem {
  return new Problem('site_not_found', `SIP connection ${id} does not exist.`)
}

async function shown (db: Database, providerId: number, site: Site): Promise<SiteLocation> {
  const { parameters } = site
  const value = (name: string): string | null => parameters[name] ?? null
  const variables = {
    ...(site.carrierPasswordSealed !== null && { CarrierUserPassword: mask }),
    ...(parameters['CarrierMailLine'] !== undefined && { CarierMailLine: parameters['CarrierMailLine'] }),
    ...Object.fromEntries(Object.entries(parameters).filter(([name]) => name.startsWith('CustomVar.')))
  }
  return {
    id: site.id,
    customerGuid: site.customerId,
    tenantId: site.msTenantId,
    m365DeploymentState: null,
    sbcDeploymentState: site.deploymentState,
    siteName: site.name,
    onlinePstnGateway: value('OnlinePstnGateway'),
    sbcInfo: {
      sbcConfigurationType: site.configurationType,
      cacProfile: value('CacProfile'),
      carrierHostName: value('CarrierHostName'),
      carrierId: value('ProxySet'),
      carrierMainLine: value('CarrierMainLine'),
      carrierUserName: value('CarrierUserName'),
      flagConfigureSbc: site.configureSbc,
      sbcId: site.sbcId,
      sbcScripts: {
        onboardingScript: site.onboardingScript, cleanupScript: site.cleanupScript,
        customerVariables: Object.keys(variables).length === 0 ? null : variables
      },
      ovocCustomerType: site.customerType,
      ocUploadNumberScript: site.uploadScript,
      ocReleaseNumberScript: site.releaseScript,
      enableCAC: site.enableCac,
      flagCarrierRegistration: site.carrierRegistration
    },
    m365Info: {
      m365Scripts: {
        flagConfigureM365Routing: false, onboardingScript: null, cleanupScript: null, customerVariables: null
      }
    },
    pendingTasks: await pendingTasksOf(db, providerId, site.id)
  }
}

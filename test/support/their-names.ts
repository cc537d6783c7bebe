import type { Operation } from './documents.ts'
import { demo, type Answer } from './stack.ts'
import { buildTemplateName, changeId, dataSyncId, serviceId, templateId, theirs } from './strangers.ts'

/** What is put in the place of parameters of paths and queries: all of it somebody else's. */
const values: Record<string, string> = {
  customerGuid: theirs.customer, umpCustomerGuid: theirs.customer, msTenantId: theirs.tenant,
  phonenumber: theirs.number, telephoneNumber: theirs.number, number: `${theirs.rule}1`, siteGuid: theirs.site,
  taskid: theirs.task, taskId: theirs.task, jobid: theirs.job, leadid: theirs.lead, civicaddressid: theirs.address,
  channelid: String(demo.channelId), id: String(demo.channelId), sbcId: '8', templateId: String(templateId),
  dialPlanId: 'CustDialPlan', companyName: theirs.company, allocationId: theirs.allocation, callerId: theirs.caller,
  webhookId: theirs.webhook,
  operatorTenantId: '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40', syncId: dataSyncId,
  tenantId: theirs.tenant, changeId: String(changeId), freezeId: 'f4ee2e00-0000-4000-8000-000000000009',
  orderId: theirs.task, planId: theirs.plan, rangeId: theirs.range
}

/** Operations whose path takes another thing by the name of a parameter. */
const special: Record<string, Record<string, string>> = {
  getOvocService: { id: String(serviceId) }, listInventoryFindings: { taskId: theirs.audit },
  getBulkLoad: { taskid: theirs.load }, getBulkLoadResult: { taskid: theirs.load },
  getNumberImport: { taskid: theirs.import },
  getNumberImportResult: { taskid: theirs.import }, getNumberRelease: { orderId: theirs.import },
  getBuildTemplate: { name: buildTemplateName }, listBuildTemplateVersions: { name: buildTemplateName },
  compareBuildTemplates: { name: buildTemplateName, version: '1' },
  listCatalogueChanges: { modelType: 'PartnerOperatorConsents' }
}

/** By the names of its parameters, what an operation is asked for that is somebody else's. */
export function namesOf ({ operationId }: Operation): Record<string, string> {
  return { ...values, ...special[operationId] }
}

export function theirPath (operation: Operation): string {
  const known = namesOf(operation)
  return operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(known[name] ?? name))
}

/** Those of the words that an answer holds, although its request did not. */
export const found = (words: readonly string[], url: string, { body }: Answer): string[] => {
  const [asked, text] = [decodeURIComponent(url), JSON.stringify(body ?? null)]
  return words.filter(word => text.includes(word) && !asked.includes(word))
}

/** What no row of a customer is in, so that nothing of it can be seen. */
export const plain = [
  'listCallingProfiles', // Microsoft's own, the same for everybody
  'getRemovalSummary', 'getLicenseInfo', 'getSbcHealth', 'validateTenant', 'matchDialPlan', 'getOvocChannel',
  'listDialPlans', 'listNumberUsageCapabilities', 'listCoolingPolicies', 'listNumberingOverrides',
  'compareBuildTemplates', 'listInventoryFindings', // differences, and numbers of customers
  'listPartnerCivicAddresses', // addresses of customers, of which it says nothing of the provider
  // What differs is found by a task, and only the provider sees it.
  'listDriftReadings', 'listDrift', 'countDrift', 'getNumberSides', 'getRepairPlan', 'listRepairItems',
  'exportSheets', 'getBulkLoad', 'getBulkLoadResult',
  'listDriftPolicies', 'listBrakes', 'listFreezes', 'getSbcQualification', 'listSbcChanges', 'getSbcChange',
  'getNumberAvailability', 'listNumberBlocks', 'listFreeBlocks',
  'listUpstreams' // names a tenant only while something of it is away
]

/** What tells a caller of its own requests, with the names that it used in them. */
export const ofOwnRequests = ['listAuditEntries', 'exportAuditEntries']

import { Type, type Static } from '@sinclair/typebox'
import { CustomerDetailsV2, customerInV2, CustomerV2, type Customer } from '../tenancy/schemas/customer.ts'
import { BareTaskId } from '../customers/schemas/new-customer.ts'
import { LeadV2 } from '../customers/schemas/lead.ts'
import { Job, type JobPage } from '../numbers/schemas/job.ts'
import { NumberRecordV2 } from '../numbers/schemas/number-record.ts'
import { NumberVerdictsV2 } from '../numbers/schemas/number-status.ts'
import { ref } from '../schemas/ref.ts'
import { TaskV2 } from '../schemas/task.ts'
import { SiteLocationV2, type SiteLocation } from '../sites/schemas/site-location.ts'
import { configurationTypes, deploymentStates } from '../sites/schemas/site.ts'
import type { VersionChange } from '../http/version-change.ts'

/** The whole of version 2, newest change first. Deleted the day version 2 retires. */
export const v2: readonly VersionChange[] = [
  {
    name: 'jobs-without-envelope',
    summary: 'Version 2 lists jobs as a bare array; the page is chosen as in version 3.',
    operation: 'listJobs',
    schema: { response: { 200: Type.Array(ref(Job), { description: 'The jobs of the page, newest first.' }) } },
    downgrade: (page: Static<typeof JobPage>) => page.data
  },
  {
    name: 'licensed-users-of-nobody',
    summary: 'Version 2 answers 400 for licensed users of a customer that is not there, version 3 answers 404.',
    operation: 'listLicensedUsers',
    statuses: { customer_not_found: 400 }
  },
  {
    name: 'site-states-as-numbers',
    summary: 'Version 2 shows the states and types of a SIP connection as numbers, and what is documented of it.',
    components: [SiteLocationV2],
    operation: 'getSiteLocation',
    downgrade: siteInV2
  },
  {
    name: 'deleted-customer-is-one',
    summary: 'Version 2 answers 1 when a customer was deleted, version 3 names the task that did it.',
    operation: 'deleteCustomer',
    schema: { response: { 200: Type.Integer({ description: 'Done.', examples: [1] }) } },
    downgrade: () => 1
  },
  {
    name: 'bare-id-of-a-task',
    summary: 'Version 2 answers the id of the task as a bare text where version 3 has an object around it.',
    operation: 'upgradeCustomer',
    schema: {
      response: { 200: Type.String({ description: 'The id of the task, and nothing else.', examples: ['tsk_185510'] }) }
    },
    downgrade: ({ taskId }: { taskId: string }) => taskId
  },
  {
    name: 'bare-id-of-a-job',
    summary: 'Version 2 answers the id of the task as a bare text where version 3 has an object around it.',
    operation: 'licenseLead',
    schema: { response: { 200: BareTaskId } },
    downgrade: ({ jobId }: { jobId: string }) => jobId
  },
  {
    name: 'customer-in-four-words',
    summary: 'Version 2 shows id, names and licence type of a customer, and calls them by other names.',
    components: [CustomerV2, CustomerDetailsV2],
    operation: 'listCustomers',
    schema: { querystring: Type.Object({}) },
    downgrade: (customers: Customer[]) => customers.map(customerInV2)
  },
  {
    name: 'lead-as-documented',
    summary: 'Version 2 shows what is documented for a lead; our side of the consent and its age came with version 3.',
    components: [LeadV2]
  },
  {
    name: 'deleted-lead-is-one',
    summary: 'Version 2 answers 1 when a lead was deleted, version 3 names the task that did it.',
    operation: 'deleteLead',
    schema: { response: { 200: Type.Integer({ description: 'Done.', examples: [1] }) } },
    downgrade: () => 1
  },
  {
    name: 'task-without-engine-room',
    summary: 'Version 2 shows what is documented for a task; kind, step and times of messages came with version 3.',
    components: [TaskV2]
  },
  {
    name: 'verdict-without-rule',
    summary: 'Version 2 says whether a number can be uploaded, but not which rule decided that there is such a number.',
    components: [NumberVerdictsV2]
  },
  {
    name: 'number-without-customer',
    summary: 'Version 2 shows a number without its customer, and its status as null.',
    components: [NumberRecordV2],
    operation: 'getNumber',
    downgrade: (record: object) => ({ ...record, acquiredNumberStatus: null })
  }
]

function siteInV2 (
  {
    id,
    customerGuid,
    sbcDeploymentState,
    sbcInfo: {
      ovocCustomerType, ocUploadNumberScript, ocReleaseNumberScript, enableCAC, flagCarrierRegistration, ...sbcInfo
    },
    ...site
  }: SiteLocation
): object {
  return {
    ...site,
    sbcDeploymentState: deploymentStates.indexOf(sbcDeploymentState),
    sbcInfo: { ...sbcInfo, sbcConfigurationType: configurationTypes.indexOf(sbcInfo.sbcConfigurationType) }
  }
}

import type { Flow } from '../flow.ts'
import { lifeOfNewSite, userManagement } from './shared.ts'

const ofTenant = { msTenantId: '{{msTenantId}}' }
const ofLead = { msTenantId: '{{leadMsTenantId}}' }
const ofNewCustomer = { customerGuid: '{{newCustomerGuid}}' }
const numbers = ['+97239764541', '+97239764542']

const found = (variable: string, shortName: string): Record<string, string> => ({
  [variable]: `body.find(({ ShortName }) => ShortName === ${shortName}).Id`
})

/** The folders of the guide to the older API, in its order. */
export const v2: Flow = {
  values: {
    msTenantId: 'c1a7e2d0-2222-4a61-9b01-0000000000b2', customerShortName: 'Negev',
    leadMsTenantId: 'c1a7e2d0-3333-4a61-9b01-0000000000c3'
  },
  folders: [
    {
      name: 'Lead Management',
      about: 'Tenants that consented, and those that are added without their consent.',
      steps: [
        { operation: 'createLead', keep: { newLeadMsTenantId: 'body.tenantId' } },
        { operation: 'findLeads', name: 'Get Specific OC Lead for Customer', query: ofTenant },
        { operation: 'findLeads', name: 'Get All OC Leads', query: { PageSize: '200' } },
        { operation: 'deleteLead', query: { msTenantId: '{{newLeadMsTenantId}}' } }
      ]
    },
    {
      name: 'License Management',
      about: 'Customers are made from leads by a licence, which may be changed.',
      steps: [
        {
          operation: 'licenseLead', query: ofLead,
          body: { statusChange: 'OCEssential', customerShortName: 'Acme_01', customerFullName: 'Acme Ltd' }
        },
        { operation: 'listCustomers', name: 'Find the new customer', keep: found('newCustomerGuid', "'Acme_01'") },
        { operation: 'upgradeCustomer', path: ofNewCustomer },
        { operation: 'listLicensedUsers', path: ofNewCustomer },
        { operation: 'deleteCustomer', name: 'Delete the customer again', path: ofNewCustomer }
      ]
    },
    {
      name: 'Customer Management',
      about: 'Licensed tenants.',
      steps: [
        { operation: 'createHostedCustomer' },
        { operation: 'listCustomers', name: 'Find the new customer', keep: found('newCustomerGuid', "'X01'") },
        { operation: 'deleteCustomer', path: ofNewCustomer },
        {
          operation: 'listCustomers', keep: found('umpCustomerGuid', "pm.variables.get('customerShortName')")
        },
        { operation: 'getCustomer', keep: { siteLocationId: 'body.SiteLocation[0].id' } }
      ]
    },
    {
      name: 'Number Management',
      about: 'From the calling profile to the release of a number.',
      steps: [
        {
          operation: 'listCallingProfiles',
          keep: { callingProfile: 'body.find(({ trunksEnrolled }) => trunksEnrolled.length > 1).callingProfileId' }
        },
        { operation: 'validateNumbers', body: { ...ofTenant, telephoneNumbers: numbers } },
        {
          operation: 'uploadNumbers',
          body: {
            callingProfile: '{{callingProfile}}', usage: 'CallingUserAssignment',
            capabilities: ['InboundCalling', 'OutboundCalling'], phoneNumbers: numbers, workflowVersion: '3'
          }
        },
        { operation: 'listNumbersOfTenant', query: ofTenant, keep: { phonenumber: 'body[0].telephoneNumber' } },
        { operation: 'getNumber' },
        {
          operation: 'provisionUser', name: 'Assign a number to a user',
          path: { sipAddress: 'amit.cohen@negevrobotics.example' },
          body: { LineURI: `tel:${numbers[0]}`, EnterpriseVoiceEnabled: true }
        },
        { operation: 'unassignNumbers', body: [numbers[0]] },
        { operation: 'releaseNumbers', body: numbers },
        { operation: 'listJobs', query: ofTenant, keep: { jobid: 'body[0].jobId' } },
        { operation: 'getJob' }
      ]
    },
    {
      name: 'Site Location Management',
      about: 'SIP connections of a customer.',
      steps: [
        {
          operation: 'addSiteLocation',
          body: { siteLocationName: 'Site4', sbcId: 11, scriptParameters: { ProxySet: 'SIPTrunk' } },
          keep: { newSiteLocationId: 'body.siteGuid' }
        },
        ...lifeOfNewSite,
        { operation: 'listScriptTemplates' }
      ]
    },
    userManagement,
    {
      name: 'Dial Plans',
      about: 'Rules of a SIP connection in the dial plans of its SBC.',
      steps: [
        { operation: 'listDialPlans', keep: { dialplanId: "'CustDialPlan'" } },
        {
          operation: 'modifyDialPlan',
          body: { add: [{ name: 'CustDialPlan', prefix: '+97239753001', tag: 'pbx.negevrobotics.example' }] }
        },
        { operation: 'getDialPlan' },
        { operation: 'deleteDialPlan' }
      ]
    },
    { name: 'Task Status', about: 'What became of a request.', steps: [{ operation: 'getTask' }] }
  ]
}

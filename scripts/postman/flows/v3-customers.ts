import type { Folder } from '../flow.ts'
import { lifeOfNewSite, userManagement } from './shared.ts'

const ofTenant = { msTenantId: '{{msTenantId}}' }
const ofLead = { msTenantId: '{{leadMsTenantId}}' }
const ofNewCustomer = { customerGuid: '{{newCustomerGuid}}' }
const numbers = ['+97239764533', '+97239764535']
const range = [{ start: '+97239764660', end: '+97239764670' }]
const marked = { body: { telephoneNumbers: ['{{markedNumber}}'] }, needs: 'markedNumber' }

const findMarked = {
  operation: 'listNumbers', name: 'Find a number that is marked for removal',
  query: { acquiredNumberStatus: 'MarkedForRemoval' },
  keep: { markedNumber: "body.data[0]?.telephoneNumber ?? ''" }
}

/** The first task of a page that is so. */
const taskWhere = (condition: string): string => `body.data.find(task => ${condition})?.id ?? ''`
const isIdle = 'task.awaitsApproval === null'
const isUndone = '/not taken back/.test(task.executionMessages.at(-1)?.message)'

export const customerFolders: readonly Folder[] = [
  {
    name: 'Lead Management',
    about: 'Tenants that consented, and those that are added without their consent.',
    steps: [
      { operation: 'createLead' },
      { operation: 'listLeads', query: { isDirectLead: 'true' }, keep: { leadid: 'body.data[0].id' } },
      { operation: 'getLead' },
      { operation: 'synchronizeLeads' },
      { operation: 'deleteLead', query: { msTenantId: '{{leadid}}' } }
    ]
  },
  {
    name: 'Channel Management',
    about: 'Resellers, and what belongs to them.',
    steps: [
      { operation: 'listChannels', keep: { channelId: 'body.data[0].id', channelid: 'body.data[0].id' } },
      { operation: 'getChannel' },
      {
        operation: 'assignChannel',
        body: { leadMsTenantId: '{{leadMsTenantId}}', channelId: '{{channelId}}' }
      },
      { operation: 'removeFromChannel', query: ofLead },
      { operation: 'addChannel', body: { name: 'Reseller {{$timestamp}}', description: 'Made by a collection' } },
      {
        operation: 'listChannels', name: 'Find the new channel', query: { PageSize: '1000' },
        keep: { channelid: "body.data.find(({ description }) => description === 'Made by a collection').id" }
      },
      { operation: 'changeChannel', body: { description: 'Changed by a collection' } },
      { operation: 'deleteChannel' }
    ]
  },
  {
    name: 'License Management',
    about: 'Customers are made from leads by a licence, which may be changed.',
    steps: [
      { operation: 'validateTenant', query: ofLead },
      {
        operation: 'licenseLead', query: ofLead,
        body: { statusChange: 'OCEssential', customerShortName: 'Acme_01', customerFullName: 'Acme Ltd' }
      },
      {
        operation: 'listCustomers', name: 'Find the new customer',
        keep: {
          newCustomerGuid:
            "body.find(({ MsTenantId }) => MsTenantId === pm.variables.get('leadMsTenantId')).UmpCustomerGuid"
        }
      },
      { operation: 'upgradeCustomer', path: ofNewCustomer },
      { operation: 'changeCustomer', path: ofNewCustomer, body: { licenseType: 5, licensedUsersCount: 50 } },
      { operation: 'getLicenseInfo', path: ofNewCustomer },
      { operation: 'listLicensedUsers', path: ofNewCustomer },
      { operation: 'deleteCustomer', name: 'Delete the customer again', path: ofNewCustomer }
    ]
  },
  {
    name: 'Customer Management',
    about: 'Licensed tenants, and the connections to them.',
    steps: [
      {
        operation: 'createCustomer',
        body: {
          configurationName: 'OcEssential_TENANT_TYPE', customerShortName: 'SIPTest', customerFullName: 'SIPTest',
          msTenantId: '{{leadMsTenantId}}'
        }
      },
      {
        operation: 'listCustomers',
        keep: {
          newCustomerGuid:
            "body.find(({ MsTenantId }) => MsTenantId === pm.variables.get('leadMsTenantId')).UmpCustomerGuid",
          umpCustomerGuid:
            "body.find(({ MsTenantId }) => MsTenantId === pm.variables.get('msTenantId')).UmpCustomerGuid"
        }
      },
      { operation: 'getCustomer' },
      { operation: 'deleteCustomer', path: ofNewCustomer },
      {
        operation: 'setTokenConnection',
        body: { clientId: '{{customerClientId}}', clientSecret: '{{customerSecret}}' }
      },
      { operation: 'getTokenConnection' },
      { operation: 'changeTokenCredential', body: { clientSecret: '{{customerSecret}}' } },
      { operation: 'promoteTokenCredential' }
    ]
  },
  {
    name: 'Number Management',
    about: 'From the calling profile to the release of a number.',
    steps: [
      { operation: 'mapCallingProfiles' },
      {
        operation: 'listCallingProfiles',
        keep: { callingProfile: 'body.find(({ trunksEnrolled }) => trunksEnrolled.length > 1).callingProfileId' }
      },
      { operation: 'validateNumbers', body: { ...ofTenant, telephoneNumbers: numbers } },
      {
        operation: 'uploadNumbers',
        body: {
          callingProfile: '{{callingProfile}}', usage: 'CallingUserAssignment',
          additionalUsages: ['FirstPartyAppAssignment'], capabilities: ['InboundCalling', 'OutboundCalling'],
          phoneNumbers: numbers, phoneNumberRanges: range, workflowVersion: 3
        }
      },
      { operation: 'synchronizeNumbers', query: { ...ofTenant, removalPercentMax: '100' } },
      { operation: 'listNumbers', query: ofTenant, keep: { phonenumber: 'body.data[0].telephoneNumber' } },
      { operation: 'getNumber' },
      { operation: 'getNumberHistory' },
      { operation: 'exportNumbers', query: ofTenant },
      {
        operation: 'updateCapabilities',
        body: { phoneNumbers: numbers, usage: 'CallingUserAssignment', capabilities: ['InboundCalling'] }
      },
      {
        operation: 'listCivicAddresses', query: { checkOnline: 'true' },
        keep: { civicaddressid: "body.data.find(({ validationStatus }) => validationStatus === 'Validated').id" }
      },
      { operation: 'getCivicAddress' },
      { operation: 'listCivicAddressesOfCustomer' },
      {
        operation: 'changeEmergencyLocation',
        body: { phoneNumbers: numbers, civicAddressId: '{{civicaddressid}}' }
      },
      {
        operation: 'provisionUser', name: 'Assign a number to a user',
        path: { sipAddress: 'amit.cohen@negevrobotics.example' },
        body: { LineURI: `tel:${numbers[0]}`, EnterpriseVoiceEnabled: true }
      },
      { operation: 'unassignNumbers', body: { telephoneNumbers: [numbers[0]] } },
      { operation: 'importNumbers' },
      { operation: 'getNumberImport' },
      { operation: 'getNumberImportResult' },
      { operation: 'getRemovalSummary', query: ofTenant },
      findMarked,
      { operation: 'confirmRemoval', ...marked },
      findMarked,
      { operation: 'clearRemovalStatus', ...marked },
      findMarked,
      { operation: 'clearNumberRemovalStatus', ...marked },
      { operation: 'releaseNumbers', body: { phoneNumbers: numbers, phoneNumberRanges: range } },
      { operation: 'listJobs', query: ofTenant, keep: { jobid: 'body.data[0].jobId' } },
      { operation: 'getJob' }
    ]
  },
  {
    name: 'Site Location Management',
    about: 'SIP connections of a customer, and its online PSTN gateways.',
    steps: [
      { operation: 'listSiteLocations', keep: { siteLocationId: 'body[0].id' } },
      {
        operation: 'addSiteLocation',
        body: { siteLocationName: 'Site2', sbcId: 11, scriptParameters: { ProxySet: 'SIPTrunk' } },
        keep: { newSiteLocationId: 'body.siteGuid' }
      },
      ...lifeOfNewSite,
      {
        operation: 'addOnlinePstnGateway', body: { fqdn: 'site{{$timestamp}}.negevrobotics.example' }, ends: 'later',
        keep: { correlationId: 'body.correlationId' }
      },
      { operation: 'confirmOnlinePstnGateway' },
      { operation: 'listOnlinePstnGateways' }
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
        body: { add: [{ name: 'CustDialPlan', prefix: '+97239753000', tag: 'pbx.negevrobotics.example' }] }
      },
      { operation: 'getDialPlan' },
      { operation: 'matchDialPlan', query: { number: '+97239753000' } },
      { operation: 'deleteDialPlan' }
    ]
  },
  {
    name: 'Task Status',
    about: 'Durable units of work: what became of a request, item by item.',
    steps: [
      {
        operation: 'addOnlinePstnGateway', name: 'Begin a task that waits for somebody', ends: 'later',
        body: { fqdn: 'other{{$timestamp}}.negevrobotics.example' }
      },
      { operation: 'cancelTask', ends: 'Canceled' },
      { operation: 'getTask' },
      {
        operation: 'provisionUser', name: 'Begin a task that fails', path: { sipAddress: 'nobody@example.com' },
        body: { City: 'Haifa' }, ends: 'Failed'
      },
      { operation: 'retryTask', ends: 'Failed' },
      { operation: 'listTasks', query: { kind: 'release-numbers' }, keep: { taskid: 'body.data[0].id' } },
      { operation: 'listTaskItems' },
      {
        operation: 'listTasks', name: 'Find tasks that wait for a person', query: { parked: 'true' },
        keep: {
          parkedTask: taskWhere(`${isIdle} && !${isUndone}`),
          undoneTask: taskWhere(`${isIdle} && ${isUndone}`),
          askingTask: taskWhere(`!(${isIdle})`),
          doubtedTask: "body.data.filter(task => task.awaitsApproval !== null)[1]?.id ?? ''"
        }
      },
      { operation: 'releaseTask', path: { taskid: '{{parkedTask}}' }, needs: 'parkedTask', ends: 'later' },
      { operation: 'closeTask', path: { taskid: '{{undoneTask}}' }, needs: 'undoneTask', ends: 'later' },
      { operation: 'approveTask', path: { taskid: '{{askingTask}}' }, needs: 'askingTask', ends: 'later' },
      { operation: 'refuseTask', path: { taskid: '{{doubtedTask}}' }, needs: 'doubtedTask', ends: 'later' },
      { operation: 'listBrakes' },
      {
        operation: 'setBrakes',
        body: { brakes: [{ action: 'release-numbers', msTenantId: null, countMax: 500, percentMax: null }] }
      }
    ]
  }
]

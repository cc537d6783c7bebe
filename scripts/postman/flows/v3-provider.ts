import type { Folder } from '../flow.ts'

export const providerFolders: readonly Folder[] = [
  {
    name: 'Bulk Files',
    about: 'Documents of the provider as rows of workbooks and CSV files.',
    steps: [
      { operation: 'exportSheets', query: { sheet: 'CoolingPolicies', format: 'csv' } },
      { operation: 'loadSheets', query: { sheet: 'CoolingPolicies' } },
      { operation: 'getBulkLoad' },
      { operation: 'getBulkLoadResult' }
    ]
  },
  {
    name: 'Script Templates',
    about: 'What is written to an SBC for a SIP connection, and how.',
    steps: [
      { operation: 'listScriptTemplates' },
      { operation: 'previewScript' },
      {
        operation: 'createScriptTemplate', body: { cloneFrom: 7, name: 'made-{{$timestamp}}' },
        keep: { templateId: 'body.id' }
      },
      { operation: 'getScriptTemplate' },
      { operation: 'editScriptTemplate', body: { description: 'Changed by a collection' } },
      { operation: 'deleteScriptTemplate' }
    ]
  },
  {
    name: 'SBCs',
    about: 'The devices that carry the calls.',
    steps: [
      { operation: 'listSbcDevices', keep: { sbcId: 'body[0].sbcId' } },
      { operation: 'getSbcDevice' },
      { operation: 'getSbcHealth' },
      { operation: 'testSbc' },
      { operation: 'qualifySbc' },
      { operation: 'getSbcQualification' },
      {
        operation: 'planSbcChange',
        body: { add: [{ name: 'ACME', prefix: '+61395556899', tag: 'Trunk=a-test' }] }
      },
      { operation: 'listSbcChanges', keep: { changeId: 'body[0].changeId' } },
      { operation: 'getSbcChange' },
      { operation: 'undoSbcChanges' },
      {
        operation: 'addFreeze',
        body: { startsAt: '2099-01-01T00:00:00Z', endsAt: '2099-01-02T00:00:00Z', reason: 'A change elsewhere' }
      },
      { operation: 'listFreezes', keep: { freezeId: 'body[0].freezeId' } },
      { operation: 'endFreeze' },
      { operation: 'changeSbc', body: { limits: { tagLength: 64 } } },
      { operation: 'rotateSbcCredentials', body: { password: '{{sbcPassword}}' } },
      { operation: 'restoreSbc' },
      {
        operation: 'registerSbc',
        body: {
          name: 'Another {{$timestamp}}', fqdn: 'sbc{{$timestamp}}.dialplane.example', baseUrl: '{{sbcUrl}}',
          username: 'dialplane', password: '{{sbcPassword}}'
        },
        keep: { newSbcId: 'body.sbcId' }
      },
      { operation: 'removeSbc', path: { sbcId: '{{newSbcId}}' } }
    ]
  },
  {
    name: 'Operator Connect Tenants',
    about: 'Where the provider is an operator at Microsoft, and what is read from there.',
    steps: [
      { operation: 'listOperatorTenants' },
      { operation: 'listUpstreams' },
      { operation: 'getOperatorTenant' },
      { operation: 'testOperatorTenant' },
      { operation: 'changeOperatorTenant', body: { description: 'Changed by a collection' } },
      { operation: 'changeOperatorCredential', body: { clientSecret: '{{operatorSecret}}' } },
      { operation: 'promoteOperatorCredential' },
      { operation: 'synchronizeOperatorTenant' },
      {
        operation: 'addOperatorTenant',
        body: { name: 'Another {{$timestamp}}', tenantId: '{{$guid}}', clientId: '{{$guid}}' },
        keep: { newOperatorTenantId: 'body.tenant.tenantId' }
      },
      { operation: 'removeOperatorTenant', path: { operatorTenantId: '{{newOperatorTenantId}}' } },
      { operation: 'listOperatorCallingProfiles' },
      { operation: 'listNumberUsageCapabilities' },
      { operation: 'listPartnerCivicAddresses' },
      { operation: 'listCatalogueChanges', query: { modelType: 'TenantCallingProfiles' } }
    ]
  },
  {
    name: 'Data Syncs',
    about: 'What is read from Operator Connect tenants, and when.',
    steps: [
      { operation: 'listDataSyncs' },
      {
        operation: 'addDataSync',
        body: {
          operatorTenantId: '{{operatorTenantId}}', name: 'Every night {{$timestamp}}',
          modelTypes: ['NumberUsageCapabilities'], schedule: '30 2 * * *', timeZone: 'Europe/Berlin'
        },
        keep: { syncId: 'body.sync.syncId' }
      },
      { operation: 'getDataSync' },
      { operation: 'changeDataSync', body: { removalMax: 500 } },
      { operation: 'runDataSync', body: { dryRun: true } },
      { operation: 'removeDataSync' }
    ]
  },
  {
    name: 'Consents',
    about: 'What tenants said to the provider as their operator.',
    steps: [
      { operation: 'listConsents' },
      { operation: 'getConsent', path: { tenantId: '{{msTenantId}}' } },
      { operation: 'listConsentHistory', path: { tenantId: '{{msTenantId}}' } },
      {
        operation: 'changeRelationship', path: { tenantId: '{{leadMsTenantId}}' },
        body: { relationshipStatus: 'CustomerContacted', reason: 'Asked by a collection' }
      },
      { operation: 'listOrphanNumbers' },
      { operation: 'listNumberOrders', keep: { orderId: 'body.data[0].orderId' } },
      { operation: 'getNumberOrder' },
      { operation: 'listNumberReleases', keep: { orderId: 'body.data[0].orderId' } },
      { operation: 'getNumberRelease' }
    ]
  },
  {
    name: 'Allocations',
    about: 'What the nodes of the tree may use of what the provider has.',
    steps: [
      { operation: 'listAllocations' },
      {
        operation: 'addAllocation',
        body: { kind: 'number', value: '+9723975{{$randomInt}}', umpCustomerGuid: '{{umpCustomerGuid}}' }
      },
      {
        operation: 'listAllocations', name: 'Find the new allocation',
        query: { umpCustomerGuid: '{{umpCustomerGuid}}', PageSize: '1000' },
        keep: { allocationId: "body.data.find(({ value }) => value.startsWith('+9723975')).id" }
      },
      { operation: 'getAllocation' },
      { operation: 'removeAllocation' }
    ]
  },
  {
    name: 'Events',
    about: 'What happened, read from one ordered log or sent to a webhook.',
    steps: [
      { operation: 'listEvents', query: { limit: '20' }, keep: { eventId: 'body.next' } },
      {
        operation: 'addWebhook',
        body: {
          name: 'Collection {{$timestamp}}', url: 'https://hooks.example.com/dialplane',
          secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', types: ['customer.*']
        }
      },
      { operation: 'listWebhooks', keep: { webhookId: 'body.data.at(-1).id' } },
      { operation: 'getWebhook' },
      { operation: 'testWebhook' },
      { operation: 'redeliverEvents', body: { from: '{{eventId}}' } },
      { operation: 'changeWebhook', body: { state: 'paused' } },
      { operation: 'listWebhookDeliveries' },
      { operation: 'removeWebhook' }
    ]
  },
  {
    name: 'Applications',
    about: 'Who may call, and for which node of the tree.',
    steps: [
      { operation: 'listCallers' },
      {
        operation: 'addCaller',
        body: {
          name: 'Made by a collection {{$timestamp}}', clientId: '{{$guid}}', tenantId: '{{operatorTenantId}}',
          role: 'Monitor', channelId: '{{channelId}}'
        }
      },
      {
        operation: 'listCallers', name: 'Find the new application', query: { PageSize: '1000' },
        keep: { callerId: "body.data.find(({ name }) => name.startsWith('Made by a collection')).id" }
      },
      { operation: 'getCaller' },
      { operation: 'changeCaller', body: { disabled: true } },
      { operation: 'removeCaller' }
    ]
  },
  {
    name: 'Audit',
    about: 'Who asked for what, and what was said.',
    steps: [{ operation: 'listAuditEntries' }, { operation: 'exportAuditEntries' }]
  },
  {
    name: 'Customer builds',
    about: 'Customers as documents, and the templates of such documents.',
    steps: [
      {
        operation: 'buildCustomers',
        body: {
          action: 'AddDataOnly', customers: [{ msTenantId: '{{leadMsTenantId}}', customerShortName: 'Built' }]
        }
      },
      { operation: 'listCustomerDocuments' },
      { operation: 'getCustomerDocument', path: { msTenantId: '{{leadMsTenantId}}' } },
      { operation: 'listBuildTemplates' },
      {
        operation: 'cloneBuildTemplate', path: { name: 'Default_OC_CallingUser_Assignment' },
        body: { name: 'made-{{$timestamp}}' }, keep: { buildTemplate: 'body.template.name' }
      },
      { operation: 'getBuildTemplate', path: { name: '{{buildTemplate}}' } },
      {
        operation: 'editBuildTemplate', path: { name: '{{buildTemplate}}' },
        body: { settings: { usage: 'CallingUserAssignment', capabilities: ['InboundCalling'] } }
      },
      { operation: 'listBuildTemplateVersions', path: { name: '{{buildTemplate}}' } },
      { operation: 'compareBuildTemplates', path: { name: '{{buildTemplate}}' }, query: { version: '1' } },
      { operation: 'removeBuildTemplate', path: { name: '{{buildTemplate}}' } }
    ]
  }
]

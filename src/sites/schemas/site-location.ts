import { Type, type Static } from '@sinclair/typebox'
import { Reason } from '../../allocations/schemas/allocation.ts'
import { configurationTypes, customerTypes, deploymentStates } from './site.ts'
import { OneOf, OrNull, Text, WholeNumber } from '../../schemas/value.ts'

const text = (description: string, more: object = {}) => Type.Optional(Text({ description, ...more }))
const script = (description: string, examples: number[]) => Type.Optional(WholeNumber({ description, examples }))
const flag = (description: string, more: object = {}) => Type.Optional(Type.Boolean({ description, ...more }))

/** Values of a script's placeholders, as an object or, as some tables have it, as a list of keys and values. */
export const ScriptParametersBody = Type.Unsafe<Record<string, unknown> | Array<Record<string, unknown>>>({
  description:
    'Values for the placeholders of the onboarding script: `CacProfile`, `ProxySet`, `OnlinePstnGateway`, ' +
    '`CarrierUserName`, `CarrierUserPassword`, ' +
    '`CarrierMailLine`, `CarrierMainLine`, `CarrierHostName`, and its customer variables as `CustomVar.Variable1`, ' +
    '`CustomVar.Variable2`, … or by their names. The password and the customer variables are sealed and never shown ' +
    'again; sent as `********` they stay as they are.',
  anyOf: [{ type: 'object' }, { type: 'array', items: { type: 'object' }, maxItems: 100 }],
  examples: [{ CacProfile: '10 sessions', ProxySet: 'SIPTrunk', OnlinePstnGateway: 'Site2.sbc.example' }]
})

const settings = {
  siteLocationName: text(
    'Name of the SIP connection: 3 to 15 letters, digits, _ and -. It names the IP groups and the rules of dial plans.',
    { 'x-aliases': ['sbcSiteName', 'siteName', 'name'], examples: ['Site2'] }
  ),
  ovocCustomerType: text('Only `IPGROUP_TYPE` can be added.', {
    'x-aliases': ['customerType'], 'x-values': ['IPGROUP_TYPE'], examples: ['IPGROUP_TYPE']
  }),
  sbcId: Type.Optional(WholeNumber({ description: 'The SBC, from the list of SBC devices.', examples: [8] })),
  sbcConfigurationType: text(`One of ${configurationTypes.join(', ')}; default SipTrunk.`, {
    'x-aliases': ['configurationType'], 'x-values': configurationTypes
  }),
  sbcOnboardingScript: script('Script template that brings the site to the SBC; default 7.', [7]),
  sbcCleanupScript: script(
    'Script template that takes it away; default the one that belongs to the onboarding script.', [700]
  ),
  sbcOcUploadNumberScript: script('Script template for numbers; default 5000, and there is no other yet.', [5000]),
  sbcOcReleaseNumberScript: script('Script template for numbers; default 5001, and there is no other yet.', [5001]),
  scriptParameters: Type.Optional(ScriptParametersBody),
  cacProfile: text('Name of a CAC profile of the SBC.', { examples: ['10 sessions'] }),
  proxySet: text('Name of the proxy set towards the carrier; default Teams-OC.'),
  onlinePstnGateway: text('FQDN of the SBC at Microsoft; default `<site>.<FQDN of the SBC>`.'),
  carrierUserName: text('User for the registration at the carrier, at most 60 characters.'),
  carrierUserPassword: text('Its password; it is never shown again.'),
  carrierMailLine: text('Main line at the carrier, for scripts that use `CarrierMailLine`, as the built-in one does.', {
    'x-aliases': ['carierMailLine']
  }),
  carrierMainLine: text('Main line at the carrier, for scripts that use `CarrierMainLine`.'),
  carrierHostName: text('Host name of the carrier.'),
  enableCAC: flag('Whether the CAC profile counts; default true.', { 'x-aliases': ['enableCac'] }),
  flagConfigureSbc: flag('Whether the SBC is configured at all; default true.', { 'x-aliases': ['configureSbc'] }),
  flagCarrierRegistration: flag('Whether the site registers at the carrier when it has a user there; default true.', {
    'x-aliases': ['carrierRegistration']
  })
}

const Settings = Type.Object(settings)

/** Flat, or with its fields in `siteLocation`: both are documented (docs/wire/live-cloud.md#sip-connections). */
export const SiteLocationBody = Type.Object({
  ...settings,
  siteLocation: Type.Optional(Settings),
  sbcSiteGuid: Type.Optional(
    Text({
      description: 'For a change: which site, where the path does not say.', 'x-aliases': ['siteGuid', 'siteLocationId']
    })
  ),
  reason: Reason,
  ticketId: text('Service request that this is done for.', {
    maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID', 'serviceRequestId']
  })
}, {
  $id: 'SiteLocationRequest',
  description: 'A SIP connection as it is asked for, or what is to change of it.',
  examples: [
    {
      siteLocationName: 'Site2',
      ovocCustomerType: 'IPGROUP_TYPE',
      sbcId: 8,
      sbcOnboardingScript: 7,
      sbcCleanupScript: 700,
      scriptParameters: {
        CacProfile: '10 sessions', ProxySet: 'SIPTrunk', OnlinePstnGateway: 'Site2.sbc.example', CarrierUserName: 'u',
        CarrierUserPassword: 'secret', CarrierMailLine: '+61395556880', CarrierHostName: 'h'
      }
    },
    {
      siteLocation: { siteLocationName: 'Site2', sbcId: 8, sbcOnboardingScript: 7, sbcCleanupScript: 700 },
      scriptParameters: { ProxySet: 'SIPTrunk' }
    }
  ]
})
export type SiteLocationBody = Static<typeof SiteLocationBody>

/** What is shown in the place of a password. */
export const mask = '********'

const variables = OrNull(
  Type.Record(Type.String(), Type.String(), {
    description:
      "Values of the scripts' placeholders. A password and the values of customer variables are masked; one name is " +
      'misspelled as documented.'
  })
)

const m365Info = Type.Object({
  m365Scripts: Type.Object({
    flagConfigureM365Routing: Type.Boolean(), onboardingScript: OrNull(Type.Integer()),
    cleanupScript: OrNull(Type.Integer()), customerVariables: OrNull(Type.Object({}))
  })
})

const sbcInfo = {
  cacProfile: OrNull(Type.String()),
  carrierHostName: OrNull(Type.String()),
  carrierId: OrNull(Type.String({ description: 'The proxy set towards the carrier.' })),
  carrierMainLine: OrNull(Type.String()),
  carrierUserName: OrNull(Type.String()),
  flagConfigureSbc: Type.Boolean(),
  sbcId: Type.Integer(),
  sbcScripts: Type.Object({
    onboardingScript: OrNull(Type.Integer()), cleanupScript: OrNull(Type.Integer()), customerVariables: variables
  })
}

const outside = {
  siteName: Type.String(),
  onlinePstnGateway: OrNull(Type.String({ description: 'FQDN that Microsoft knows the site by.' }))
}

const pendingTasks = Type.Array(Type.String(), { description: 'Tasks that change the site and are not over.' })

const shownInfo = {
  cacProfile: '10 sessions',
  carrierHostName: 'h',
  carrierId: 'SIPTrunk',
  carrierMainLine: null,
  carrierUserName: 'u',
  flagConfigureSbc: true,
  sbcId: 8,
  sbcScripts: {
    onboardingScript: 7, cleanupScript: 700,
    customerVariables: { CarrierUserPassword: mask, CarierMailLine: '+61395556880', 'CustomVar.Variable1': mask }
  }
}
const shownM365 = {
  m365Scripts: { flagConfigureM365Routing: false, onboardingScript: null, cleanupScript: null, customerVariables: null }
}
const tenantId = 'c1a7e2d0-1111-4a61-9b01-0000000000a1'

/** As clients of version 2 know it: states as numbers (docs/wire/live-cloud.md#sip-connections). */
export const SiteLocationV2 = Type.Object({
  tenantId: Type.String({ description: 'The Microsoft tenant of the customer.' }),
  m365DeploymentState: OrNull(Type.Integer()),
  sbcDeploymentState: Type.Integer({
    description: deploymentStates.map((state, place) => `${place} ${state}`).join(', ')
  }),
  ...outside,
  sbcInfo: Type.Object({
    sbcConfigurationType: Type.Integer({
      description: configurationTypes.map((type, place) => `${place} ${type}`).join(', ')
    }),
    ...sbcInfo
  }),
  m365Info,
  pendingTasks
}, {
  $id: 'SiteLocation',
  description: 'A SIP connection of a customer on one SBC.',
  examples: [{
    tenantId, m365DeploymentState: null, sbcDeploymentState: 3, siteName: 'Site2',
    onlinePstnGateway: 'Site2.sbc.example', sbcInfo: { sbcConfigurationType: 0, ...shownInfo }, m365Info: shownM365,
    pendingTasks: []
  }]
})

export const SiteLocation = Type.Object({
  id: Type.String({ description: 'The siteGuid that adding it answered.' }),
  customerGuid: Type.String(),
  tenantId: Type.String({ description: 'The Microsoft tenant of the customer.' }),
  m365DeploymentState: OrNull(Type.String()),
  sbcDeploymentState: OneOf(deploymentStates, { description: 'How far the site has come on its SBC.' }),
  ...outside,
  sbcInfo: Type.Object({
    sbcConfigurationType: OneOf(configurationTypes),
    ...sbcInfo,
    ovocCustomerType: OneOf(customerTypes),
    ocUploadNumberScript: OrNull(Type.Integer()),
    ocReleaseNumberScript: OrNull(Type.Integer()),
    enableCAC: Type.Boolean(),
    flagCarrierRegistration: Type.Boolean()
  }),
  m365Info,
  pendingTasks
}, {
  $id: 'SiteLocation',
  description: 'A SIP connection of a customer on one SBC.',
  examples: [{
    id: '3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10',
    customerGuid: 'd0000000-0000-4000-8000-0000000000a1',
    tenantId,
    m365DeploymentState: null,
    sbcDeploymentState: 'Deployed',
    siteName: 'Site2',
    onlinePstnGateway: 'Site2.sbc.example',
    sbcInfo: {
      sbcConfigurationType: 'SipTrunk', ...shownInfo, ovocCustomerType: 'IPGROUP_TYPE', ocUploadNumberScript: 5000,
      ocReleaseNumberScript: 5001, enableCAC: true, flagCarrierRegistration: true
    },
    m365Info: shownM365,
    pendingTasks: []
  }]
})
export type SiteLocation = Static<typeof SiteLocation>

export const SiteLocationReference = Type.Object({
  siteGuid: Type.String({ description: 'Id of the SIP connection.' }),
  taskId: Type.String({ description: 'Read it at `task/{taskId}`.' })
}, {
  $id: 'SiteLocationReference', description: 'The SIP connection and the task that changes it.',
  examples: [{ siteGuid: '3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10', taskId: 'tsk_841025' }]
})

export const SiteLocationRemoval = Type.Object({
  status: Type.Boolean(),
  msg: Type.String(),
  sbcCleanupTaskId: Type.String({ description: 'Read it at `task/{taskId}`.' }),
  o365CleanupTask: Type.String({ description: '`tsk_0`: there is nothing to clean at M365.' })
}, {
  $id: 'SiteLocationRemoval', description: 'The tasks that take a SIP connection away.',
  examples: [{ status: true, msg: 'queued', sbcCleanupTaskId: 'tsk_841026', o365CleanupTask: 'tsk_0' }]
})

import { Type, type Static } from '@sinclair/typebox'
import { Reason } from '../../allocations/schemas/allocation.ts'
import { customerTypes } from '../../sites/schemas/site.ts'
import { ScriptParametersBody } from '../../sites/schemas/site-location.ts'
import { Text, WholeNumber } from '../../schemas/value.ts'

const tenant = 'c1a7e2d0-3333-4a61-9b01-0000000000c3'
const ticketId = Type.Optional(
  Type.String({
    maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
  })
)

const customerShortName = Text({
  'x-aliases': ['shortName'], description: '3 to 15 letters, digits and underscores; unique.', examples: ['SIPTest']
})
const customerFullName = Type.Optional(
  Type.String({
    maxLength: 200, 'x-aliases': ['fullName', 'CustomerFulName'], description: 'Default: the short name.',
    examples: ['SIPTest']
  })
)

export const configurationNames = ['OcEssential_TENANT_TYPE', 'OcEssential_IPGROUP_TYPE'] as const

const channelId = Type.Optional(
  WholeNumber({
    minimum: 1, maximum: 2_147_483_647, 'x-aliases': ['ovocChannelId'],
    description: 'The channel of the customer; default: that of the lead.'
  })
)
const lcCustomerId = Type.Optional(
  WholeNumber({ description: 'Accepted as documented; there is one node per customer here.' })
)

/** Where the first site goes and which scripts bring it there. */
const SiteWish = Type.Object({
  siteLocationName: Type.Optional(
    Text({
      'x-aliases': ['name'], description: '3 to 15 letters, digits, `_` and `-`. Default: GSB and letters.'
    })
  ),
  sbcId: Type.Optional(
    WholeNumber({
      description: 'Default: the SBC of `OnlinePstnGateway`, else the first that a calling profile leads to.'
    })
  ),
  sbcOnboardingScript: Type.Optional(
    WholeNumber({ description: 'Script template; default for the IP-group type: 7.' })
  ),
  sbcCleanupScript: Type.Optional(
    WholeNumber({ description: 'Default: the one that belongs to the onboarding script.' })
  ),
  sbcOcUploadNumberScript: Type.Optional(WholeNumber({ description: 'Script template for uploaded numbers.' })),
  sbcOcReleaseNumberScript: Type.Optional(WholeNumber({ description: 'Script template for released numbers.' })),
  sbcDeploymentState: Type.Optional(Text({ description: 'Accepted as documented; the state is what it is.' }))
})

export const NewCustomerBody = Type.Object({
  configurationName: Type.Optional(
    Text({
      'x-values': configurationNames,
      description: `${configurationNames.join(' or ')}. May be left out when \`ovocCustomerType\` says as much.`
    })
  ),
  customerShortName,
  customerFullName,
  msTenantId: Text({
    'x-aliases': ['leadMsTenantId', 'leadId'], description: 'Microsoft tenant id of the lead, or the id of the lead.'
  }),
  siteLocation: Type.Optional(SiteWish),
  ovocCustomerType: Type.Optional(
    Text({
      'x-values': customerTypes,
      description: 'TENANT_TYPE or IPGROUP_TYPE; the same as in `configurationName`.'
    })
  ),
  channelId,
  lcCustomerId,
  scriptParameters: Type.Optional(ScriptParametersBody),
  reason: Reason,
  ticketId
}, {
  $id: 'NewCustomer',
  description: 'A lead to be licensed with OC Essentials.',
  examples: [
    {
      configurationName: 'OcEssential_TENANT_TYPE', customerShortName: 'SIPTest', customerFullName: 'SIPTest',
      msTenantId: tenant
    },
    {
      configurationName: 'OcEssential_IPGROUP_TYPE', customerShortName: 'SIPTest4', customerFullName: 'SIPTest4',
      msTenantId: tenant, scriptParameters: { ProxySet: 'SIPTrunk', OnlinePstnGateway: 'oc1.sbc.dialplane.example' }
    },
    {
      configurationName: 'OcEssential_IPGROUP_TYPE',
      customerShortName: 'SIPTest5',
      customerFullName: 'SIPTest5',
      msTenantId: tenant,
      ovocCustomerType: 'IPGROUP_TYPE',
      channelId: 1574,
      siteLocation: {
        siteLocationName: 'Head_Office', sbcId: 8, sbcOnboardingScript: 7, sbcCleanupScript: 700,
        sbcOcUploadNumberScript: 5000, sbcOcReleaseNumberScript: 5001
      },
      scriptParameters: { ProxySet: 'SIPTrunk', OnlinePstnGateway: 'oc1.sbc.dialplane.example' }
    }
  ]
})
export type NewCustomerBody = Static<typeof NewCustomerBody>

export const NewHostedCustomerBody = Type.Object({
  shortName: Text({
    'x-aliases': ['customerShortName'],
    description:
      '3 to 15 letters, digits and underscores; unique. The first site has this name, too, unless it gets one of ' +
      'its own.',
    examples: ['SIPTest']
  }),
  fullName: Type.Optional(
    Type.String({
      maxLength: 200, 'x-aliases': ['customerFullName', 'CustomerFulName'], description: 'Default: the short name.'
    })
  ),
  msTenantId: Text({
    'x-aliases': ['leadMsTenantId', 'leadId'],
    description:
      'Microsoft tenant id of the lead, or the id of the lead. Every customer comes from a lead here; create a ' +
      'consentless one for a tenant that has none.'
  }),
  siteLocation: Type.Optional(SiteWish),
  ovocCustomerType: Type.Optional(Text({ 'x-values': customerTypes, description: 'Default IPGROUP_TYPE.' })),
  channelId,
  lcCustomerId,
  cacProfile: Type.Optional(
    Text({
      'x-aliases': ['Cac Profile'], description: 'Name of a CAC profile of the SBC; the same as in `scriptParameters`.'
    })
  ),
  scriptParameters: Type.Optional(ScriptParametersBody),
  reason: Reason,
  ticketId
}, {
  $id: 'NewHostedCustomer',
  description: 'A lead to be licensed with Hosted Essentials, for Direct Routing.',
  examples: [
    {
      shortName: 'X01', fullName: 'X', siteLocation: { sbcId: 8, sbcOnboardingScript: 7, sbcCleanupScript: 700 },
      ovocCustomerType: 'IPGROUP_TYPE', msTenantId: tenant, scriptParameters: { ProxySet: 'SIPTrunk' }
    },
    { shortName: 'X02', msTenantId: tenant, ovocCustomerType: 'TENANT_TYPE' }
  ]
})
export type NewHostedCustomerBody = Static<typeof NewHostedCustomerBody>

export const LeadChange = Type.Object({
  statusChange: Text({
    'x-values': ['OCEssential'], description: '`OCEssential`: the lead becomes a customer with that licence.'
  }),
  customerShortName,
  customerFullName,
  ticketId
}, {
  $id: 'LeadChange',
  examples: [{ statusChange: 'OCEssential', customerShortName: 'Acme_01', customerFullName: 'Acme Ltd' }]
})
export type LeadChange = Static<typeof LeadChange>

export const JobReference = Type.Object(
  { jobId: Type.String({ description: 'The task; read it at `task/{jobId}`.' }) },
  {
    $id: 'JobReference', description: 'The task that was made; the header Location leads to it.',
    examples: [{ jobId: 'wst_a597fe86-5a42-4a3b-9d0e-6c1b5f6f0a11' }]
  }
)

export const BareTaskId = Type.String({
  description: 'The id of the task, and nothing else.', examples: ['wst_a597fe86-5a42-4a3b-9d0e-6c1b5f6f0a11']
})

export const customerTypeOf = {
  OcEssential_TENANT_TYPE: 'TENANT_TYPE', OcEssential_IPGROUP_TYPE: 'IPGROUP_TYPE'
} as const

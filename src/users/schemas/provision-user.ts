import { Type, type Static } from '@sinclair/typebox'

const text = (maxLength: number, description?: string) =>
  Type.Optional(Type.String({ maxLength, ...(description !== undefined && { description }) }))

/** Fields that Microsoft Graph sets, and what it calls them. */
export const attributeNames = {
  FirstName: 'givenName', LastName: 'surname', City: 'city', Department: 'department', Office: 'officeLocation',
  PostalCode: 'postalCode', StateOrProvince: 'state', StreetAddress: 'streetAddress'
} as const

/** Fields that name a policy of Teams, and what Graph calls its type (docs/wire/microsoft.md#policies-of-users). */
export const policyTypes = {
  ExternalAccessPolicy: 'ExternalAccessPolicy', HostedVoicemailPolicy: 'OnlineVoicemailPolicy',
  MobilityPolicy: 'TeamsMobilityPolicy', TeamsCallingPolicy: 'TeamsCallingPolicy',
  OnlineVoiceRoutingPolicy: 'OnlineVoiceRoutingPolicy', TenantDialPlan: 'TenantDialPlan'
} as const

/** Fields that can be asked for (docs/wire/live-cloud.md#users), and that nobody can set through Graph. */
export const lostNames = ['ClientPolicy', 'ConferencingPolicy', 'PinPolicy'] as const

const policy = 'Name of a policy of the tenant; the connection needs TeamsPolicyUserAssign.ReadWrite.All for it.'
const notSet = 'Of Skype for Business; Microsoft Graph cannot set it, and a warning of the task names it.'

/** What is absent or empty stays as it is. */
export const ProvisionUserBody = Type.Object({
  FirstName: text(64),
  LastName: text(64, 'Also known as `Last Name`.'),
  City: text(128),
  Department: text(64),
  Office: text(128),
  PostalCode: text(40),
  StateOrProvince: text(128),
  StreetAddress: text(1024),
  UsageLocation: text(8, 'ISO 3166-1 alpha-2.'),
  LineURI: Type.Optional(Type.String({
    maxLength: 40,
    'x-aliases': ['TelephoneNumber', 'PhoneNumber', 'OnPremLineURI'],
    description:
      "The number that the user gets, E.164 with or without `tel:`. It must be one of the customer's, and nobody " +
      "else's.",
    examples: ['tel:+97239764578']
  })),
  EnterpriseVoiceEnabled: Type.Optional(
    Type.Boolean({ description: 'Follows the number: Teams enables exactly the users that have one.' })
  ),
  HostedVoiceMail: Type.Optional(
    Type.Boolean({ description: 'Microsoft Graph cannot set it; a warning of the task names it.' })
  ),
  ClientPolicy: text(256, notSet),
  ConferencingPolicy: text(256, notSet),
  PinPolicy: text(256, notSet),
  ExternalAccessPolicy: text(256, policy),
  HostedVoicemailPolicy: text(256, policy),
  MobilityPolicy: text(256, policy),
  TeamsCallingPolicy: text(256, policy),
  OnlineVoiceRoutingPolicy: text(256, policy),
  TenantDialPlan: text(256, policy),
  ticketId: Type.Optional(
    Type.String({
      maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
    })
  )
}, {
  $id: 'ProvisionUser',
  description: 'What a user is to have. What is absent or empty stays as it is.',
  examples: [{
    FirstName: 'Amit', LastName: 'Cohen', City: 'Tel Aviv', Department: 'Engineering', UsageLocation: 'IL',
    EnterpriseVoiceEnabled: true, LineURI: 'tel:+97239764578', TeamsCallingPolicy: 'AllowCalling'
  }]
})
export type ProvisionUserBody = Static<typeof ProvisionUserBody>

import { Type, type Static } from '@sinclair/typebox'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OrNull } from '../../schemas/value.ts'

const text = OrNull(Type.String())

/** A user as clients know it (docs/wire/live-cloud.md#users): every name begins with a capital. */
export const TenantUser = Type.Object({
  Identity: Type.String({ description: 'Object id in the directory of the customer.' }),
  Status: Type.String(),
  SipAddress: OrNull(Type.String({ description: 'With `sip:`; null for users without Teams.' })),
  LineURI: OrNull(Type.String({ description: 'The number of the user, as `tel:+…`.' })),
  HostingProvider: text,
  HybridPstnSiteName: text,
  UsageLocation: text,
  RegistrarPool: text,
  CallForward: Type.String(),
  ObjectId: Type.String({ description: 'The Identity in capitals.' }),
  WebName: OrNull(Type.String({ description: 'Display name.' })),
  UserType: text,
  PsCount: Type.Integer(),
  IsManaged: OrNull(Type.Boolean({ description: 'true: the user has a number, and counts towards the licence.' })),
  Department: text,
  TenantId: Type.String(),
  UserPrincipalName: Type.String(),
  MsInterpretedUserType: text,
  EnterpriseVoiceEnabled: Type.Boolean(),
  OnlineVoiceRoutingPolicy: Type.String(),
  OnlinePstnGateway: Type.String()
}, {
  $id: 'TenantUser',
  description: 'A user of a customer, with its attributes for Teams Phone.',
  examples: [{
    Identity: '45880c87-5197-4e71-8a38-50691e5f0df0', Status: '----',
    SipAddress: 'sip:amit.cohen@negevrobotics.example', LineURI: 'tel:+97239764578',
    HostingProvider: 'sipfed.online.lync.com', HybridPstnSiteName: null, UsageLocation: 'IL', RegistrarPool: null,
    CallForward: '', ObjectId: '45880C87-5197-4E71-8A38-50691E5F0DF0', WebName: 'Amit Cohen', UserType: 'TeamsOnly',
    PsCount: 0, IsManaged: true, Department: null, TenantId: 'c1a7e2d0-2222-4a61-9b01-0000000000b2',
    UserPrincipalName: 'amit.cohen@negevrobotics.example', MsInterpretedUserType: 'PureOnlineTeamsOnlyUser',
    EnterpriseVoiceEnabled: true, OnlineVoiceRoutingPolicy: '', OnlinePstnGateway: ''
  }]
})
export type TenantUser = Static<typeof TenantUser>

export const TenantUserPage = listPage(ref(TenantUser), { $id: 'TenantUserPage', description: 'One page of users.' })

/** Bounds as documented (docs/wire/live-cloud.md#pages). */
export const userPageQuery = {
  PageNumber: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_000_000_000, default: 1, description: 'Which page, from 1.' })
  ),
  PageSize: Type.Optional(
    Type.Integer({ minimum: 2, maximum: 10_000, default: 10, description: 'Users a page, 2 to 10000.' })
  )
}

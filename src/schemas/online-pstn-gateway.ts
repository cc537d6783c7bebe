import { Type, type Static } from '@sinclair/typebox'
import { ScriptParametersBody } from './site-location.ts'
import { OneOf } from './value.ts'

export const trunkModels = ['DerivedTrunk', 'AzureAdDomainOnly'] as const

export const OnlinePstnGateway = Type.Object({
  fqdn: Type.String({ description: '`<SIP connection>.<domain of the SBC>`.' }),
  trunkModel: OneOf(trunkModels)
}, { $id: 'OnlinePstnGateway', description: 'A gateway that the customer\'s tenant knows an SBC by.', examples: [{ fqdn: 'site.sbcdomain', trunkModel: 'DerivedTrunk' }] })

const webhook = Type.Optional(Type.String({ maxLength: 2000 }))

export const NewOnlinePstnGateway = Type.Object({
  fqdn: Type.String({ description: 'FQDN of the gateway.' }),
  trunkModel: Type.Optional(Type.String({ description: `${trunkModels.join(' or ')}; default DerivedTrunk.` })),
  licensePlanId: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_000_000_000, description: 'License plan of the user that activates the domain.' })),
  webhooks: Type.Optional(Type.Object({ dnsConfirmation: webhook, done: webhook, error: webhook }, { description: 'Kept with the request; nobody is called yet.' })),
  scriptParameters: Type.Optional(ScriptParametersBody)
}, {
  $id: 'OnlinePstnGatewayRequest',
  description: 'A gateway to be added.',
  examples: [{ trunkModel: 'DerivedTrunk', fqdn: 'Site2.sbc.example', licensePlanId: 1, webhooks: { dnsConfirmation: 'https://example.com/dns', done: 'https://example.com/done', error: 'https://example.com/error' }, scriptParameters: { 'CustomVar.Variable1': '10.0.0.5' } }]
})
export type NewOnlinePstnGateway = Static<typeof NewOnlinePstnGateway>

export const OnlinePstnGatewayReference = Type.Object({
  correlationId: Type.String({ description: 'Names the request when its DNS record is confirmed.' }),
  fqdn: Type.String(),
  trunkModel: OneOf(trunkModels),
  state: OneOf(['Requested', 'Confirmed'], { description: 'A gateway is listed once its DNS record is confirmed.' })
}, { $id: 'OnlinePstnGatewayReference', description: 'A request for a gateway.', examples: [{ correlationId: '7a5f7e44-0bb0-4f66-9d0a-3f3f2f0a9c11', fqdn: 'Site2.sbc.example', trunkModel: 'DerivedTrunk', state: 'Requested' }] })

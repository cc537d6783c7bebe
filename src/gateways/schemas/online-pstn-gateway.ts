import { Type, type Static } from '@sinclair/typebox'
import { Reason } from '../../allocations/schemas/allocation.ts'
import { ScriptParametersBody } from '../../sites/schemas/site-location.ts'
import { OneOf, Text, WholeNumber } from '../../schemas/value.ts'

export const trunkModels = ['DerivedTrunk', 'AzureAdDomainOnly'] as const
export type TrunkModel = typeof trunkModels[number]

/** How far a gateway has come; the last two when it came to nothing. */
export const gatewayStates = ['Requested', 'Confirmed', 'Verified', 'Active', 'Failed', 'Canceled'] as const
export type GatewayState = typeof gatewayStates[number]

export const OnlinePstnGateway = Type.Object({
  fqdn: Type.String({ description: '`<SIP connection>.<domain of the SBC>`.' }),
  trunkModel: OneOf(trunkModels)
}, {
  $id: 'OnlinePstnGateway', description: "A gateway that the customer's tenant knows an SBC by.",
  examples: [{ fqdn: 'site.sbcdomain', trunkModel: 'DerivedTrunk' }]
})

const webhook = (description: string) => Type.Optional(Type.String({ maxLength: 2000, description }))

export const NewOnlinePstnGateway = Type.Object({
  fqdn: Text({ description: 'FQDN of the gateway.' }),
  trunkModel: Type.Optional(
    Text({
      'x-values': trunkModels,
      description:
        '`DerivedTrunk` (default): the domain is verified and made active for Teams calls. `AzureAdDomainOnly`: it ' +
        'is verified, and no more.'
    })
  ),
  licensePlanId: Type.Optional(
    WholeNumber({
      minimum: 0,
      maximum: 2_000_000_000,
      description:
        'License plan of the user that activates the domain, by a number of Live Platform. Kept; the subscription ' +
        'is chosen by what it has: Teams, best with Teams Phone, and a free license.'
    })
  ),
  webhooks: Type.Optional(Type.Object({
    dnsConfirmation: webhook('Told the DNS record that is to be made, with the correlation id to confirm it by.'),
    done: webhook('Told when the gateway is there.'),
    error: webhook('Told when it came to nothing, and why.')
  }, {
    description:
      'Public https URLs that are sent a JSON body by POST, with a `Webhook-Id` that stays the same when it is sent ' +
      'again. One that cannot be reached is a warning of the task.'
  })),
  webhookSecret: Type.Optional(
    Text({
      description:
        'Signs what the webhooks are sent, after Standard Webhooks: `whsec_` and 24 to 64 random bytes in base64. ' +
        'Without it they have id and time, and no signature.'
    })
  ),
  scriptParameters: Type.Optional(ScriptParametersBody),
  reason: Reason,
  ticketId: Type.Optional(
    Type.String({
      maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
    })
  )
}, {
  $id: 'OnlinePstnGatewayRequest',
  description: 'A gateway to be added.',
  examples: [{
    trunkModel: 'DerivedTrunk',
    fqdn: 'Site2.sbc.example',
    licensePlanId: 1,
    webhooks: {
      dnsConfirmation: 'https://example.com/dns', done: 'https://example.com/done', error: 'https://example.com/error'
    },
    scriptParameters: { 'CustomVar.Variable1': '10.0.0.5' }
  }]
})
export type NewOnlinePstnGateway = Static<typeof NewOnlinePstnGateway>

export const OnlinePstnGatewayReference = Type.Object({
  correlationId: Type.String({ description: 'Names the request when its DNS record is confirmed.' }),
  fqdn: Type.String(),
  trunkModel: OneOf(trunkModels),
  state: OneOf(gatewayStates, {
    description:
      'A gateway is listed once its DNS record is confirmed. It is `Verified` when Microsoft has seen the record, ' +
      'and `Active` when Teams can use it.'
  })
}, {
  $id: 'OnlinePstnGatewayReference',
  description: 'A request for a gateway.',
  examples: [{
    correlationId: '7a5f7e44-0bb0-4f66-9d0a-3f3f2f0a9c11', fqdn: 'Site2.sbc.example', trunkModel: 'DerivedTrunk',
    state: 'Requested'
  }]
})
export type OnlinePstnGatewayReference = Static<typeof OnlinePstnGatewayReference>

import { Type, type Static } from '@sinclair/typebox'
import type { StepContext } from '../../../upstreams/guarded/tools.ts'
import { trunkModels, type GatewayState } from '../../schemas/online-pstn-gateway.ts'
import { WebhookCalls } from '../report-to-webhook.ts'

/** The state of the domain in the customer's tenant, and what of it we added. */
export const GatewayProgress = Type.Object({
  /** We added the domain, or are about to. */
  addedDomain: Type.Boolean(),
  /** Microsoft asks for no record: the domain was verified before, or lies below one that is. */
  needsNoRecord: Type.Boolean(),
  proof: Type.Object({ type: Type.Literal('TXT'), name: Type.String(), text: Type.String(), ttl: Type.Number() }),
  /** The user that activates the domain, from before it is made. */
  userPrincipalName: Type.String(),
  userId: Type.String(),
  /** Looks at Microsoft in the step that waits for it. */
  looks: Type.Integer(),
  calls: WebhookCalls,
  /** Since when something is being taken back, and what had to stay. */
  takingBackSince: Type.String(),
  left: Type.Array(Type.String())
})
export type GatewayProgress = Static<typeof GatewayProgress>

const Url = Type.Optional(Type.String())

export const input = Type.Object({
  customerId: Type.String(),
  msTenantId: Type.String(),
  fqdn: Type.String(),
  trunkModel: Type.Union(trunkModels.map(model => Type.Literal(model))),
  licensePlanId: Type.Optional(Type.Integer()),
  /** The URLs, sealed: whoever knows one may speak to its receiver. */
  sealedWebhooks: Type.Object({ dnsConfirmation: Url, done: Url, error: Url }),
  /** What signs the calls of the webhooks. */
  sealedWebhookSecret: Url,
  parameters: Type.Object({}),
  /** Of them the password and the customer variables. Tasks of before have none. */
  sealedParameters: Type.Optional(Type.Object({})),
  reason: Type.Optional(Type.String())
})
export type Input = Static<typeof input>
export type Context = StepContext<Input, GatewayProgress>

export const domainOf = ({ input }: { input: Input }): string => input.fqdn.toLowerCase()
/** The state of a gateway whose task went well. */
export const goalOf = ({ trunkModel }: Input): GatewayState => trunkModel === 'DerivedTrunk' ? 'Active' : 'Verified'

/**
 * What a secret is for. It is sealed together with it, so that bytes that somebody moves to another row, or to another
 * provider, cannot be opened there.
 */
export type SecretPlace = `${string}/${number}/${string}`

/** Seals a secret of a request before anything remembers it. */
export type Seal = (secret: string, place: SecretPlace) => Buffer

const place = (what: string, providerId: number, id: string | number): SecretPlace =>
  `${what}/${providerId}/${String(id).toLowerCase()}`

/** Passwords and keys of a device. */
export const sbcPlace = (providerId: number, sbcId: number): SecretPlace => place('sbc', providerId, sbcId)

/** Credentials and proxies of the provider's application in an Operator Connect tenant. */
export const operatorPlace = (providerId: number, tenantId: string): SecretPlace =>
  place('operator', providerId, tenantId)

/** Credentials of the application in the Microsoft tenant of a customer. */
export const connectionPlace = (providerId: number, tenantId: string): SecretPlace =>
  place('connection', providerId, tenantId)

/** Passwords of carriers and values of scripts, for the sites of a customer. */
export const sitePlace = (providerId: number, customerId: string): SecretPlace => place('site', providerId, customerId)

/** URL and secrets of a webhook that is sent events. */
export const subscriptionPlace = (providerId: number, webhookId: string): SecretPlace =>
  place('subscription', providerId, webhookId)

/** Webhooks of a customer's gateways: whoever knows such a URL may speak to its receiver. */
export const webhookPlace = (providerId: number, customerId: string): SecretPlace =>
  place('webhook', providerId, customerId)

/** One message to a URL that a caller gave us. */
export interface WebhookCall {
  /** https only. */
  readonly url: string
  /** The same each time the message is sent again, so that its receiver can tell. */
  readonly id: string
  /** Sent as JSON. */
  readonly body: object
  /** Each signs the message, as Standard Webhooks have it: `whsec_` and 24 to 64 bytes in base64. */
  readonly secrets?: readonly string[] | undefined
}

/**
 * `delivered`: answered with a 2xx. `refused`: repeating it would not help: an answer such as 404 or a redirect, or an
 * address that is not to be called.
 * `unreachable`: no answer, or one that asks to come again; `reason` does not say what is there instead. It names the
 * host, and no more of the URL. `status`: of the answer, if there was one.
 */
export type Delivery = { outcome: 'delivered', status: number } | {
  outcome: 'refused' | 'unreachable'
  reason: string
  status?: number
}

/** A secret of Standard Webhooks: `whsec_`, and 24 to 64 bytes in base64. */
export function isWebhookSecret (text: string): boolean {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? []
  const { length } = Buffer.from(base64, 'base64')
  return length >= 24 && length <= 64
}

export const badWebhookSecret =
  'The value must be whsec_ and 24 to 64 random bytes in base64: openssl rand -base64 32 makes them.'

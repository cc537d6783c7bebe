/** One message to a URL that a caller gave us. */
export interface WebhookCall {
  /** https only. */
  readonly url: string
  /** The same each time the message is sent again, so that its receiver can tell. */
  readonly id: string
  /** Sent as JSON. */
  readonly body: object
}

/**
 * `delivered`: answered with a 2xx. `refused`: repeating it would not help: an answer such as 404 or a redirect, or an
 * address that is not to be called.
 * `unreachable`: no answer, or one that asks to come again; `reason` does not say what is there instead. It names the
 * host, and no more of the URL.
 */
export type Delivery = { outcome: 'delivered' } | { outcome: 'refused', reason: string } | {
  outcome: 'unreachable'
  reason: string
}

/** The one way to call what a caller named. Never throws: a receiver that is down is nobody's fault here. */
export interface Webhooks {
  /** How often a message is sent, with pauses that grow, before it is given up. */
  readonly tries: number
  deliver (call: WebhookCall): Promise<Delivery>
  close (): Promise<void>
}

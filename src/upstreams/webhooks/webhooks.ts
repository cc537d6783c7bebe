import type { Delivery, WebhookCall } from '../../schemas/webhook-call.ts'

/** The one way to call what a caller named. Never throws: a receiver that is down is nobody's fault here. */
export interface Webhooks {
  /** How often a message is sent for a task, with pauses that grow, before it is given up. */
  readonly tries: number
  deliver (call: WebhookCall): Promise<Delivery>
  close (): Promise<void>
}

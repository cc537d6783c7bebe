import { correlationIdOf } from '../gateway-task.ts'
import { tellWebhook } from '../tell-webhook.ts'
import type { Context, Input } from './input.ts'

/** Calls one of the webhooks of the request, with what identifies the gateway. */
export function tell (context: Context, name: keyof Input['webhooks'], more: object): ReturnType<typeof tellWebhook> {
  const { task, input: { customerId, msTenantId, fqdn, trunkModel, webhooks }, progress: { calls } } = context
  return tellWebhook(context, calls, name, webhooks[name], {
    correlationId: correlationIdOf(task.id), customerGuid: customerId, msTenantId, fqdn, trunkModel, ...more
  })
}

import { correlationIdOf } from '../gateway-task.ts'
import { reportToWebhook } from '../report-to-webhook.ts'
import type { Context, Input } from './input.ts'

/** Calls one of the webhooks of the request, with what identifies the gateway. */
export function report (
  context: Context, name: keyof Input['webhooks'], more: object
): ReturnType<typeof reportToWebhook> {
  const { task, input: { customerId, msTenantId, fqdn, trunkModel, webhooks }, progress: { calls } } = context
  return reportToWebhook(context, calls, name, webhooks[name], {
    correlationId: correlationIdOf(task.id), customerGuid: customerId, msTenantId, fqdn, trunkModel, ...more
  })
}

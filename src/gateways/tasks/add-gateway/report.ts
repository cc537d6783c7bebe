import { correlationIdOf } from '../gateway-task.ts'
import { reportToWebhook } from '../report-to-webhook.ts'
import type { Context, Input } from './input.ts'
import { webhookPlace } from '../../../schemas/secret-place.ts'

/** Calls one of the webhooks of the request, with what identifies the gateway. */
export function report (
  context: Context, name: keyof Input['sealedWebhooks'], more: object
): ReturnType<typeof reportToWebhook> {
  const { task, input: { customerId, msTenantId, fqdn, trunkModel, sealedWebhooks }, progress: { calls } } = context
  const sealed = sealedWebhooks[name]
  const url = sealed === undefined
    ? undefined
    : context.openSecret(Buffer.from(sealed, 'base64'), webhookPlace(task.providerId, customerId))
  return reportToWebhook(context, calls, name, url, {
    correlationId: correlationIdOf(task.id), customerGuid: customerId, msTenantId, fqdn, trunkModel, ...more
  })
}

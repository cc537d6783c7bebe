import { correlationIdOf } from '../gateway-task.ts'
import { reportToWebhook } from '../report-to-webhook.ts'
import type { Context, Input } from './input.ts'
import { webhookPlace } from '../../../schemas/secret-place.ts'

/** Calls one of the webhooks of the request, with what identifies the gateway. */
export function report (
  context: Context, name: keyof Input['sealedWebhooks'], more: object
): ReturnType<typeof reportToWebhook> {
  const { task, input: { customerId, msTenantId, fqdn, trunkModel, ...input }, progress: { calls } } = context
  const open = (sealed: string | undefined): string | undefined => sealed === undefined
    ? undefined
    : context.openSecret(Buffer.from(sealed, 'base64'), webhookPlace(task.providerId, customerId))
  const receiver = { url: open(input.sealedWebhooks[name]), secret: open(input.sealedWebhookSecret) }
  return reportToWebhook(context, calls, name, receiver, {
    correlationId: correlationIdOf(task.id), customerGuid: customerId, msTenantId, fqdn, trunkModel, ...more
  })
}

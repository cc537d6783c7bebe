import type { Domain } from '../http/domain.ts'
import { events } from './api/events.ts'
import { webhookChanges } from './api/webhook-changes.ts'
import { webhooks } from './api/webhooks.ts'
import { Event, EventPage, typedEvents } from './schemas/event.ts'
import {
  NewWebhook, Redelivery, Webhook, WebhookChange, WebhookDelivery, WebhookDeliveryPage, WebhookPage
} from './schemas/webhook.ts'
import { keepWebhook } from './tasks/keep-webhook.ts'
import { removeWebhook } from './tasks/remove-webhook.ts'
import { sendEvents } from './tasks/send-events.ts'
import { deliveryRetention, webhookDispatch } from './tasks/webhook-dispatch.ts'

/** What happened, for those who want to know. */
export const eventsDomain: Domain = {
  resources: () => [events, webhookChanges, webhooks],
  kinds: [keepWebhook, removeWebhook, sendEvents],
  components: [
    Event, EventPage, NewWebhook, Redelivery, Webhook, WebhookChange, WebhookDelivery, WebhookDeliveryPage, WebhookPage,
    ...typedEvents.map(({ schema }) => schema)
  ],
  backgroundJobs: ({ EVENT_RETENTION_DAYS }, tools) => [
    webhookDispatch(tools), deliveryRetention(EVENT_RETENTION_DAYS)
  ]
}

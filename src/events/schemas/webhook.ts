import { Type, type Static } from '@sinclair/typebox'
import { eventTypes } from './event.ts'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf, OrNull, Said, Text } from '../../schemas/value.ts'

export const payloads = ['thin', 'full'] as const

const name = Type.String({ minLength: 1, maxLength: 100, description: 'What people call it.' })
const url = Type.String({
  minLength: 1, maxLength: 2000, description: 'A public https URL without user and password. Only its host is shown.'
})
const types = Type.Array(Text(), {
  maxItems: 100, description: 'Types of events, or `task.*` for all that begin so. Empty: all.'
})
const payload = OneOf(payloads, {
  description:
    '`full`: the event as the log has it, and with the end of a task the task. `thin`: `data` holds ids only, for ' +
    'receivers that ask for the rest with their own token.'
})
const secret = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'What signs the messages (Standard Webhooks): `whsec_` and 24 to 64 random bytes in base64.'
})
const ticketId = Type.Optional(
  Type.String({
    maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
  })
)
const exampleSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

export const Webhook = Type.Object({
  id: Type.String(),
  name,
  host: Type.String({ description: 'Where it leads; the rest of the URL is not shown.' }),
  types: Type.Array(Type.String(), { description: 'Types of events; empty: all.' }),
  payload,
  state: OneOf(['active', 'paused']),
  pausedReason: OrNull(Type.String({ description: 'Why it is paused.' })),
  failingSince: OrNull(Type.String({ format: 'date-time', description: 'Since when nothing was delivered.' })),
  previousSecretUntil: OrNull(Type.String({
    format: 'date-time', description: 'Until when the secret before this one signs as well.'
  })),
  position: Type.String({ description: 'The place in the log up to which events were taken.' }),
  channelId: OrNull(Type.Integer({ description: 'The channel whose events it is sent.' })),
  umpCustomerGuid: OrNull(Type.String({ description: 'The customer whose events it is sent.' })),
  createdAt: Type.String({ format: 'date-time' })
}, {
  $id: 'Webhook', description: 'Somebody who is sent events.',
  examples: [{
    id: '5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10', name: 'CRM', host: 'hooks.example.com', types: ['task.finished'],
    payload: 'full', state: 'active', pausedReason: null, failingSince: null, previousSecretUntil: null,
    position: '4711', channelId: null, umpCustomerGuid: null, createdAt: '2026-08-12T07:02:10.822000Z'
  }]
})
export type Webhook = Static<typeof Webhook>

export const WebhookPage = listPage(ref(Webhook), {
  $id: 'WebhookPage', description: 'One page of webhooks, the first made first.'
})

export const NewWebhook = Type.Object({
  name, url, secret, types: Type.Optional(types), payload: Type.Optional(payload),
  after: Type.Optional(Text({ description: 'The place in the log to begin behind; without it from now on.' })),
  ticketId
}, {
  $id: 'NewWebhook', description: 'A webhook to be made, for the node of whoever asks.',
  examples: [{
    name: 'CRM', url: 'https://hooks.example.com/dialplane', secret: exampleSecret, types: ['task.finished'],
    payload: 'full'
  }]
})

export const WebhookChange = Type.Object({
  name: Type.Optional(name),
  url: Type.Optional(url),
  types: Type.Optional(types),
  payload: Type.Optional(payload),
  secret: Type.Optional({ ...secret, description: 'A new secret. The old one signs as well for another day.' }),
  state: Type.Optional(OneOf(['active', 'paused'], {
    description: '`active` goes on where it was paused: nothing that is still in the log is left out.'
  })),
  ticketId
}, { $id: 'WebhookChange', description: 'What is to be different; the rest stays.', examples: [{ state: 'active' }] })

export const Redelivery = Type.Object({
  from: Text({ description: 'The id of the first event.' }),
  to: Type.Optional(Text({ description: 'That of the last one; without it only the first.' })),
  ticketId
}, {
  $id: 'Redelivery', description: 'Events that are to be sent again.', examples: [{ from: '4700', to: '4711' }]
})

export const WebhookDelivery = Type.Object({
  eventId: Type.String({ description: 'The id of the event.' }),
  messageId: Type.String({ description: 'The `webhook-id` of the message.' }),
  type: Said(eventTypes, { description: 'The type of the event.' }),
  state: OneOf(['pending', 'delivered', 'failed'], { description: '`failed` after the last attempt.' }),
  attempts: Type.Integer(),
  dueAt: OrNull(Type.String({ format: 'date-time', description: 'When it is tried next.' })),
  lastTriedAt: OrNull(Type.String({ format: 'date-time' })),
  lastStatus: OrNull(Type.Integer({ description: 'The status of the last answer, if there was one.' })),
  lastAnswer: OrNull(Type.String({ description: 'Why the last attempt did not deliver it.' })),
  createdAt: Type.String({ format: 'date-time' })
}, {
  $id: 'WebhookDelivery', description: 'One event on its way to a webhook.',
  examples: [{
    eventId: '4711', messageId: 'msg_5b7f1f0c8c1f4a6a9d7b9a4f0d3c2b10_4711', type: 'task.finished', state: 'pending',
    attempts: 2, dueAt: '2026-08-12T07:07:11.000000Z', lastTriedAt: '2026-08-12T07:02:11.000000Z', lastStatus: 503,
    lastAnswer: 'hooks.example.com answered 503.', createdAt: '2026-08-12T07:02:10.900000Z'
  }]
})
export type WebhookDelivery = Static<typeof WebhookDelivery>

export const WebhookDeliveryPage = listPage(ref(WebhookDelivery), {
  $id: 'WebhookDeliveryPage', description: 'One page of deliveries, the last event first.'
})

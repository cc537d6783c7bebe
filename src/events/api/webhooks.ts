import { Type } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import { administering, reading } from '../../http/caller.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'
import { Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { uuid } from '../../schemas/uuid.ts'
import { deliveriesPage, deliveryListing, webhookListing, webhookOf, webhooksPage } from '../records/webhooks.ts'
import { Webhook, WebhookDelivery, WebhookDeliveryPage, WebhookPage } from '../schemas/webhook.ts'
import { tags } from './events.ts'

/** An id that nothing of the demo has, so that trying an example changes nothing. */
export const params = Type.Object({
  webhookId: Type.String({ description: 'Id of the webhook.', examples: ['5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10'] })
})

const list: Resource = (scope, { records }) => {
  scope.get('/webhooks', {
    config: { roles: reading, versions: ['v3'] },
    schema: {
      operationId: 'listWebhooks',
      summary: 'List webhooks',
      description: 'Those of the caller\'s part of the tree.',
      tags,
      querystring: Type.Object(listQuery(webhookListing)),
      response: { 200: ref(WebhookPage) }
    }
  }, (request, reply) => answerList(request, reply, webhookListing, place =>
    webhooksPage(records(request.caller), undefined, place)))

  scope.get('/webhooks/:webhookId', {
    config: { roles: reading, versions: ['v3'], problems: ['webhook_not_found'] },
    schema: {
      operationId: 'getWebhook', summary: 'Get one webhook', tags, params, response: { 200: ref(Webhook) }
    }
  }, ({ caller, params }) => ownWebhook(records(caller), params.webhookId))
}

const deliveries: Resource = (scope, { records }) => {
  scope.get('/webhooks/:webhookId/deliveries', {
    config: { roles: administering, versions: ['v3'], problems: ['webhook_not_found'] },
    schema: {
      operationId: 'listWebhookDeliveries',
      summary: 'List what was sent to a webhook',
      description: 'The last event first, with what the receiver answered.',
      tags,
      params,
      querystring: Type.Object({
        state: Type.Optional(WebhookDelivery.properties.state), ...listQuery(deliveryListing)
      }),
      response: { 200: ref(WebhookDeliveryPage) }
    }
  }, async (request, reply) => {
    const { caller, params, query: { state } } = request
    const { id } = await ownWebhook(records(caller), params.webhookId)
    return answerList(request, reply, deliveryListing, place => deliveriesPage(records(caller), id, state, place))
  })
}

/** Reading webhooks, and what was sent to them. */
export const webhooks: Resource = (scope, means) => {
  for (const routes of [list, deliveries]) routes(scope, means)
}

export async function ownWebhook (records: ReachedRecords, id: string): Promise<Webhook> {
  const found = uuid.test(id) ? await webhookOf(records, id) : undefined
  if (found === undefined) throw new Problem('webhook_not_found', `Webhook ${id} does not exist.`)
  return found
}

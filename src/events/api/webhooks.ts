import { Type } from '@sinclair/typebox'
import type { ReachedRecords } from '../../database/reach.ts'
import { administering, reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { Problem } from '../../problems.ts'
import { pageQuery } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { uuid } from '../../schemas/uuid.ts'
import { deliveriesPage, webhookOf, webhooksPage } from '../records/webhooks.ts'
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
      querystring: Type.Object(pageQuery),
      response: { 200: ref(WebhookPage) }
    }
  }, async ({ caller, query: { PageNumber = 1, PageSize = 200 } }) => {
    const { total, data } = await webhooksPage(records(caller), undefined, (PageNumber - 1) * PageSize, PageSize)
    return {
      currentPage: PageNumber, pageSize: PageSize, totalPages: Math.ceil(total / PageSize), totalRecords: total, data
    }
  })

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
      querystring: Type.Object({ state: Type.Optional(WebhookDelivery.properties.state), ...pageQuery }),
      response: { 200: ref(WebhookDeliveryPage) }
    }
  }, async ({ caller, params, query: { PageNumber = 1, PageSize = 200, state } }) => {
    const { id } = await ownWebhook(records(caller), params.webhookId)
    const { total, data } = await deliveriesPage(
      records(caller), id, state, (PageNumber - 1) * PageSize, PageSize
    )
    return {
      currentPage: PageNumber, pageSize: PageSize, totalPages: Math.ceil(total / PageSize), totalRecords: total, data
    }
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

import { Type } from '@sinclair/typebox'
import { next } from '../../engine/define.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { deleteWebhook } from '../records/webhooks.ts'

/** Goal: there is no such webhook, and nothing is on its way to it. */
export const removeWebhook = defineTaskKind({
  name: 'remove-webhook',
  idPrefix: 'whk_rem',
  requiredScope: 'customer',
  partitionKey: ofProvider('webhooks'),
  title: 'Remove a webhook',
  input: Type.Object({ webhookId: Type.String() }),
  progress: Type.Object({}),
  steps: [{
    name: 'remove',
    message: 'Taking the webhook out of the records',
    run: async ({ task: { providerId }, input: { webhookId } }) =>
      next({}, trx => deleteWebhook(trx, { providerId, webhookId }))
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess',
    details: [failure === undefined ? 'WebhookRemoved' : 'WebhookNotRemoved'],
    output: { WebhookId: input.webhookId }
  })
})

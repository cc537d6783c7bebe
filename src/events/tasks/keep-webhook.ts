import { Type } from '@sinclair/typebox'
import { next, reject } from '../../engine/define.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { Words } from '../../schemas/value.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { deleteWebhook, insertWebhook, updateWebhook } from '../records/webhooks.ts'
import { payloads } from '../schemas/webhook.ts'

/** Goal: the webhook is as asked. */
export const keepWebhook = defineTaskKind({
  name: 'keep-webhook',
  idPrefix: 'whk_kep',
  requiredScope: 'customer',
  partitionKey: ofProvider('webhooks'),
  title: 'Add or change a webhook',
  /** Its id was chosen by the request, so that a step that runs twice makes one. */
  input: Type.Object({
    webhookId: Type.String(),
    isNew: Type.Boolean(),
    channelId: Type.Optional(Type.Integer()),
    customerId: Type.Optional(Type.String()),
    /** The place in the log behind which a new one begins. */
    after: Type.Optional(Type.Integer()),
    name: Type.Optional(Type.String()),
    host: Type.Optional(Type.String()),
    sealedUrl: Type.Optional(Type.String()),
    sealedSecret: Type.Optional(Type.String()),
    types: Type.Optional(Type.Array(Type.String())),
    payload: Type.Optional(Words(payloads)),
    state: Type.Optional(Words(['active', 'paused']))
  }),
  progress: Type.Object({}),
  steps: [{
    name: 'keep',
    message: 'Writing the webhook down',
    async run ({ db, task: { providerId }, input, assertLease }) {
      const { webhookId, isNew, channelId, customerId, after, sealedUrl: url, sealedSecret: secret, ...rest } = input
      const key = { providerId, webhookId }
      assertLease()
      if (isNew) await insertWebhook(db, key, { channelId, customerId }, { ...rest, url, secret }, after)
      else if (!await updateWebhook(db, key, { ...rest, url, secret })) {
        return reject('webhook_not_found', 'The webhook is not there any more.')
      }
      return next()
    },
    async undo ({ db, task: { providerId }, input: { webhookId, isNew }, assertLease }) {
      assertLease()
      if (isNew) await deleteWebhook(db, { providerId, webhookId })
      return next()
    }
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess',
    details: [failure === undefined ? 'WebhookKept' : 'WebhookNotKept'],
    output: { WebhookId: input.webhookId }
  })
})

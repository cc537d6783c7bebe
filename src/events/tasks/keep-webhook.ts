import { Type } from '@sinclair/typebox'
import { next, reject } from '../../engine/define.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { Words } from '../../schemas/value.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { deleteWebhook, insertWebhook, updateWebhook } from '../records/webhooks.ts'
import { payloads } from '../schemas/webhook.ts'

/** For tasks that were made before there was a limit. */
const usualMost = 50

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
    /** Webhooks that its node may have. */
    most: Type.Optional(Type.Integer()),
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
      const {
        webhookId, isNew, channelId, customerId, after, sealedUrl: url, sealedSecret: secret, most, ...rest
      } = input
      const key = { providerId, webhookId }
      assertLease()
      if (isNew) {
        const settings = { ...rest, url, secret }
        const isThere = await insertWebhook(db, key, { channelId, customerId }, settings, after, most ?? usualMost)
        return isThere ? next() : reject('too_many_webhooks', `The node may have ${most ?? usualMost} webhooks.`)
      }
      if (!await updateWebhook(db, key, { ...rest, url, secret })) {
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

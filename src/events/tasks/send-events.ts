import { Type } from '@sinclair/typebox'
import { next } from '../../engine/define.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { deliverAgain, noteTest } from '../records/webhooks.ts'

/** Goal: events are on their way to a webhook again; without a range one that only tries it. */
export const sendEvents = defineTaskKind({
  name: 'send-events',
  idPrefix: 'whk_snd',
  requiredScope: 'customer',
  partitionKey: ofProvider('webhooks'),
  title: 'Send events to a webhook',
  input: Type.Object({
    webhookId: Type.String(), from: Type.Optional(Type.Integer()), to: Type.Optional(Type.Integer())
  }),
  progress: Type.Object({}),
  steps: [{
    name: 'send',
    message: 'Having the events sent',
    async run ({ task, input: { webhookId, from, to }, say }) {
      const key = { providerId: task.providerId, webhookId }
      const what = from === undefined ? 'An event webhook.test is' : `Events ${from} to ${to ?? from} are`
      say('Information', `${what} sent.`)
      return next({}, async trx => {
        if (from === undefined) await noteTest(trx, key, task.id)
        else await deliverAgain(trx, key, from, to ?? from)
      })
    }
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess',
    details: [failure === undefined ? 'EventsSent' : 'EventsNotSent'],
    output: { WebhookId: input.webhookId }
  })
})

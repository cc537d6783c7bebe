import { subscriptionPlace } from '../../../src/schemas/secret-place.ts'
import type { Example, Place } from './example.ts'

const id = ({ serial }: Place): string => `3b000000-0000-4000-8000-${String(serial).padStart(12, '0')}`

const sealed = (place: Place, text: string): string =>
  place.services.secrets.seal(text, subscriptionPlace(place.providerId ?? 1, id(place))).toString('base64')

/** What the webhook of the run is, and what is on its way to it. */
async function state (place: Place): Promise<unknown> {
  const { rows } = await place.services.db.query({
    text: `select name, url_shown, types, payload, w.state, (select count(*)::int from webhook_delivery d
        where d.provider_id = w.provider_id and d.webhook_id = w.id and d.state = 'pending') as pending
      from webhook w where id = $1`,
    values: [id(place)]
  })
  return rows
}

export const keepWebhook: Example = {
  steps: 'whk_kep: keep*',
  input: place => ({
    webhookId: id(place), isNew: true, name: 'CRM', host: 'hooks.example', types: ['customer.created'],
    sealedUrl: sealed(place, 'https://hooks.example/'),
    sealedSecret: sealed(place, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
  }),
  numbers: 0,
  state,
  afterFailure: 'clean'
}

export const removeWebhook: Example = {
  steps: 'whk_rem: remove',
  input: place => ({ webhookId: id(place) }),
  numbers: 0,
  needs: ['keep-webhook'],
  state,
  afterFailure: 'clean'
}

export const sendEvents: Example = {
  steps: 'whk_snd: send',
  input: place => ({ webhookId: id(place), from: 1, to: 3 }),
  numbers: 0,
  needs: ['keep-webhook'],
  async prepare (place) {
    await place.services.db.query({
      text: `insert into webhook_delivery (provider_id, webhook_id, position, type, state)
        values (1, $1, 2, 'task.finished', 'failed') on conflict do nothing`,
      values: [id(place)]
    })
  },
  state,
  afterFailure: 'clean'
}

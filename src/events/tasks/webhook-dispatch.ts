import type { Database } from '../../database/connect.ts'
import type { BackgroundJob } from '../../engine/background.ts'
import { readTasks } from '../../engine/records/task-reads.ts'
import { subscriptionPlace, type SecretPlace } from '../../schemas/secret-place.ts'
import type { Delivery, WebhookCall } from '../../schemas/webhook-call.ts'
import { askedTaskWithin } from '../../tenancy/records/reach.ts'
import { toldEvent } from '../records/told-event.ts'
import {
  dueWebhooks, eventAt, fanOut, keepAttempt, pauseWebhook, reachOfWebhook, sweepDeliveries, takeDeliveries,
  type CalledWebhook, type DueDelivery
} from '../records/webhook-dispatch.ts'
import { messageIdOf } from '../records/webhooks.ts'
import type { Event } from '../schemas/event.ts'

interface Means {
  callWebhook (call: WebhookCall): Promise<Delivery>
  openSecret (sealed: Buffer, place: SecretPlace): string
}

/** Seconds from each attempt that failed to the next: ten attempts in about three days. */
const pauses = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const

/** A webhook to which nothing was delivered for so long is paused. */
const patienceSeconds = 3 * 86_400

/** Messages to one webhook at a time. */
const atOnce = 5

/** A round waits no longer for slow receivers; what is on its way to them goes on beside the next one. */
const longestRound = 1000

/** Sends events to webhooks: in their order as long as all goes well, each at least once, with one `webhook-id`. */
export function webhookDispatch (means: Means): BackgroundJob {
  /** Webhooks that this process is sending to. */
  const busy = new Map<string, Promise<void>>()
  return {
    name: 'webhook-dispatch',
    everySeconds: 5,
    atStart: true,
    afterEvents: true,
    async run (db, log, stopping) {
      await fanOut(db, stopping)
      for (const webhook of await dueWebhooks(db)) {
        if (busy.has(webhook.id) || stopping()) continue
        busy.set(webhook.id, send(means, db, webhook, stopping).catch((error: unknown) => {
          if (!stopping()) log.warn({ err: error, webhook: webhook.id }, 'Events could not be sent; they come again')
        }).finally(() => busy.delete(webhook.id)))
      }
      const pause = new Promise(resolve => setTimeout(resolve, longestRound).unref())
      await Promise.race([Promise.all(busy.values()), pause])
    }
  }
}

/** Deletes deliveries that were kept for long enough. */
export function deliveryRetention (days: number): BackgroundJob {
  return {
    name: 'webhook-delivery-retention', everySeconds: 3600, atStart: false,
    async run (db, _log, _stopping, removed) {
      removed('deliveries', await sweepDeliveries(db, days))
    }
  }
}

/** Sends what is due until nothing is, or something cannot be delivered: the rest follows in a later round. */
async function send (means: Means, db: Database, webhook: CalledWebhook, stopping: () => boolean): Promise<void> {
  while (!stopping()) {
    const due = await takeDeliveries(db, webhook, atOnce)
    if (due.length === 0) return
    const went = await Promise.all(due.map(delivery => attempt(means, db, webhook, delivery)))
    if (!went.every(Boolean)) return
  }
}

/** Whether the delivery is over with, for better or worse, and the next may follow at once. */
async function attempt (
  means: Means, db: Database, webhook: CalledWebhook, { position, attempts }: DueDelivery
): Promise<boolean> {
  const logged = await eventAt(db, webhook, position)
  if (logged === undefined) {
    const answer = 'The event is not kept any more, or not within reach any more.'
    await keepAttempt(db, webhook, position, { delivered: false, status: undefined, answer, again: undefined })
    return true
  }
  const place = subscriptionPlace(webhook.providerId, webhook.id)
  const secrets = [webhook.secret, ...webhook.previousSecret === null ? [] : [webhook.previousSecret]]
  const delivery = await means.callWebhook({
    url: means.openSecret(webhook.url, place),
    id: messageIdOf(webhook.id, position),
    body: await bodyOf(db, webhook, toldEvent(webhook.providerId, logged)),
    secrets: secrets.map(secret => means.openSecret(secret, place))
  })
  const delivered = delivery.outcome === 'delivered'
  const pause = pauses[attempts - 1]
  const failing = await keepAttempt(db, webhook, position, {
    delivered, status: delivery.status, answer: delivery.outcome === 'delivered' ? undefined : delivery.reason,
    again: delivered || pause === undefined ? undefined : pause * (0.9 + Math.random() * 0.2)
  })
  if (delivery.status === 410) await pauseWebhook(db, webhook, 'The receiver answered 410: it wants no more.')
  else if (!delivered && failing > patienceSeconds) {
    await pauseWebhook(db, webhook, `Nothing was delivered for ${Math.round(failing / 86_400)} days.`)
  }
  return delivered
}

/** What is sent of an event: with the task that has ended, or nothing but ids. */
async function bodyOf (db: Database, webhook: CalledWebhook, event: Event): Promise<object> {
  const { data } = event
  if (webhook.payload === 'thin') {
    const ids = ['taskId', 'msTenantId', 'umpCustomerGuid', 'webhookId'].filter(name => data[name] !== undefined)
    return { ...event, data: Object.fromEntries(ids.map(name => [name, data[name]])) }
  }
  if (event.type !== 'task.finished') return event
  const [task] = await readTasks(db, [{ reach: reachOfWebhook(webhook), id: event.subject }], askedTaskWithin)
  if (task === undefined) return event
  const { msTenantId: _tenant, customerId: _customer, channelId: _channel, ...shown } = task
  return { ...event, data: { ...data, task: shown } }
}

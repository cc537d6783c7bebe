import type { Database, Queryable } from '../../database/connect.ts'
import { reachOf, ReachedRecords, type Reach } from '../../database/reach.ts'
import { eventsAfter, type LoggedEvent } from './event-log.ts'

/** A webhook as it is called. */
export interface CalledWebhook {
  providerId: number
  id: string
  name: string
  payload: 'thin' | 'full'
  url: Buffer
  secret: Buffer
  previousSecret: Buffer | null
  channelId: number | null
  customerId: string | null
}

interface Behind { providerId: number, id: string, channelId: number | null, customerId: string | null }

/** Events that become deliveries at once. */
const atOnce = 500

/** Makes a delivery of each event that an active webhook has not been given yet, and is to be sent. */
export async function fanOut (db: Database, stopping: () => boolean): Promise<void> {
  for (;;) {
    const { rows } = await db.query<Behind>({
      name: 'webhooks-behind',
      text: `select w.provider_id as "providerId", w.id, w.channel_id as "channelId", w.customer_id as "customerId"
        from webhook w join event_head h on h.provider_id = w.provider_id
        where w.state = 'active' and w.position < h.position order by w.id limit 100`
    })
    if (rows.length === 0 || stopping()) return
    const moved = await Promise.all(rows.map(behind => db.transaction(trx => fanOutOne(trx, behind))))
    if (!moved.some(Boolean)) return // others are at it
  }
}

async function fanOutOne (trx: Queryable, { providerId, id, ...node }: Behind): Promise<boolean> {
  const { rows: [webhook] } = await trx.query<{ position: number, types: string[] | null }>({
    name: 'take-webhook',
    text: `select position, types from webhook where provider_id = $1 and id = $2 and state = 'active'
      for update skip locked`,
    values: [providerId, id]
  })
  if (webhook === undefined) return false
  const types = webhook.types === null ? undefined : [...webhook.types, 'webhook.test']
  const records = new ReachedRecords(trx, reachOf({ providerId, ...node }))
  const { data, upTo } = await eventsAfter(records, webhook.position, atOnce, { types })
  const wanted = data.filter(({ type, subject }) => type !== 'webhook.test' || subject === id)
  await trx.query({
    name: 'make-deliveries',
    text: `with made as (
        insert into webhook_delivery (provider_id, webhook_id, position, type)
        select $1::int, $2::uuid, * from unnest($3::bigint[], $4::text[]) on conflict do nothing
      ) update webhook set position = $5 where provider_id = $1::int and id = $2::uuid`,
    values: [providerId, id, wanted.map(({ position }) => position), wanted.map(({ type }) => type), upTo]
  })
  return upTo > webhook.position
}

/** Active webhooks that have something to be sent now. */
export async function dueWebhooks (db: Queryable): Promise<CalledWebhook[]> {
  const { rows } = await db.query<CalledWebhook>({
    name: 'due-webhooks',
    text: `select w.provider_id as "providerId", w.id, w.name, w.payload, w.url_encrypted as url,
        w.secret_encrypted as secret, w.channel_id as "channelId", w.customer_id as "customerId",
        case when w.previous_secret_until > now() then w.previous_secret_encrypted end as "previousSecret"
      from webhook w where w.state = 'active' and exists (select from webhook_delivery d
        where d.provider_id = w.provider_id and d.webhook_id = w.id and d.state = 'pending' and d.due_at <= now())
      limit 200`
  })
  return rows
}

/** Seconds after which a delivery is due again whose sender died. */
const leaseSeconds = 60

export interface DueDelivery { position: number, attempts: number }

/** Takes deliveries that are due, the first ones first; nobody else sends them meanwhile. */
export async function takeDeliveries (
  db: Queryable, { providerId, id }: CalledWebhook, limit: number
): Promise<DueDelivery[]> {
  const { rows } = await db.query<DueDelivery>({
    name: 'take-deliveries',
    text: `update webhook_delivery d set attempts = attempts + 1, last_tried_at = now(),
        due_at = now() + make_interval(secs => $3)
      where (provider_id, webhook_id, position) in (select provider_id, webhook_id, position from webhook_delivery
        where provider_id = $1 and webhook_id = $2 and state = 'pending' and due_at <= now()
        order by due_at, position limit $4 for update skip locked)
      returning position, attempts`,
    values: [providerId, id, leaseSeconds, limit]
  })
  return rows.sort((one, other) => one.position - other.position)
}

/** The event of a place as whoever it is sent to may see it; undefined when it is not kept or not its any more. */
export async function eventAt (
  db: Queryable, webhook: CalledWebhook, position: number
): Promise<LoggedEvent | undefined> {
  const records = new ReachedRecords(db, reachOfWebhook(webhook))
  const { data } = await eventsAfter(records, position - 1, 1, { upTo: position })
  return data.find(event => event.position === position)
}

export function reachOfWebhook ({ providerId, channelId, customerId }: CalledWebhook): Reach {
  return reachOf({ providerId, channelId, customerId })
}

/** What an attempt came to. `again`: seconds until the next one; undefined when there is none. */
export interface Attempt {
  readonly delivered: boolean
  readonly status: number | undefined
  readonly answer: string | undefined
  readonly again: number | undefined
}

/** Keeps what an attempt came to, and since when the webhook fails; answers for how many seconds it has been. */
export async function keepAttempt (
  db: Queryable, { providerId, id }: CalledWebhook, position: number, { delivered, status, answer, again }: Attempt
): Promise<number> {
  const { rows: [row] } = await db.query<{ failing: number }>({
    name: 'keep-attempt',
    text: `with kept as (
        update webhook_delivery set last_status = $4, last_answer = $5,
          state = case when $6 then 'delivered' when $7::float8 is null then 'failed' else 'pending' end,
          due_at = now() + make_interval(secs => coalesce($7, 0))
        where provider_id = $1 and webhook_id = $2 and position = $3
      ), marked as (
        update webhook set failing_since = case when $6 then null else coalesce(failing_since, now()) end
        where provider_id = $1 and id = $2 and (failing_since is null) <> $6
      ) select coalesce(extract(epoch from now() - failing_since), 0)::float8 as failing from webhook
        where provider_id = $1 and id = $2`,
    values: [providerId, id, position, status ?? null, answer ?? null, delivered, again ?? null]
  })
  return row?.failing ?? 0
}

/** Stops calling a webhook, and tells so in the log. Its place stays, so that nothing is lost when it goes on. */
export async function pauseWebhook (db: Queryable, { providerId, id }: CalledWebhook, reason: string): Promise<void> {
  await db.query({
    text: `with paused as (
        update webhook set state = 'paused', paused_reason = $3, changed_at = now()
        where provider_id = $1 and id = $2 and state = 'active' returning *
      ) select note_event(provider_id, 'webhook.paused', id::text, null, customer_id, channel_id, null,
        jsonb_build_object('webhookId', id, 'name', name, 'reason', $3::text)) from paused`,
    values: [providerId, id, reason]
  })
}

/** Deliveries are kept as long as events. */
export async function sweepDeliveries (db: Queryable, days: number): Promise<number> {
  const { rowCount } = await db.query({
    text: `delete from webhook_delivery where created_at < now() - make_interval(secs => $1 * 86400)
      and state <> 'pending'`,
    values: [days]
  })
  return rowCount ?? 0
}

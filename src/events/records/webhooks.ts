import type { Queryable } from '../../database/connect.ts'
import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofNodeWithin } from '../../tenancy/records/reach.ts'
import type { Webhook, WebhookDelivery } from '../schemas/webhook.ts'

const columns = `w.id, w.name, w.url_shown as host, coalesce(w.types, '{}') as types, w.payload, w.state,
  w.paused_reason as "pausedReason", w.failing_since as "failingSince",
  case when w.previous_secret_until > now() then w.previous_secret_until end as "previousSecretUntil",
  w.position::text as position, w.channel_id as "channelId", w.customer_id as "umpCustomerGuid",
  w.created_at as "createdAt"`

export const webhookListing: Listing = {
  orders: { createdAt: [{ sql: 'w.created_at', type: 'timestamptz' }, { sql: 'w.id', type: 'uuid' }] },
  usual: 'createdAt',
  times: { created: { sql: 'w.created_at', what: 'Made' }, updated: { sql: 'w.changed_at', what: 'Changed' } }
}

/** The webhooks of the caller's part of the tree, in the order in which they were made unless it is asked otherwise. */
export async function webhooksPage (
  records: ReachedRecords, id: string | undefined, place: Place
): Promise<Part<Webhook>> {
  const from = (within: string): string => `from webhook w where ${within} and ($4::uuid is null or w.id = $4)`
  return reachedList<Webhook>(records, webhookListing, place, {
    within: ofNodeWithin('w'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) =>
      `select ${columns}${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: [id ?? null]
  })
}

export async function webhookOf (records: ReachedRecords, id: string): Promise<Webhook | undefined> {
  return (await webhooksPage(records, id, { offset: 0, limit: 1 })).data[0]
}

/** What is absent stays, or is as usual of a new one. */
export interface WebhookSettings {
  readonly name?: string | undefined
  readonly types?: readonly string[] | undefined
  readonly payload?: string | undefined
  readonly state?: string | undefined
  readonly host?: string | undefined
  /** Sealed, in base64. */
  readonly url?: string | undefined
  readonly secret?: string | undefined
}

interface WebhookKey { readonly providerId: number, readonly webhookId: string }

const sealed = (text: string | undefined): Buffer | null => text === undefined ? null : Buffer.from(text, 'base64')

/** Makes it for a node; does nothing when it is there already. `after`: behind this place, or from now on. */
export async function insertWebhook (
  db: Queryable, { providerId, webhookId }: WebhookKey,
  node: { channelId?: number | undefined, customerId?: string | undefined }, settings: WebhookSettings,
  after: number | undefined, most: number
): Promise<boolean> {
  const { rows: [row] } = await db.query<{ isThere: boolean, hasPlace: boolean }>({
    text: `with free as (
        select min(s.slot) as slot from generate_series(1, $12::int) as s (slot) where not exists (select from webhook w
          where w.provider_id = $1 and w.channel_id is not distinct from $4::int
            and w.customer_id is not distinct from $5::uuid and w.slot = s.slot)
      ), made as (insert into webhook (provider_id, id, name, channel_id, customer_id, url_encrypted, url_shown, types,
        payload, secret_encrypted, position, slot)
      select $1::int, $2::uuid, $3::text, $4::int, $5::uuid, $6::bytea, $7::text, nullif($8::text[], '{}'),
        coalesce($9::text, 'full'), $10::bytea,
        least(coalesce($11::bigint, h.position), h.position), free.slot
      from (select coalesce(max(position), 0) as position from event_head where provider_id = $1) h, free
      where free.slot is not null on conflict do nothing returning id)
      select exists (select from made) or exists (select from webhook where provider_id = $1 and id = $2) as "isThere",
        (select slot is not null from free) as "hasPlace"`,
    values: [
      providerId, webhookId, settings.name, node.channelId ?? null, node.customerId ?? null, sealed(settings.url),
      settings.host, settings.types ?? [], settings.payload ?? null, sealed(settings.secret), after ?? null,
      most
    ]
  })
  if (row?.isThere === true || row?.hasPlace !== true) return row?.isThere === true
  // Another one has just taken the place.
  return insertWebhook(db, { providerId, webhookId }, node, settings, after, most)
}

/** How many webhooks a node has itself. */
export async function webhooksOfNode (
  records: ReachedRecords, { channelId, customerId }: { channelId?: number, customerId?: string }
): Promise<number> {
  const { rows: [row] } = await records.query<{ count: number }>({
    within: ofNodeWithin('w'), values: [channelId ?? null, customerId ?? null],
    text: within => `select count(*)::int as count from webhook w where ${within}
      and w.channel_id is not distinct from $4::int and w.customer_id is not distinct from $5::uuid`
  })
  return row?.count ?? 0
}

/** A new secret leaves the old one live for a day. Being active again forgets what went wrong before. */
export async function updateWebhook (
  db: Queryable, { providerId, webhookId }: WebhookKey, settings: WebhookSettings
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `update webhook set name = coalesce($3, name), url_encrypted = coalesce($4, url_encrypted),
        url_shown = coalesce($5, url_shown),
        types = case when $6::text[] is null then types else nullif($6::text[], '{}') end,
        payload = coalesce($7, payload), state = coalesce($8, state),
        paused_reason = case $8 when 'active' then null when 'paused' then 'Somebody paused it.'
          else paused_reason end,
        failing_since = case when $8 = 'active' then null else failing_since end,
        previous_secret_encrypted = case when $9::bytea is null then previous_secret_encrypted
          else secret_encrypted end,
        previous_secret_until = case when $9::bytea is null then previous_secret_until
          else now() + interval '1 day' end,
        secret_encrypted = coalesce($9, secret_encrypted), changed_at = now()
      where provider_id = $1 and id = $2`,
    values: [
      providerId, webhookId, settings.name ?? null, sealed(settings.url), settings.host ?? null, settings.types ?? null,
      settings.payload ?? null, settings.state ?? null, sealed(settings.secret)
    ]
  })
  return rowCount === 1
}

export async function deleteWebhook (db: Queryable, { providerId, webhookId }: WebhookKey): Promise<void> {
  await db.query({ text: 'delete from webhook where provider_id = $1 and id = $2', values: [providerId, webhookId] })
}

/** Notes in the log that somebody tries a webhook, which is sent it; false when there is no such webhook. */
export async function noteTest (
  db: Queryable, { providerId, webhookId }: WebhookKey, taskId: string
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `select note_event(provider_id, 'webhook.test', id::text, null, customer_id, channel_id, $3,
        jsonb_build_object('webhookId', id, 'name', name, 'reason', null))
      from webhook where provider_id = $1 and id = $2`,
    values: [providerId, webhookId, taskId]
  })
  return rowCount === 1
}

/** Makes deliveries due again; answers how many. */
export async function deliverAgain (
  db: Queryable, { providerId, webhookId }: WebhookKey, from: number, to: number
): Promise<number> {
  const { rowCount } = await db.query({
    text: `update webhook_delivery set state = 'pending', attempts = 0, due_at = now()
      where provider_id = $1 and webhook_id = $2 and position between $3 and $4`,
    values: [providerId, webhookId, from, to]
  })
  return rowCount ?? 0
}

/** The `webhook-id` of an event that is sent to a webhook. */
export const messageIdOf = (webhookId: string, position: number | string): string =>
  `msg_${webhookId.replaceAll('-', '')}_${position}`

export const deliveryListing: Listing = {
  orders: { createdAt: [{ sql: 'd.position', type: 'bigint' }] }, usual: '-createdAt',
  times: { created: { sql: 'd.created_at', what: 'Made' }, updated: { sql: 'd.last_tried_at', what: 'Last tried' } }
}

/** The deliveries of a webhook, the last event first unless it is asked otherwise. */
export async function deliveriesPage (
  records: ReachedRecords, webhookId: string, state: string | undefined, place: Place
): Promise<Part<WebhookDelivery>> {
  const from = (within: string): string => `from webhook w join webhook_delivery d
      on d.provider_id = w.provider_id and d.webhook_id = w.id
    where ${within} and w.id = $4 and ($5::text is null or d.state = $5)`
  return reachedList<WebhookDelivery>(records, deliveryListing, place, {
    within: ofNodeWithin('w'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) => `select d.position::text as "eventId",
        'msg_' || replace(w.id::text, '-', '') || '_' || d.position as "messageId", d.type, d.state, d.attempts,
        case d.state when 'pending' then d.due_at end as "dueAt", d.last_tried_at as "lastTriedAt",
        d.last_status as "lastStatus", d.last_answer as "lastAnswer", d.created_at as "createdAt"${mark}
      ${from(within)}${asked}${behind} ${tail}`,
    values: [webhookId, state ?? null]
  })
}

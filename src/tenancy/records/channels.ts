import type { Channel } from '../schemas/channel.ts'
import type { Queryable } from '../../database/connect.ts'
import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import { recordsOfProvider, type ReachedRecords } from '../../database/reach.ts'
import { channelsWithin, ofProviderOnly } from './reach.ts'

const columns = `h.id, h.name, h.ms_tenant_id as "msTenantId", h.description,
  h.operator_connect_enabled as "operatorConnectEnabled",
  h.max_customers as "maxCustomers", h.created_at as "createdAt", h.changed_at as "changedAt",
  (select count(*) from customer c where c.provider_id = h.provider_id and c.channel_id = h.id) as "customersCount",
  (select count(*) from lead l where l.provider_id = h.provider_id and l.channel_id = h.id and not exists (
    select from customer c where c.provider_id = l.provider_id and c.ms_tenant_id = l.ms_tenant_id)) as "leadsCount"`

export const channelListing: Listing = {
  orders: {
    id: [{ sql: 'h.id', type: 'int' }],
    name: [{ sql: 'lower(h.name) collate "C"', type: 'text' }, { sql: 'h.id', type: 'int' }]
  },
  usual: 'id',
  times: { created: { sql: 'h.created_at', what: 'Made' }, updated: { sql: 'h.changed_at', what: 'Changed' } }
}

/** In the order of ids, unless another is asked for; `only` narrows it to one channel. */
export async function channelsPage (
  records: ReachedRecords, place: Place, only?: number
): Promise<Part<Channel>> {
  const from = (within: string): string => `from channel h where ${within} and ($4::int is null or h.id = $4)`
  return reachedList<Channel>(records, channelListing, place, {
    within: channelsWithin('h'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) =>
      `select ${columns}${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: [only ?? null]
  })
}

export async function channelOf (records: ReachedRecords, id: number): Promise<Channel | undefined> {
  const { data: [channel] } = await channelsPage(records, { offset: 0, limit: 1 }, id)
  return channel
}

/**
 * The channel as it is until the transaction is over: nobody else gives it a customer, changes or deletes it meanwhile.
 */
export async function lockedChannel (trx: Queryable, providerId: number, id: number): Promise<Channel | undefined> {
  await trx.query({
    text: 'select from channel where provider_id = $1 and id = $2 for update', values: [providerId, id]
  })
  return channelOf(recordsOfProvider(trx, providerId), id) // in a statement of its own, which sees what was waited for
}

/** The channel with this name, other than `exceptId`. */
export async function channelNamed (
  records: ReachedRecords, name: string, exceptId?: number
): Promise<number | undefined> {
  const { rows: [row] } = await records.query<{ id: number }>({
    within: ofProviderOnly('h'),
    text: within => `select h.id from channel h where ${within} and h.name = $4 and h.id is distinct from $5`,
    values: [name, exceptId ?? null]
  })
  return row?.id
}

/** An id that no channel has or ever gets again. */
export async function newChannelId (db: Queryable, providerId: number): Promise<number> {
  for (;;) {
    const { rows: [row] } = await db.query<{ id: number, taken: boolean }>({
      text: `with n as (select nextval(pg_get_serial_sequence('channel', 'id')) as id)
        select n.id, exists (select from channel c where c.provider_id = $1 and c.id = n.id) as taken from n`,
      values: [providerId]
    })
    if (row?.taken === false) return row.id
  }
}

/** What a channel may be told to be; absent keys leave it as it is. */
export interface ChannelSettings {
  name?: string
  msTenantId?: string | null
  description?: string | null
  operatorConnectEnabled?: boolean
  maxCustomers?: number | null
}

export async function insertChannel (
  db: Queryable, providerId: number, id: number, settings: ChannelSettings & { name: string }
): Promise<void> {
  await db.query({
    text: `insert into channel (provider_id, id, name, ms_tenant_id, description, operator_connect_enabled,
      max_customers)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict (provider_id, id) do nothing`,
    values: [
      providerId, id, settings.name, settings.msTenantId ?? null, settings.description ?? null,
      settings.operatorConnectEnabled ?? true, settings.maxCustomers ?? null
    ]
  })
}

export async function updateChannel (
  db: Queryable, providerId: number, id: number, settings: ChannelSettings
): Promise<void> {
  await db.query({
    text: `
      update channel set changed_at = now(), name = coalesce($3::jsonb ->> 'name', name),
        ms_tenant_id = case when $3::jsonb ? 'msTenantId' then ($3::jsonb ->> 'msTenantId')::uuid else ms_tenant_id end,
        description = case when $3::jsonb ? 'description' then $3::jsonb ->> 'description' else description end,
        max_customers = case when $3::jsonb ? 'maxCustomers' then ($3::jsonb ->> 'maxCustomers')::int
          else max_customers end,
        operator_connect_enabled = coalesce(($3::jsonb ->> 'operatorConnectEnabled')::boolean, operator_connect_enabled)
      where provider_id = $1 and id = $2`,
    values: [providerId, id, JSON.stringify(settings)]
  })
}

/** What still belongs to a channel. */
export async function heldByChannel (
  records: ReachedRecords, id: number
): Promise<{ leads: number, customers: number, credentials: number }> {
  const { rows: [row] } = await records.query<{ leads: number, customers: number, credentials: number }>({
    within: ofProviderOnly('h'),
    text: within => `select (select count(*) from lead where provider_id = $1 and channel_id = $4) as leads,
      (select count(*) from customer where provider_id = $1 and channel_id = $4) as customers,
      (select count(*) from credential where provider_id = $1 and channel_id = $4) as credentials
      from channel h where ${within} and h.id = $4`,
    values: [id]
  })
  return row ?? { leads: 0, customers: 0, credentials: 0 }
}

/** Refused by the database when something belongs to it after all. */
export async function deleteChannel (db: Queryable, providerId: number, id: number): Promise<void> {
  await db.query({ text: 'delete from channel where provider_id = $1 and id = $2', values: [providerId, id] })
}

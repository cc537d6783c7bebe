import { violates, type Queryable } from '../../database/connect.ts'
import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import type { RegisteredCaller } from '../schemas/caller.ts'
import { ofNodeWithin } from './reach.ts'

export interface CallerFilter {
  readonly id?: string | undefined
  readonly channelId?: number | undefined
  readonly customerId?: string | undefined
}

const columns = `k.id, k.name, k.client_id as "clientId", k.entra_tenant_id as "tenantId", k.role,
  k.channel_id as "channelId", k.customer_id as "umpCustomerGuid", k.expires_at as "expiresAt",
  k.disabled_at is not null as disabled, k.last_used_at as "lastUsedAt", k.created_at as "createdAt"`

export const callerListing: Listing = {
  orders: {
    createdAt: [{ sql: 'k.created_at', type: 'timestamptz' }, { sql: 'k.id', type: 'uuid' }],
    name: [{ sql: 'lower(k.name) collate "C"', type: 'text' }, { sql: 'k.id', type: 'uuid' }]
  },
  usual: 'createdAt',
  times: { created: { sql: 'k.created_at', what: 'Registered' }, used: { sql: 'k.last_used_at', what: 'Last called' } }
}

/** In the order in which they were registered, unless another is asked for. */
export async function callersPage (
  records: ReachedRecords, { id, channelId, customerId }: CallerFilter, place: Place
): Promise<Part<RegisteredCaller>> {
  const from = (within: string): string => `from credential k where ${within} and ($4::uuid is null or k.id = $4)
    and ($5::int is null or k.channel_id = $5) and ($6::uuid is null or k.customer_id = $6)`
  return reachedList<RegisteredCaller>(records, callerListing, place, {
    within: ofNodeWithin('k'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) =>
      `select ${columns}${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: [id ?? null, channelId ?? null, customerId ?? null]
  })
}

export async function callerOf (records: ReachedRecords, id: string): Promise<RegisteredCaller | undefined> {
  return (await callersPage(records, { id }, { offset: 0, limit: 1 })).data[0]
}

export interface NewCallerRow {
  readonly id: string
  readonly name: string
  readonly clientId: string
  readonly tenantId: string
  readonly role: string
  readonly channelId?: number | undefined
  readonly customerId?: string | undefined
  readonly expiresAt?: string | undefined
}

/** Does nothing when it is there already. Throws when the application is registered otherwise: see below. */
export async function insertCaller (db: Queryable, providerId: number, row: NewCallerRow): Promise<void> {
  await db.query({
    text: `insert into credential
        (provider_id, id, name, client_id, entra_tenant_id, role, channel_id, customer_id, expires_at)
      select $1::int, $2::uuid, $3::text, $4::uuid, $5::uuid, $6::text, $7::int, $8::uuid, $9::timestamptz
      where not exists (select from credential where provider_id = $1 and id = $2)`,
    values: [
      providerId, row.id, row.name, row.clientId, row.tenantId, row.role, row.channelId ?? null,
      row.customerId ?? null, row.expiresAt ?? null
    ]
  })
}

/** The application of that directory acts for some node already, maybe for one of another provider. */
export const refusedBecauseRegistered = (error: unknown): boolean => violates(error, 'credential_pkey')

/** What is absent stays; an empty text takes the end away. */
export interface CallerChanges {
  readonly name?: string | undefined
  readonly role?: string | undefined
  readonly expiresAt?: string | undefined
  readonly disabled?: boolean | undefined
}

export async function updateCaller (
  db: Queryable, providerId: number, id: string, { name, role, expiresAt, disabled }: CallerChanges
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `update credential set name = coalesce($3, name), role = coalesce($4, role),
        expires_at = case when $5::text is null then expires_at else nullif($5, '')::timestamptz end,
        disabled_at = case when $6::boolean is null then disabled_at when $6 then coalesce(disabled_at, now()) end
      where provider_id = $1 and id = $2`,
    values: [providerId, id, name ?? null, role ?? null, expiresAt ?? null, disabled ?? null]
  })
  return rowCount === 1
}

export async function deleteCaller (db: Queryable, providerId: number, id: string): Promise<void> {
  await db.query({ text: 'delete from credential where provider_id = $1 and id = $2', values: [providerId, id] })
}

/** Whether an application is registered at all, which is asked before a task is made for it. */
export async function isRegistered (db: Queryable, tenantId: string, clientId: string): Promise<boolean> {
  const { rowCount } = await db.query({
    text: 'select from credential where entra_tenant_id = $1 and client_id = $2', values: [tenantId, clientId]
  })
  return rowCount !== 0
}

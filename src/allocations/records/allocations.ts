import { violates, type Queryable } from '../../database/connect.ts'
import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofNodeWithin } from '../../tenancy/records/reach.ts'
import type { Allocation, AllocationKind } from '../schemas/allocation.ts'

export interface AllocationFilter {
  readonly id?: string | undefined
  readonly kind?: string | undefined
  readonly channelId?: number | undefined
  readonly customerId?: string | undefined
}

const columns = `a.id, a.kind, a.value, a.channel_id as "channelId", a.customer_id as "umpCustomerGuid",
  a.site_id as "siteGuid", a.source, a.reason, a.created_at as "createdAt"`

export const allocationListing: Listing = {
  orders: { createdAt: [{ sql: 'a.created_at', type: 'timestamptz' }, { sql: 'a.id', type: 'uuid' }] },
  usual: 'createdAt', times: { created: { sql: 'a.created_at', what: 'Made' } }
}

/** In the order in which they were made, unless another is asked for. */
export async function allocationsPage (
  records: ReachedRecords, { id, kind, channelId, customerId }: AllocationFilter, place: Place
): Promise<Part<Allocation>> {
  const from = (within: string): string => `from allocation a where ${within} and ($4::uuid is null or a.id = $4)
    and ($5::text is null or a.kind = $5) and ($6::int is null or a.channel_id = $6)
    and ($7::uuid is null or a.customer_id = $7)`
  return reachedList<Allocation>(records, allocationListing, place, {
    within: ofNodeWithin('a'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) =>
      `select ${columns}${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: [id ?? null, kind ?? null, channelId ?? null, customerId ?? null]
  })
}

export async function allocationOf (records: ReachedRecords, id: string): Promise<Allocation | undefined> {
  return (await allocationsPage(records, { id }, { offset: 0, limit: 1 })).data[0]
}

export interface NewRow {
  readonly id: string
  readonly kind: AllocationKind
  readonly value: string
  readonly digits?: string | undefined
  readonly sbcId?: number | undefined
  readonly channelId?: number | undefined
  readonly customerId?: string | undefined
  readonly siteId?: string | undefined
  readonly reason?: string | undefined
}

/** Does nothing when it is there already. Throws when the node has it, or others: see the two functions below. */
export async function insertAllocation (
  db: Queryable, providerId: number, taskId: string, row: NewRow
): Promise<void> {
  await db.query({
    text: `insert into allocation (provider_id, id, kind, value, digits, sbc_id, channel_id, customer_id, site_id,
      reason, task_id)
      select $1::int, $2::uuid, $3::text, $4::text, $5::int8multirange, $6::int, $7::int, $8::uuid, $9::uuid,
        $10::text, $11::text
      where not exists (select from allocation where provider_id = $1 and id = $2)`,
    values: [
      providerId, row.id, row.kind, row.value, row.digits ?? null, row.sbcId ?? null, row.channelId ?? null,
      row.customerId ?? null, row.siteId ?? null, row.reason ?? null, taskId
    ]
  })
}

/** The node itself has it already. */
export const refusedBecauseAllocated = (error: unknown): boolean => violates(error, 'allocation_once')

/** Others have it, or some of it, or the node has a part of it. */
export const refusedBecauseElsewhere = (error: unknown): boolean =>
  violates(error, 'allocation_digits') || violates(error, 'allocation_gateway')

export async function deleteAllocation (db: Queryable, providerId: number, id: string): Promise<void> {
  await db.query({ text: 'delete from allocation where provider_id = $1 and id = $2', values: [providerId, id] })
}

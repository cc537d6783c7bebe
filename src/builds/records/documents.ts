import type { Queryable } from '../../database/connect.ts'
import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { customersWithin, ofKnownTenantWithin } from '../../tenancy/records/reach.ts'
import type { StoredCustomerDocument } from '../schemas/document.ts'

const columns = `b.ms_tenant_id as "msTenantId", b.stored_at as "storedAt", b.task_id as "taskId", b.document,
  (select c.id from customer c where c.provider_id = b.provider_id and c.ms_tenant_id = b.ms_tenant_id) as "customerId"`

export const documentListing: Listing = {
  orders: {
    msTenantId: [{ sql: 'b.ms_tenant_id', type: 'uuid' }],
    storedAt: [{ sql: 'b.stored_at', type: 'timestamptz' }, { sql: 'b.ms_tenant_id', type: 'uuid' }]
  },
  usual: 'msTenantId',
  times: { updated: { sql: 'b.stored_at', what: 'Stored' } }
}

/** The documents of tenants within reach, in the order of their tenants unless another is asked for. */
export async function documentsPage (records: ReachedRecords, place: Place): Promise<Part<StoredCustomerDocument>> {
  const from = (within: string): string => `from customer_document b where ${within}`
  return reachedList<StoredCustomerDocument>(records, documentListing, place, {
    within: ofKnownTenantWithin('b'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) =>
      `select ${columns}${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: []
  })
}

export async function documentOf (
  records: ReachedRecords, msTenantId: string
): Promise<StoredCustomerDocument | undefined> {
  const { rows } = await records.query<StoredCustomerDocument>({
    within: ofKnownTenantWithin('b'),
    text: within => `select ${columns} from customer_document b where ${within} and b.ms_tenant_id = $4`,
    values: [msTenantId]
  })
  return rows[0]
}

interface DocumentKey { readonly providerId: number, readonly msTenantId: string }

/** Stores the document of a tenant in the place of the one before; null takes it away. */
export async function storeDocument (
  db: Queryable, { providerId, msTenantId }: DocumentKey, taskId: string, document: object | null
): Promise<void> {
  if (document === null) return forgetDocument(db, { providerId, msTenantId })
  await db.query({
    text: `insert into customer_document (provider_id, ms_tenant_id, document, task_id) values ($1, $2, $3, $4)
      on conflict (provider_id, ms_tenant_id) do update set document = excluded.document, task_id = excluded.task_id,
        stored_at = now()`,
    values: [providerId, msTenantId, JSON.stringify(document), taskId]
  })
}

export async function forgetDocument (db: Queryable, { providerId, msTenantId }: DocumentKey): Promise<void> {
  await db.query({
    text: 'delete from customer_document where provider_id = $1 and ms_tenant_id = $2', values: [providerId, msTenantId]
  })
}

/** A number of a customer; `isOurs`: not one that was only seen at Microsoft. */
export interface HeldNumber {
  readonly number: string
  readonly isOurs: boolean
  readonly usage: string | null
  readonly additionalUsages: readonly string[]
  readonly capabilities: readonly string[] | null
  readonly callingProfileId: string | null
  readonly civicAddressId: string | null
  readonly locationId: string | null
}

/** The numbers that a customer holds by our records. */
export async function heldNumbers (records: ReachedRecords, customerId: string): Promise<HeldNumber[]> {
  const { rows } = await records.query<HeldNumber & Record<string, unknown>>({
    within: customersWithin('c'),
    text: within => `select n.number, n.source <> 'ocsync' as "isOurs", n.usage,
        n.additional_usages as "additionalUsages", n.capabilities, n.calling_profile_id as "callingProfileId",
        n.civic_address_id as "civicAddressId", n.location_id as "locationId"
      from customer c
      join number n on n.provider_id = c.provider_id and n.ms_tenant_id = c.ms_tenant_id
      where ${within} and c.id = $4 order by n.number`,
    values: [customerId]
  })
  return rows
}

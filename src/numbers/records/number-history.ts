import type { Static } from '@sinclair/typebox'
import type { NumberChange } from '../schemas/number-history.ts'
import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofTenantWithin } from '../../tenancy/records/reach.ts'

/** The tenant that a number belonged to when it changed. */
const tenant = "coalesce(h.after ->> 'msTenantId', h.before ->> 'msTenantId')::uuid"

export const historyListing: Listing = {
  orders: { at: [{ sql: 'h.sequence', type: 'bigint' }] }, usual: '-at',
  times: { changed: { sql: 'h.at', what: 'Changed' } }
}

/**
 * The changes of one number, newest first unless it is asked otherwise. A caller below the provider sees those of its
 * own tenants only.
 */
export async function historyPage (
  records: ReachedRecords, number: string, place: Place
): Promise<Part<Static<typeof NumberChange>>> {
  const from = (within: string): string => `from number_history h where ${within} and h.number = $4`
  return reachedList<Static<typeof NumberChange>>(records, historyListing, place, {
    within: ofTenantWithin('h', tenant),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) => `select h.at, h.change, h.task_id as "taskId", h.caller, h.before,
      h.after${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: [number]
  })
}
